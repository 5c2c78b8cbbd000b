"""Lay one reading out as text: who plays in it, each fact in words, and under it the words that prove it, marked."""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from accord.cli.marks import in_context
from accord.cli.telling import tell
from accord.cli.width import clean, wrap
from accord.model import Reading, Span

__all__ = ["reading_lines"]

_AROUND = 60  # characters shown on each side of the words
_KINDS = {
    "agreements": "agreement", "meetings": "meeting", "commitments": "commitment", "progress": "progress",
    "mechanisms": "mechanism", "projects": "project", "posts": "post", "topics": "topic",
    "earlier": "earlier",
}  # fmt: skip
_BODIES = ("parties", "actors", "party")


def reading_lines(reading: Reading, *, width: int) -> Iterator[str]:
    """Yield the lines of a reading that holds its document's words."""
    document = reading.document
    content = document.text if isinstance(document.text, str) else ""
    yield from wrap(clean(document.title or content.split("\n", 1)[0] or document.source), width)
    facts = [document.source, document.language, f"published {document.published or '(no day shown)'}"]
    yield "  " + ", ".join(facts)
    names = {party.id: party.name for party in reading.parties}
    for party in reading.parties:
        also = [name for name in party.names if name != party.name]
        told = f"{party.name} ({party.kind.replace('_', ' ')})" + (f", also: {', '.join(also)}" if also else "")
        yield from wrap(f"party: {clean(told)}", width, indent="  ")
    for field, kind in _KINDS.items():
        for fact in getattr(reading, field):
            yield from _fact(kind, fact, names, content, width)
    for warning in reading.warnings:
        yield from wrap(f"note: {clean(warning)}", width, indent="  ")
    if not any(getattr(reading, field) for field in _KINDS):
        yield "  no facts" if reading.reader.packs else "  not read"
    yield ""


def _named(held: str | list[str] | None, names: Mapping[str, str]) -> list[str]:
    ids = [held] if isinstance(held, str) else held or []
    return [names.get(one, one) for one in ids]


def _fact(kind: str, fact: msgspec.Struct, names: Mapping[str, str], content: str, width: int) -> Iterator[str]:
    record: dict[str, Any] = msgspec.to_builtins(fact)
    spans: list[Span] = [(record["start"], record["end"])] if "start" in record else record["evidence"]
    for field in _BODIES:
        if field in record:
            record["actors" if field == "actors" else "parties"] = _named(record[field], names)
    yield from wrap(f"{kind}: {tell(kind, record)}", width, indent="  ")
    for start, end in spans:
        around = content[max(0, start - _AROUND) : start], content[start:end], content[end : end + _AROUND]
        yield from wrap(in_context(*around), width, indent="      ")
    for doubt in record.get("doubts", ()):
        yield from wrap(f"doubt about {doubt['field']}: {clean(doubt['reason'])}", width, indent="      ")
