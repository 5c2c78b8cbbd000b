"""Write a paper as Markdown: what a terminal shows, and what a mail takes."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from accord.exchange.paper import Line, Paper, Points, Table

__all__ = ["write_markdown"]

_SPECIAL = re.compile(r"([\\`*_\[\]<>|#])")


def write_markdown(paper: Paper, to: BinaryIO) -> None:
    """Write the paper, UTF-8."""
    to.write(("\n".join(_lines(paper)).rstrip() + "\n").encode())


def _lines(paper: Paper) -> Iterator[str]:
    yield from (f"# {_plain(paper.title)}", "", _plain(paper.under), "")
    for part in paper.parts:
        yield from (f"## {_plain(part.heading)}", "")
        for block in part.blocks:
            yield from _block(block)
            yield ""
    yield from ("---", "", _plain(paper.foot))


def _block(block: Line | Points | Table) -> Iterator[str]:
    if isinstance(block, Table):
        yield f"| {' | '.join(map(_plain, block.heads))} |"
        yield f"|{' --- |' * len(block.heads)}"
        for row in block.rows:
            yield f"| {' | '.join(_line(cell).replace(chr(10), '<br>') for cell in row)} |"
    elif isinstance(block, Points):
        for number, item in enumerate(block.items, start=1):
            yield f"{f'{number}.' if block.numbered else '-'} {_line(item)}"
    else:
        yield _line(block)


def _line(line: Line) -> str:
    return "".join(_strong(run.words) if run.strong and run.words.strip() else _plain(run.words) for run in line)


def _strong(words: str) -> str:
    """Return strong words; spaces at their ends stand outside of the signs, which else mean nothing (CommonMark 6.2).

    >>> _strong(" Wuxi: ")
    ' **Wuxi:** '
    """
    bare = words.strip()
    before, _, after = words.partition(bare)
    return f"{before}**{_plain(bare)}**{after}"


def _plain(words: str) -> str:
    """Return words so that none of their signs means something.

    >>> _plain("[1] a|b")
    '\\\\[1\\\\] a\\\\|b'
    """
    return _SPECIAL.sub(r"\\\1", words)
