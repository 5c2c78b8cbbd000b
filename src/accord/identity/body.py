"""What a body is over all its mentions: display names, one kind, where it is.

In:  the code of a well-known body, or another id; the names and kinds that documents give it, each with how many mentions.
Out: `Body`. What the gazetteer knows comes first, then what the body's own name says, then what most mentions say.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from accord.gazetteer import Entry, entry, within
from accord.identity.organs import organs_of, places_of, settled
from accord.identity.shapes import shape
from accord.identity.tables import rows
from accord.identity.text import fold, is_han
from accord.model.body import Body, Region, Said
from accord.model.terms import Language, PartyKind, members

__all__ = ["body"]

_AUTHORITIES = frozenset({"government", "party_committee"})
_COMPANY = frozenset({"limited", "shares", "plain", "holding"})  # a group may be a working group
_UNSAID = "other"
_MOST = 12  # names of a body that are asked where it is: the most frequent


def body(code: str, names: Sequence[tuple[str, int]], said: Sequence[Said]) -> Body:
    """Return what a body is.

    Args:
        code: Its code in the gazetteer; any other id where it has none.
        names: Its fullest names, each with how many mentions use it; at least one.
        said: What its mentions say; at least one.

    >>> lotus = body("", [("无锡莲花科技有限公司", 1), ("Wuxi Lotus", 3)], [Said("government", None, 4)])
    >>> lotus.names["zh"], lotus.kind, lotus.regions[0].names["en"]
    ('无锡莲花科技有限公司', 'enterprise', 'Wuxi')
    """
    ordered = [name for name, _ in sorted(names, key=lambda one: (-one[1], -len(one[0]), one[0]))]
    known, place = entry(code), entry(code.partition(":")[0])
    where = _seat(known) or _seat(place) or _by_name(ordered[:_MOST])
    where = _by_readings(said, where) if known is None and place is None else where
    told = sorted(one.region for one in said if one.region) if where is None else []
    return Body(
        names=_display(known, ordered),
        kind=_kind(known, code, ordered, said),
        regions=_regions(where.code) if where else (),
        place=min(told, key=lambda words: (-told.count(words), words)) if told else None,
    )


def _display(known: Entry | None, ordered: Sequence[str]) -> dict[Language, str]:
    """Return a name for each language: the gazetteer's, else the first of the names in it, else the first of all."""
    found: dict[Language, str] = {}
    for language in members(Language):
        official = _official(known, language) if known else None
        found[language] = official or next((name for name in ordered if _language(name) == language), ordered[0])  # type: ignore[index]  # a member
    return found


def _official(known: Entry, language: str) -> str | None:
    """Return the full name of an entry in a language; of a country, which is not called so, the short one."""
    told = [name for name in known.names if name.language == language]
    short = [name.text for name in told if name.sort == "short" and known.level == "country"]
    return next(iter([*short, *(name.text for name in told)]), None)


def _kind(known: Entry | None, code: str, ordered: Sequence[str], said: Iterable[Said]) -> PartyKind:
    if known is not None:
        return "government" if known.kind in ("place", "country") else known.kind  # type: ignore[return-value]
    parts = code.split(":")
    if len(parts) > 1 and entry(parts[0]) and parts[1] in _organ_kinds():
        return _organ_kinds()[parts[1]]
    for name in ordered[:_MOST]:
        for organ in organs_of(name):
            return _organ_kinds()[organ.sort]
    votes: Counter[PartyKind] = Counter()
    for one in said:
        votes[one.kind] += one.uses
    forms = {form for name in ordered[:_MOST] for form in shape(name).cuts[0].forms}
    if forms:  # what bears a company's form is no authority
        left = {kind: uses for kind, uses in votes.items() if kind not in _AUTHORITIES}
        votes = Counter(left) or votes
    if forms & _COMPANY and votes.keys() <= {_UNSAID, *_AUTHORITIES}:
        return "enterprise"
    return min(votes, key=lambda kind: (kind == _UNSAID, -votes[kind], kind))


def _seat(known: Entry | None) -> Entry | None:
    return entry(known.region) if known and known.region else None


def _by_name(ordered: Iterable[str]) -> Entry | None:
    """Return where the names of a body say that it is: the first that says one place."""
    return next((found for name in ordered if (found := _named_in(name))), None)


@lru_cache(maxsize=1 << 16)
def _named_in(name: str) -> Entry | None:
    """Return the place in a name; of a place within another that the name says too, the smaller one."""
    whose = [one.place for one in organs_of(name) if one.place]
    if whose:
        return _one(settled(whose, frozenset()))
    told = [token.codes for token in shape(name).cuts[0].tokens if token.sort == "place"]
    single = frozenset(codes[0] for codes in map(tuple, told) if len(codes) == 1)
    found = [_one(settled([e for code in codes if (e := entry(code))], single)) for codes in told]
    return _smallest([one for one in found if one])


def _by_readings(said: Iterable[Said], name_says: Entry | None) -> Entry | None:
    """Return where most mentions say that it is, within what its name says; else what its name says."""
    votes: Counter[str] = Counter()
    for one in said:
        found = _in_words(one.region, name_says.code if name_says else "") if one.region else None
        if found and (name_says is None or within(found.code, name_says.code)):
            votes[found.code] += one.uses
    return entry(min(votes, key=lambda code: (-votes[code], code))) if votes else name_says


@lru_cache(maxsize=1 << 14)
def _in_words(words: str, near: str) -> Entry | None:
    return entry(words) or _one(settled(places_of(fold(words)), frozenset({near} if near else ())))


def _one(found: Sequence[Entry]) -> Entry | None:
    return entry(found[0].region) if len(found) == 1 and found[0].region else None


def _smallest(found: Sequence[Entry]) -> Entry | None:
    """Return the place that lies within all the others; None where two lie apart."""
    inner = [one for one in found if all(within(one.code, other.code) for other in found)]
    return inner[0] if inner else None


@cache
def _regions(code: str) -> tuple[Region, ...]:
    """Return a place and those around it, the smallest first."""
    one = entry(code)
    if one is None:
        return ()
    names: dict[Language, str] = {}
    for language in members(Language):
        told = [name for name in one.names if name.language == language]
        short = [name.text for name in told if name.sort == "short"]
        names[language] = next(iter([*short, *(name.text for name in told), one.code]))  # type: ignore[index]  # a member
    called = tuple(sorted({one.code, *(n.text for n in one.names if n.sort in ("full", "short", "other", "former"))}))
    here = Region(one.code, one.level, one.parent, names, called)
    return (here, *(_regions(one.parent) if one.parent else ()))


@cache
def _organ_kinds() -> dict[str, PartyKind]:
    return {row["sort"]: row["kind"] for row in rows("organ_kinds")}  # type: ignore[misc]  # a test holds the table


@cache
def _written_in_han() -> frozenset[str]:
    """Return the languages whose words are written in Han characters."""
    first = rows("words")[0]
    return frozenset(language for language in members(Language) if is_han(first[language]))


def _language(name: str) -> str:
    return next((one for one in members(Language) if (one in _written_in_han()) == is_han(name)), "")
