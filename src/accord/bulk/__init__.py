"""Read whole archives of news on all cores or a cluster, and fold what was found into a register.

In -> out: archives -> a folder of readings (Parquet), what could not be read with reasons, and a manifest; that folder -> a register.
Begin at `read.py` (a job from plan to manifest) and `shard.py` (what becomes of one shard: the same code wherever it runs).
`plan.py` cuts inputs into shards; `folder.py` is the folder on disk; `attempts.py` knows at which article a worker died;
`local.py` and `cluster.py` are the engines (processes of this machine; Daft on Ray); `glance.py` puts aside what is irrelevant;
`load.py` brings a folder into a register; it stands apart, since workers need no register.
To add an engine: a function with the signature of `local.run_here`, and its name in `read.ENGINES`.
"""

from accord.bulk.cluster import leave
from accord.bulk.job import Counts, Outcome, Summary
from accord.bulk.read import ENGINES, Asked, read_archives

__all__ = ["ENGINES", "Asked", "Counts", "Outcome", "Summary", "leave", "read_archives"]
