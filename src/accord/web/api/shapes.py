"""The shapes of records in answers: what lists hold, field by field. The schemas of the OpenAPI document are made of them.

A test holds the shapes of lists against what the register lists.
"""

from typing import Annotated

import msgspec
from msgspec import Meta

from accord.model import terms
from accord.model.dates import PartialDate
from accord.model.reading import Amount, Currency

__all__ = [
    "Agreement",
    "Body",
    "Commitment",
    "Document",
    "Id",
    "Mechanism",
    "Meeting",
    "Money",
    "Party",
    "Place",
    "Post",
    "Progress",
    "Project",
    "Refused",
]

Id = Annotated[str, Meta(description="An id; it never dies.", examples=["a-37d50bc8c05c"])]
DocumentId = Annotated[str, Meta(description="Id of a document.", examples=["sha256:451cac239466ac48..."])]
Quote = Annotated[str | None, Meta(description="The words that prove it; null where a person entered it.")]


class Body(msgspec.Struct, frozen=True):
    """A body that takes part: its id, the name used most, its name in each language."""

    id: Id
    name: str
    name_en: str | None = None
    name_zh: str | None = None


class Place(msgspec.Struct, frozen=True):
    """A place: its code (GB/T 2260, else ISO 3166-1), its name in each language."""

    id: Annotated[str, Meta(examples=["320200"])]
    name: str
    name_en: str | None = None
    name_zh: str | None = None


class Money(msgspec.Struct, frozen=True):
    """An amount as stated, in whole units of a currency (ISO 4217)."""

    value: Amount
    currency: Currency


class Agreement(msgspec.Struct, frozen=True):
    """An agreement, each once, however many reports tell of it.

    Attributes:
        published: Day of the earliest report.
        reports: How many documents report it.
        edited: Ids of the decisions that made it what it is.
    """

    id: Id
    date: PartialDate | None
    kind: terms.AgreementKind
    status: terms.AgreementStatus
    parties: list[Body]
    title: str | None
    ordinal: int | None
    since: str | None
    place: str | None
    amount: Money | None
    signatories: list[str]
    sectors: list[terms.Sector]
    regions: list[Place]
    reports: int
    published: PartialDate | None
    edited: list[str]


class Meeting(msgspec.Struct, frozen=True):
    """A meeting, visit or conference, as one document tells it."""

    id: Id
    date: PartialDate | None
    kind: terms.MeetingKind
    place: str | None
    parties: list[Body]
    quote: Quote
    published: PartialDate | None
    document: DocumentId
    source: str


class Party(msgspec.Struct, frozen=True):
    """A body that agrees or takes part, each once.

    Attributes:
        region: Where it is, in words.
        agreements: How many it has.
        documents: How many name it.
        names: Every name that documents use for it, the one used most first.
    """

    id: Id
    name: str
    kind: terms.PartyKind
    agreements: int
    documents: int
    names: list[str]
    name_en: str | None = None
    name_zh: str | None = None
    region: str | None = None
    region_en: str | None = None
    region_zh: str | None = None
    region_code: str | None = None


class Post(msgspec.Struct, frozen=True):
    """A person's post, as one document words it."""

    id: Id
    person: str
    post: str
    organization: str | None
    quote: Quote
    published: PartialDate | None
    document: DocumentId
    source: str


class Commitment(msgspec.Struct, frozen=True):
    """One undertaking.

    Attributes:
        actors: Who is to act.
        owner: The post that is to keep it, and its body, as a person named them; null where nobody did.
        state: As a person confirmed it from later words; else as it was made.
        agreement: Id of the agreement that holds it.
    """

    id: Id
    modality: terms.Modality
    instrument: terms.Instrument
    actors: list[Body]
    owner: str | None
    state: terms.State
    due: PartialDate | None
    amount: Money | None
    sectors: list[terms.Sector]
    quote: Quote
    agreement: str | None
    published: PartialDate | None
    document: DocumentId
    source: str


class Progress(msgspec.Struct, frozen=True):
    """What a document says of how far something is, and who claims it."""

    id: Id
    state: terms.State
    object: str
    date: PartialDate | None
    claim_by: str | None
    parties: list[Body]
    amount: Money | None
    quote: Quote
    published: PartialDate | None
    document: DocumentId
    source: str


class Mechanism(msgspec.Struct, frozen=True):
    """What an agreement sets up to keep itself alive."""

    id: Id
    kind: terms.MechanismKind
    name: str
    cadence: terms.Cadence | None
    parties: list[Body]
    quote: Quote
    published: PartialDate | None
    document: DocumentId
    source: str


class Project(msgspec.Struct, frozen=True):
    """A named project, as one document tells it."""

    id: Id
    name: str
    kind: terms.ProjectKind
    state: terms.State
    parties: list[Body]
    amount: Money | None
    quote: Quote
    published: PartialDate | None
    document: DocumentId
    source: str


class Document(msgspec.Struct, frozen=True):
    """A document: what was found, in which language, whether it was read.

    Attributes:
        relevant: Whether it tells of a concrete act of cooperation.
        facts: How many it says.
        appearances: At how many places it was found.
    """

    id: DocumentId
    published: PartialDate | None
    language: str
    state: str
    relevant: bool
    facts: int
    appearances: int
    title: str | None
    publisher: str | None
    source: str


class Refused(msgspec.Struct, frozen=True):
    """A source that could not be read, why, and what can be done about it."""

    source: str
    reason: str
    message: str
    advice: str
    at: str
    resolved: str | None
