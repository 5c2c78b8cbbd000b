"""A signing that a person brings in as a text: read, shown, corrected, and only then kept.

In:  a job over a text in the inbox; later what the person says of what was read.
Out: `Draft`, of which nothing is in the register yet; `Saved`: the text in the log, its facts as read, and over them, as
     decisions, what the person changed, left out or added.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

import msgspec

from accord.errors import DecisionError
from accord.flows.decide import Deciding, record_all
from accord.flows.ingest import ingest
from accord.flows.works import Works
from accord.model import Found, Text
from accord.model.anchor import anchor
from accord.model.decision import Decided, Decision, Enter, Reject, SetValue
from accord.model.reading import Agreement, Facts, Span
from accord.register import anchor_of, over
from accord.register.jobs.jobs import Job
from accord.register.pages.documents import document, facts_here
from accord.sources import Given, read_bytes

__all__ = ["Draft", "Said", "Saved", "enter_signing", "read_draft", "save_draft"]


class Draft(msgspec.Struct, frozen=True):
    """A text that was read and is not kept yet.

    Attributes:
        found: The text, and where it is said to come from.
        reader: What the reading is recorded under; None where no pack reads the language.
        facts: What the text says.
    """

    found: Found
    reader: str | None
    facts: Facts


class Said(msgspec.Struct, frozen=True):
    """What a person says of one agreement.

    Attributes:
        agreement: Its id in the reading; "" of one that the reading has not found.
        fields: Fields that are to be other than read; of one not found, all that are known.
        left_out: Whether the text does not say it after all.
        words: Of one not found: the words that tell of it, or None.
    """

    agreement: str
    fields: dict[str, Any]
    left_out: bool = False
    words: Span | None = None


class Saved(msgspec.Struct, frozen=True):
    """What was kept: the document's id, the agreements' ids in the register, the decisions."""

    document: str
    agreements: tuple[str, ...]
    decisions: tuple[Decided, ...]


class _AsRead:
    """Reads nothing but the draft, whose reading is at hand: saving waits for no language to be loaded."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft

    def name(self, language: str) -> str | None:
        return self._draft.reader

    def read(self, text: Text, published: str | None) -> Facts:
        return self._draft.facts


def read_draft(works: Works, job: Job) -> Draft:
    """Return what the text of a job says; nothing is kept.

    Raises:
        RefusedError: It cannot be read.
    """
    assert job.path is not None, "a draft is a file"
    raw = works.inbox.place(job.path).read_bytes()
    given = Given(title=job.given.get("title") or None, published=job.given.get("published") or None)
    source, media = str(job.given.get("source") or job.source), job.given.get("media")
    latest = date.fromisoformat(works.clock()[:10])
    found = read_bytes(raw, source=source, media=media, latest=latest, given=given)
    reader = works.reader()
    name = reader.name(found.text.language)
    facts = reader.read(found.text, found.appearance.published) if name else Facts()
    return Draft(found, name, facts)


def save_draft(works: Works, deciding: Deciding, draft: Draft, said: Sequence[Said], dropped: Sequence[str]) -> Saved:
    """Return what was kept of a draft.

    Args:
        works: Where it is kept.
        deciding: Under whose name the corrections stand.
        draft: As it was read.
        said: What the person says of each agreement.
        dropped: Ids, in the reading, of commitments that the text does not hold after all.

    Raises:
        DecisionError: A correction cannot be; the text is in the register then, with what was read.
    """
    [ended] = _ingest(works, draft)
    if ended == "refused":
        raise DecisionError("the words of this text were erased for ever; they stay out")
    whole = draft.found.text.id
    with deciding.register.reading() as connection:
        asking = over(connection)
        here = facts_here(asking, document(asking, whole)["row"])
        decisions: list[Decision] = []
        for one in said:
            if not one.agreement:
                decisions.append(_entry(draft, one))
                continue
            read = next(each for each in draft.facts.agreements if each.id == one.agreement)
            held = anchor_of(connection, _same(here, "agreement", read.evidence[0], read)["id"])
            decisions += (
                [Reject(held, "fact")] if one.left_out else [SetValue(held, f, v) for f, v in one.fields.items()]
            )
        for commitment in (each for each in draft.facts.commitments if each.id in dropped):
            fact = _same(here, "commitment", (commitment.start, commitment.end), None)
            decisions.append(Reject(anchor_of(connection, fact["id"]), "fact"))
    decided = record_all(deciding, decisions) if decisions else []
    with deciding.register.asking() as asking:
        now = facts_here(asking, document(asking, whole)["row"])
    kept = [one["agreement"] for one in now if one["kind"] == "agreement" and one["agreement"] and not one["rejected"]]
    return Saved(whole, tuple(dict.fromkeys(kept)), tuple(decided))


def enter_signing(deciding: Deciding, fields: dict[str, Any]) -> str:
    """Return the id of the agreement that a person entered, with nothing but the entry to prove it.

    Raises:
        DecisionError: A field cannot have such a value.
    """
    [decided] = record_all(deciding, [Enter("agreement", fields, None)])
    with deciding.register.asking() as asking:
        row = asking.execute("SELECT row FROM unit WHERE id = :id", {"id": decided.id}).scalar()
        return next(str(one["agreement"]) for one in facts_here(asking, row) if one["agreement"])


def _ingest(works: Works, draft: Draft) -> list[str]:
    outcomes: list[str] = []
    ingest(
        [draft.found], register=works.register, reader=_AsRead(draft), identity=works.identity, clock=works.clock,
        progress=lambda step: outcomes.append(step.outcome), command="new signing",
    )  # fmt: skip
    return outcomes


def _entry(draft: Draft, said: Said) -> Enter:
    if said.words is None:
        return Enter("agreement", said.fields, None)
    text = draft.found.text
    return Enter("agreement", said.fields, anchor(text.id, text.content, said.words, kind="agreement"))


def _same(here: Sequence[dict[str, Any]], kind: str, span: Span, read: Agreement | None) -> dict[str, Any]:
    """Return the fact of the register that is this one of the reading.

    Raises:
        DecisionError: There is none any more.
    """
    on = [
        one
        for one in here
        if one["kind"] == kind and any((words["start"], words["end"]) == tuple(span) for words in one["words"])
    ]
    alike = [
        one for one in on if read is None or (one["fields"]["kind"], one["fields"]["title"]) == (read.kind, read.title)
    ]
    found = next(iter(alike or on), None)
    if found is None:
        raise DecisionError("somebody has rejected in this text, before, what you have corrected; look at the document")
    return found
