"""The form of a signing: what was read, what a person has typed over it, and what cannot be.

In:  an agreement as it was read, or none; later the form as it was sent, in which every field has the section before it.
Out: `Section`s to be shown; fields that are other than read, or what is wrong with which field. Nothing typed is lost.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import msgspec
from starlette.datastructures import FormData

from accord.exchange.ledger import read_amount, read_date
from accord.flows.drafts import Draft
from accord.model.dates import interval, is_partial_date
from accord.model.reading import Agreement
from accord.web.pages.evidence_forms import Box, boxes, typed

__all__ = ["BLANK", "Section", "fields_read", "marks", "of_draft", "of_form", "sections_of"]

BLANK = "new"  # the section of an agreement that no text told of
_FIRST_YEAR = 1900
_AROUND = 60  # letters that are shown on either side of a quote
_WORD = 20  # letters within which a space is looked for, to cut there; else it is cut anywhere
_AHEAD_YEARS = 10  # as far ahead a planned signing may lie
_FIELDS = (
    "kind",
    "status",
    "parties",
    "date",
    "amount",
    "place",
    "title",
    "signatories",
    "sectors",
    "ordinal",
    "since",
)
_KIND = {"kind": "cooperation", "status": "signed"}


class Section(msgspec.Struct, frozen=True):
    """One agreement in the form.

    Attributes:
        name: Before the names of its fields: the reading's id, or `new`.
        boxes: The fields, filled in.
        quotes: By field: the words behind it; `""` of the agreement as a whole.
        doubts: By field: words that are doubted, and why.
        raw: By field: what was typed, as it was typed.
        wrong: By field: why that cannot be.
        kept: Whether the agreement is to be kept.
    """

    name: str
    boxes: list[Box]
    quotes: dict[str, list[dict[str, Any]]] = {}
    doubts: dict[str, list[dict[str, Any]]] = {}
    raw: dict[str, list[str]] = {}
    wrong: dict[str, str] = {}
    kept: bool = True


def sections_of(draft: Draft | None) -> list[Section]:
    """Return the sections of a draft as it was read; one to be filled in where it tells of no agreement, or of no draft."""
    if draft is None or not draft.facts.agreements:
        return [Section(BLANK, _boxes(_KIND))]
    return [of_draft(draft, one) for one in draft.facts.agreements]


def of_draft(draft: Draft, read: Agreement) -> Section:
    """Return an agreement as it was read, with the words behind each field."""
    content = draft.found.text.content
    quotes: dict[str, list[dict[str, Any]]] = {"": [_quote(content, start, end) for start, end in read.evidence]}
    for one in read.because:
        quotes.setdefault(one.field, []).append(_quote(content, one.start, one.end))
    quotes |= _names(draft, read)
    doubts: dict[str, list[dict[str, Any]]] = {}
    for each in read.doubts:
        doubts.setdefault(each.field, []).append(_quote(content, each.start, each.end) | {"reason": each.reason})
    return Section(read.id, _boxes(fields_read(draft, read)), quotes, doubts)


def marks(draft: Draft, sections: Sequence[Section]) -> list[dict[str, Any]]:
    """Return what is to be marked in the text: agreements with the words behind their fields, commitments."""
    found: list[dict[str, Any]] = []
    quotes = {section.name: section.quotes for section in sections}
    for read in draft.facts.agreements:
        behind = [one for field, each in quotes.get(read.id, {}).items() if field for one in each]
        found.append(
            {
                "id": read.id,
                "kind": "agreement",
                "words": [{"start": start, "end": end} for start, end in read.evidence],
                "because": [{"start": one["start"], "end": one["start"] + len(one["quote"])} for one in behind],
                "doubts": [{"start": one.start, "end": one.end} for one in read.doubts],
            }
        )
    for promise in draft.facts.commitments:
        words = [{"start": promise.start, "end": promise.end}]
        found.append({"id": promise.id, "kind": "commitment", "words": words, "because": [], "doubts": []})
    return found


def _names(draft: Draft, read: Agreement) -> dict[str, list[dict[str, Any]]]:
    """Return where bodies and persons that the reading gives no single words for are named, in the agreement's words first."""
    content = draft.found.text.content
    spans = {party.id: party.mentions for party in draft.facts.parties}
    places = {
        "parties": [_within(spans[one], read) for one in read.parties if spans[one]],
        "signatories": [(at, at + len(name)) for name in read.signatories if (at := _named(content, name, read)) >= 0],
    }
    told = {one.field for one in read.because}
    return {
        field: [_quote(content, *span) for span in found]
        for field, found in places.items()
        if found and field not in told
    }


def _within(spans: tuple[tuple[int, int], ...], read: Agreement) -> tuple[int, int]:
    """Return the fullest of the names within the agreement's words, else the first of all."""
    here = [one for one in spans if any(s <= one[0] < e for s, e in read.evidence)]
    return max(here, key=lambda one: one[1] - one[0], default=spans[0])


