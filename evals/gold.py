"""What a person found in a document: the gold facts, and the files they come in.

In:  a folder of `*.json`, and the folder of the documents.
Out: `Gold` values in the order of their paths, each with the path of its document and the words that its spans index.
"""

import hashlib
from collections.abc import Iterable
from pathlib import Path

import msgspec

__all__ = ["Gold", "GoldAgreement", "GoldCommitment", "GoldMeeting", "GoldPost", "Item", "digest", "load", "unseen"]


class GoldAgreement(msgspec.Struct, frozen=True):
    """An agreement; `parties` holds one list of names a party, the fullest first."""

    kind: str
    status: str
    date: str | None
    place: str | None
    parties: tuple[tuple[str, ...], ...]
    signatories: tuple[str, ...]
    sectors: tuple[str, ...]


class GoldMeeting(msgspec.Struct, frozen=True):
    """A meeting, visit or conference."""

    kind: str
    date: str | None
    place: str | None
    parties: tuple[tuple[str, ...], ...]


class GoldPost(msgspec.Struct, frozen=True):
    """A person's post, as the text words it."""

    person: str
    post: str
    organization: str | None = None


class GoldCommitment(msgspec.Struct, frozen=True):
    """The sentence or list item that holds an undertaking, and who is to act."""

    start: int
    end: int
    actors: tuple[str, ...]
    modality: str


class Gold(msgspec.Struct, frozen=True):
    """All facts of one document; `mentions` are clusters of names of one body."""

    id: str
    language: str
    sha256: str
    published: str | None
    relevant: bool
    agreements: tuple[GoldAgreement, ...]
    meetings: tuple[GoldMeeting, ...]
    posts: tuple[GoldPost, ...]
    commitments: tuple[GoldCommitment, ...]
    mentions: tuple[tuple[str, ...], ...]


class Item(msgspec.Struct, frozen=True):
    """A gold document.

    Attributes:
        gold: Its facts.
        file: The document.
        words: The words that the commitments' spans index.
    """

    gold: Gold
    file: Path
    words: str


def load(facts: Path, documents: Path) -> tuple[Item, ...]:
    """Return the gold documents of the folder `facts` (not of its folders), in the order of their names.

    Raises:
        FileNotFoundError: A document of the gold facts is not in `documents`.
        ValueError: The document is not the one that was annotated: its bytes have another hash.
    """
    return tuple(_item(path, documents) for path in sorted(facts.glob("*.json")))


def digest(paths: Iterable[Path]) -> str:
    """Return the hash of gold files, so that a changed gold is noticed."""
    made = hashlib.sha256()
    for path in sorted(paths):
        made.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return "sha256:" + made.hexdigest()


def unseen(stem: str, digits: str = "02468ace") -> bool:
    """Return whether a document belongs to the part that nobody looks at while writing rules.

    By the last hexadecimal digit of its name's hash, so that the parts stay what they are when documents are added.

    >>> unseen("wuxi-cethik-2017"), unseen("nanjing-cetc-2024")
    (True, False)
    """
    return hashlib.sha256(stem.encode()).hexdigest()[-1] in digits


def _item(path: Path, documents: Path) -> Item:
    gold = msgspec.json.decode(path.read_bytes(), type=Gold)
    found = sorted(documents.glob(f"{path.stem}.*"))
    if not found:
        raise FileNotFoundError(f"{path}: no document {path.stem}.* in {documents}; gold facts need their document")
    file = found[0]
    if hashlib.sha256(file.read_bytes()).hexdigest() != gold.sha256:
        raise ValueError(f"{file}: its bytes are not those that {path} was made for; annotate it anew")
    beside = path.with_suffix(".txt")  # what a person reads of a page, where the file itself is markup
    return Item(gold, file, (beside if beside.exists() else file).read_text("utf-8"))
