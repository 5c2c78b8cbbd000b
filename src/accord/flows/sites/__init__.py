"""Read what flows from sites: their lists lead to pages, and pages are read once, as a careful guest reads them.

In -> out: sources that are due -> documents in the register, and beside each source, list, page and site what became of it.
Begin at `rounds.py` (what is due, until nothing is), then `lists.py` (a walk over the lists of a source), `pages.py` (pages
that wait are fetched and read) and `guest.py` (robots.txt, pauses, who is left alone).
Nothing is held in memory that an interruption could lose: what waits is in the register, and is noted as done after what it
gave was committed. Reading the same again changes nothing, so a step that is cut is taken again.
"""
