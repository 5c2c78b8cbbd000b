"""One reading: what one document says, in the public format `accord/reading/1`.

Every fact names the rule that found it and the spans that prove it; offsets index `document.text` in code points,
`[start, end)`. This module is where the format is declared: the shipped JSON Schema is generated from it.
"""

from typing import Annotated, Literal

import msgspec

from accord.model.dates import PartialDate
from accord.model.terms import (
    AgreementKind,
    AgreementStatus,
    Cadence,
    EarlierRelation,
    Instrument,
    MechanismKind,
    MeetingKind,
    Modality,
    PartyKind,
    ProjectKind,
    Sector,
    State,
    TopicKind,
)

__all__ = [
    "SCHEMA",
    "Agreement",
    "Because",
    "Commitment",
    "Document",
    "Doubt",
    "Earlier",
    "Facts",
    "Mechanism",
    "Meeting",
    "Money",
    "Party",
    "Post",
    "Progress",
    "Project",
    "Reader",
    "Reading",
    "Span",
    "Topic",
]

SCHEMA = "accord/reading/1"

Offset = Annotated[int, msgspec.Meta(ge=0)]
Span = tuple[Offset, Offset]
Confidence = Annotated[float, msgspec.Meta(ge=0, le=1)]
Amount = Annotated[str, msgspec.Meta(pattern=r"^\d+(\.\d+)?$")]
Currency = Annotated[str, msgspec.Meta(pattern=r"^[A-Z]{3}$")]


class Money(msgspec.Struct, frozen=True):
    """An amount as stated: a decimal number as text, in whole units of an ISO 4217 currency."""

    value: Amount
    currency: Currency


class Because(msgspec.Struct, frozen=True):
    """The words and the rule behind a single value of a fact."""

    field: str
    start: Offset
    end: Offset
    rule: str


class Doubt(msgspec.Struct, frozen=True):
    """Words that the text itself contradicts, and why they are doubted."""

    field: str
    start: Offset
    end: Offset
    reason: str


class Party(msgspec.Struct, frozen=True):
    """A body that can agree, as one document names it.

    Attributes:
        id: `p1`, `p2` ... within the reading.
        name: The fullest name that the text gives.
        names: Every surface name of it, the fullest first; each stands in the text as written.
        kind: What kind of body.
        region: GB/T 2260 code of six digits where known, else ISO 3166-1 alpha-2, else None.
        mentions: Where its names stand.
    """

    id: str
    name: str
    names: tuple[str, ...]
    kind: PartyKind
    region: str | None
    mentions: tuple[Span, ...]


class Agreement(msgspec.Struct, frozen=True):
    """An agreement that the document reports as its news.

    Attributes:
        ordinal: 5 in 'the 5th strategic cooperation since 2005'; `since` is then '2005'.
        date: Day of signing as far as known.
        place: City, county or district where it was signed, as written.
        parties: Ids of the contracting parties, each once.
        signatories: Persons said to have signed; witnesses and guests are not.
        amount: Where the text states one.
        evidence: The words that tell of it; they contain a name of one of its parties.
    """

    id: str
    rule: str
    kind: AgreementKind
    status: AgreementStatus
    title: str | None
    ordinal: int | None
    since: str | None
    date: PartialDate | None
    place: str | None
    parties: tuple[str, ...]
    signatories: tuple[str, ...]
    sectors: tuple[Sector, ...]
    amount: Money | None
    evidence: tuple[Span, ...]
    because: tuple[Because, ...]
    doubts: tuple[Doubt, ...]
    confidence: Confidence


class Meeting(msgspec.Struct, frozen=True):
    """A concrete meeting, visit or conference, other than only the signing itself."""

    id: str
    rule: str
    kind: MeetingKind
    date: PartialDate | None
    place: str | None
    parties: tuple[str, ...]
    evidence: tuple[Span, ...]
    because: tuple[Because, ...]
    doubts: tuple[Doubt, ...]
    confidence: Confidence


class Post(msgspec.Struct, frozen=True):
    """A person's post as the text words it; one row a post; the evidence contains the person."""

    id: str
    rule: str
    person: str
    post: str
    organization: str | None
    party: str | None
    evidence: tuple[Span, ...]
    confidence: Confidence


