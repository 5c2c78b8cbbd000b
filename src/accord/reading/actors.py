"""Read who is to act in an undertaking.

In:  the undertaking's subject, who speaks, the cast, the agreements and the posts of the document.
Out: ids of the cast's parties, or a person's name where no body is known; empty where it is unclear.

Actors are who is to act, not who speaks or hopes: of 'we hope that both sides will meet' both sides.
"""

from accord.model.reading import Agreement, Post, Span
from accord.reading.modality import Undertaking
from accord.reading.parts import Cast
from accord.reading.speakers import Speech, Unit

__all__ = ["Actors"]


class Actors:
    """Who is to act, unit by unit; remembers the last actors for 'they'."""

    def __init__(self, cast: Cast, agreements: tuple[Agreement, ...], posts: tuple[Post, ...]) -> None:
        """Keep the cast, and which body each person stands for."""
        self._cast = cast
        self._agreements = agreements
        self._bodies = {post.person: post.party for post in posts if post.party}
        self._last: tuple[str, ...] = ()

    def of(self, unit: Unit, promise: Undertaking | None, speech: Speech) -> tuple[str, ...]:
        """Return who is to act in the unit; a unit without an undertaking only tells who 'they' are next."""
        if promise is None:
            named = self._named((unit.start, unit.end))
            self._last = named or self._last
            return ()
        found = self._meant(unit, promise, speech)
        self._last = found or self._last
        return found

    def _meant(self, unit: Unit, promise: Undertaking, speech: Speech) -> tuple[str, ...]:
        if promise.modality == "hoped" and (
            hoped := self._named((unit.start + promise.cue, unit.end))[:0] or self._hoped_for(unit, promise)
        ):
            return hoped
        subject = promise.subject
        if subject.kind in ("named", "actor"):
            named = self._named((unit.start + subject.start, unit.start + subject.end))
            return named or (self._contracting() if promise.modality == "agreed" else ())
        if subject.kind == "they":
            return self._last or self._speaker(speech)
        if subject.kind in ("we", "it"):
            return self._speaker(speech) or self._contracting()
        if promise.modality == "agreed":
            return self._contracting()
        return self._speaker(speech)

    def _hoped_for(self, unit: Unit, promise: Undertaking) -> tuple[str, ...]:
        """Return who is to act in what is hoped: the first party after the hope, if it stands near."""
        start = unit.start + promise.cue
        near = next((s for s in self._cast.standings if start <= s.start < min(unit.end, start + _NEAR)), None)
        return near.parties if near else ()

    def _named(self, span: Span) -> tuple[str, ...]:
        start, end = span
        parties = [p for s in self._cast.standings if start <= s.start and s.end <= end for p in s.parties]
        persons = [n.text for n in self._cast.persons if start <= n.start and n.end <= end]
        bodies = [self._bodies.get(name, name) for name in persons if not parties]
        return tuple(dict.fromkeys(parties + bodies))

    def _speaker(self, speech: Speech) -> tuple[str, ...]:
        return self._named(speech.person or speech.body) if speech.person or speech.body else ()  # type: ignore[arg-type]

    def _contracting(self) -> tuple[str, ...]:
        return self._agreements[0].parties if len(self._agreements) == 1 else ()


_NEAR = 60  # characters after a hope in which its actor stands: 'hopes that the two sides will'
