"""What a cell says, and a new value in the cell's own form.

In:  a cell as it stands (or None), the workbook's parts, a new value.
Out: `Shown`; `Form` of the new value: what its XML holds. A `NotWritten` where it cannot be held.
"""

import re
from decimal import Decimal, InvalidOperation

import msgspec

from accord.exchange.workbook.days import day_of, like, serial_of
from accord.exchange.workbook.parts import Parts
from accord.exchange.workbook.sheet import CellAt

__all__ = ["Day", "Form", "NotWritten", "Shown", "Value", "form_of", "says", "shown"]

_MOST = 32_767  # characters of a cell (Excel's specification)
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_FORMS = {"d": "day", "e": "error"}  # what a cell's type says of it; a formula's text is text
_MOST_DIGITS = 15  # that a number keeps (IEEE 754, as spreadsheets do)


class Day(msgspec.Struct, frozen=True):
    """A day, a month or a year: YYYY-MM-DD, YYYY-MM or YYYY."""

    iso: str


Value = str | Decimal | bool | Day | None


class NotWritten(Exception):  # noqa: N818 - an answer, caught where the change is told
    """A value cannot stand in a cell; the reason is one of `reasons.tsv`."""


class Shown(msgspec.Struct, frozen=True):
    """What a cell says: its words, and whether they are `text`, `number`, `day`, `truth`, `error` or `empty`."""

    text: str
    form: str


class Form(msgspec.Struct, frozen=True):
    """What the XML of a cell holds: its type (`inlineStr`, `b`, `d`, or "" for a number) and its value."""

    type: str
    value: str


def shown(cell: CellAt | None, parts: Parts) -> Shown:
    """Return what a cell says."""
    if cell is None or not cell.filled:
        return Shown("", "empty")
    type_ = cell.attributes.get("t", "n")
    match type_:
        case "s" | "inlineStr":
            held = cell.inline if type_ == "inlineStr" else parts.strings[int(cell.value)] if cell.value else ""
            return Shown(_unescaped(held), "text")
        case "b":
            return Shown("TRUE" if cell.value == "1" else "FALSE", "truth")
        case "n":
            return _number(cell, parts)
        case _:
            return Shown(cell.value[:10] if type_ == "d" else cell.value, _FORMS.get(type_, "text"))


def form_of(value: Value, cell: CellAt | None, style: str, now: Shown, parts: Parts) -> Form | None:
    """Return the form in which a value is written; None where the cell already says it.

    Args:
        value: The new one; None empties the cell.
        cell: As it stands, or None.
        style: That the cell has, or will have.
        now: What the cell says; of a cell of a new row, what the one above says.
        parts: Of the workbook.

    Raises:
        NotWritten: The cell cannot hold it.
    """
    match value:
        case Day(iso=iso):
            made = _day(iso, cell, style, now, parts)
        case bool():
            made = Form("b", str(int(value)))
        case Decimal():
            made = _of_number(value, now)
        case None | "":
            return None if now.form == "empty" else Form("", "")
        case str():
            made = Form("inlineStr", value)
    if made.type == "inlineStr" and len(made.value) > _MOST:
        raise NotWritten("too_long")
    return None if _says(made, cell, now) else made


def says(form: Form, style: str, parts: Parts) -> str:
    """Return what a cell of a style says once it holds a form."""
    if form.type == "b":
        return "TRUE" if form.value == "1" else "FALSE"
    if form.type == "" and form.value and parts.shows_days(style):
        return day_of(float(form.value), since_1904=parts.since_1904) or form.value
    return form.value


def _unescaped(text: str) -> str:
    r"""Return text with what XML cannot hold, written `_xHHHH_`, as it is (ECMA-376 22.9.2.19, ST_Xstring).

    >>> _unescaped("a_x000D_b"), _unescaped("_x005F_x000D_")
    ('a\rb', '_x000D_')
    """
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def _says(made: Form, cell: CellAt | None, now: Shown) -> bool:
    if cell is None or now.form == "empty":
        return False
    match made.type:
        case "inlineStr":
            return now.form == "text" and now.text == made.value
        case "":
            return now.form in ("number", "day") and _decimal(cell.value) == _decimal(made.value)
        case "b":
            return now.form == "truth" and cell.value == made.value
        case _:
            return cell.value == made.value


def _number(cell: CellAt, parts: Parts) -> Shown:
    number = _decimal(cell.value)
    if number is not None and parts.shows_days(cell.attributes.get("s", "")):
        day = day_of(float(number), since_1904=parts.since_1904)
        return Shown(day or cell.value, "day" if day else "number")
    return Shown(cell.value if number is None else _plain(number), "number")


def _day(iso: str, cell: CellAt | None, style: str, now: Shown, parts: Parts) -> Form:
    """Return how a day is written: as text where text stands, as a number where the format shows days."""
    if cell is not None and cell.attributes.get("t") == "d" and len(iso) == 10:
        return Form("d", iso)
    if now.form == "text":
        return Form("inlineStr", like(now.text, iso))
    serial = serial_of(iso, since_1904=parts.since_1904)
    if now.form in ("day", "empty") and serial is not None and parts.shows_days(style):
        return Form("", str(serial))
    if now.form == "number":
        return _day_as_number(iso, now)
    return Form("inlineStr", iso)


def _day_as_number(iso: str, now: Shown) -> Form:
    """Return a day as a number of eight digits where such a number stands (20240305)."""
    written = like(now.text, iso)
    if len(now.text) == 8 and now.text.isdecimal() and written.isdecimal() and len(written) == 8:
        return Form("", written)
    raise NotWritten("no_day")


def _of_number(value: Decimal, now: Shown) -> Form:
    if not value.is_finite() or len(value.normalize().as_tuple().digits) > _MOST_DIGITS or abs(value.adjusted()) > 300:
        raise NotWritten("no_number")
    return Form("inlineStr" if now.form == "text" else "", _plain(value))


def _decimal(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def _plain(number: Decimal) -> str:
    r"""Return a number without an exponent, as far as fifteen digits say it.

    >>> _plain(Decimal("85000.5")), _plain(Decimal("0.10000000000000001")), _plain(Decimal("1E+3"))
    ('85000.5', '0.1', '1000')
    """
    kept = f"{float(number):.15g}"
    return f"{Decimal(kept):f}"
