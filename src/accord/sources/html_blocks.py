"""Lay a page out: its blocks of text, the boxes that they stand in, and what its head says.

In:  tokens of a page.
Out: a `Layout`: boxes (each knows the box around it) and blocks in reading order.

Boxes deeper than 250 are counted as their 250th ancestor, as browsers do at 512, so that nesting costs nothing.
"""

import re
from collections import Counter
from collections.abc import Iterable

import msgspec

from accord.sources.html_tokens import Tag
from accord.sources.tables import column, rows

__all__ = ["Block", "Box", "Layout", "lay_out"]

_DEEPEST = 250
_LONGEST_SCRIPT = 200_000  # characters of metadata in a script that are read
_CELLS = {"td", "th"}  # hold text, but do not end a line: a row of a table is one
_NEVER_FURNITURE = {"html", "body", "main", "article", "h1"}
_HEADINGS = {"h1", "h2", "h3", "h4"}
_CLOSED_BY = {  # what an element closes that stands open directly around it
    "li": {"li", "p"},
    "dt": {"dt", "dd", "p"},
    "dd": {"dt", "dd", "p"},
    "tr": {"tr", "td", "th", "p"},
    "td": {"td", "th", "p"},
    "th": {"td", "th", "p"},
    "option": {"option"},
}
_SPACE = re.compile(r"[ \t\n\r\f]+")
_BREAK_IN_HAN = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef])[ \t\r\f]*\n[ \t\n\r\f]*(?=[\u3000-\u9fff\uff00-\uffef])")
_ICONS = re.compile("[\ue000-\uf8ff]+")  # private use: pictures of an icon font
_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_HIDDEN = re.compile(r"display\s*:\s*none")


class Box(msgspec.Struct, frozen=True):
    """An element that holds text: the number of the box around it (-1: none), its name, and what its marks say.

    Attributes:
        furniture: Its class says that it is navigation, sharing, advertising or the like; that may be wrong.
        hidden: It, or a box around it, is never shown or never content (`nav`, `footer`, `display: none`).
    """

    outer: int
    name: str
    furniture: bool = False
    hidden: bool = False


class Block(msgspec.Struct, frozen=True):
    """A run of text without a line end: its words, how many characters of them are links, its box.

    Attributes:
        heading: True in `h1` to `h4`.
        continues: True where only a line break (`br`) parts it from the block before.
    """

    text: str
    linked: int
    box: int
    heading: bool = False
    continues: bool = False


class Layout(msgspec.Struct, frozen=True):
    """A page laid out.

    Attributes:
        boxes, blocks: In reading order.
        title: Content of `title`.
        meta: Named values of the head in order: (name in lower case, value).
        times: Values of `time` elements.
        data: Contents of JSON-LD scripts.
    """

    boxes: tuple[Box, ...]
    blocks: tuple[Block, ...]
    title: str
    meta: tuple[tuple[str, str], ...]
    times: tuple[str, ...]
    data: tuple[str, ...]


def lay_out(page: Iterable[Tag | str]) -> Layout:
    """Return the layout of a page."""
    builder = _Builder()
    for token in page:
        if isinstance(token, str):
            builder.write(token)
        elif token.closes:
            builder.close(token.name)
        else:
            builder.open(token)
    return builder.layout()


