"""What identity compares: a party as one document names it, and an agreement as one document reports it."""

from typing import Literal

import msgspec

from accord.model.dates import PartialDate
from accord.model.reading import Money
from accord.model.terms import AgreementKind, AgreementStatus, PartyKind, Sector

__all__ = ["Event", "Mention", "MentionKind", "Report", "opposite"]

MentionKind = PartyKind | Literal["place", "person"]


class Mention(msgspec.Struct, frozen=True):
    """A body, place or person in its own document.

    Attributes:
        id: `p-` and the hash of its anchor (document and fullest name); it never dies.
        name: The fullest name that the document gives.
        names: Every surface name there; they hold in that document only.
        kind: What kind of body; or that a place or a person is meant.
        region: Where it is, as the document says.
        context: Names or codes of places and bodies in the same text that decide between homonyms; of a person his
            bodies.
    """

    id: str
    name: str
    names: tuple[str, ...]
    kind: MentionKind
    region: str | None
    context: tuple[str, ...] = ()


class Report(msgspec.Struct, frozen=True):
    """An agreement as one document tells it.

    Attributes:
        id: `a-` and the hash of its anchor.
        parties: The entities that contract, as far as identity knows them.
        as_read: The entities as the document was read, where a person has corrected them since; else empty. Other
            documents that are read the same way tell of the same agreement.
        unit: The document (or a person's entry) that tells it.
        names: Every name of its parties in that document: what a title holds beside them is its matter.
        published: When the document appeared.
        earlier: The document only mentions it: its news is another one, or what became of this one.
    """

    id: str
    unit: str
    parties: frozenset[str]
    kind: AgreementKind
    status: AgreementStatus
    title: str | None = None
    ordinal: int | None = None
    since: str | None = None
    date: PartialDate | None = None
    place: str | None = None
    amount: Money | None = None
    signatories: tuple[str, ...] = ()
    sectors: tuple[Sector, ...] = ()
    as_read: frozenset[str] = frozenset()
    names: tuple[str, ...] = ()
    published: PartialDate | None = None
    earlier: bool = False


class Event(msgspec.Struct, frozen=True):
    """One agreement over all reports that tell it; its id is the smallest report's, every value the best supported.

    Attributes:
        differs: Fields in which the reports contradict each other.
    """

    id: str
    reports: tuple[str, ...]
    parties: frozenset[str]
    kind: AgreementKind
    status: AgreementStatus
    title: str | None
    ordinal: int | None
    since: str | None
    date: PartialDate | None
    place: str | None
    amount: Money | None
    signatories: tuple[str, ...]
    sectors: tuple[Sector, ...]
    differs: tuple[str, ...] = ()


def opposite(key: str) -> str:
    """Return the key that a key of a mention meets: a key that ends in `<` meets the one in `>`, any other itself.

    So names of two scripts meet by their sound, without all names of one script that sound alike.

    >>> opposite("n:ruihui<"), opposite("c:320100")
    ('n:ruihui>', 'c:320100')
    """
    if key.endswith("<"):
        return f"{key[:-1]}>"
    return f"{key[:-1]}<" if key.endswith(">") else key
