"""The shapes of answers about one thing with all that proves it."""

from typing import Any

import msgspec

from accord.model import terms
from accord.model.dates import PartialDate
from accord.model.reading import Offset
from accord.web.api.shapes import Agreement, Body, Commitment, Document, Money, Party, Post

__all__ = [
    "AgreementPage",
    "DocumentPage",
    "Evidence",
    "PartyPage",
    "PersonPage",
    "proved",
]


class Evidence(msgspec.Struct, frozen=True):
    """Words of a document that prove a fact, or one value of it, with what stands around them.

    Attributes:
        role: `words` prove the fact, `because` one value of it, `doubt` contradicts one; `entry` is a person's own.
        field: The value that they prove or doubt.
        start: Where they begin in the document's words, in code points; null for an entry.
        end: Where they end.
        note: The rule that found them, the reason of the doubt, or the id of the decision.
    """

    fact: str
    role: str
    field: str | None
    start: Offset | None
    end: Offset | None
    note: str | None
    document: str
    title: str | None
    published: PartialDate | None
    source: str
    before: str | None = None
    quote: str | None = None
    after: str | None = None


class Report(msgspec.Struct, frozen=True):
    """An agreement as one document tells it; `earlier`: as it only mentions it."""

    id: str
    earlier: bool
    document: str
    headline: str | None
    published: PartialDate | None
    publisher: str | None
    source: str
    language: str
    kind: terms.AgreementKind
    status: terms.AgreementStatus | None
    title: str | None
    ordinal: int | None
    since: str | None
    date: PartialDate | None
    place: str | None
    amount: Money | None
    parties: list[Body]
    signatories: list[str]


class Value(msgspec.Struct, frozen=True):
    """One value of a field, and the ids of the reports that say so."""

    value: str | int | Money | list[str | Body]
    by: list[str]


class Said(msgspec.Struct, frozen=True):
    """A field with its values; `differs`: reports contradict each other."""

    field: str
    differs: bool
    values: list[Value]


class Link(msgspec.Struct, frozen=True):
    """How an agreement stands to another one; `agreement` is null where that is known from these words only."""

    relation: str
    id: str
    date: PartialDate | None
    kind: terms.AgreementKind
    document: str
    agreement: Agreement | None
    quote: str | None


class Series(msgspec.Struct, frozen=True):
    """The other agreements of the same parties; `known_by_count`: how many before this one nobody tells of."""

    ordinal: int | None
    since: str | None
    known_by_count: int | None
    agreements: list[Agreement]
    beside: list[Agreement]


class AgreementPage(msgspec.Struct, frozen=True):
    """An agreement with its reports, what each says, its series, and the words that prove it."""

    record: Agreement
    reports: list[Report]
    said: list[Said]
    links: list[Link]
    series: Series | None
    evidence: list[Evidence]
    commitments: list[Commitment]


class Mention(msgspec.Struct, frozen=True):
    """A name, in how many documents, and the id of a mention for a decision to hold on to."""

    id: str
    name: str
    documents: int


class PartyPage(msgspec.Struct, frozen=True):
    """A body with the names by which documents mean it, its latest agreements, and posts there by their latest documents.

    Attributes:
        more_agreements: The address of those before them; null where these are all.
        more_posts: Of posts, likewise.
    """

    record: Party
    names: list[Mention]
    agreements: list[Agreement]
    more_agreements: str | None
    posts: list[Post]
    more_posts: str | None


class Proof(msgspec.Struct, frozen=True):
    """The words of a document that say so."""

    fact: str
    document: str
    title: str | None
    published: PartialDate | None
    source: str
    quote: str | None


class Held(msgspec.Struct, frozen=True):
    """A post that a person holds or held; `first` and `last` are the days of the earliest and latest document."""

    post: str
    wordings: list[str]
    body: str | None
    called: str | None
    first: PartialDate | None
    last: PartialDate | None
    proofs: list[Proof]


class Signed(msgspec.Struct, frozen=True):
    """An agreement that a person signed."""

    id: str
    date: PartialDate | None
    kind: terms.AgreementKind
    title: str | None
    parties: list[str]
    proofs: list[Proof]


class Met(msgspec.Struct, frozen=True):
    """A meeting whose words name the person."""

    id: str
    date: PartialDate | None
    kind: str | None
    place: str | None
    parties: list[str]
    proof: Proof


class Called(msgspec.Struct, frozen=True):
    """A name that a person goes by, in how many documents, and the id of a mention."""

    name: str
    documents: int
    mention: str


class PersonPage(msgspec.Struct, frozen=True):
    """A person with all that documents say; `proposals` are ids of what may be this person too."""

    id: str
    name: str
    names: list[Called]
    posts: list[Held]
    agreements: list[Signed]
    meetings: list[Met]
    proposals: list[str]


class Where(msgspec.Struct, frozen=True):
    """Words of this document: why or where a value stands, in code points."""

    start: Offset
    end: Offset
    field: str | None
    note: str | None


class BodyHere(msgspec.Struct, frozen=True):
    """A body as this document words it (`here`), and as the register calls it."""

    here: str
    id: str
    name: str
    name_en: str | None = None
    name_zh: str | None = None


class FactHere(msgspec.Struct, frozen=True):
    """A fact that this document says.

    Attributes:
        fields: Its values by name, as a decision may set them.
        words: The words that prove it; `because` those behind single values; `doubts` what contradicts one.
        agreement: Id of the agreement that is meant or that holds it.
        edits: Ids of the decisions that made it what it is; send them as `seen` with a decision on it.
    """

    id: str
    kind: terms.FactKind
    start: Offset | None
    rule: str
    confidence: float | None
    fields: dict[str, Any]
    bodies: list[BodyHere]
    words: list[Where]
    because: list[Where]
    doubts: list[Where]
    agreement: str | None
    rejected: bool
    edits: list[str]


class Appearance(msgspec.Struct, frozen=True):
    """One place where a document was found; `raw` is the hash of the bytes as they came."""

    source: str
    published: PartialDate | None
    publisher: str | None
    title: str | None
    media: str
    retrieved: str | None
    raw: str


class DocumentPage(msgspec.Struct, frozen=True):
    """A document with its words, where it was found, and what it says; offsets index `text` in code points."""

    record: Document
    text: str
    pages: list[Offset]
    appearances: list[Appearance]
    facts: list[FactHere]


def proved(record: type[msgspec.Struct]) -> type[msgspec.Struct]:
    """Return the shape of one fact with the words that prove it."""
    fields: list[Any] = [("record", record), ("rule", str), ("confidence", float | None), ("evidence", list[Evidence])]
    shape = msgspec.defstruct(f"{record.__name__}Page", fields, frozen=True, module=__name__)
    shape.__doc__ = f"One {record.__name__.lower()} with the words that prove it."
    return shape
