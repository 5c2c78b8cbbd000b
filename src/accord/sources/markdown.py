"""Read Markdown: keep the words, drop the marks that would break sentences.

In:  the characters of a file, perhaps with front matter (`---`).
Out: a `Draft`: links and emphasis are their words, headings are lines, quotes and code are plain paragraphs.

Source: CommonMark 0.31 for the marks; front matter as static site generators write it.
"""

import re
from collections.abc import Iterator
from datetime import date

from accord.sources.dates import first_day
from accord.sources.draft import Draft
from accord.sources.heads import read_head

__all__ = ["read_markdown"]

_FRONT = re.compile(r"\s*---[ \t]*\n((?:[^\n]*\n){1,100}?)---[ \t]*(?:\n|$)")
_FIELD = re.compile(r"(title|date|published|publisher|source)\s*:\s*(.+)", re.IGNORECASE)
_DATES = ("published", "date")
_RULE = re.compile(r"\s{0,3}(?:(?:-\s*+){3,99}|(?:\*\s*+){3,99}|(?:_\s*+){3,99}|=+\s*)$")
_TABLE_RULE = re.compile(r"[\s|:-]*-{2,}[\s|:-]*$")
_FENCE = re.compile(r"\s{0,3}(?:`{3,}|~{3,})[^`]*$")
_LEAD = re.compile(r"\s{0,3}(?:>\s?){0,20}+(?:#{1,6}(?:\s+|$))?")
_TAIL = re.compile(r"\s#{1,6}\s*$")
_TARGET = r"\((?:[^()\[\]\n]|\([^()\[\]\n]*\)){0,2000}\)"
_INLINE = (
    (re.compile(r"<!--(?:(?!<!--|-->).){0,2000}-->"), ""),
    (re.compile(rf"!\[[^\[\]\n]{{0,1000}}\]{_TARGET}"), ""),
    (re.compile(rf"\[([^\[\]\n]{{0,1000}})\](?:{_TARGET}|\[[^\[\]\n]{{0,200}}\])"), r"\1"),
    (re.compile(r"<(https?://[^<>\s]{1,2000})>"), r"\1"),
    (re.compile(r"</?(?:a|b|i|em|strong|span|br|p|div|u|sup|sub|font)\b[^<>]{0,500}>", re.IGNORECASE), ""),
    (re.compile(r"(`{1,3})([^`\n]+)\1"), r"\2"),
    (re.compile(r"(?<!\\)(\*{1,3})(?=[^\s*])([^*\n]+)(?<=[^\s*\\])\1"), r"\2"),
    (re.compile(r"(?<!\w)(_{1,3})(?=[^\s_])([^_\n]+)(?<=[^\s_])\1(?!\w)"), r"\2"),
    (re.compile(r"~~([^~\n]+)~~"), r"\1"),
    (re.compile(r"\\([!-/:-@\[-`{-~])"), r"\1"),
)
_REFERENCE = re.compile(r"\s{0,3}\[[^\[\]\n]{1,200}\]:\s*\S+")


def read_markdown(text: str, *, latest: date | None = None) -> Draft:
    """Return a Markdown document as a draft; front matter says more than the lines below it."""
    fields, body = _front_matter(text)
    content = "\n".join(_plain_lines(body))
    head = read_head(content, latest=latest)
    title = fields.get("title") or head.title
    day, warnings = first_day([fields[name] for name in _DATES if name in fields], latest=latest)
    return Draft(
        content=_with_title(fields.get("title"), content),
        title=title,
        published=day or head.published,
        publisher=fields.get("publisher") or fields.get("source") or head.publisher,
        warnings=(*warnings, *head.warnings),
    )


def _front_matter(text: str) -> tuple[dict[str, str], str]:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    front = _FRONT.match(text)
    if front is None:
        return {}, text
    found = (_FIELD.match(line) for line in front[1].split("\n"))
    return {f[1].lower(): f[2].strip().strip("\"'") for f in found if f}, text[front.end() :]


def _with_title(title: str | None, content: str) -> str:
    if title is None or content.lstrip().startswith(title):
        return content
    return f"{title}\n\n{content}"


def _plain_lines(body: str) -> Iterator[str]:
    for line in body.split("\n"):
        if _FENCE.match(line) or _REFERENCE.match(line):
            continue
        if _RULE.match(line) or (_TABLE_RULE.match(line) and "|" in line):
            yield ""
            continue
        yield _plain(line)


def _plain(line: str) -> str:
    lead = _LEAD.match(line)
    assert lead is not None  # it matches nothing at the least
    is_heading = "#" in lead[0]
    line = line[lead.end() :]
    line = _TAIL.sub("", line) if is_heading else line
    for mark, words in _INLINE:
        line = mark.sub(words, line)
    return line
