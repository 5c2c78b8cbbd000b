"""Read who is to act in an undertaking.

In:  the undertaking's subject, who speaks, the cast, the agreements and the posts of the document.
Out: ids of the cast's parties, or a person's name where no body is known; empty where it is unclear.

Actors are who is to act, not who speaks or hopes: of 'we hope that both sides will meet' both sides. 'The two sides' of a
page that reports one agreement between two are its parties, though a third party was spoken of last.
"""

import re

from accord.langs import match
from accord.langs.undertakings import last_told, told_before
from accord.model.page import Name, Standing
from accord.model.reading import Agreement, Party, Post, Span
from accord.reading.commitments.effects import is_passive
from accord.reading.commitments.modality import Undertaking
from accord.reading.commitments.speakers import Speech, Unit
from accord.reading.page.grammar import word_in
from accord.reading.page.scene import Scene, persons_in, standings_in

__all__ = ["Actors"]

_ONE = re.compile(r"(?:the|its|this)\s+(?:[\w-]+\s+){0,2}?([a-z]+(?<!s))", re.IGNORECASE)
_SIDES = re.compile(r"\b(?:both|two|three|four|sides|parties|partners|districts|cities|countries|companies|ports)\b")
_GROUP = re.compile(r"(?!(?:The|All|Both|Each|Its|Their|Our|These|Some|Many)\s)(?:[A-Z][a-z]+)\s[a-z]+(?<!s)s")
_BY = re.compile(r"\b(?:by|from|with)\s+(?=\W)|\b(?:by|from|with)\s+the\s+(?=\W)")
_LONG = 100  # characters of the name of a body
_TITLE = 10  # characters of a title before a person's name
_AT_ONCE = 24  # characters after a cue in which its own verb stands
_BACK = 400  # characters before a unit in which stands whom 'he' means
_NEAR = 160  # characters after a cue in which those stand who are to act: 'hopes that the two sides will'


