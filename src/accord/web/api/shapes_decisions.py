"""The shapes of proposals, decisions, and of what is sent to be decided, read or added."""

from typing import Annotated, Any

import msgspec
from msgspec import Meta

from accord.model import terms

__all__ = [
    "DAY",
    "Added",
    "Decision",
    "Digest",
    "DocumentText",
    "Doubt",
    "Enter",
    "FacetValue",
    "Facets",
    "Found",
    "Hit",
    "Merge",
    "Owes",
    "PersonLine",
    "Problem",
    "Proposal",
    "Reached",
    "Reject",
    "SetField",
    "Split",
    "Step",
    "Taken",
    "Undo",
    "Unrelated",
    "Version",
    "Why",
    "Withdraw",
]

DAY = r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"
ShortText = Annotated[str, Meta(min_length=1, max_length=200)]
Reason = Annotated[str, Meta(max_length=2000, description="Why, in the person's own words.")]
Decisions = Annotated[list[ShortText], Meta(max_length=100)]


class Problem(msgspec.Struct, frozen=True):
    """What went wrong (RFC 9457); `code` is stable."""

    type: str
    title: str
    status: int
    detail: str
    code: str


class Cause(msgspec.Struct, frozen=True):
    """A reason of a proposal: a stable code, and the two values that met."""

    code: str
    left: str
    right: str


class NamedAt(msgspec.Struct, frozen=True, omit_defaults=True):
    """Where a document names one side, with the words around the name."""

    document: str | None = None
    title: str | None = None
    published: str | None = None
    source: str | None = None
    before: str | None = None
    quote: str | None = None
    after: str | None = None


class Side(msgspec.Struct, frozen=True, omit_defaults=True):
    """One side of a proposal: a body, a person, or an agreement as `report` tells it; a decision holds on to `mention` or `report`."""

    id: str
    name: str | None = None
    name_en: str | None = None
    name_zh: str | None = None
    kind: str | None = None
    region: str | None = None
    called: str | None = None
    mention: str | None = None
    report: str | None = None
    date: str | None = None
    title: str | None = None
    parties: list[Any] = []
    evidence: list[NamedAt] = []


class Proposal(msgspec.Struct, frozen=True):
    """What the program suggests and does not decide; `score` in [0, 1] is how sure it is."""

    id: str
    kind: str
    score: float
    reasons: list[Cause]
    left: Side
    right: Side


class Doubt(msgspec.Struct, frozen=True):
    """A fact that the program doubts: `reason` says why; `score` is how sure the reading was. Accept or reject it by its id."""

    id: str
    of: terms.FactKind
    score: float | None
    reason: str | None
    quote: str | None
    document: str
    title: str | None
    published: str | None
    source: str


class Decision(msgspec.Struct, frozen=True):
    """What somebody decided, and whether it stands.

    Attributes:
        state: `stands`, `undone`, or `orphaned`: it holds on to words that are there no more, and `reason` says so.
        decision: What was decided, with the words that it holds on to.
    """

    id: Annotated[str, Meta(examples=["d17"])]
    kind: str
    state: str
    by: str
    at: str
    why: str | None
    reason: str | None
    decision: dict[str, Any]


class Reject(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="reject"):
    """The words do not say this fact; of an agreement: there is none, unless `only_here`.

    Attributes:
        seen: Ids of the decisions on the fact that were seen; refused where there are others by now.
    """

    fact: ShortText
    only_here: bool = False
    why: Reason | None = None
    seen: Decisions | None = None


class SetField(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="set"):
    """A field of a fact has this value; bodies are given by name.

    Attributes:
        seen: Ids of the decisions on the fact that were seen; refused where there are others by now.
    """

    fact: ShortText
    field: ShortText
    value: Any
    why: Reason | None = None
    seen: Decisions | None = None


class Enter(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="enter"):
    """A fact by hand, with the words of a document that prove it (`document` and `quote`), or with none."""

    kind: terms.FactKind
    fields: dict[str, Any]
    document: ShortText | None = None
    quote: Annotated[str, Meta(min_length=1, max_length=10000)] | None = None
    why: Reason | None = None


class Merge(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="merge"):
    """Two bodies, persons or agreements are one; `anyway`: though the gazetteer knows two bodies."""

    left: ShortText
    right: ShortText
    anyway: bool = False
    why: Reason | None = None


class Split(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="split"):
    """A body, a person or a report of an agreement is another one than it was taken for."""

    id: ShortText
    away_from: ShortText | None = None
    only_here: bool = False
    why: Reason | None = None


class Reached(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="reached"):
    """A promise is in this state: by words of a later document (`document` and `quote`), or on the person's own word."""

    promise: ShortText
    state: terms.State
    document: ShortText | None = None
    quote: Annotated[str, Meta(min_length=1, max_length=10000)] | None = None
    claim: bool = False
    day: ShortText | None = None
    why: Reason | None = None


