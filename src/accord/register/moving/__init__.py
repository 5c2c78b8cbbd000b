"""Take a register elsewhere, whole: into a file, into a database, and back.

In:  a register, and where it shall be.
Out: the same register there; row by row, it is proven: every row of the log, and the digest of what is derived.
Begin at `copies.py`. A file is copied into a file by SQLite (`files.py`); anything else row by row (`pouring.py`, `rows.py`),
all tables of `contents.py`. A new table of the log goes into `contents.py`; a test says so.
"""
