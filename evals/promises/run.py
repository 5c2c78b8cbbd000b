"""Measure which promises of short documents the reader knows, and what it takes for one that is none.

In:  the files `LANGUAGE-PART.txt` of this folder: documents, each under a line `# id way of telling`; promises stand in braces.
Out: a table on standard output; with `--errors` what was missed and what was taken wrongly, of part 1 only.
"""

import argparse
import re
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from accord.langs import pack_for
from accord.model import Found
from accord.reading import read
from accord.sources import find
from evals.follow.marks import sentence_around

__all__ = ["Outcome", "Promising", "documents", "main", "outcome"]

_FOLDER = Path(__file__).parent
_SHOWN = "1"  # the part whose errors may be looked at
_BRACE = re.compile(r"[{}]")
_ABOUT = "Measure which promises of short documents the reader knows, and what it takes for one that is none."


class Promising(msgspec.Struct, frozen=True):
    """A document: its name, its words without braces, and where its promises stand in them."""

    id: str
    text: str
    promises: tuple[tuple[int, int], ...]


class Outcome(msgspec.Struct, frozen=True):
    """What was made of a document: its promises that were missed; how many sentences promise nothing, and which of them
    were taken for a promise."""

    promises: int
    missed: tuple[str, ...]
    others: int
    taken: tuple[str, ...]


def documents(file: Path) -> Iterator[Promising]:
    """Yield the documents of a file in order."""
    for block in re.split(r"^# ", file.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        head, _, marked = block.partition("\n")
        marked = marked.strip() + "\n"
        ends = [match.start() - number for number, match in enumerate(_BRACE.finditer(marked))]
        yield Promising(head.split()[0], _BRACE.sub("", marked), tuple(zip(ends[::2], ends[1::2], strict=True)))


def outcome(document: Promising) -> Outcome:
    """Return what the reader makes of a document, as `accord read` reads a file."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "news.txt"
        file.write_text(document.text, encoding="utf-8")
        found = next(iter(find([str(file)])))
    if not isinstance(found, Found):
        raise RuntimeError(f"{document.id}: {found.message}")
    pack, text = pack_for(found.text.language), found.text.content
    if pack is None or text.strip() != document.text.strip():
        raise RuntimeError(f"{document.id}: read as {found.text.language!r}, or in other words than it was written")
    facts = read(found.text, published=found.appearance.published, pack=pack)
    spans = [(c.start, c.end) for c in facts.commitments]
    missed = [text[a:b] for a, b in document.promises if not _touches((a, b), spans)]
    others = [s for s in _sentences(text) if not _touches(s, document.promises)]
    taken = [text[a:b].strip() for a, b in others if _touches((a, b), spans)]
    return Outcome(len(document.promises), tuple(missed), len(others), tuple(taken))


def main(arguments: Sequence[str] | None = None) -> int:
    """Return 0 after the table was printed."""
    parser = argparse.ArgumentParser("python -m evals.promises", description=_ABOUT)
    parser.add_argument("--errors", action="store_true", help="also what was missed or taken wrongly, of part 1")
    asked = parser.parse_args(arguments)
    print(f"{'':8}{'known':>16}{'taken wrongly':>20}")
    for file in sorted(_FOLDER.glob("*.txt")):
        found = [outcome(document) for document in documents(file)]
        all_, others = sum(o.promises for o in found), sum(o.others for o in found)
        known, taken = all_ - sum(len(o.missed) for o in found), sum(len(o.taken) for o in found)
        print(f"{file.stem:8}{known / all_:8.2f} {known:3}/{all_:3}{taken / others:12.2f} {taken:3}/{others:3}")
        if asked.errors and file.stem.endswith(_SHOWN):
            print("\n".join(f"  {sign} {words}" for one in found for sign, words in _signed(one)))
    return 0


def _signed(one: Outcome) -> list[tuple[str, str]]:
    return [*(("missed", words) for words in one.missed), *(("taken ", words) for words in one.taken)]


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield the sentences below the title, and those with the date line."""
    at = text.find("\n") + 1
    while at < len(text.rstrip()):
        _, end = sentence_around(text, at, at + 1)
        yield at, end
        at = end


def _touches(span: tuple[int, int], others: Sequence[tuple[int, int]]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)
