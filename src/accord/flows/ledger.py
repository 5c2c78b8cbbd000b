"""Bring an office's own list of signings into the register: first what would change, then, if asked, the change.

In:  a workbook that was read, the name of its ledger, an open register, who is who.
Out: `Imported`: rows that are new, changed, read anew, gone, repeated; cells that could not be read; where a row and
     other reports of its agreement differ. Nothing is kept unless `write` is set.

The preview is the import itself in a transaction that is then taken back, so that it tells what will be, by the same
rules that decide it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

import msgspec

from accord import __version__
from accord.exchange.ledger import Book, Known, Matched, Unread, changes, known_row, match, page_of, read_row, row_of
from accord.flows.ledger_conflicts import Conflict, Elsewhere, conflicts_of
from accord.model.document import LEDGER, Appearance, Text, bytes_hash, text_id
from accord.model.reading import Facts, Money
from accord.register import Identity, Register, fold
from accord.register.log import ledgers, log
from accord.register.log.purging import purged

__all__ = [
    "Change",
    "Conflict",
    "Elsewhere",
    "Imported",
    "Importing",
    "import_ledger",
    "remembered_columns",
    "rows_matched",
]

MEDIA = "application/vnd.accord.ledger-row"
READER = "1"  # version of how a row is read; after a change rows are read anew when their ledger is imported again
_BATCH = 2_000  # units folded at once

Cells = tuple[tuple[str, str, str], ...]  # header, old and new content


class Importing(msgspec.Struct, frozen=True):
    """What is imported, and with what.

    Attributes:
        book: The workbook that was read.
        ledger: The list that it is a state of; its rows are compared with what came from this list before.
        identity: Who is who.
        clock: The time now, RFC 3339.
        progress: Hears how many units are folded, and of how many.
    """

    book: Book
    ledger: str
    identity: Identity
    clock: Callable[[], str]
    progress: Callable[[int, int], None] = lambda done, total: None

    @property
    def prefix(self) -> str:
        """Return how the source of every row of the ledger begins."""
        return f"{LEDGER}{self.ledger}#"


class Change(msgspec.Struct, frozen=True):
    """A row: where it stands, what it is called, and what it is understood to say.

    Attributes:
        cells: Of a changed row: each cell's header, old and new content.
        parties: Bodies, as the row names them; empty of a row that is not read (gone, repeated), as what follows.
        also: Other reports of the same agreement.
    """

    sheet: str
    row: int
    title: str
    cells: tuple[tuple[str, str, str], ...] = ()
    parties: tuple[str, ...] = ()
    date: str | None = None
    amount: Money | None = None
    also: tuple[Elsewhere, ...] = ()


class Imported(msgspec.Struct, frozen=True):
    """What one import did, or would do (`written` is false).

    Attributes:
        like: Of a ledger that is new to the register: another one that had the same columns, or "".
        joined: Rows whose agreement others report too.
        gone: Rows that came before and do not come now; they stay until a person withdraws them.
        repeated: Rows that repeat another one in every cell; they are left out.
        purged: Rows whose words a person has erased for ever; they stay out.
    """

    ledger: str
    written: bool
    like: str
    rows: int
    unchanged: int
    joined: int
    new: tuple[Change, ...]
    changed: tuple[Change, ...]
    read_anew: tuple[Change, ...]
    gone: tuple[Change, ...]
    repeated: tuple[Change, ...]
    conflicts: tuple[Conflict, ...]
    unread: tuple[Unread, ...]
    purged: tuple[Change, ...] = ()


class _TakenBackError(Exception):
    """Raised to undo the transaction of a preview."""


class _Work(msgspec.Struct):
    """What is to be written, and what is told of it."""

    turn: int
    used: set[str]
    held: dict[str, ledgers.Held]
    rows: list[tuple[Text, Appearance, Facts]] = []
    readings: dict[str, Facts] = {}
    superseded: list[str] = []
    touched: dict[str, Known] = {}
    told: dict[str, Change] = {}
    new: list[str] = []
    purged: list[Known] = []
    changed: list[str] = []
    read_anew: list[str] = []
    unread: list[Unread] = []

    def tell(self, text: str, known: Known, facts: Facts, cells: Cells = ()) -> str:
        """Note what is told of a row that comes, and return the id of its text."""
        self.touched[text], self.told[text] = known, _read(known, facts, cells)
        return text


def import_ledger(register: Register, asked: Importing, *, write: bool) -> Imported:
    """Return what importing a workbook does; it is kept only if `write` is set."""
    try:
        with register.writing() as connection:
            done = _imported(connection, asked, written=write)
            if not write:
                raise _TakenBackError
    except _TakenBackError:
        pass
    return done


def remembered_columns(register: Register, signature: str) -> dict[str, str]:
    """Return what a person said before of columns with this signature."""
    with register.reading() as connection:
        return ledgers.noted(connection, f"columns {signature}")


def _imported(connection: log.Connection, asked: Importing, *, written: bool) -> Imported:
    held = {held.source: held for held in ledgers.held_rows(connection, asked.prefix)}  # the last version of each
    turn = int(ledgers.noted(connection, f"turn {asked.ledger}").get("turn", "0")) + 1
    work = _Work(turn, set(held), held)
    matched = rows_matched(asked.book, held)
    like = "" if held else _like(connection, asked.book)
    _compare(connection, asked, matched, work)
    for known in matched.new:
        source = _new_source(asked, work, known)
        if _purged(connection, source):
            work.purged.append(known)
        else:
            work.new.append(_add(asked, work, known, source))
    _write(connection, asked, work)
    joined, conflicts = conflicts_of(connection, work.touched, asked.prefix)

    def told(texts: Sequence[str]) -> tuple[Change, ...]:
        return tuple(msgspec.structs.replace(work.told[text], also=joined.get(text, ())) for text in texts)

    return Imported(
        ledger=asked.ledger,
        written=written,
        like=like,
        rows=sum(len(sheet.rows) for sheet in asked.book.sheets),
        unchanged=len(matched.pairs) - len(work.changed) - len(work.read_anew),
        joined=len(joined),
        new=told(work.new),
        changed=told(work.changed),
        read_anew=told(work.read_anew),
        gone=tuple(_told(known) for known in matched.gone if held[known.source].state != "withdrawn"),
        repeated=tuple(map(_told, matched.repeated)),
        purged=tuple(map(_told, work.purged)),
        conflicts=tuple(conflicts),
        unread=tuple(work.unread),
    )


def _like(connection: log.Connection, book: Book) -> str:
    """Return the ledger that had these columns when they last came."""
    names = (ledgers.noted(connection, f"sheet {sheet.signature}").get("ledger") for sheet in book.sheets)
    return next(filter(None, names), "")


def rows_matched(book: Book, held: Mapping[str, ledgers.Held]) -> Matched:
    """Return which row of a workbook is which row that the register holds.

    What came from a sheet that is not looked at now is left alone.
    """
    overrides = {sheet.name: sheet.overrides for sheet in book.sheets}
    anywhere = {header: use for said in overrides.values() for header, use in said.items()}
    before = []
    for source, one in held.items():
        row = row_of(one.content)
        if row.sheet not in (*book.hidden_sheets, *book.unasked_sheets):
            before.append(known_row(row, overrides.get(row.sheet, anywhere), source=source))
    coming = [known_row(row, sheet.overrides) for sheet in book.sheets for row in sheet.rows]
    return match(before, coming)


def _compare(connection: log.Connection, asked: Importing, matched: Matched, work: _Work) -> None:
    """Note which of the rows that are known say something else than before, and which are understood otherwise."""
    texts = [work.held[old.source].text for old, _ in matched.pairs]
    stored = ledgers.facts_of(connection, texts)
    overrides = {sheet.name: sheet.overrides for sheet in asked.book.sheets}
    for old, new in matched.pairs:
        held, said = work.held[old.source], overrides[new.row.sheet]
        differ = tuple(changes(old, new)) or _changed_above(old, new)
        if differ:
            work.superseded.append(held.text)
            work.changed.append(_add(asked, work, new, old.source, differ))
            continue
        again = read_row(held.content, said)
        work.unread.extend(again.unread)
        if again.facts != stored[held.text]:
            work.readings[held.text] = again.facts
            work.read_anew.append(work.tell(held.text, new, again.facts))


def _changed_above(old: Known, new: Known) -> Cells:
    """Return how the title rows above the table differ, where the row is understood otherwise because of that."""
    before, after = (" ".join(c.content for c in known.row.cells if not c.header) for known in (old, new))
    if before == after:
        return ()
    left, right = (_gist(read_row(page_of(known.row), {}).facts) for known in (old, new))
    return (("", before, after),) if left != right else ()


def _gist(facts: Facts) -> object:
    """Return what facts say, without where."""
    agreements = [(a.kind, a.status, a.amount, a.sectors, a.title, a.date) for a in facts.agreements]
    return agreements, [party.name for party in facts.parties], [(p.object, p.state) for p in facts.progress]


def _add(asked: Importing, work: _Work, known: Known, source: str, cells: Cells = ()) -> str:
    """Note a row as a text that is to be kept at its source; return the text's id."""
    overrides = next(sheet.overrides for sheet in asked.book.sheets if sheet.name == known.row.sheet)
    row = msgspec.structs.replace(known.row, ledger=asked.ledger, workbook=asked.book.raw, turn=work.turn)
    page = page_of(row)
    read = read_row(page, overrides)
    text = Text(text_id(page), page, "und", f"ledger {READER}.{work.turn}")
    title = read.facts.agreements[0].title if read.facts.agreements else None
    # a row is what was found, not its file: the hash of its place holds all versions together (see `register.ledgers`)
    place = Appearance(text.id, source, _raw(source), title=title, media=MEDIA)
    work.rows.append((text, place, read.facts))
    work.unread.extend(read.unread)
    return work.tell(text.id, known, read.facts, cells)


