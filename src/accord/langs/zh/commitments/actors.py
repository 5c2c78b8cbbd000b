"""Read who is to act in an undertaking.

In:  a unit, what it undertakes, who speaks, the cast, the agreements, meetings and posts of the page.
Out: ids of parties, each once; empty where it is unclear.

Actors are who is to act, not who speaks or hopes: of 希望双方 both sides. A person acts for the body of his post: a mayor
without his city for the place that signs, a minister for the state.
"""

import re
from bisect import bisect_left
from itertools import pairwise

from accord.langs.rules import match
from accord.langs.zh.commitments.links import meant_by, sides_of
from accord.langs.zh.commitments.speeches import Speech, Unit
from accord.langs.zh.commitments.undertakings import Undertaking
from accord.langs.zh.page.scene import Scene, within
from accord.model.page import Standing
from accord.model.reading import Agreement, Meeting, Party, Post

__all__ = ["Actors"]

_AFTER = 24  # characters after a wish in which those stand for whom it is
_TITLE = 30  # characters before a person in which the body of his title stands
_PARTED = re.compile(r"[，。；、：（）“”]")
_AT = ("在", "于", "赴", "位于", "落户", "选址", "驻")  # what stands before a place where something is done
_JOINTS = ("、", "和", "与", "同", "及", "以及", "，", "和广大")  # what joins two names of a list
_NUMBERED = re.compile(r"(?:[一二三四五六七八九十]{1,2}[是、]|（[一二三四五六七八九十\d]{1,2}）|\d{1,2}[.、．）])?")
_JOINT = 2  # characters between two names of a list


