"""Read which in a series an agreement is, and since when there is one: 'the 5th strategic cooperation since 2005'.

In:  one sentence and a pack; its rules `ordinal`, `since` and `series`, its number words.
Out: a number, and a year or decade as the text words it; None where the sentence does not say.
"""

import re

from accord.langs import Pack, match

__all__ = ["ordinal_in", "since_in"]

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}


def ordinal_in(sentence: str, pack: Pack) -> int | None:
    """Return which in its series the agreement of a sentence is.

    >>> from accord.langs import load_pack
    >>> ordinal_in("It is the third such agreement.", load_pack("en"))
    3
    """
    for hit in match(pack.rules, re.sub(r"\s", " ", sentence), kind="ordinal"):
        groups = hit.found.groupdict()
        if groups.get("roman"):
            return _ROMAN.get(groups["roman"].lower())
        if groups.get("number"):
            return int(groups["number"])
        return _worded(groups.get("word") or "", pack)
    return None


def since_in(sentence: str, pack: Pack) -> str | None:
    """Return since when those of a sentence act together; nothing where it speaks of something else that has lasted.

    >>> from accord.langs import load_pack
    >>> since_in("They have cooperated since the 1990s.", load_pack("en"))
    '1990s'
    """
    words = re.sub(r"\s", " ", sentence)
    if not any(match(pack.rules, words, kind="series")):
        return None
    return next((hit.found["since"] for hit in match(pack.rules, words, kind="since")), None)


def _worded(word: str, pack: Pack) -> int | None:
    """Return the number that an ordinal in words says, 'twenty-first' by its parts."""
    values = {row[column]: int(row["value"]) for row in pack.tables["numbers"] for column in ("cardinal", "ordinal")}
    parts = [values.get(part) for part in re.split(r"[ -]", word.lower())]
    return sum(part or 0 for part in parts) if parts and all(parts) else None