def _named(content: str, name: str, read: Agreement) -> int:
    found = (content.find(name, start, end) for start, end in read.evidence)
    return next((at for at in found if at >= 0), content.find(name))


def fields_read(draft: Draft, read: Agreement) -> dict[str, Any]:
    """Return the fields of an agreement as they were read; bodies by the fullest name that the text gives."""
    named = {party.id: party.name for party in draft.facts.parties}
    plain: dict[str, Any] = msgspec.to_builtins(read)
    return {name: plain[name] for name in _FIELDS} | {"parties": [named[one] for one in read.parties]}


def of_form(section: Section, form: FormData, today: date, words: Callable[..., str]) -> tuple[Section, dict[str, Any]]:
    """Return the section as it was filled in, with what is wrong, and its fields."""
    mine = _mended(
        FormData(
            [(n.removeprefix(f"{section.name}."), v) for n, v in form.multi_items() if n.startswith(f"{section.name}.")]
        )
    )
    said = typed("agreement", mine)
    wrong = {name: _why(name, words) for name in said.wrong} | _odd(said.fields, said.wrong, today, words)
    raw = {
        name: [one for one in form.getlist(f"{section.name}.{name}") if isinstance(one, str)]
        for name in (*_FIELDS, "amount.currency")
    }
    kept = section.name == BLANK or form.get(f"{section.name}.keep") is not None
    filled = msgspec.structs.replace(
        section, boxes=_boxes(said.fields), raw=raw, wrong=wrong if kept else {}, kept=kept
    )
    return filled, said.fields


def _boxes(values: Mapping[str, Any]) -> list[Box]:
    by_name = {box.name: box for box in boxes("agreement", values)}
    return [by_name[name] for name in _FIELDS]


def _mended(form: FormData) -> FormData:
    """Return the form with a day and an amount as people write them (`2024年7月14日`, `3.2亿元`) as the model writes them."""
    held = dict(form.multi_items())
    day, amount, currency = (str(held.get(name) or "").strip() for name in ("date", "amount", "amount.currency"))
    told = {}
    if day and not is_partial_date(day) and (read := read_date(day)):
        told["date"] = read
    if amount and not amount.replace(",", "").replace(".", "", 1).isdigit():
        money = read_amount(amount, None) or read_amount(f"{amount} {currency}", None)
        if money:
            told |= {"amount": money.value, "amount.currency": money.currency}
    return FormData([(name, told.get(name, value)) for name, value in form.multi_items()])


def _odd(fields: Mapping[str, Any], wrong: tuple[str, ...], today: date, words: Callable[..., str]) -> dict[str, str]:
    """Return what can be written, and yet cannot be."""
    _, odd = words, {}
    day = fields.get("date")
    span = interval(day) if day and "date" not in wrong else None
    if span and span[0].year < _FIRST_YEAR:
        odd["date"] = _("Before %(year)s: is the year right?", year=_FIRST_YEAR)
    elif span and span[0] > today and fields.get("status") == "signed":
        odd["date"] = _("This day has not come yet. If it is only planned, say so in the status.")
    elif span and span[0].year > today.year + _AHEAD_YEARS:
        odd["date"] = _("So far ahead nobody plans: is the year right?")
    if len(fields.get("parties") or ()) == 1 and "parties" not in wrong:
        odd["parties"] = _("An agreement has two sides: who is the other one?")
    since = str(fields.get("since") or "")
    if since and not (since.isdigit() and _FIRST_YEAR <= int(since) <= today.year):
        odd["since"] = _("A year was expected, such as 2005.")
    ordinal = fields.get("ordinal")
    if isinstance(ordinal, int) and not 1 <= ordinal <= 999:
        odd["ordinal"] = _("A number from 1 was expected: 5 of the fifth agreement.")
    return odd


def _why(field: str, words: Callable[..., str]) -> str:
    _ = words
    told = {
        "date": _(
            "This is no day of the calendar. Write 2024-07-14, 2024-07 or 2024; --07-14 where the year is not known."
        ),
        "amount": _(
            "This is no amount. Write a number, such as 320000000 or 3.2亿, and the currency beside it, such as CNY."
        ),
        "parties": _("Name the parties, two at least."),
        "ordinal": _("A number from 1 was expected: 5 of the fifth agreement."),
    }
    return told.get(field) or _("This cannot stand here.")


def _quote(content: str, start: int, end: int) -> dict[str, Any]:
    """Return words with those around them in their line; where these are cut, it is between words."""
    before, after = content[:start].rpartition("\n")[2], content[end:].partition("\n")[0]
    if len(before) > _AROUND:
        near = before[-_AROUND:]
        before = f"…{near[near.find(' ', 0, _WORD) + 1 :]}"
    if len(after) > _AROUND:
        near, space = after[:_AROUND], after.rfind(" ", _AROUND - _WORD, _AROUND)
        after = f"{near if space < 0 else near[:space]}…"
    return {"start": start, "quote": content[start:end], "before": before, "after": after}