class Actors:
    """Who is to act, unit by unit."""

    def __init__(
        self,
        scene: Scene,
        agreements: tuple[Agreement, ...],
        posts: tuple[Post, ...],
        meetings: tuple[Meeting, ...] = (),
    ) -> None:
        """Keep the scene, and for which body each person stands."""
        self._scene = scene
        self._agreements = agreements
        self._meetings = meetings
        self._parties = {p.id: p for p in scene.cast.parties}
        self.contracting = frozenset(p for a in agreements for p in a.parties)
        self.signed = frozenset(p for a in agreements if a.status == "signed" for p in a.parties)
        self._events = self.contracting | {p for m in meetings for p in m.parties}
        self._bodies: dict[str, str] = {}
        for post in posts:
            body = self._signing(post.party) if post.party else self._home(post)
            if body and self._bodies.get(post.person) not in self.contracting:
                self._bodies[post.person] = body

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
            return self._named(unit.start + promise.onward, unit.end) or self._sides(unit)
        if _is_of_sides(promise) or (speech.kind is None and self._follows_signing(unit, promise)):
            return self._leading(unit, promise) or self._investing(unit) or self._sides(unit)
        return self._subject(unit, promise, speech) or self._named(unit.start, unit.end) or self._sides(unit)

    def _subject(self, unit: Unit, promise: Undertaking, speech: Speech) -> tuple[str, ...]:
        """Return the subject of the cue: whom its clause names, else who speaks, else whose a project is."""
        if promise.subject == "thing" and promise.modality == "pledged":
            return self._only_firm(unit)
        spoken = promise.subject in ("self", "elided") and speech.kind
        if spoken or (promise.subject == "party" and speech.fresh and not self._in_clause(unit, promise)):
            return self.speaking(speech)
        found = self._before(unit, promise) if promise.subject in ("several", "party") else ()
        if found and promise.modality == "agreed" and promise.subject == "party":
            return tuple(dict.fromkeys((*found, *self._with(unit, promise))))
        return found

    def speaking(self, speech: Speech) -> tuple[str, ...]:
        """Return for whom is spoken."""
        if speech.who is None:
            return ()
        start, end = speech.who
        if speech.kind == "both":
            return self._listed(self._standings(start, end))
        bodies = [self._body(p.text, p.start) for p in within(self._scene.cast.persons, start, end)]
        found = tuple(dict.fromkeys(b for b in bodies if b))
        return found or (self._named(start, end) if speech.kind == "body" else ())

    def _hoped_of(self, unit: Unit, promise: Undertaking, speech: Speech) -> tuple[str, ...]:
        """Return for whom a wish is: those named behind it; who wishes where nobody is."""
        start = unit.start + promise.onward
        behind = [s for s in self._standings(start, min(unit.end, start + _AFTER)) if s.start - start <= 6]
        if behind:
            return self._listed(behind)
        if any(match(self._scene.pack.rules, unit.words[promise.onward :], kind="anybody")):
            return ()
        if not speech.kind:
            return self._named(unit.start, unit.start + promise.at)
        return self._described(unit, promise, speech) or self._sides(unit)

    def _described(self, unit: Unit, promise: Undertaking, speech: Speech) -> tuple[str, ...]:
        """Return who is described before a wish, for whom it then is: 某集团是行业龙头，希望在此布局."""
        clauses = self._standings(unit.start, unit.start + promise.at)
        own = self.speaking(speech)
        for standing in clauses:
            before = unit.words[: standing.start - unit.start]
            opens = _PARTED.split(before)[-1] == "" and not before.endswith("、")
            told = any(match(self._scene.pack.rules, unit.words[standing.start - unit.start :], kind="described"))
            if opens and told and len(standing.parties) == 1 and not set(standing.parties) & set(own):
                return self._meant(standing)
        return ()

    def _follows_signing(self, unit: Unit, promise: Undertaking) -> bool:
        """Return whether a signing was told right before the cue, and nobody after it: 甲与乙签署协议，将共建园区."""
        ends = [h.found.end() for h in match(self._scene.pack.rules, unit.words[: promise.at], kind="signed")]
        return bool(ends) and not self._standings(unit.start + max(ends), unit.start + promise.at)

    def _leading(self, unit: Unit, promise: Undertaking) -> tuple[str, ...]:
        """Return whom an item of a list names at its beginning, where it goes on without a cue of its own."""
        first = self._standings(unit.start, unit.end)[:1] if promise.at == 0 else []
        before = unit.words[: first[0].start - unit.start] if first else ""
        return self._meant(first[0]) if first and _NUMBERED.fullmatch(before) else ()

    def _investing(self, unit: Unit) -> tuple[str, ...]:
        """Return the only firm among the sides, where the unit tells what is invested: a government invests nothing."""
        told = any(match(self._scene.pack.rules, unit.words, kind="invests"))
        return self._only_firm(unit) if told else ()

    def _only_firm(self, unit: Unit) -> tuple[str, ...]:
        firms = tuple(p for p in self._sides(unit) if self._parties[p].kind == "enterprise")
        return firms if len(firms) == 1 else ()

    def _in_clause(self, unit: Unit, promise: Undertaking) -> bool:
        """Return whether the clause of the cue names who is to act."""
        clause = _PARTED.split(unit.words[: promise.at])[-1]
        return bool(self._standings(unit.start + promise.at - len(clause), unit.start + promise.at))

    def _with(self, unit: Unit, promise: Undertaking) -> tuple[str, ...]:
        """Return with whom a party is to act, where they do it together: 甲将与乙共建."""
        for hit in match(self._scene.pack.rules, unit.words[promise.onward :], kind="jointly"):
            start, end = hit.found.span("with")
            return self._listed(self._standings(unit.start + promise.onward + start, unit.start + promise.onward + end))
        return ()

    def _listed(self, standings: list[Standing]) -> tuple[str, ...]:
        """Return whom a list that begins with the first standing names."""
        found = list(self._meant(standings[0])) if standings else []
        for one, other in pairwise(standings):
            if self._scene.text[one.end : other.start] not in _JOINTS:
                break
            found += self._meant(other)
        return tuple(dict.fromkeys(found))

    def _sides(self, unit: Unit) -> tuple[str, ...]:
        """Return the sides of the agreement that a unit tells of; of a page without one those of its meeting."""
        found = sides_of(unit, self._scene, self._agreements)
        return found or (self._meetings[0].parties if self._meetings and not self._agreements else ())

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
            if other.start - one.end > _JOINT or promise.subject != "several" or len(last.parties) > 1:
                break
            found = [*self._meant(one), *found]
        return tuple(dict.fromkeys(found))

    def _named(self, start: int, end: int) -> tuple[str, ...]:
        standings = self._standings(start, end)
        return self._meant(standings[0]) if standings else ()

    def _meant(self, standing: Standing) -> tuple[str, ...]:
        return meant_by(standing, self._agreements or self._meetings)

    def _standings(self, start: int, end: int) -> list[Standing]:
        """Return where parties are spoken of, where something is done aside (在某市)."""
        text = self._scene.text
        own = within(self._scene.cast.standings, start, end)
        return [s for s in own if not (s.named and text.endswith(_AT, 0, s.start))]

    def _body(self, person: str, at: int) -> str | None:
        """Return for which body a person stands: that of his post, else the one named last before him."""
        if person in self._bodies:
            return self._bodies[person]
        first = next((p for p in self._scene.cast.persons if p.text == person), None)
        begins = first.start if first else at
        standings = self._scene.cast.standings
        place = bisect_left(standings, begins, key=lambda s: s.start) - 1
        if place < 0 or begins - standings[place].end > _TITLE or len(standings[place].parties) != 1:
            return None
        if _PARTED.search(self._scene.text, standings[place].end, begins):
            return None
        return self._signing(standings[place].parties[0])

    def _home(self, post: Post) -> str | None:
        """Return the place that signs or meets, for the office-holder of a place that his title leaves out."""
        if not any(match(self._scene.pack.rules, f"{post.organization or ''}{post.post}", kind="local_office")):
            return None
        places = [p for p in sorted(self._events) if self._is_place(p)]
        return places[0] if len(places) == 1 else None

    def _is_place(self, party: str) -> bool:
        one = self._parties.get(party)
        return bool(one and one.kind == "government" and one.region and one.region.isdigit())

    def _signing(self, party: str) -> str:
        """Return the side for which a body of its region speaks (a place's committee, a state's cabinet), else the body."""
        if party in self.contracting or party not in self._parties:
            return party
        body = self._parties[party]
        state = next(
            (h.rule.values["region"] for h in match(self._scene.pack.rules, body.name, kind="state_organ")), None
        )
        region = state or (body.region if body.kind == "party_committee" else None)
        fits = [p for p in sorted(self.contracting or self._events) if region and self._governs(p, region)]
        return fits[0] if len(fits) == 1 else party

    def _governs(self, party: str, region: str) -> bool:
        one: Party | None = self._parties.get(party)
        return bool(one and one.kind == "government" and one.region == region)


def _is_of_sides(promise: Undertaking) -> bool:
    """Return whether the sides of an agreement are to act, though nobody or only one of them stands before the cue."""
    if promise.modality != "agreed":
        return False
    if promise.subject == "venture" or promise.rule.values.get("who") == "terms":
        return True
    one = promise.subject == "party" and promise.rule.values.get("who") == "several"
    return one or (promise.subject == "elided" and promise.rule.kind != "scope")
