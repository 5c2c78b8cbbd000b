"""Use cases: what can be done with accord. The only room that composes the others, and the only one that commits.

In:  what a person or a door asks for, with a register, a reader, an identity and a clock.
Out: counts, decisions, problems.
Begin at `ingest.ingest`. To add a use case, add a file here that puts rooms in order; no room calls another.
"""

from accord.flows.decide import Deciding, enter_fact, reject_fact, set_value, undo, withdraw
from accord.flows.ingest import Counts, Step, ingest
from accord.flows.keep import read_again, rebuild_register, verify_register
from accord.flows.purge import purge
from accord.flows.reader import Reader
from accord.flows.review import accept, merge, reject, split

__all__ = [
    "Counts",
    "Deciding",
    "Reader",
    "Step",
    "accept",
    "enter_fact",
    "ingest",
    "merge",
    "purge",
    "read_again",
    "rebuild_register",
    "reject",
    "reject_fact",
    "set_value",
    "split",
    "undo",
    "verify_register",
    "withdraw",
]