class Actors:
    """Who is to act, unit by unit; remembers the last actors for 'they'."""

    def __init__(self, scene: Scene, agreements: tuple[Agreement, ...], posts: tuple[Post, ...]) -> None:
        """Keep the scene, and which body each person stands for."""
        self._scene = scene
        self._agreements = agreements
        self.contracting = {party for agreement in agreements for party in agreement.parties}
        self._signing = [p for p in scene.cast.parties if p.id in self.contracting]
        self._bodies: dict[str, str] = {}
        for post in posts:
            party = self._body(post)
            if party and self._bodies.get(post.person) not in self.contracting:
                self._bodies[post.person] = party
        self._last: tuple[str, ...] = ()
        self._introduced = {
            hit.found.group("noun").casefold(): standing.parties
            for hit in match(scene.pack.rules, scene.page.content, kind="introduced")
            for standing in standings_in(scene.cast.standings, hit.found.end(), hit.found.end() + _LONG)
            if standing.start == hit.found.end()
        }

    def of(self, unit: Unit, promise: Undertaking | None, speech: Speech) -> tuple[str, ...]:
        """Return who is to act in the unit; a unit without an undertaking only tells who 'they' are next."""
        found = self._meant(unit, promise, speech) if promise else self._spoken_of(unit)
        self._last = found or self._last
        return found if promise else ()

    def _spoken_of(self, unit: Unit) -> tuple[str, ...]:
        """Return whom a unit is about: those for whom its persons stand where it begins with them, else whom it names."""
        span = (unit.start, unit.end)
        persons = persons_in(self._scene, *span)
        if len(persons) > 1 and persons[0].start == unit.start:
            return tuple(dict.fromkeys(self._called(person) for person in persons))
        return self._named(span)

    def _meant(self, unit: Unit, promise: Undertaking, speech: Speech) -> tuple[str, ...]:
        if self._is_shared(unit, promise):
            return self._contracting(unit)
        borrower = self._borrower(unit, promise)
        cued = self._partners(unit, promise)
        if borrower:
            return borrower
        if cued and promise.modality == "pledged":  # 'a commitment by A to'
            return cued
        assigned = self._assigned(unit, promise, speech)
        if assigned is not None:
            return assigned
        found = self._agents(unit, promise) or self._subject(unit, promise, speech)
        if not found:
            return found
        beside = [*cued, *(p for one in promise.others for p in self._beside(unit, one))]  # 'A agreed with B to'
        if any(match(self._scene.pack.rules, unit.words[promise.cue :], kind="joint_act")):
            beside += self._signing_with(found, unit, promise)
        if promise.modality == "hoped":
            beside += self._at_work_with(unit, promise)
        return tuple(dict.fromkeys((*found, *beside)))

    def _is_shared(self, unit: Unit, promise: Undertaking) -> bool:
        """Return whether something will be held or paid by all sides: 'will be owned equally by both firms'."""
        onward = unit.words[promise.onward : promise.onward + _NEAR]
        hits = match(self._scene.pack.rules, onward, kind="joint_manner")
        return any(hit.rule.values.get("all") and hit.found.start() < _AT_ONCE for hit in hits)

    def _borrower(self, unit: Unit, promise: Undertaking) -> tuple[str, ...]:
        """Return who borrows, where a loan is to be repaid or used: the one side of the agreement that is no bank."""
        onward = unit.words[promise.onward : promise.onward + _NEAR]
        if not any(match(self._scene.pack.rules, onward, kind="borrowing")):
            return ()
        banks = {party.id for party in self._signing if party.kind == "finance"}
        loans = [a for a in self._agreements if len(set(a.parties) - banks) == 1 and set(a.parties) & banks]
        told = last_told(loans, unit.end) or next(iter(loans), None)
        return tuple(p for p in told.parties if p not in banks) if told else ()

    def _partners(self, unit: Unit, promise: Undertaking) -> tuple[str, ...]:
        """Return who stands within the cue: 'agreed with A to', 'a commitment by A to'."""
        by = _BY.search(unit.words, promise.cue, promise.onward)
        span = (unit.start + by.end(), unit.start + promise.onward) if by else (0, 0)
        return self._named(span, persons=False)

    def _beside(self, unit: Unit, promise: Undertaking) -> tuple[str, ...]:
        """Return who acts in a further undertaking of the unit."""
        subject = promise.subject
        if subject.kind == "we":
            return self._private()
        named = self._named((unit.start + subject.start, unit.start + subject.end), persons=False)
        return (named if subject.kind == "named" else ()) or self._agents(unit, promise)

    def _at_work_with(self, unit: Unit, promise: Undertaking) -> tuple[str, ...]:
        """Return with whom somebody hopes to work, who has to act, too: of 'looks forward to working with A' A."""
        onward = unit.words[promise.onward : promise.onward + _NEAR]
        spans = (hit.span("who") for hit in match(self._scene.pack.rules, onward, kind="working_with"))
        return next((self._named(self._at(unit, promise, span), persons=False) for span in spans if span), ())

    def _signing_with(self, found: tuple[str, ...], unit: Unit, promise: Undertaking) -> tuple[str, ...]:
        """Return who else signs: the other parties of the agreement, where there is one that fits, else whom the unit names."""
        fits = [a for a in self._agreements if set(found) & set(a.parties)]
        here = self._named((unit.start + promise.onward, unit.end), persons=False)
        return fits[0].parties if len(fits) == 1 else here

    def _subject(self, unit: Unit, promise: Undertaking, speech: Speech) -> tuple[str, ...]:
        subject = promise.subject
        if self._is_we(unit, promise):
            return self._we(unit, promise, speech)
        if subject.kind in ("named", "actor", "name"):
            named = self._named((unit.start + subject.start, unit.start + subject.end))
            return self._acting(unit, promise, named) or self._unnamed(unit, promise, speech)
        if subject.kind == "they":
            one = word_in(self._scene.pack, unit.words[subject.start : subject.end], "one")
            person = (self.speaking(speech) or self._last_person(unit)) if one else ()
            return person or self._last or self.speaking(speech)
        if subject.kind == "it":
            return self.speaking(speech) or (self._last if speech.agreed else ()) or self._contracting(unit)
        return self._contracting(unit) if promise.modality == "agreed" else self.speaking(speech)

    def _acting(self, unit: Unit, promise: Undertaking, named: tuple[str, ...]) -> tuple[str, ...]:
        """Return who of those named acts: what is set up or owned by an agreement's parties does not act itself."""
        signing = tuple(party for party in named if party in self.contracting)
        made = promise.modality == "agreed" and is_passive(unit.words[promise.onward :], self._scene.pack)
        return signing or (self._contracting(unit) if made else ()) or named if made else named

    def _last_person(self, unit: Unit) -> tuple[str, ...]:
        """Return for whom the person last named shortly before the unit stands: whom 'he' means."""
        persons = persons_in(self._scene, max(0, unit.start - _BACK), unit.start)
        return (self._called(persons[-1]),) if persons else ()

    def _is_we(self, unit: Unit, promise: Undertaking) -> bool:
        """Return whether 'we' act, though the cast may know whose page it is."""
        subject = promise.subject
        words = self._scene.page.content[unit.start + subject.start : unit.start + subject.end]
        return subject.kind == "we" or word_in(self._scene.pack, words, "we")

    def _we(self, unit: Unit, promise: Undertaking, speech: Speech) -> tuple[str, ...]:
        """Return who 'we' are: for whom is spoken; where nobody speaks all sides of what is agreed, else whose page it is."""
        subject = promise.subject
        speaking = self.speaking(speech)
        if speaking or speech.agreed:
            return speaking or self._last or self._contracting(unit)
        own = self._named((unit.start + subject.start, unit.start + subject.end)) or self._private()
        return self._contracting(unit) if promise.modality == "agreed" or not own else own

    def _private(self) -> tuple[str, ...]:
        """Return the only party of the agreements that is no public body: whose page speaks of 'we'."""
        private = [p.id for p in self._signing if p.kind not in ("government", "university", "party_committee")]
        return tuple(private) if len(private) == 1 else ()

    def _unnamed(self, unit: Unit, promise: Undertaking, speech: Speech) -> tuple[str, ...]:
        """Return who is meant by a noun that the cast does not know: 'the company', 'both cities', 'judicial officers'."""
        subject = promise.subject
        words = unit.words[subject.start : subject.end]
        described = self._described(words, speech)
        if described or _SIDES.search(words):
            return described or self._contracting(unit)
        if subject.kind == "actor" and _GROUP.fullmatch(words):
            return (words,)
        return self._contracting(unit) if promise.modality == "agreed" else ()

    def _described(self, words: str, speech: Speech) -> tuple[str, ...]:
        """Return whom 'the company' means where the cast does not say: of its kind who speaks, else who was last spoken of."""
        found = _ONE.fullmatch(words)
        if not found:
            return ()
        if found.group(1).casefold() in self._introduced:
            return self._introduced[found.group(1).casefold()]
        kinds = {row["word"].casefold(): row["kind"] for row in self._scene.pack.tables["body_heads"]}
        kind = kinds.get(found.group(1).casefold())
        called = [p.id for p in self._signing if kind and found.group(1).casefold() in p.name.casefold().split()]
        if len(called) == 1:  # 'the board' of a page on which one Board signs
            return tuple(called)
        known = {p.id: p.kind for p in self._scene.cast.parties}
        fits = [p for p in (*self.speaking(speech), *self._last) if kind and known.get(p) in (kind, "other")]
        return tuple(fits[:1])

    def _assigned(self, unit: Unit, promise: Undertaking, speech: Speech) -> tuple[str, ...] | None:
        """Return who is named to act in what is agreed, hoped or asked: of 'hopes that A will' A; None where nobody is."""
        if promise.rule.values.get("subject", "will") == "will":
            return None
        onward = unit.words[promise.onward : promise.onward + _NEAR]
        found: tuple[str, ...] | None = None
        for hit in match(self._scene.pack.rules, onward, kind="assigned"):
            who = hit.span("who")
            if hit.span("self"):
                more = self.speaking(speech) or self._last
            else:
                more = self._named(self._at(unit, promise, who)) if who else self._sided(unit, hit.found.group("both"))
            found = tuple(dict.fromkeys((*(found or ()), *more)))
        return found

    def _sided(self, unit: Unit, words: str) -> tuple[str, ...]:
        return self._contracting(unit) if _SIDES.search(words) else ()

    def _agents(self, unit: Unit, promise: Undertaking) -> tuple[str, ...]:
        """Return who acts in a passive: of 'will be built by A' A."""
        onward = unit.words[promise.onward : promise.onward + _NEAR]
        spans = (hit.span("who") for hit in match(self._scene.pack.rules, onward, kind="agent"))
        return next((self._named(self._at(unit, promise, span)) for span in spans if span), ())

    @staticmethod
    def _at(unit: Unit, promise: Undertaking, span: Span) -> Span:
        start = unit.start + promise.onward
        return start + span[0], start + span[1]

    def _named(self, span: Span, *, persons: bool = True) -> tuple[str, ...]:
        parties = [p for s in standings_in(self._scene.cast.standings, *span) for p in self._sides(s)]
        speaking = persons_in(self._scene, *span) if persons and not parties else []
        return tuple(dict.fromkeys(parties + [self._called(person) for person in speaking]))

    def _called(self, person: Name) -> str:
        """Return for whom a person stands, else the person, as called there: 'Minister Fu'."""
        before = self._scene.page.content[max(0, person.start - _TITLE) : person.start]
        titled = f"Minister {person.text}" if before.endswith("Minister ") and " " not in person.text else person.text
        return self._body_of(person.text) or titled

    def _body_of(self, person: str) -> str | None:
        """Return the body for which a person stands, who may be called by one name only; None where nobody knows."""
        alike = (b for p, b in self._bodies.items() if person.split()[-1] in p.split())
        body = self._bodies.get(person) or next(alike, None)
        return body if body and (not self.contracting or body in self.contracting) else None

    def _sides(self, standing: Standing) -> tuple[str, ...]:
        """Return whom the words mean; where 'the two sides' mix a party of the one fitting agreement with others, its parties."""
        meant = set(standing.parties)
        if standing.named or len(meant) < 2:
            return standing.parties
        if any(meant <= set(a.parties) for a in self._agreements):
            return self._told_first(standing) or standing.parties
        fits = [a for a in self._agreements if meant & set(a.parties) and len(set(a.parties)) == len(meant)]
        return fits[0].parties if len(fits) == 1 else standing.parties

    def _told_first(self, standing: Standing) -> tuple[str, ...]:
        """Return the parties of the agreement told before 'the two sides', where those meant agree further on only."""
        alike = [a for a in self._agreements if len(a.parties) == len(standing.parties)]
        told = told_before(alike, standing.start)
        last = last_told(told, standing.start)
        return last.parties if last and not any(set(standing.parties) <= set(a.parties) for a in told) else ()

    def speaking(self, speech: Speech) -> tuple[str, ...]:
        """Return for whom is spoken; the person where no body is known."""
        span = speech.person or speech.body
        return self._named(span) if span else ()

    def _is_local(self, post: Post) -> bool:
        """Return whether the office by itself is that of a place's government: 'mayor', 'vice governor'."""
        return post.post.casefold().endswith(self._scene.pack.lexicons["local_heads"])

    def _contracting(self, unit: Unit) -> tuple[str, ...]:
        """Return the parties of the page's agreement; of several, those of the one last told of."""
        only = self._agreements[0] if len(self._agreements) == 1 else None
        told = only or last_told(self._agreements, unit.end)
        return told.parties if told else ()

    def _body(self, post: Post) -> str | None:
        """Return for whom the holder of a post acts: the contracting party whose name the post's body bears, else that body.

        A secretary of a place's party committee acts for the place where that is a party; a mayor of no named place for
        the only government that signs.
        """
        signing = self._signing
        if post.organization is None:
            governments = [p.id for p in signing if p.kind == "government"]
            return governments[0] if len(governments) == 1 and self._is_local(post) else None
        bearing = [p.id for p in signing if _bears(post.organization, p)]
        return bearing[0] if bearing else post.party


def _bears(body: str, party: Party) -> bool:
    """Return whether the name of a body holds a name of the party: 'Riga Party Committee' that of Riga."""
    words = body.casefold()
    return any(name.casefold() in words for name in party.names)