def _raw(source: str) -> str:
    return bytes_hash(source.encode())


def _purged(connection: log.Connection, source: str) -> bool:
    return purged(connection, "", Appearance("", source, _raw(source))) is not None


def _new_source(asked: Importing, work: _Work, known: Known) -> str:
    """Return a source that no row of the ledger has, made of what the row is known again by."""
    key = "\x1f".join(known.fields.get(field, "") for field in ("code", "title", "project", "party"))
    number = 0
    while True:
        source = asked.prefix + bytes_hash(f"{key}\x1f{number}".encode()).removeprefix("sha256:")[:12]
        if source not in work.used:
            work.used.add(source)
            return source
        number += 1


def _write(connection: log.Connection, asked: Importing, work: _Work) -> None:
    """Write what is to be written and fold it; and remember what a person said of the columns."""
    for sheet in asked.book.sheets:
        if sheet.overrides and ledgers.noted(connection, f"columns {sheet.signature}") != sheet.overrides:
            ledgers.note(connection, f"columns {sheet.signature}", sheet.overrides)
    if not work.rows and not work.readings:
        return
    ledgers.note(connection, f"turn {asked.ledger}", {"turn": str(work.turn)})
    for sheet in asked.book.sheets:
        ledgers.note(connection, f"sheet {sheet.signature}", {"ledger": asked.ledger})
    run = log.begin_run(connection, command="ledger import", version=__version__, at=asked.clock())
    reader = f"ledger {READER}.{work.turn}"
    ledgers.add_rows(connection, work.rows, reader=reader, run=run)
    ledgers.add_readings(connection, work.readings, reader=reader, run=run)
    ids = sorted({*work.superseded, *work.readings, *(text.id for text, _, _ in work.rows)})
    for done, batch in enumerate(_batches(ids)):
        fold(connection, batch, asked.identity)
        asked.progress(min((done + 1) * _BATCH, len(ids)), len(ids))
    counts = {"rows": len(work.rows), "read": len(work.readings)}
    log.end_run(connection, run, at=asked.clock(), counts=counts)


def _batches(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    return (ids[at : at + _BATCH] for at in range(0, len(ids), _BATCH))


def _told(known: Known) -> Change:
    return Change(known.row.sheet, known.row.number, known.title)


def _read(known: Known, facts: Facts, cells: Cells) -> Change:
    names = tuple(party.name for party in facts.parties)
    date, amount = next(((one.date, one.amount) for one in facts.agreements), (None, None))
    return Change(known.row.sheet, known.row.number, known.title, cells, names, date, amount)