class Commitment(msgspec.Struct, frozen=True):
    """One undertaking, in the sentence (or list item) `[start, end)`; `actors` are those who are to act."""

    id: str
    rule: str
    start: Offset
    end: Offset
    actors: tuple[str, ...]
    agreement: str | None
    modality: Modality
    instrument: Instrument
    sectors: tuple[Sector, ...]
    due: PartialDate | None
    amount: Money | None
    doubts: tuple[Doubt, ...]
    confidence: Confidence


class Progress(msgspec.Struct, frozen=True):
    """Words that say how far something is, and who claims it."""

    id: str
    rule: str
    party: str | None
    object: str
    state: State
    claim_by: str | None
    date: PartialDate | None
    amount: Money | None
    evidence: tuple[Span, ...]


class Mechanism(msgspec.Struct, frozen=True):
    """What an agreement sets up to keep itself alive."""

    id: str
    rule: str
    kind: MechanismKind
    name: str
    cadence: Cadence | None
    parties: tuple[str, ...]
    evidence: tuple[Span, ...]


class Project(msgspec.Struct, frozen=True):
    """A named project that the document tells of."""

    id: str
    rule: str
    name: str
    kind: ProjectKind
    parties: tuple[str, ...]
    state: State
    amount: Money | None
    evidence: tuple[Span, ...]


class Topic(msgspec.Struct, frozen=True):
    """What a document is about, beside cooperation, for the profile of a party."""

    topic: TopicKind
    party: str | None
    evidence: tuple[Span, ...]


class Earlier(msgspec.Struct, frozen=True):
    """An agreement that the document mentions and does not report: its news is another one, or what became of this one.

    Attributes:
        relation: Only mentioned; or what the document's own agreement does to it: it renews it, or carries it out.
        agreement: The document's own agreement that does so, or beside which it is mentioned; None where there is none.
        date: Day of its signing as far as the text says.
        parties: Ids of its parties, as far as the text says.
    """

    id: str
    rule: str
    relation: EarlierRelation
    kind: AgreementKind
    title: str | None
    date: PartialDate | None
    parties: tuple[str, ...]
    agreement: str | None
    evidence: tuple[Span, ...]
    confidence: Confidence


class Facts(msgspec.Struct, frozen=True):
    """What a language's reading finds in a text: everything of the public format but its envelope.

    Attributes:
        relevant: Whether the document reports a concrete act of cooperation.
        warnings: What was odd about the input, in words.
    """

    relevant: bool = False
    parties: tuple[Party, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    posts: tuple[Post, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    progress: tuple[Progress, ...] = ()
    mechanisms: tuple[Mechanism, ...] = ()
    projects: tuple[Project, ...] = ()
    topics: tuple[Topic, ...] = ()
    earlier: tuple[Earlier, ...] = ()
    warnings: tuple[str, ...] = ()


class Reader(msgspec.Struct, frozen=True):
    """Which program read: its version, and the version of each language pack that it used."""

    version: str
    packs: dict[str, str]


class Document(msgspec.Struct, frozen=True, omit_defaults=True):
    """The document as the reading shows it; `text` and `pages` may be absent."""

    id: str
    source: str
    title: str | None
    language: str
    published: PartialDate | None
    publisher: str | None
    normaliser: str
    pages: tuple[Offset, ...] | msgspec.UnsetType = msgspec.UNSET
    text: str | msgspec.UnsetType = msgspec.UNSET


class Reading(msgspec.Struct, frozen=True):
    """One reading, as `accord read --format jsonl` prints it."""

    schema: Literal["accord/reading/1"]
    reader: Reader
    document: Document
    relevant: bool
    parties: tuple[Party, ...]
    agreements: tuple[Agreement, ...]
    meetings: tuple[Meeting, ...]
    posts: tuple[Post, ...]
    commitments: tuple[Commitment, ...]
    progress: tuple[Progress, ...]
    mechanisms: tuple[Mechanism, ...]
    projects: tuple[Project, ...]
    topics: tuple[Topic, ...]
    warnings: tuple[str, ...]
    earlier: tuple[Earlier, ...] = ()