class _Builder:
    """Open boxes, the block that is being written, and what was finished; one page, used once."""

    def __init__(self) -> None:
        self.boxes = [Box(-1, "html")]
        self.blocks: list[Block] = []
        self.head: list[tuple[str, str]] = []
        self.times: list[str] = []
        self.data: list[str] = []
        self.title = ""
        self.stack = [("html", 0)]
        self.standing: Counter[str] = Counter(html=1)
        self.beyond = 0  # boxes open below the deepest
        self.words: list[str] = []
        self.linked = 0
        self.links = 0
        self.after_break = False
        self.words_box = 0
        self.furniture = frozenset(column("html_furniture", "word"))
        elements = rows("html_elements")
        self.lines, self.void, self.never = (
            frozenset(row["element"] for row in elements if row["is"] == what) for what in ("line", "void", "never")
        )
        self.lines |= {row["element"] for row in elements if row["also"] == "line"}

    def write(self, text: str) -> None:
        if not self.words or not any(map(str.strip, self.words)):
            self.words_box = self.stack[-1][1]
        self.words.append(text)
        if self.links:
            self.linked += len(text.strip())

    def open(self, tag: Tag) -> None:
        self._note(tag)
        if tag.name == "br":
            self._end_block(breaks=True)
        elif tag.name in _CELLS:
            self.words.append(" ")
        elif tag.name in self.lines:
            self._end_block()
        if tag.name in self.void:
            return
        closed = _CLOSED_BY.get(tag.name, {"p"} if tag.name in self.lines else set())
        for _ in range(3):
            if len(self.stack) > 1 and self.stack[-1][0] in closed:
                self._pop()
        if len(self.stack) >= _DEEPEST:
            self.beyond += 1
            return
        self.links += tag.name == "a"
        self.standing[tag.name] += 1
        self.stack.append((tag.name, self._box(tag)))

    def close(self, name: str) -> None:
        if name in self.lines:
            self._end_block()
        if self.beyond:
            self.beyond -= 1
        elif self.standing[name] and name != "html":
            while self._pop() != name:
                pass

    def layout(self) -> Layout:
        self._end_block()
        return Layout(
            tuple(self.boxes), tuple(self.blocks), self.title, tuple(self.head), tuple(self.times), tuple(self.data)
        )

    def _pop(self) -> str:
        name, _ = self.stack.pop()
        self.standing[name] -= 1
        self.links -= name == "a"
        return name

    def _box(self, tag: Tag) -> int:
        """Return the number of the tag's box; inline elements without a mark share the one around them."""
        outer = self.stack[-1][1]
        mark = self._mark(tag)
        if tag.name not in self.lines and tag.name not in _CELLS and not mark:
            return outer
        around = self.boxes[outer]
        self.boxes.append(
            Box(
                outer,
                tag.name,
                furniture="furniture" in mark,
                hidden=around.hidden or "never" in mark,
            )
        )
        return len(self.boxes) - 1

    def _mark(self, tag: Tag) -> set[str]:
        given = tag.attributes
        mark = {"never"} if tag.name in self.never or _is_hidden(given) else set()
        named = f"{given.get('class', '')} {given.get('id', '')} {given.get('role', '')} {given.get('itemprop', '')}"
        words = {word.lower() for word in _WORDS.findall(named)}
        if tag.name not in _NEVER_FURNITURE and words & self.furniture:
            mark.add("furniture")
        return mark

    def _note(self, tag: Tag) -> None:
        """Keep what a tag of the head, or one with a date, says."""
        given = tag.attributes
        if tag.name == "title" and not self.title:
            self.title = tag.text
        elif tag.name == "script" and "ld+json" in given.get("type", ""):
            self.data.append(tag.text[:_LONGEST_SCRIPT])
        elif tag.name == "time" and given.get("datetime"):
            self.times.append(given["datetime"])
        if "content" in given:
            names = (given.get(key) for key in ("property", "name", "itemprop", "http-equiv"))
            self.head += [(name.lower(), given["content"]) for name in names if name]

    def _end_block(self, *, breaks: bool = False) -> None:
        text = _ICONS.sub("", "".join(self.words))
        text = _SPACE.sub(" ", _BREAK_IN_HAN.sub("", text)).strip(" \u3000\xa0")
        if text:
            heading = any(entry[0] in _HEADINGS for entry in self.stack[-4:])
            self.blocks.append(Block(text, self.linked, self.words_box, heading=heading, continues=self.after_break))
        if text or not breaks:
            self.after_break = breaks
        self.words, self.linked = [], 0


def _is_hidden(given: dict[str, str]) -> bool:
    return "hidden" in given or given.get("aria-hidden") == "true" or bool(_HIDDEN.search(given.get("style", "")))
