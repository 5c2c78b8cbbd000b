"""Read a text without keeping it; add documents.

One text is read at a time: reading takes memory and a processor, and answers to others must not wait for many.
"""

import threading
from datetime import date, timedelta
from typing import Any

import msgspec

from accord import __version__
from accord.errors import RefusedError
from accord.flows import Step, ingest
from accord.model import Facts, Found, Reader, Refusal
from accord.model.dates import interval, is_partial_date
from accord.model.document import bytes_hash
from accord.reading import reading_of
from accord.sources import Given, read_bytes
from accord.sources.read import read_each
from accord.web.api.call import Answer, Asked, Parameter
from accord.web.api.shapes_decisions import DocumentText
from accord.web.troubles import WrongCallError

__all__ = ["FILE_NAME", "add", "read_it"]

_TURN = threading.Lock()
_PASTED = "text/plain; charset=utf-8"

FILE_NAME = Parameter(
    "name",
    "What a file is known by; its ending tells the kind where the bytes do not. Only with bytes; needed there.",
    {"type": "string", "minLength": 1, "maxLength": 300, "examples": ["signing.pdf"]},
)


def read_it(asked: Asked) -> dict[str, Any]:
    """Return a reading of the text that was sent, in the public format; nothing is kept.

    Raises:
        RefusedError: There is nothing to read.
    """
    sent: DocumentText = asked.body
    found = read_bytes(
        sent.text.encode(),
        source=sent.source or "-",
        media=_PASTED,
        latest=_today(asked),
        given=_given(sent, _today(asked)),
    )
    with _TURN:
        reader = asked.visit.house.reader()
        name = reader.name(found.text.language)
        facts = reader.read(found.text, found.appearance.published) if name else Facts()
    made: dict[str, Any] = msgspec.to_builtins(reading_of(found, facts, reader=_reader(name), with_text=False))
    return made


def add(asked: Asked) -> Answer:
    """Return what became of a document that was sent: it is kept and read, unless it is known.

    Raises:
        RefusedError: Nothing of it can be read; nothing is kept.
    """
    items = _sent(asked)
    if all(isinstance(one, Refusal) for one in items):
        first = items[0]
        assert isinstance(first, Refusal)
        raise RefusedError(first.reason, first.message, first.advice)
    steps: list[Step] = []
    house = asked.visit.house
    with _TURN:
        ingest(
            items, register=house.register, reader=house.reader(), identity=house.identity, clock=house.clock,
            progress=steps.append, command="api",
        )  # fmt: skip
    texts = [one.text.id if isinstance(one, Found) else None for one in items]
    told = [
        {"source": step.source, "outcome": step.outcome, "message": step.message, "document": text}
        for step, text in zip(steps, texts, strict=True)
    ]
    kept = next(text for text in texts if text)
    return Answer({"steps": told}, location=f"documents/{kept}")


def _sent(asked: Asked) -> list[Found | Refusal]:
    """Return the documents that were sent: words, or the bytes of a file."""
    if isinstance(asked.body, DocumentText):
        sent, by = asked.body, asked.visit.session.person
        raw = sent.text.encode()
        source = sent.source or f"pasted by {by}: {bytes_hash(raw)[7:19]}"
        return list(
            read_each(raw, source=source, media=_PASTED, latest=_today(asked), given=_given(sent, _today(asked)))
        )
    return list(read_each(asked.body, source=asked.one("name", "upload"), latest=_today(asked)))


def _given(sent: DocumentText, today: date) -> Given:
    if sent.published is not None and not is_partial_date(sent.published):
        raise WrongCallError(f"published: {sent.published} is no day of the calendar")
    days = interval(sent.published) if sent.published else None
    if days and days[0] > today + timedelta(days=1):  # the clock is of UTC: tomorrow may be today where one lives
        raise WrongCallError(f"published: {sent.published} is still to come; send the day on which it was published")
    return Given(title=sent.title or None, published=sent.published, language=sent.language)


def _today(asked: Asked) -> date:
    return date.fromisoformat(asked.visit.house.clock()[:10])


def _reader(name: str | None) -> Reader:
    """Return who read, from the name that readings are recorded under: program, pack, version of the pack."""
    if name is None:
        return Reader(__version__, {})
    version, pack, of_pack = name.split()
    return Reader(version, {pack: of_pack})
