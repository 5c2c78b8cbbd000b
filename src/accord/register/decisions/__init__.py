"""What was decided, by whom, and whether it stands.

In -> out: an open register -> decisions and refusals, all of one thing or page by page.
Begin at `past.py` (one decision as a record) and `chronicle.py` (pages of them).
"""
