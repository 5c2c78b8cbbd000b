"""Say of which countries names speak: a bank or ministry of a state stands for it, where the text names now one, now the other.

In:  the names of a party, a pack.
Out: codes of countries (ISO 3166-1 alpha-2).
"""

import re
from collections.abc import Iterable

from accord.langs import Pack, match

__all__ = ["countries_in", "state_of"]


def countries_in(names: Iterable[str], pack: Pack) -> frozenset[str]:
    """Return the countries that names hold: 'China Eximbank', 'the Norwegian ministry'."""
    codes = _codes(pack)
    words = {" ".join(run) for name in names for run in _runs(name)}
    return frozenset(codes[word] for word in words if word in codes)


def state_of(name: str, pack: Pack) -> str | None:
    """Return the country that a name means as a whole: 'the Chinese government', 'Government of Ghana', 'Ghana'."""
    found = countries_in((name,), pack)
    if len(found) != 1 or not any(match(pack.rules, _uncountried(name, pack), kind="state")):
        return None
    return next(iter(found))


def _uncountried(name: str, pack: Pack) -> str:
    """Return the name with its country's words as one mark of a party."""
    words = sorted((w for w in _codes(pack) if re.search(rf"\b{re.escape(w)}\b", name)), key=len, reverse=True)
    return re.sub(rf"\b{re.escape(words[0])}\b", "\ue002", name) if words else name


def _runs(name: str) -> Iterable[list[str]]:
    words = re.findall(r"[\w.'’-]+", name)
    for start in range(len(words)):
        for stop in range(start + 1, min(start + 5, len(words)) + 1):
            yield words[start:stop]


def _codes(pack: Pack) -> dict[str, str]:
    found: dict[str, str] = {}
    for row in pack.tables["countries"]:
        for word in (row["country"], row.get("adjective") or ""):
            if word:
                found.setdefault(word, row["code"])
    return found
