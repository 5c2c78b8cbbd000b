"""How a register is kept: its tables, the kinds of fact, its versions.

In -> out: kinds of fact -> tables, the small statements that every writer of them uses; text -> search tokens.
Begin at `tables.py` (the log, units and facts) and `who_tables.py` (mentions, forms, bodies). To keep a new kind of fact:
`kinds.KINDS`, `tables.DETAILS`, the digest, and a higher `versions.DERIVED`.
"""
