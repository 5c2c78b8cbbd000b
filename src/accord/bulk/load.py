"""Bring a folder of readings into a register: as if its articles had been ingested one by one, without reading them again.

In:  the folder of a job, an open register.
Out: how many articles ended how. Loading again changes nothing.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterator

import msgspec

from accord.bulk.folder import Folder
from accord.bulk.parts import Row, check_arrow, rows_of
from accord.errors import NotFoundError, StoreError
from accord.flows import Counts, Step, ingest
from accord.flows.reader import Reader
from accord.model.document import Found, Refusal, Text
from accord.model.reading import Facts
from accord.register import Identity, Register

__all__ = ["Loaded", "load"]


class Loaded(msgspec.Struct, frozen=True):
    """What came of it: how many articles ended how, how many were read again, and how many shards are not in the folder yet."""

    counts: Counts
    read_again: int
    waiting: int


class _Ready:
    """A reader that has read already; what it has not, or against another day, the real one reads."""

    def __init__(self, reader: Reader, most: int) -> None:
        self._reader, self._most = reader, most
        self._facts: OrderedDict[tuple[str, str | None], Facts] = OrderedDict()
        self.read_again = 0

    def expect(self, row: Row) -> None:
        """Keep what a row says, if this program would have read it so."""
        if row.reader == self._reader.name(row.found.text.language):
            self._facts[row.found.text.id, row.found.appearance.published] = row.facts
        while len(self._facts) > self._most:
            self._facts.popitem(last=False)

    def name(self, language: str) -> str | None:
        return self._reader.name(language)

    def read(self, text: Text, published: str | None) -> Facts:
        facts = self._facts.get((text.id, published))
        if facts is None:
            self.read_again += 1
            facts = self._reader.read(text, published)
        return facts


def load(  # noqa: PLR0913 - what `ingest` needs, and the folder
    path: str,
    *,
    register: Register,
    reader: Reader,
    identity: Identity,
    clock: Callable[[], str],
    progress: Callable[[Step], None] = lambda step: None,
    batch: int = 200,
) -> Loaded:
    """Return what came of it. What is committed stays, wherever it stops.

    Raises:
        NotFoundError: There is no such folder of readings.
        StoreError: A file of it is not as it was written.
    """
    check_arrow()
    folder = Folder(path)
    plan = folder.plan()
    if plan is None:
        raise NotFoundError(
            f"there are no readings in {path}; a folder that `accord bulk read --out` has written was expected"
        )
    ready = _Ready(reader, 2 * batch)
    counts = ingest(
        _found(folder, ready), register=register, reader=ready, identity=identity, clock=clock, progress=progress,
        batch=batch, command="bulk load",
    )  # fmt: skip
    ended = sum(outcome.state == "done" for outcome in folder.outcomes(plan))
    return Loaded(counts, ready.read_again, len(plan.shards) - ended)


def _found(folder: Folder, ready: _Ready) -> Iterator[Found | Refusal]:
    plan = folder.plan()
    for outcome in folder.outcomes(plan) if plan else ():
        if outcome.sha256:
            part = folder.part(outcome.shard)
            if not part.is_file():
                raise StoreError(f"{part} is missing; read the archives again: accord bulk read")
            for row in rows_of(part):
                ready.expect(row)
                yield row.found
        for one in outcome.quarantined:
            yield one.refusal()
