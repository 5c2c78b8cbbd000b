"""What is to be read and what became of it, as values that are kept as JSON."""

from collections.abc import Callable
from typing import Literal, Protocol

import msgspec

from accord.model.document import Refusal, Text
from accord.model.reading import Facts, Reader
from accord.sources.archives import Stretch

__all__ = [
    "ArchiveReader",
    "Counts",
    "Input",
    "Job",
    "MakeReader",
    "Outcome",
    "Plan",
    "Quarantined",
    "Shard",
    "Summary",
]


class ArchiveReader(Protocol):
    """Reads what tells of cooperation, and passes over the rest at a glance."""

    def names(self) -> dict[str, str]:
        """Return what each language's readings are recorded under, by the code of its pack."""

    def name(self, language: str) -> str | None:
        """Return what readings in this language are recorded under; None: nobody reads it."""

    def envelope(self, language: str) -> Reader:
        """Return the reader as the public format names it."""

    def may_tell(self, words: str) -> bool:
        """Return whether words may tell of cooperation, in any language."""

    def read_if_relevant(self, text: Text, published: str | None) -> Facts | None:
        """Return what a text says where it tells of cooperation, else None."""


MakeReader = Callable[[], ArchiveReader]  # a function of a module, so that other processes find it


class Input(msgspec.Struct, frozen=True):
    """An archive: its path, the name that its articles go by, its size in bytes, and the hash of its beginning and end."""

    path: str
    name: str
    size: int
    digest: str


class Shard(msgspec.Struct, frozen=True):
    """A part of the work: a stretch of one input. Numbers count from 1."""

    number: int
    input: Input
    stretch: Stretch


class Job(msgspec.Struct, frozen=True):
    """What holds for all shards.

    Attributes:
        columns: What a person says of the columns of tables.
        max_bytes: Most bytes of one article.
        shard_bytes: About how large a shard is.
        latest: Last day on which anything can have been published (`YYYY-MM-DD`).
        readers: What readings are recorded under, by language pack.
    """

    columns: tuple[tuple[str, str], ...]
    max_bytes: int
    shard_bytes: int
    latest: str
    readers: dict[str, str]


class Plan(msgspec.Struct, frozen=True):
    """A job and its shards, in their order."""

    job: Job
    shards: tuple[Shard, ...]


class Counts(msgspec.Struct):
    """How many articles ended how.

    Attributes:
        articles: All that were found, the broken ones too.
        put_aside: Irrelevant at a glance.
        unread: In a language that nobody reads.
        irrelevant: Read, and found to tell of no cooperation.
        kept: With a reading.
        quarantined: Could not be read.
    """

    articles: int = 0
    put_aside: int = 0
    unread: int = 0
    irrelevant: int = 0
    kept: int = 0
    quarantined: int = 0

    def add(self, other: "Counts") -> None:
        """Count the others, too."""
        for name in self.__struct_fields__:
            setattr(self, name, getattr(self, name) + getattr(other, name))


class Quarantined(msgspec.Struct, frozen=True):
    """An article that could not be read: where it is, the hash of its bytes where they could be had, and why."""

    source: str
    reason: str
    message: str
    advice: str
    raw: str | None = None

    def refusal(self) -> Refusal:
        """Return it as the register keeps it."""
        return Refusal(self.source, self.raw, self.reason, self.message, self.advice)


class Outcome(msgspec.Struct, frozen=True):
    """What became of a shard; the same for the same input, however often and wherever it was read.

    Attributes:
        shard: Its number.
        state: `done`; `failed`, where it ended the worker again and again.
        counts: How many articles ended how.
        sha256: Hash of its file of readings; None where it has none.
        quarantined: What could not be read, in the order of the archive.
        reason: Why it failed.
    """

    shard: int
    state: Literal["done", "failed"]
    counts: Counts
    sha256: str | None = None
    quarantined: tuple[Quarantined, ...] = ()
    reason: str | None = None


class Summary(msgspec.Struct, frozen=True):
    """What a run came to.

    Attributes:
        folder: Where the readings are.
        shards, done, failed: How many shards there are, and how many ended so, earlier runs included.
        counts: Of the articles of all shards that are done.
        read_now: Articles that this run read.
        seconds: How long it took.
        left_out: Files of folders that are no archives, by the end of their names.
        interrupted: Whether somebody stopped it.
    """

    folder: str
    shards: int
    done: int
    failed: int
    counts: Counts
    read_now: int
    seconds: float
    left_out: dict[str, int]
    interrupted: bool
