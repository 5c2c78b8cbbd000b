"""Say to PostgreSQL what is written in the SQL of SQLite, where the two word a thing differently.

In:  a statement as the register writes it, its values named `%(name)s` by then.
Out: the same statement in PostgreSQL's words.

Nearly all of the register's SQL is the same for both; what is not stands here, and nowhere else. The functions are those
of `functions.sql`.
"""

import re

__all__ = ["RULES", "worded"]

_VALUE = r"%\(\w+\)s"
MAY_LACK = ("confidence", "date", "day", "due_last", "facts", "first", "last", "published", "rung", "score")
RULES: tuple[tuple[str, str], ...] = (
    # full text: SQLite has FTS5 tables, PostgreSQL plain ones with an index over their words
    (
        rf"\browid, rank FROM (\w+) WHERE tokens MATCH ({_VALUE})",
        r"rowid, accord_weight(tokens, \2) AS rank FROM \1 WHERE tokens MATCH \2",
    ),
    (
        rf"([\w.]*\btokens) MATCH ({_VALUE})",
        r"(accord_lexemes(\1) @@ accord_wanted(\2) AND accord_holds(\1, \2))",
    ),
    (
        rf"INSERT INTO (\w+) \(\1, rowid, tokens\) VALUES \('delete', ({_VALUE}), {_VALUE}\)",
        r"DELETE FROM \1 WHERE rowid = \2",
    ),
    # without regard to case: of ASCII letters alone, in both
    (rf"([\w.]+) = ({_VALUE}) COLLATE NOCASE", r'lower(\1) = lower(\2 COLLATE "C")'),
    (r"([\w.]+) COLLATE NOCASE", r"lower(\1)"),
    (rf"\blower\(({_VALUE})\)", r'lower(\1 COLLATE "C")'),
    (r"\bLIKE\b", "ILIKE"),
    # what is not known comes last among what is sorted down, and the indexes are made so (`dialect.py`)
    (rf"\b({'|'.join(MAY_LACK)}) DESC(?! NULLS)", r"\1 DESC NULLS LAST"),
    # functions of another name
    (rf"\bjson_each\(({_VALUE}|[\w.]+)\)", r"json_array_elements_text(CAST(\1 AS json))"),
    (r"\binstr\(", "strpos("),
    # which tables there are
    (r"\bFROM sqlite_master WHERE name = ('\w+')", r"WHERE to_regclass(\1) IS NOT NULL"),
)
_RULES = tuple((re.compile(sought), said) for sought, said in RULES)


def worded(statement: str) -> str:
    """Return a statement in PostgreSQL's words.

    >>> worded("SELECT id FROM unit WHERE id IN (SELECT value FROM json_each(%(ids)s))")
    'SELECT id FROM unit WHERE id IN (SELECT value FROM json_array_elements_text(CAST(%(ids)s AS json)))'
    """
    for sought, said in _RULES:
        statement = sought.sub(said, statement)
    return statement
