"""Say of which countries names speak: a bank or ministry of a state stands for it, where the text names now one, now the other.

In:  the names of a party, a pack.
Out: codes of countries (ISO 3166-1 alpha-2).
"""

import re
from collections.abc import Iterable

from accord.langs import Pack, match

__all__ = ["countries_in", "state_of"]

_KEPT: dict[str, tuple[Pack, dict[str, str]]] = {}  # by a pack's code: many names of a page are looked through


def countries_in(names: Iterable[str], pack: Pack) -> frozenset[str]:
    """Return the countries that names hold: 'China Eximbank', 'the Norwegian ministry'."""
    return frozenset(code for name in names for _, code in _told(name, pack))


def state_of(name: str, pack: Pack) -> str | None:
    """Return the country that a name means as a whole: 'the Chinese government', 'Government of Ghana', 'Ghana'."""
    found = _told(name, pack)
    if len({code for _, code in found}) != 1:
        return None
    words = max((words for words, _ in found), key=len)
    covered = re.sub(rf"\b{re.escape(words)}\b", "\ue002", name)  # the country as one mark of a party
    return found[0][1] if any(match(pack.rules, covered, kind="state")) else None


def _told(name: str, pack: Pack) -> list[tuple[str, str]]:
    """Return the words of a name that are a country or its adjective, each with the code."""
    codes = _codes(pack)
    return [(words, codes[words]) for run in _runs(name) if (words := " ".join(run)) in codes]


def _runs(name: str) -> Iterable[list[str]]:
    words = re.findall(r"[\w.'’-]+", name)
    for start in range(len(words)):
        for stop in range(start + 1, min(start + 5, len(words)) + 1):
            yield words[start:stop]


def _codes(pack: Pack) -> dict[str, str]:
    """Return the code by country and by adjective; worked out once a pack."""
    kept = _KEPT.get(pack.code)
    if kept is None or kept[0] is not pack:
        kept = _KEPT[pack.code] = (pack, _all_codes(pack))
    return kept[1]


def _all_codes(pack: Pack) -> dict[str, str]:
    found: dict[str, str] = {}
    for row in pack.tables["countries"]:
        for word in (row["country"], row.get("adjective") or ""):
            if word:
                found.setdefault(word, row["code"])
    return found
