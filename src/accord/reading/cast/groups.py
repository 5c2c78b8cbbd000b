"""Say which names of a document are one party's, each pair for a reason.

In:  names, pairs that the text announces, pairs that it sets side by side, a pack.
Out: sets of names, one a party.

The surest reasons come first: what the text announces, one spelling, a government and its place, initials. A short form
counts where it fits one body alone; what translators and scanners made of a name counts last.
"""

from collections.abc import Iterable, Iterator, Sequence

from accord.langs import Pack
from accord.model.page import Name

__all__ = ["WEAK", "group_names"]

WEAK = ("letters", "syllables", "jumbled", "mistaken")  # reasons that deserve a doubt
_SURE = ("spelling", "firm", "seat", "turned", "blend")
_SHORT = ("home", "brand", "short", "worded", "tail", "placed", "campus", "head")
_BODIES = frozenset(
    {"brand", "short", "head", "tail", "worded"}
)  # reasons that hold between bodies, not between places
_COMPARED = 250  # different names back to which a name is compared; few pages have as many

_Reasons = list[tuple[str, str, str]]


def group_names(
    names: Sequence[Name], announced: Iterable[tuple[str, str]], apart: set[frozenset[str]], pack: Pack
) -> list[set[str]]:
    """Return the sets of texts that name one party each."""
    groups = _Groups(names, apart, pack)
    for long, short in announced:
        groups.join(long, short)
    reasons = [(a, b, why) for a, b in _pairs(list(groups.group), pack) if (why := pack.same_name(a, b))]
    for a, b, reason in reasons:
        if reason in _SURE or (reason == "initials" and not _ambiguous(a, b, reasons)):
            groups.join(a, b)
    for tier in _SHORT:
        for long, short in groups.alone([r for r in reasons if r[2] == tier], tier):
            groups.join(long, short)
    for long, short in groups.last_resort(reasons):
        groups.join(long, short)
    return list({id(g): g for g in groups.group.values()}.values())


class _Groups:
    """Names that were found to be one, so far."""

    def __init__(self, names: Sequence[Name], apart: set[frozenset[str]], pack: Pack) -> None:
        """Begin with every text by itself."""
        self.group: dict[str, set[str]] = {name.text: {name.text} for name in names}
        self._labels = {name.text: name.label for name in names}
        self._times: dict[str, int] = {}
        for name in names:
            self._times[name.text] = self._times.get(name.text, 0) + 1
        self._order = {text: n for n, text in enumerate(self.group)}
        self._apart, self._pack = apart, pack

    def join(self, one: str, other: str) -> None:
        """Make two texts one party, unless the text sets them apart or they say two kinds of place."""
        a, b = self.group.get(one), self.group.get(other)
        if a is None or b is None or a is b or self._are_two(a, b):
            return
        merged = a | b
        for text in merged:
            self.group[text] = merged

    def _are_two(self, a: set[str], b: set[str]) -> bool:
        if any(frozenset((x, y)) in self._apart for x in a for y in b):
            return True
        levels = [set().union(*(self._pack.place_levels(text) for text in group)) for group in (a, b)]
        return all(levels) and not levels[0] & levels[1]

    def alone(self, reasons: _Reasons, tier: str) -> list[tuple[str, str]]:
        """Return names with their short form where it fits one body alone; of several countries' the last before it."""
        longs: dict[str, list[str]] = {}
        for a, b, _ in reasons:
            short, long = sorted((a, b), key=len)
            if tier == "placed" and self._labels.get(long[: -len(short)].strip()) != "place":
                continue  # 'Idaho Department of Lands', but no 'Commercial Bank of Norway'
            if tier not in _BODIES or "place" not in (self._labels[a], self._labels[b]):
                longs.setdefault(short, []).append(long)
        found = []
        for short, fitting in longs.items():
            if tier in ("short", "tail", "head") and len(self.group[short]) > 1 and self._has_longer(short):
                continue  # a nearer reason has said whose short form it is
            others = {id(self.group[long]) for long in fitting if short not in self.group[long]}
            if len(others) == 1 or (tier != "home" and not others):
                found += [(long, short) for long in fitting]
            elif tier == "home" and others:
                before = [long for long in fitting if self._order[long] < self._order[short]]
                found += [(before[-1], short)] if before else []
        return found

    def _has_longer(self, short: str) -> bool:
        return any(len(text.split()) > len(short.split()) and not text.isupper() for text in self.group[short])

    def _has_more(self, name: str, fits: list[str]) -> bool:
        """Whether a name has more words than any that it resembles: who translates badly loses words and adds none."""
        known = {text for long in fits for text in self.group[long]}
        return all(len(name.split()) > len(text.split()) for text in known)

    def last_resort(self, reasons: _Reasons) -> list[tuple[str, str]]:
        """Return letters that no name spells, each with the one body that nearly does: machines translate a name twice."""
        nearly: dict[str, dict[str, list[str]]] = {}
        for a, b, reason in reasons:
            if reason in WEAK and self._labels[a] == self._labels[b] == "body":
                nearly.setdefault(a, {}).setdefault(reason, []).append(b)
                nearly.setdefault(b, {}).setdefault(reason, []).append(a)
        found = []
        for short in (t for t in nearly if len(self.group[t]) == 1):
            reason = next(reason for reason in WEAK if reason in nearly[short])
            fits = nearly[short][reason]
            if len({id(self.group[long]) for long in fits}) != 1 or self._has_more(short, fits):
                continue
            if reason != "mistaken" or self._times[short] == 1:
                found.append((fits[0], short))
        return found


def _pairs(texts: list[str], pack: Pack) -> Iterator[tuple[str, str]]:
    """Yield the pairs that may be one: names among few others between, and those spelt alike wherever they stand."""
    alike: dict[str, list[str]] = {}
    for n, text in enumerate(texts):
        yield from ((before, text) for before in texts[max(0, n - _COMPARED) : n])
        twins = alike.setdefault(pack.name_key(text), [])
        if n > _COMPARED and twins:
            yield twins[-1], text
        twins.append(text)


def _ambiguous(a: str, b: str, reasons: _Reasons) -> bool:
    """Whether the short form fits the initials of two names that are not otherwise one."""
    short = min(a, b, key=len)
    longs = {x if y == short else y for x, y, reason in reasons if reason == "initials" and short in (x, y)}
    alike = {x for x, y, why in reasons if why in ("spelling", "firm", "home") and x in longs and y in longs}
    return len(longs - alike) > 1
