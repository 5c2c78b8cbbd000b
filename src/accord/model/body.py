"""What a body is, over all documents that name it: its names, what kind of body it is, where it is."""

import msgspec

from accord.model.terms import Language, PartyKind

__all__ = ["Body", "Region", "Said"]


class Said(msgspec.Struct, frozen=True):
    """What some documents say of a body: its kind, the words for where it is, and how many mentions say so."""

    kind: PartyKind
    region: str | None
    uses: int


class Region(msgspec.Struct, frozen=True):
    """A place in which bodies are.

    Attributes:
        code: Six digits of GB/T 2260, or ISO 3166-1 alpha-2 of a country.
        level: `country`, `province`, `prefecture`, `county`.
        parent: Code of the place around it.
        names: Its short name by language.
        called: Every name by which it is looked up.
    """

    code: str
    level: str
    parent: str | None
    names: dict[Language, str]
    called: tuple[str, ...]


class Body(msgspec.Struct, frozen=True):
    """A body over all its mentions; it does not depend on the order in which they came.

    Attributes:
        names: Its display name by language: of a well-known body its own, else the best that documents use.
        kind: One kind.
        regions: Where it is: the smallest place known, then those around it; empty where no place is known.
        place: Words for where it is, where they mean no place that is known.
    """

    names: dict[Language, str]
    kind: PartyKind
    regions: tuple[Region, ...] = ()
    place: str | None = None
