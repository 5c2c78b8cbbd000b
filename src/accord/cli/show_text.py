"""Lay out what `register.show` gives as text: the thing in words, its fields, its evidence in context, what hangs on it.

In:  a page: `{"what": ..., "record": ..., "evidence": [...], ...}`.
Out: lines, each within the width.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from accord.cli.agreement_text import agreement_lines
from accord.cli.gone import hidden
from accord.cli.history import tell_decision
from accord.cli.marks import in_context
from accord.cli.telling import tell, with_money
from accord.cli.width import clean, wrap
from accord.exchange import flat
from accord.model.terms import Language, members

__all__ = ["page_lines"]

Record = Mapping[str, Any]

_INDENT = "    "
_UNSHOWN = {"id", "quote", "decision", *(f"region_{one}" for one in members(Language))}
_PLURAL = {"commitments": "commitment", "agreements": "agreement", "posts": "post"}
_KIND_OF_ID = {
    "a": "agreement", "m": "meeting", "o": "post", "c": "commitment", "g": "progress", "n": "mechanism",
    "j": "project", "t": "topic", "e": "mentioned in",
}  # fmt: skip


def page_lines(page: Record, *, width: int) -> Iterator[str]:
    """Yield the lines of a page."""
    what, record = str(page["what"]), page["record"]
    yield from wrap(f"{what} {_short(record['id'])}", width)
    if told := _told(what, record):
        yield from wrap(told, width, indent="  ")
    yield from _hidden(page, width)
    yield from _fields(
        {**with_money(record), **{key: page[key] for key in ("rule", "confidence") if page.get(key)}}, width
    )
    yield from _steps(page.get("steps", ()), width)
    yield from agreement_lines(page, width)
    yield from _appearances(page.get("appearances", ()), width)
    yield from _mentions(page.get("mentions", ()), width)
    yield from _evidence(page.get("evidence", ()), width, names_facts=what in ("document", "agreement"))
    for name, kind in _PLURAL.items():
        yield from _list(name, kind, page.get(name, ()), width)
    if page.get("text"):
        yield from ["", "Text"]
        for paragraph in str(page["text"]).split("\n"):
            yield from wrap(clean(paragraph), width, indent="  ")


def _hidden(page: Record, width: int) -> Iterator[str]:
    """Yield who decided that the lists no longer show it, and how it comes back."""
    if decision := page.get("hidden"):
        yield from wrap(clean(hidden(decision)), width, indent="  ")
        yield from wrap(f"to have it again: accord decide undo {decision['id']} --as NAME", width, indent="  ")
    elif page["record"].get("status") == "rejected":
        yield from wrap("rejected, in another of its reports; see: accord history", width, indent="  ")


def _told(what: str, record: Record) -> str:
    if what == "decision":
        return tell_decision(record)
    if what == "party":
        return clean(f"{record['name']} ({record['kind'].replace('_', ' ')})")
    if what == "person":
        return clean(record["name"])
    if what == "document":
        return clean(record["title"] or record["source"])
    return tell(what, record) if len(record) > 2 else ""


def _fields(record: Record, width: int) -> Iterator[str]:
    known = {
        name: clean(flat(value))
        for name, value in record.items()
        if name not in _UNSHOWN and value not in (None, "", [], ())
    }
    size = max(map(len, known), default=0)
    for name, value in known.items():
        first, *more = list(wrap(value, width - size - 4)) or [""]
        yield f"  {name.replace('_', ' '):<{size}}  {first}"
        yield from (" " * (size + 4) + line for line in more)


def _steps(steps: Sequence[Record], width: int) -> Iterator[str]:
    """Yield what became of a promise: each state with its day, the words, the document, who confirmed it."""
    if steps:
        yield from ["", "What became of it"]
    for step in steps:
        claim = " (a claim of one side)" if step["claim"] else ""
        confirmed = f"confirmed by {step['by']}, {step['decision']}"
        yield from wrap(
            clean(f"{step['day'] or ''}  {step['state'].replace('_', ' ')}{claim}; {confirmed}"), width, indent="  "
        )
        words = f"“{step['quote']}”, {step['title'] or step['source']}" if step["quote"] else step["why"] or ""
        yield from wrap(clean(words), width, indent=_INDENT)


def _appearances(places: Sequence[Record], width: int) -> Iterator[str]:
    if places:
        yield from ["", f"Found in {len(places)} {'place' if len(places) == 1 else 'places'}"]
    for place in places:
        known = (place["source"], place["publisher"], place["published"], place["title"])
        yield from wrap(clean(", ".join(part for part in known if part)), width, indent="  ")


def _mentions(rows: Sequence[Record], width: int) -> Iterator[str]:
    """Yield the names by which documents mean a body, each with the id of one mention, for `decide split` and `merge`."""
    if rows:
        yield from ["", f"Mentions ({len(rows)})"]
    for row in rows:
        count = row["documents"]
        told = f"{row['id']}  {row['name']}, {count} {'document' if count == 1 else 'documents'}"
        yield from wrap(clean(told), width, indent="  ")


def _evidence(rows: Sequence[Record], width: int, *, names_facts: bool) -> Iterator[str]:
    if rows:
        yield from ["", "Evidence"]
    for document, inside in groupby(rows, key=lambda row: row["document"]):
        shown = list(inside)
        yield from wrap(_document(shown[0], document), width, indent="  ")
        said = ""
        for row in shown:
            if names_facts and row["fact"] != said:
                said = row["fact"]
                yield f"  {_KIND_OF_ID.get(said[:1], '')} {said}"
            yield from _words(row, width)


def _document(row: Record, document: str) -> str:
    known = (row["title"], row["published"], row["source"])
    return clean(f"{_short(document)}: {', '.join(part for part in known if part)}")


def _words(row: Record, width: int) -> Iterator[str]:
    """Yield the words of one piece of evidence; of a single value, what the value is and the rule."""
    field, note = row.get("field"), row.get("note")
    heads = {
        "because": f"{field} ({note})",
        "doubt": f"doubt about {field}: {note}",
        "entry": f"a person's word: {note} (accord show {note})",
    }
    head = heads.get(row["role"], "")
    if "quote" not in row:
        yield from wrap(clean(head or "(no words)"), width, indent=_INDENT)
        return
    context = in_context(row["before"], row["quote"], row["after"]) if row["role"] == "words" else ""
    text = context or f"{clean(head)}: {in_context('', row['quote'], '')}"
    yield from wrap(text, width, indent=_INDENT)


def _list(name: str, kind: str, records: Sequence[Record], width: int) -> Iterator[str]:
    if records:
        yield from ["", f"{name.capitalize()} ({len(records)})"]
    for record in records:
        yield from wrap(f"{record['id']}  {tell(kind, record)}", width, indent="  ")
        if kind == "commitment" and record.get("quote"):
            yield from wrap(in_context("", record["quote"], ""), width, indent=_INDENT)


def _short(whole: str) -> str:
    return whole.removeprefix("sha256:")[:16]
