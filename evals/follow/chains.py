"""The chains: a first document with its promises, later documents with what they say of them.

In:  the folders `open/` and `kept/`, and `plain/` with documents that belong to no chain.
Out: `Chain`s in order of their names; the files of plain documents.
"""

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

import msgspec

from accord.model.terms import State

__all__ = [
    "HALVES",
    "KEPT",
    "OPEN",
    "Chain",
    "Document",
    "Link",
    "Promise",
    "gold",
    "half_of",
    "load_chains",
    "plain_files",
]

OPEN, KEPT = HALVES = ("open", "kept")
_HALVED = 460  # chains up to this number are halved; what came later teaches (decision 0051)
_FOLDER = Path(__file__).parent


class Promise(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An undertaking of the first document: its name in the chain, and its words."""

    id: str
    quote: str


class Link(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What words of a later document say of a promise; a plan told again is `restated`, what one side says a `claim`."""

    promise: str
    state: State
    kind: Literal["progress", "claim", "restated"]
    quote: str


class Document(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A document of a chain: its file, its day, the trap that it is, and the links; none where it speaks of no promise."""

    file: str
    date: str
    trap: str = ""
    link: tuple[Link, ...] = ()


class Chain(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A chain: the folder that it lies in, on which facts it rests, promises of the first document, all documents."""

    id: str
    languages: tuple[str, ...]
    note: str
    promise: tuple[Promise, ...]
    document: tuple[Document, ...]
    folder: str = ""

    @property
    def first(self) -> Path:
        """The file of the first document."""
        return Path(self.folder) / self.document[0].file

    @property
    def later(self) -> tuple[Document, ...]:
        """The documents after the first, in order of date."""
        return self.document[1:]

    def file(self, document: Document) -> Path:
        """Return the file of a document."""
        return Path(self.folder) / document.file


def half_of(name: str) -> str:
    """Return the half that a chain belongs to: up to 460 by the last hexadecimal digit of the sha256 of its name; later ones teach.

    >>> half_of("01-wuxi-cetc"), half_of("461-qingdao-sien")
    ('open', 'open')
    """
    if int(name.partition("-")[0]) > _HALVED:
        return OPEN
    return KEPT if int(hashlib.sha256(name.encode()).hexdigest()[-1], 16) % 2 == 0 else OPEN


def load_chains(halves: tuple[str, ...] = HALVES, *, folder: Path = _FOLDER) -> list[Chain]:
    """Return the chains of these halves, in order of their names."""
    files = sorted(
        (file for half in halves for file in (folder / half).glob("*/chain.toml")), key=lambda f: f.parent.name
    )
    return [_load(file) for file in files]


def plain_files(folder: Path = _FOLDER) -> list[Path]:
    """Return the files of documents that speak of no promise of any chain."""
    return sorted((folder / "plain").glob("*/*.txt"))


def gold(chains: Iterable[Chain]) -> str:
    """Return the digest of chains: of what they say, and of their documents."""
    files = (file for chain in chains for file in sorted(Path(chain.folder).iterdir()))
    return "sha256:" + hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()


def _load(file: Path) -> Chain:
    chain = msgspec.toml.decode(file.read_bytes(), type=Chain)
    return msgspec.structs.replace(chain, folder=str(file.parent))
