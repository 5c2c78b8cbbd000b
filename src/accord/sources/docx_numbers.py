"""Number paragraphs as Word does: `Article 3`, `2.1`, `(a)`, which no paragraph's own words hold.

In:  the parts `numbering.xml` and `styles.xml` of a Word file.
Out: `Numbers`, asked paragraph by paragraph in order; the names of styles.

Source: ECMA-376 part 1, 17.9 (numbering) and 17.18.59 (ST_NumberFormat).
"""

import re
from collections import defaultdict

import msgspec

from accord.sources.package import Package, Target

__all__ = ["Numbers", "local", "read_numbers", "value_of"]

_LEVELS = 9
_DIGITS = "零一二三四五六七八九"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_PLACE = re.compile(r"%([1-9])")
_MOST_COUNTED = 3_000  # higher numbers stand as digits in every form


class Level(msgspec.Struct):
    """How one level of a list is numbered."""

    start: int = 1
    form: str = "decimal"
    text: str = ""


class Numbers(msgspec.Struct):
    """The lists of a document and how far each has been counted.

    Attributes:
        lists: Levels by abstract list.
        uses: Abstract list by number of a list.
        styles: Name, number of a list and level by id of a style; parts that are not there are empty.
    """

    lists: dict[str, dict[int, Level]] = {}
    uses: dict[str, str] = {}
    styles: dict[str, tuple[str, str, str]] = {}
    counted: dict[str, list[int]] = {}

    def style(self, id_: str) -> str:
        """Return the name of a style, small letters: `heading 1`, `title`, `toc 2`."""
        return self.styles.get(id_, (id_, "", ""))[0].casefold()

    def label(self, style: str, number: str, level: str) -> str:
        """Return what stands before a paragraph, with a space behind it; nothing where it is not numbered."""
        _, by_style, level_by_style = self.styles.get(style, ("", "", ""))
        number, level = number or by_style, level or level_by_style or "0"
        levels = self.lists.get(self.uses.get(number, ""), {})
        at = int(level) if level.isdigit() and int(level) < _LEVELS else 0
        if at not in levels:
            return ""
        counts = self.counted.setdefault(self.uses[number], [])
        counts += [levels[deep].start - 1 if deep in levels else 0 for deep in range(len(counts), at + 1)]
        del counts[at + 1 :]
        counts[at] += 1
        if levels[at].form == "bullet":
            return "• "
        text = _PLACE.sub(lambda place: _written(counts, levels, int(place[1]) - 1), levels[at].text)
        return f"{text} " if text.strip() else ""


def read_numbers(package: Package) -> Numbers:
    """Return the lists and styles of a Word file."""
    lists, styles = _Lists(), _Styles()
    package.parse("word/numbering.xml", lists)
    package.parse("word/styles.xml", styles)
    return Numbers(lists=dict(lists.lists), uses=lists.uses, styles=styles.styles)


def local(tag: str) -> str:
    """Return the name of an element or attribute without its namespace."""
    return tag.rpartition("}")[2]


def value_of(attributes: dict[str, str], name: str = "val") -> str:
    """Return an attribute by its local name; empty where it is not there."""
    return next((value for key, value in attributes.items() if local(key) == name), "")


class _Lists(Target):
    """Hears `numbering.xml`."""

    def __init__(self) -> None:
        self.lists: defaultdict[str, dict[int, Level]] = defaultdict(dict)
        self.uses: dict[str, str] = {}
        self._list = self._number = ""
        self._level: Level | None = None

    def start(self, tag: str, attrs: dict[str, str]) -> None:
        name, value = local(tag), value_of(attrs)
        if name == "abstractNum":
            self._list, self._number = value_of(attrs, "abstractNumId"), ""
        elif name == "num":
            self._number = value_of(attrs, "numId")
        elif name == "abstractNumId" and self._number:
            self.uses[self._number] = value
        elif name == "lvl" and not self._number:
            at = value_of(attrs, "ilvl")
            self._level = self.lists[self._list].setdefault(int(at) if at.isdigit() else 0, Level())
        elif self._level and name == "start" and value.isdigit():
            self._level.start = int(value)
        elif self._level and name == "numFmt":
            self._level.form = value
        elif self._level and name == "lvlText":
            self._level.text = value

    def end(self, tag: str) -> None:
        if local(tag) == "lvl":
            self._level = None


class _Styles(Target):
    """Hears `styles.xml`."""

    def __init__(self) -> None:
        self.styles: dict[str, tuple[str, str, str]] = {}
        self._id = ""

    def start(self, tag: str, attrs: dict[str, str]) -> None:
        name, value = local(tag), value_of(attrs)
        if name == "style":
            self._id = value_of(attrs, "styleId")
            self.styles[self._id] = (self._id, "", "")
        if self._id not in self.styles:
            return
        called, number, level = self.styles[self._id]
        if name == "name":
            self.styles[self._id] = (value, number, level)
        elif name == "numId":
            self.styles[self._id] = (called, value, level)
        elif name == "ilvl":
            self.styles[self._id] = (called, number, value)

    def end(self, tag: str) -> None:
        if local(tag) == "style":
            self._id = ""


def _written(counts: list[int], levels: dict[int, Level], at: int) -> str:
    count = counts[at] if at < len(counts) else 0
    form = levels[at].form if at in levels else "decimal"
    if not 0 < count < _MOST_COUNTED or form in {"decimal", "decimalZero", "ordinal"}:
        return f"{count:02d}" if form == "decimalZero" else str(count)
    if form.endswith("Roman"):
        return _roman(count).upper() if form.startswith("upper") else _roman(count)
    if form.endswith("Letter"):
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter.upper() if form.startswith("upper") else letter
    if "chinese" in form.lower() or "japanese" in form.lower() or "ideograph" in form.lower():
        return _chinese(count)
    return "" if form == "none" else str(count)


def _roman(count: int) -> str:
    told = ""
    for value, letters in _ROMAN:
        told, count = told + letters * (count // value), count % value
    return told


def _chinese(count: int) -> str:
    if count > 99:
        return "".join(_DIGITS[int(digit)] for digit in str(count))
    tens, ones = divmod(count, 10)
    return ("" if tens < 2 else _DIGITS[tens]) + ("十" if tens else "") + (_DIGITS[ones] if ones else "")
