"""Bring documents into the register: one text, one transaction, safe to kill and to run again.

In:  what `sources.find` found or refused, a reader, an open register.
Out: counts; texts, appearances, readings and refusals in the log, and the register folded from them.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec
from msgspec.structs import replace

from accord import __version__
from accord.flows.reader import Reader
from accord.model.document import STANDARD_INPUT, Found, Refusal
from accord.model.reading import Facts
from accord.register import Identity, Register, fold
from accord.register.log import log
from accord.register.log.purging import purged

__all__ = ["Counts", "Step", "ingest"]


class Step(msgspec.Struct, frozen=True):
    """What became of one source: `new`, `known`, `another_place`, `unread` (no pack for its language) or `refused`."""

    source: str
    outcome: str
    message: str = ""


class Counts(msgspec.Struct):
    """How many sources ended how."""

    new: int = 0
    known: int = 0
    another_place: int = 0
    unread: int = 0
    refused: int = 0

    @property
    def total(self) -> int:
        """Return how many sources there were."""
        return sum(getattr(self, name) for name in self.__struct_fields__)


class _Prepared(msgspec.Struct, frozen=True):
    found: Found
    reader: str | None
    published: str | None
    facts: Facts | None


def ingest(  # noqa: PLR0913 - the rooms that this flow puts in order, each named at the call
    sources: Iterable[Found | Refusal],
    *,
    register: Register,
    reader: Reader,
    identity: Identity,
    clock: Callable[[], str],
    progress: Callable[[Step], None] = lambda step: None,
    batch: int = 1,
    command: str = "ingest",
) -> Counts:
    """Return how many sources ended how. What is committed stays, wherever it stops.

    Args:
        sources: Documents and refusals, in any order; the order does not matter to the register.
        register: Where they go.
        reader: Reads what is not read yet; outside the transaction, so that nobody waits for it.
        identity: Who is who.
        clock: The time now, RFC 3339.
        progress: Hears of every source once it is committed.
        batch: Sources a transaction; more is faster, and loses at most as many unfinished ones when killed.
        command: What the run is called in the log.
    """
    counts = Counts()
    with register.writing() as connection:
        run = log.begin_run(connection, command=command, version=__version__, at=clock())
    for group in _grouped(sources, batch):
        prepared = [_prepare(register, reader, item) if isinstance(item, Found) else item for item in group]
        with register.writing() as connection:
            touched: list[str] = []
            steps = [_keep(connection, item, touched, reader=reader, at=clock(), run=run) for item in prepared]
            if touched:
                fold(connection, sorted(set(touched)), identity)
        for step in steps:
            setattr(counts, step.outcome, getattr(counts, step.outcome) + 1)
            progress(step)
    with register.writing() as connection:
        log.end_run(connection, run, at=clock(), counts=msgspec.to_builtins(counts))
    return counts


def _grouped(sources: Iterable[Found | Refusal], size: int) -> Iterator[list[Found | Refusal]]:
    group: list[Found | Refusal] = []
    for item in sources:
        group.append(item)
        if len(group) >= size:
            yield group
            group = []
    if group:
        yield group


def _prepare(register: Register, reader: Reader, found: Found) -> _Prepared:
    """Read the text where nobody has, against the earliest day that is known or comes with this appearance."""
    with register.reading() as connection:
        row = log.row_of(connection, found.text.id)
        if row and not found.told:  # what a person said of its language before holds
            language = log.language_of(connection, row)
            found = replace(found, text=replace(found.text, language=language))
        name = reader.name(found.text.language)
        known = log.published_of(connection, row) if row else None
        published = min((day for day in (known, found.appearance.published) if day), default=None)
        wanted = name is not None and (row is None or log.unread(connection, row, name, published))
    facts = reader.read(found.text, published) if wanted else None
    return _Prepared(found, name, published, facts)


def _keep(
    connection: log.Connection,
    item: _Prepared | Refusal,
    touched: list[str],
    *,
    reader: Reader,
    at: str,
    run: int,
) -> Step:
    if isinstance(item, Refusal):
        log.add_refusal(connection, item, at=at, run=run)
        return Step(item.source, "refused", f"{item.message}. {item.advice}".strip())
    text, place = item.found.text, item.found.appearance
    erased = purged(connection, text.id, place)
    if erased is not None:
        refusal = Refusal(place.source, place.raw, "purged", erased.told(), "It stays out; take it from the folder.")
        log.add_refusal(connection, refusal, at=at, run=run)
        return Step(place.source, "refused", f"{refusal.message}. {refusal.advice}")
    row, new = log.add_text(connection, text)
    corrected = item.found.told and log.tell_language(connection, row, text.language)
    before = log.others_at(connection, row, place) if new and place.source != STANDARD_INPUT else []
    another = log.add_appearance(connection, row, place, run)
    for source in {place.source, item.found.place or place.source}:
        log.resolve(connection, source, at=at)
    published, facts = log.published_of(connection, row), item.facts
    due = item.reader is not None and log.unread(connection, row, item.reader, published)
    if due and item.reader is not None:
        if facts is None or published != item.published:  # somebody else wrote in between
            facts = reader.read(text, published)
        log.add_reading(connection, row, facts, reader=item.reader, published=published, run=run)
    if new or another or due or corrected:
        touched.extend([text.id, *log.versions_of(connection, row)])
    return _step(item, before, new=new, another=another, due=due)


def _step(item: _Prepared, before: Sequence[str], *, new: bool, another: bool, due: bool) -> Step:
    source, language = item.found.appearance.source, item.found.text.language
    if item.reader is None:
        return Step(source, "unread", f"kept, not read: there is no language pack for {language} yet")
    if before:
        told = "its words have changed; what it said before is kept too. If that was wrong: accord decide withdraw "
        return Step(source, "new", told + before[-1].removeprefix("sha256:")[:12])
    if new or due:
        return Step(source, "new")
    return Step(source, "another_place" if another else "known")
