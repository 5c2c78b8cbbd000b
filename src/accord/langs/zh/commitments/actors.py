"""Read who is to act in an undertaking.

In:  a unit, what it undertakes, who speaks, the cast, the agreements and the posts of the page.
Out: ids of parties, each once; empty where it is unclear.

Actors are who is to act, not who speaks or hopes: of 希望双方 both sides. A person acts for the body of his post.
"""

from bisect import bisect_left

from accord.langs.zh.commitments.links import meant_by, sides_of
from accord.langs.zh.commitments.speeches import Speech, Unit
from accord.langs.zh.commitments.undertakings import Undertaking
from accord.langs.zh.page.scene import Scene, within
from accord.model.page import Standing
from accord.model.reading import Agreement, Post

__all__ = ["Actors"]

_AFTER = 24  # characters after a wish in which those stand for whom it is
_TITLE = 30  # characters before a person in which the body of his title stands


class Actors:
    """Who is to act, unit by unit."""

    def __init__(self, scene: Scene, agreements: tuple[Agreement, ...], posts: tuple[Post, ...]) -> None:
        """Keep the scene, and for which body each person stands."""
        self._scene = scene
        self._agreements = agreements
        self.contracting = frozenset(p for a in agreements for p in a.parties)
        self.signed = frozenset(p for a in agreements if a.status == "signed" for p in a.parties)
        self._bodies: dict[str, str] = {}
        for post in posts:
            if post.party and self._bodies.get(post.person) not in self.contracting:
                self._bodies[post.person] = self._signing(post.party)

    def are_sides(self, unit: Unit) -> bool:
        """Return whether the unit names a party of a signed agreement."""
        return any(p in self.signed for s in self._standings(unit.start, unit.end) for p in s.parties)

    def several_in(self, unit: Unit) -> tuple[int, ...]:
        """Return where the unit speaks of several parties at once, counted from its start."""
        return tuple(s.start - unit.start for s in self._standings(unit.start, unit.end) if len(s.parties) > 1)

    def of(self, unit: Unit, promise: Undertaking, speech: Speech) -> tuple[str, ...]:
        """Return who is to act."""
        if promise.modality == "hoped" and promise.rule.values.get("who") == "any":
            return self._hoped_of(unit, promise, speech)
        if promise.subject == "group":
            return self._before(unit, promise)
        if "document" in promise.rule.values:
            found = self._named(unit.start + promise.onward, unit.end)
            return found or sides_of(unit, self._scene, self._agreements)
        if _is_of_sides(promise):
            return sides_of(unit, self._scene, self._agreements)
        found = self._before(unit, promise) if promise.subject in ("several", "party") else ()
        if not found and speech.kind and promise.subject in ("self", "elided"):
            return self.speaking(speech)
        return found or self._named(unit.start, unit.end) or sides_of(unit, self._scene, self._agreements)

    def speaking(self, speech: Speech) -> tuple[str, ...]:
        """Return for whom is spoken."""
        if speech.who is None:
            return ()
        start, end = speech.who
        bodies = [self._body(p.text, p.start) for p in within(self._scene.cast.persons, start, end)]
        found = tuple(dict.fromkeys(b for b in bodies if b))
        return found or (self._named(start, end) if speech.kind == "body" else ())

    def _hoped_of(self, unit: Unit, promise: Undertaking, speech: Speech) -> tuple[str, ...]:
        """Return for whom a wish is: those named behind it; who wishes where nobody is."""
        start = unit.start + promise.onward
        behind = [s for s in self._standings(start, min(unit.end, start + _AFTER)) if s.start - start <= 6]
        if behind:
            return self._meant(behind[0])
        return (
            sides_of(unit, self._scene, self._agreements)
            if speech.kind
            else self._named(unit.start, unit.start + promise.at)
        )

    def _before(self, unit: Unit, promise: Undertaking) -> tuple[str, ...]:
        """Return the parties that stand nearest before the cue: one, or a list of them."""
        standings = self._standings(unit.start, unit.start + max(promise.at, 1))
        if promise.at == 0:
            standings = self._standings(unit.start, unit.end)[:1]
        if not standings:
            persons = within(self._scene.cast.persons, unit.start, unit.start + promise.at)
            return tuple(dict.fromkeys(b for p in persons if (b := self._body(p.text, p.start))))
        last = standings[-1]
        found = list(self._meant(last))
        for one, other in zip(reversed(standings[:-1]), reversed(standings), strict=False):
            if other.start - one.end > 2 or promise.subject != "several":
                break
            found = [*self._meant(one), *found]
        return tuple(dict.fromkeys(found))

    def _named(self, start: int, end: int) -> tuple[str, ...]:
        standings = self._standings(start, end)
        return self._meant(standings[0]) if standings else ()

    def _meant(self, standing: Standing) -> tuple[str, ...]:
        return meant_by(standing, self._agreements)

    def _standings(self, start: int, end: int) -> list[Standing]:
        return within(self._scene.cast.standings, start, end)

    def _body(self, person: str, at: int) -> str | None:
        """Return for which body a person stands: that of his post, else the one named last before him."""
        if person in self._bodies:
            return self._bodies[person]
        first = next((p for p in self._scene.cast.persons if p.text == person), None)
        starts = self._scene.cast.standings
        place = bisect_left(starts, first.start if first else at, key=lambda s: s.start) - 1
        if place >= 0 and (first.start if first else at) - starts[place].end <= _TITLE:
            party = starts[place].parties
            return self._signing(party[0]) if len(party) == 1 else None
        return None

    def _signing(self, party: str) -> str:
        """Return the contracting party for which a body of its region speaks (a place's committee), else the body."""
        if party in self.contracting:
            return party
        parties = {p.id: p for p in self._scene.cast.parties}
        region = parties[party].region if party in parties else None
        same = [p for p in sorted(self.contracting) if p in parties and parties[p].kind == "government"]
        fits = [p for p in same if region and parties[p].region == region]
        return fits[0] if len(fits) == 1 and parties[party].kind == "party_committee" else party


def _is_of_sides(promise: Undertaking) -> bool:
    """Return whether the sides of an agreement are to act, though nobody or only one of them stands before the cue."""
    if promise.modality != "agreed":
        return False
    one = promise.subject == "party" and promise.rule.values.get("who") == "several"
    return one or (promise.subject == "elided" and promise.rule.kind != "scope")
