"""Say which names of an agreement's parties deserve a doubt: words that the rest of the text contradicts.

In:  a scene and its agreements.
Out: the agreements with `Doubt`s on names, for a person to look at.

Two kinds: a name that only resembles the others ('China Electric Power' for China Electronics ...), and a town that
stands where the agreement's own town is spoken of ('the group's institutes in Ningbo' of an agreement with Nanjing).
"""

import re

import msgspec

from accord.gazetteer import named
from accord.langs import Pack
from accord.model.page import Standing
from accord.model.reading import Agreement, Doubt, Party
from accord.reading.page.scene import Scene

__all__ = ["with_doubtful_names"]

_RESEMBLING = ("mistaken",)
_IN = re.compile(r"\bin\s+$")
_OWN = re.compile(r"['’]s\s+(?:[\w-]+\s+){1,4}in\s+$")
_BACK = 60  # characters before a town in which somebody's things there are told
_STRANGE_MAX = 3  # times that a town stands on a page at most to be no part of its story
_LENGTHS = 2  # letters by which two towns may differ that are taken for one another


def with_doubtful_names(scene: Scene, agreements: tuple[Agreement, ...]) -> tuple[Agreement, ...]:
    """Return the agreements with the doubts on the names of their parties."""
    return tuple(
        msgspec.structs.replace(one, doubts=(*one.doubts, *_doubtful_names(scene, one.parties))) for one in agreements
    )


def _doubtful_names(scene: Scene, parties: tuple[str, ...]) -> tuple[Doubt, ...]:
    """Return the doubts on the names of some parties, in text order."""
    own = [party for party in scene.cast.parties if party.id in parties]
    found = [*_resembling(scene, own), *_strange_towns(scene, own)]
    return tuple(sorted(found, key=lambda doubt: doubt.start))


def _resembling(scene: Scene, own: list[Party]) -> list[Doubt]:
    strange = {(p.id, name): p.name for p in own for name in p.names if _only_resembles(name, p, scene.pack)}
    content = scene.page.content
    return [
        Doubt("parties", s.start, s.end, f"only resembles {strange[s.parties[0], content[s.start : s.end]]!r}")
        for s in scene.cast.standings
        if s.named and (s.parties[0], content[s.start : s.end]) in strange
    ]


def _only_resembles(name: str, party: Party, pack: Pack) -> bool:
    """Whether no better reason than a resemblance holds a name among the others of its party."""
    reasons = {pack.same_name(name, other) for other in party.names if other != name} - {None}
    return bool(reasons) and all(reason in _RESEMBLING for reason in reasons) and name != party.name


def _strange_towns(scene: Scene, own: list[Party]) -> list[Doubt]:
    """Return towns that stand only behind 'in', where a partner's things are told, and look like the partner town."""
    towns = {name: party.name for party in own if party.kind == "government" for name in party.names if _is_town(name)}
    if not towns or len(own) < 2:
        return []
    partners = {party.id for party in own}
    found = []
    for party in scene.cast.parties:
        if party.id in partners or party.kind != "government" or not _is_town(party.name):
            continue
        reason = next((why for town in towns if (why := _why_doubted(town, party.name))), None)
        places = [s for s in scene.cast.standings if s.parties == (party.id,)]
        if reason and places and len(places) <= _STRANGE_MAX and _is_told_of(scene, places):
            found += [Doubt("parties", s.start, s.end, reason) for s in places]
    return found


def _why_doubted(town: str, strange: str) -> str | None:
    """Return why a town may stand for another one: the short form of its name begins the strange one's, or they are alike.

    >>> _why_doubted("Nanjing", "Ningbo")
    "stands where 'Nanjing' is spoken of: 宁 is its short form, and begins 宁波"
    """
    for known in named(town):
        for short in (n.text for n in known.names if n.sort == "abbreviation"):
            for other in named(strange):
                begun = next((n.text for n in other.names if n.sort == "short" and n.text.startswith(short)), None)
                if begun and other.code != known.code:
                    return f"stands where {town!r} is spoken of: {short} is its short form, and begins {begun}"
    return f"stands where {town!r} is spoken of" if _are_alike(town, strange) else None


def _is_town(name: str) -> bool:
    return name.isalpha() and name.istitle()


def _are_alike(one: str, other: str) -> bool:
    return one != other and one[0] == other[0] and abs(len(one) - len(other)) <= _LENGTHS


def _is_told_of(scene: Scene, places: list[Standing]) -> bool:
    """Whether all places lie behind 'in', and one of them behind what is somebody's: "the group's institutes in"."""
    fronts = [scene.page.content[max(0, s.start - _BACK) : s.start] for s in places]
    return all(_IN.search(front) for front in fronts) and any(_OWN.search(front) for front in fronts)
