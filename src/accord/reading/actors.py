"""Read who is to act in an undertaking.

In:  the undertaking's subject, who speaks, the cast, the agreements and the posts of the document.
Out: ids of the cast's parties, or a person's name where no body is known; empty where it is unclear.

Actors are who is to act, not who speaks or hopes: of 'we hope that both sides will meet' both sides. 'The two sides' of a
page that reports one agreement between two are its parties, though a third party was spoken of last.
"""

from accord.model.reading import Agreement, Party, Post, Span
from accord.reading.modality import Undertaking
from accord.reading.parts import Standing
from accord.reading.scene import Scene, persons_in, standings_in
from accord.reading.speakers import Speech, Unit

__all__ = ["Actors"]

_NEAR = 60  # characters after a hope in which its actor stands: 'hopes that the two sides will'


class Actors:
    """Who is to act, unit by unit; remembers the last actors for 'they'."""

    def __init__(self, scene: Scene, agreements: tuple[Agreement, ...], posts: tuple[Post, ...]) -> None:
        """Keep the scene, and which body each person stands for."""
        self._scene = scene
        self._agreements = agreements
        self._any = {party for agreement in agreements for party in agreement.parties}
        self._signing = [p for p in scene.cast.parties if p.id in self._any]
        self._bodies: dict[str, str] = {}
        for post in posts:
            party = self._body(post)
            if party and self._bodies.get(post.person) not in self._any:
                self._bodies[post.person] = party
        self._last: tuple[str, ...] = ()

    def of(self, unit: Unit, promise: Undertaking | None, speech: Speech) -> tuple[str, ...]:
        """Return who is to act in the unit; a unit without an undertaking only tells who 'they' are next."""
        found = self._meant(unit, promise, speech) if promise else self._named((unit.start, unit.end))
        self._last = found or self._last
        return found if promise else ()

    def _meant(self, unit: Unit, promise: Undertaking, speech: Speech) -> tuple[str, ...]:
        if promise.modality == "hoped" and (hoped := self._hoped_for(unit, promise)):
            return hoped
        subject = promise.subject
        if subject.kind in ("named", "actor", "name"):
            named = self._named((unit.start + subject.start, unit.start + subject.end))
            return named or (self._contracting() if promise.modality == "agreed" else ())
        if subject.kind == "they":
            return self._last or self._speaker(speech)
        if subject.kind in ("we", "it"):
            return self._speaker(speech) or (self._last if speech.agreed else ()) or self._contracting()
        return self._contracting() if promise.modality == "agreed" else self._speaker(speech)

    def _hoped_for(self, unit: Unit, promise: Undertaking) -> tuple[str, ...]:
        """Return who is to act in what is hoped: the first party after the hope, if it stands near."""
        start = unit.start + promise.cue
        near = standings_in(self._scene.cast.standings, start, min(unit.end, start + _NEAR))
        return self._sides(near[0]) if near else ()

    def _named(self, span: Span) -> tuple[str, ...]:
        parties = [p for s in standings_in(self._scene.cast.standings, *span) for p in self._sides(s)]
        persons = [n.text for n in persons_in(self._scene, *span)] if not parties else []
        return tuple(dict.fromkeys(parties + [self._bodies.get(name, name) for name in persons]))

    def _sides(self, standing: Standing) -> tuple[str, ...]:
        """Return whom the words mean; where 'the two sides' mix a party of the one fitting agreement with others, its parties."""
        meant = set(standing.parties)
        if standing.named or len(meant) < 2 or any(meant <= set(a.parties) for a in self._agreements):
            return standing.parties
        fits = [a for a in self._agreements if meant & set(a.parties) and len(set(a.parties)) == len(meant)]
        return fits[0].parties if len(fits) == 1 else standing.parties

    def _speaker(self, speech: Speech) -> tuple[str, ...]:
        span = speech.person or speech.body
        return self._named(span) if span else ()

    def _is_local(self, post: Post) -> bool:
        """Return whether the office by itself is that of a place's government: 'mayor', 'vice governor'."""
        return post.post.casefold().endswith(self._scene.pack.lexicons["local_heads"])

    def _contracting(self) -> tuple[str, ...]:
        return self._agreements[0].parties if len(self._agreements) == 1 else ()

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
