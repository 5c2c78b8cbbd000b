"""What one row of a ledger says: an agreement, its bodies, how far it is; every value with the cell that it stands in.

In:  the text of a row (`page.page_of`), what a person said of its columns.
Out: `Facts` whose spans are the cells' contents and whose `because` names each cell; what could not be read.
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib import resources

import msgspec

from accord.exchange.ledger.amounts import read_amount, unit_declared
from accord.exchange.ledger.bodies import kind_of, names_in
from accord.exchange.ledger.columns import Column, Overrides, column_of, script_of
from accord.exchange.ledger.dates import read_date
from accord.exchange.ledger.page import LedgerRow, RowCell, row_of
from accord.exchange.ledger.stages import Said, stages_in
from accord.exchange.ledger.tables import column, folded, rows
from accord.model.reading import Agreement, Because, Doubt, Facts, Money, Party, Progress, Span
from accord.model.terms import AgreementKind, AgreementStatus, Sector
from accord.tsv import read_table

__all__ = ["RowRead", "Unread", "read_row"]

RULE = "ledger.row"
_SURE, _DOUBTED = 1.0, 0.7
_LIST = re.compile(r"[、，,;；/\n]+")


class Unread(msgspec.Struct, frozen=True):
    """A cell of a column with a field, of which the field could not be read: it is kept as words."""

    sheet: str
    cell: str
    header: str
    content: str
    reason: str


class RowRead(msgspec.Struct, frozen=True):
    """What a row says, and what of it could not be read."""

    facts: Facts
    unread: tuple[Unread, ...]


class _Seen(msgspec.Struct):
    """A row while it is read: its cells by field, and what is found."""

    row: LedgerRow
    by_field: dict[str, list[tuple[RowCell, Column]]]
    script: str
    because: list[Because]
    doubts: list[Doubt]
    unread: list[Unread]
    evidence: list[Span]

    def cells(self, field: str) -> list[tuple[RowCell, Column]]:
        return self.by_field.get(field, [])

    def prove(self, field: str, cell: RowCell, span: Span | None = None) -> None:
        """Note the cell that a value stands in; the rule names sheet and cell."""
        start, end = span or (cell.start, cell.end)
        self.because.append(Because(field, start, end, f"ledger.cell {self.row.sheet}!{cell.ref}"))
        if field in ("parties", "title"):
            self.evidence.append((start, end))

    def refuse(self, cell: RowCell, reason: str) -> None:
        self.unread.append(Unread(self.row.sheet, cell.ref, cell.header, cell.content, reason))


def read_row(page: str, overrides: Overrides) -> RowRead:
    """Return what a row says; nothing where it names neither a body nor a title."""
    seen = _seen(row_of(page), overrides)
    parties = _parties(seen)
    title = _words(seen, "title", "title") or _words(seen, "project", "title")
    if not parties and not title:
        return RowRead(Facts(), tuple(seen.unread))
    date, place = _date(seen), _words(seen, "place", "place")
    amount = _amount(seen)
    progress = _progress(seen, title or parties[0].name)
    agreement = Agreement(
        id="a1",
        rule=RULE,
        kind=_kind(seen),
        status=_status(seen, progress),
        title=title,
        ordinal=None,
        since=None,
        date=date,
        place=place,
        parties=tuple(party.id for party in parties),
        signatories=_signatories(seen),
        sectors=_sectors(seen),
        amount=amount,
        evidence=tuple(seen.evidence),
        because=tuple(seen.because),
        doubts=tuple(seen.doubts),
        confidence=_DOUBTED if seen.doubts else _SURE,
    )
    facts = Facts(relevant=True, parties=parties, agreements=(agreement,), progress=tuple(p for p, _ in progress))
    return RowRead(facts, tuple(seen.unread))


def _seen(row: LedgerRow, overrides: Overrides) -> _Seen:
    unit = next(filter(None, (unit_declared(cell.content) for cell in row.cells if not cell.header)), None)
    by_field: dict[str, list[tuple[RowCell, Column]]] = {}
    for cell in row.cells:
        if cell.header:
            held = column_of(cell.letters, cell.header, overrides, table_unit=unit)
            by_field.setdefault(held.field, []).append((cell, held))
    script = script_of([cell.header for cell in row.cells if cell.header])
    return _Seen(row, by_field, script, [], [], [], [])


def _parties(seen: _Seen) -> tuple[Party, ...]:
    """Return the bodies of all columns of parties, each once, with every cell that names it."""
    found: dict[str, list[Span]] = {}
    for cell, _ in seen.cells("party"):
        for named in names_in(cell.content):
            span = (cell.start + named.start, cell.start + named.start + len(named.name))
            found.setdefault(named.name, []).append(span)
            seen.prove("parties", cell, span)
    return tuple(
        Party(f"p{number}", name, (name,), kind_of(name), None, tuple(spans))
        for number, (name, spans) in enumerate(found.items(), start=1)
    )


def _words(seen: _Seen, column_field: str, field: str) -> str | None:
    """Return what the first cell of a field says, on one line."""
    for cell, _ in seen.cells(column_field):
        seen.prove(field, cell)
        return " ".join(cell.content.split())
    return None


def _date(seen: _Seen) -> str | None:
    """Return the day of signing; of several columns the first that can be read."""
    for cell, _ in seen.cells("date"):
        date = read_date(cell.content, number=cell.form == "number", script=seen.script)
        if date is None:
            seen.refuse(cell, "date")
            continue
        seen.prove("date", cell)
        return date
    return None


def _amount(seen: _Seen) -> Money | None:
    """Return the amount; one cell over several rows may be one amount for all of them, and is given to none."""
    for cell, held in seen.cells("amount"):
        if ":" in cell.ref:
            seen.doubts.append(Doubt("amount", cell.start, cell.end, f"one cell for several rows: {cell.ref}"))
            seen.refuse(cell, "amount over several rows")
            return None
        amount = read_amount(cell.content, held.unit)
        if amount is None:
            seen.refuse(cell, "amount" if held.unit else "amount without a unit")
            continue
        _prove_amount(seen, cell)
        return amount
    return None


def _prove_amount(seen: _Seen, cell: RowCell) -> None:
    """Note the cell with its header where that gives the unit, and the title row that gives it to the whole table."""
    if unit_declared(cell.header):
        seen.prove("amount", cell, (cell.start - len(cell.header) - 1, cell.end))
        return
    seen.prove("amount", cell)
    for above in seen.row.cells:
        if not above.header and unit_declared(above.content):
            seen.prove("amount", above)
            return


def _kind(seen: _Seen) -> AgreementKind:
    """Return the kind that a column of kinds says, else the title, else a title row above the table."""
    above = [(cell, None) for cell in seen.row.cells if not cell.header]
    for cell, _ in [*seen.cells("kind"), *seen.cells("title"), *seen.cells("project"), *above]:
        if kind := _kind_of(cell.content.casefold()):
            seen.prove("kind", cell)
            return kind
    return "other"


def _kind_of(words: str) -> AgreementKind | None:
    return next((kind for pattern, kind in _kinds() if pattern.search(words)), None)


@cache
def _kinds() -> tuple[tuple[re.Pattern[str], AgreementKind], ...]:
    """Return the words of kinds, those of a script with spaces as whole words or their plurals."""
    words = ((row["word"].casefold(), row["kind"]) for row in rows("kinds"))
    return tuple(
        (re.compile(rf"\b{re.escape(word)}s?\b" if word.isascii() else re.escape(word)), kind)  # type: ignore[misc]
        for word, kind in words
    )


def _status(seen: _Seen, progress: Sequence[tuple[Progress, RowCell]]) -> AgreementStatus:
    """Return `planned` where the row says that they still talk, and gives no day; a list of signings tells of signed ones."""
    if progress and all(said.state == "announced" for said, _ in progress) and not seen.cells("date"):
        seen.prove("status", progress[0][1])
        return "planned"
    return "signed"


def _signatories(seen: _Seen) -> tuple[str, ...]:
    names: dict[str, None] = {}
    for cell, _ in seen.cells("signatories"):
        names |= dict.fromkeys(part.strip() for part in _LIST.split(cell.content) if part.strip())
        seen.prove("signatories", cell)
    return tuple(names)


def _sectors(seen: _Seen) -> tuple[Sector, ...]:
    """Return the sectors that a column, or a section row above, names outright; other words stay words."""
    codes: dict[Sector, None] = {}
    above = [(cell, None) for cell in seen.row.cells if not cell.header]
    for cell, _ in [*seen.cells("sector"), *above]:
        found = [code for part in _LIST.split(cell.content) for code in _sector(part)]
        if found:
            seen.prove("sectors", cell)
            codes |= dict.fromkeys(found)
        elif cell.header:
            seen.refuse(cell, "sector")
    return tuple(codes)


@lru_cache(maxsize=10_000)
def _sector(words: str) -> tuple[Sector, ...]:
    """Return the sectors that words name outright: one, or two written without a joint ('文化旅游').

    >>> _sector("一、集成电路产业"), _sector("文化旅游"), _sector("其他")
    (('integrated_circuits',), ('culture_tourism',), ())
    """
    plain = folded(_number_before().sub("", words))
    known = _sector_words()
    for tail in ("", *map(folded, column("sector_tails"))):
        stem = plain.removesuffix(tail) if plain.endswith(tail) else ""
        if stem in known:
            return (known[stem],)
        pairs = ((known.get(stem[:at]), known.get(stem[at:])) for at in range(2, len(stem) - 1))
        if both := next(((a, b) for a, b in pairs if a and b), None):
            return tuple(dict.fromkeys(both))
    return ()


@cache
def _number_before() -> re.Pattern[str]:
    return re.compile(rf"^\s*[（(]?[\d{''.join(column('digits'))}]+[)）、.．\s]+")


@cache
def _sector_words() -> dict[str, Sector]:
    """Return the words that explain the sectors in `model/sectors.tsv`, each with its code."""
    known: dict[str, Sector] = {}
    for row in read_table(resources.files("accord.model") / "sectors.tsv").rows:
        code, *glosses = row.values()
        for word in (part for gloss in glosses for part in re.split(r", |、", gloss)):
            known.setdefault(folded(word), code)  # type: ignore[arg-type]
    return known


def _progress(seen: _Seen, subject: str) -> list[tuple[Progress, RowCell]]:
    made: list[tuple[Progress, RowCell]] = []
    for cell, _ in seen.cells("state"):
        said = stages_in(cell.content)
        if not said:
            seen.refuse(cell, "state")
        for one in said:
            made.append((_one(seen, cell, one, f"g{len(made) + 1}", subject), cell))
    return made


def _one(seen: _Seen, cell: RowCell, said: Said, number: str, subject: str) -> Progress:
    span = (cell.start + said.start, cell.start + said.end)
    rule = f"ledger.cell {seen.row.sheet}!{cell.ref}"
    return Progress(number, rule, None, subject, said.state, None, None, None, (span,))