class Unrelated(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="unrelated"):
    """Words of a document are of something else than the promise; they are not proposed for it again."""

    promise: ShortText
    document: ShortText
    quote: Annotated[str, Meta(min_length=1, max_length=10000)]
    why: Reason | None = None


class Owes(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="owes"):
    """A post is to keep a promise, at a body where one is named; the newest that was said counts."""

    promise: ShortText
    post: ShortText
    body: ShortText | None = None
    why: Reason | None = None


class Withdraw(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="withdraw"):
    """A document is hidden with all its facts."""

    document: ShortText
    why: Reason | None = None


class Undo(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="undo"):
    """An earlier decision no longer holds."""

    decision: ShortText
    why: Reason | None = None


class Why(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why a proposal is accepted or rejected."""

    why: Reason | None = None


Taken = Reject | SetField | Enter | Merge | Split | Reached | Unrelated | Owes | Withdraw | Undo


class DocumentText(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A document's words, and what is known of it where the words do not tell.

    Attributes:
        source: What it is known by, such as the address that it was copied from.
        published: Day of publication.
        language: Language of its words (BCP 47), where the guess would be wrong.
    """

    text: Annotated[str, Meta(min_length=1, examples=["Nanjing and CETC signed a cooperation agreement on July 14."])]
    source: Annotated[str, Meta(min_length=1, max_length=2000)] | None = None
    title: Annotated[str, Meta(max_length=1000)] | None = None
    published: Annotated[str, Meta(pattern=DAY, examples=["2024-07-14"])] | None = None
    language: Annotated[str, Meta(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")] | None = None


class Address(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where a document stands on the web."""

    address: Annotated[str, Meta(min_length=1, max_length=2000, examples=["https://example.org/news/1.html"])]


class Became(msgspec.Struct, frozen=True):
    """What became of one document of a job: `new`, `known`, `another_place`, `unread`, `refused` or `failed`.

    Attributes:
        document: Its id; "" of one that is not kept.
        reason: Why it was refused, a slug.
        message: In the program's words, with `advice`.
    """

    source: str
    outcome: str
    document: str = ""
    reason: str = ""
    message: str = ""
    advice: str = ""


class Job(msgspec.Struct, frozen=True):
    """One thing that was handed in.

    Attributes:
        kind: `file`, `address`, `again` (from quarantine), `ledger` (what it would change), `ledger_write`.
        state: `waiting`, `working` or `done`.
        outcome: How it ended: as its first document, or `preview` and `written` of a workbook; null before.
        steps: What became of each document.
        by: Who handed it in, and `at` when (RFC 3339, UTC).
        ended: When it was done.
    """

    id: str
    kind: str
    name: str
    source: str
    state: str
    outcome: str | None
    steps: list[Became]
    by: str
    at: str
    ended: str | None


class Hit(msgspec.Struct, frozen=True):
    """Something found; `marks` say where in `snippet` the words stand that were asked for."""

    scope: str
    id: str
    kind: str
    title: str | None
    snippet: str
    marks: list[tuple[int, int]]
    document: str | None
    published: str | None
    source: str | None


class Found(msgspec.Struct, frozen=True):
    """What holds the words, best first, each scope for itself."""

    records: list[Hit]


class PersonLine(msgspec.Struct, frozen=True):
    """A person as a list shows one; `first` and `last` are days of documents."""

    id: str
    name: str
    names: list[str]
    posts: list[str]
    documents: int
    first: str | None
    last: str | None


class FacetValue(msgspec.Struct, frozen=True, omit_defaults=True):
    """One value of a facet: what its filter takes, how many agreements have it, its names."""

    value: str
    count: int
    name: str | None = None
    name_en: str | None = None
    name_zh: str | None = None
    kind: str | None = None
    level: str | None = None
    parent: str | None = None


class Facets(msgspec.Struct, frozen=True):
    """Values by facet, the most frequent first, each facet counted under all filters but its own."""

    facets: dict[str, list[FacetValue]]


class Version(msgspec.Struct, frozen=True):
    """Which program answers, and the state that the register is in: it changes with whatever is shown."""

    program: str
    register: str
    reading: str


class Digest(msgspec.Struct, frozen=True):
    """The hash of all that is derived: two registers with the same documents and decisions have the same."""

    digest: str
    register: str


class Step(msgspec.Struct, frozen=True):
    """What became of one document: `new`, `known`, `another_place`, `unread` or `refused`."""

    source: str
    outcome: str
    message: str
    document: str | None


class Added(msgspec.Struct, frozen=True):
    """What became of what was sent; of an e-mail also of what it encloses."""

    steps: list[Step]
