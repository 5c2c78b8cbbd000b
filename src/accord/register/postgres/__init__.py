"""What PostgreSQL needs that SQLite does not: how it is reached, its types, its words for what SQLite words otherwise.

In -> out: the address of a database -> an engine that is asked in the same plain SQL; one writer at a time; rows by COPY.
Begin at `wording.RULES` (what is worded otherwise, all of it) and `functions.sql` (what is added to the database).
"""
