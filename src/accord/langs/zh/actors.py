"""Read who is to act in an undertaking.

In:  a unit, what it undertakes, who speaks, the cast, the agreements and the posts of the page.
Out: ids of parties, each once; empty where it is unclear.

Actors are who is to act, not who speaks or hopes: of 希望双方 both sides. A person acts for the body of his post.
"""

from bisect import bisect_left

from accord.langs.zh.scene import Scene, within
from accord.langs.zh.speeches import Speech, Unit
from accord.langs.zh.undertakings import Undertaking
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
        if promise.modality == "agreed" and promise.subject == "party" and promise.rule.values.get("who") == "several":
            return self._agreed_of(unit)
        if promise.subject in ("several", "party") or "document" in promise.rule.values:
            found = self._before(unit, promise)
            if found:
                return found
        if promise.subject == "group":
            return self._before(unit, promise)
        if promise.modality == "agreed" and promise.subject == "elided" and promise.rule.kind != "scope":
            return self._agreed_of(unit)
        if speech.kind and promise.subject in ("self", "elided"):
            return self.speaking(speech)
        return self._named(unit.start, unit.end) or self._agreed_of(unit)

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
            return self._sides(behind[0])
        return self._agreed_of(unit) if speech.kind else self._named(unit.start, unit.start + promise.at)

    def _before(self, unit: Unit, promise: Undertaking) -> tuple[str, ...]:
        """Return the parties that stand nearest before the cue: one, or a list of them."""
        standings = self._standings(unit.start, unit.start + max(promise.at, 1))
        if promise.at == 0:
            standings = self._standings(unit.start, unit.end)[:1]
        if not standings:
            persons = within(self._scene.cast.persons, unit.start, unit.start + promise.at)
            return tuple(dict.fromkeys(b for p in persons if (b := self._body(p.text, p.start))))
        last = standings[-1]
        found = list(self._sides(last))
        for one, other in zip(reversed(standings[:-1]), reversed(standings), strict=False):
            if other.start - one.end > 2 or promise.subject != "several":
                break
            found = [*self._sides(one), *found]
        return tuple(dict.fromkeys(found))

    def _agreed_of(self, unit: Unit) -> tuple[str, ...]:
        """Return the parties of the agreement told last before the unit; of the only one where there is one."""
        if len(self._agreements) == 1:
            return self._agreements[0].parties
        told = [(max(s for s, _ in a.evidence if s < unit.end), a) for a in self._agreements if _is_told(a, unit.end)]
        return max(told, key=lambda pair: pair[0])[1].parties if told else ()

    def _named(self, start: int, end: int) -> tuple[str, ...]:
        standings = self._standings(start, end)
        return self._sides(standings[0]) if standings else ()

    def _sides(self, standing: Standing) -> tuple[str, ...]:
        """Return whom the words mean; of 双方 the parties of the one agreement of that many parties."""
        if standing.named or len(standing.parties) < 2 or set(standing.parties) <= self.contracting:
            return standing.parties
        fits = [a for a in self._agreements if len(a.parties) == len(standing.parties)]
        return fits[0].parties if len(fits) == 1 else standing.parties

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


def _is_told(agreement: Agreement, end: int) -> bool:
    return any(start < end for start, _ in agreement.evidence)
