"""What waits to be read, and the sources that are watched.

In -> out: what came by the doors -> jobs, taken one by one; what was seen before.
Begin at `jobs.py`; of sources at `watching.py`, then `lists.py`, `pages.py`, `hosts.py`.
"""
