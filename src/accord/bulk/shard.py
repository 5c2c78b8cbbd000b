"""Read one shard: the same code on one core, on many, and on a cluster.

In:  a job, a shard, the folder of the job, a reader.
Out: in the folder, the shard's readings and what became of it; the same bytes whoever reads it, and however often.
"""

import hashlib
from collections.abc import Iterator
from datetime import date

from accord.bulk.attempts import Attempt
from accord.bulk.folder import Folder
from accord.bulk.glance import worth_reading
from accord.bulk.job import ArchiveReader, Counts, Job, Outcome, Quarantined, Shard
from accord.bulk.parts import PartWriter, Row
from accord.errors import RefusedError
from accord.model.document import bytes_hash
from accord.sources import Given
from accord.sources.archives import Article, Broken, Wanted, archive_named, document, place_in
from accord.sources.refusals import refused

__all__ = ["read_shard"]

_SIGN_OF_LIFE = 500  # articles after which a worker that reads nothing says that it is at work


def read_shard(job: Job, shard: Shard, folder: Folder, reader: ArchiveReader) -> Outcome:
    """Return what became of a shard, which is in the folder then."""
    with Attempt(folder.working, shard.number) as attempt:
        if attempt.hopeless:
            found = refused("killed", found="between two articles")
            outcome = Outcome(shard.number, "failed", Counts(), reason=str(found))
        else:
            outcome = _Shard(job, shard, attempt, reader).read(folder)
        folder.keep_outcome(outcome)
    return outcome


class _Shard:
    """One shard while it is read."""

    def __init__(self, job: Job, shard: Shard, attempt: Attempt, reader: ArchiveReader) -> None:
        self._shard, self._attempt, self._reader = shard, attempt, reader
        self._wanted = Wanted(dict(job.columns), job.max_bytes, shard.stretch)
        self._latest, self._given = date.fromisoformat(job.latest), Given()
        self._counts, self._quarantined = Counts(), list[Quarantined]()

    def read(self, folder: Folder) -> Outcome:
        part = PartWriter(folder.part(self._shard.number))
        try:
            for one in self._articles():
                self._counts.articles += 1
                if self._counts.articles % _SIGN_OF_LIFE == 0:
                    self._attempt.at("")
                row = self._row(one)
                if row is not None:
                    part.add(row, self._reader.envelope(row.found.text.language))
            file = part.end()
        except OSError as error:
            part.drop()
            return Outcome(self._shard.number, "failed", Counts(), reason=f"{self._shard.input.name}: {error}")
        except BaseException:
            part.drop()
            raise
        digest = hashlib.sha256(file.read_bytes()).hexdigest() if file else None
        return Outcome(self._shard.number, "done", self._counts, digest, tuple(self._quarantined))

    def _articles(self) -> Iterator[Article | Broken]:
        archive = archive_named(self._shard.input.path)
        assert archive is not None, "only archives are planned"
        with open(self._shard.input.path, "rb") as file:
            yield from archive.articles(file, self._wanted)

    def _row(self, one: Article | Broken) -> Row | None:
        """Return the row of an article; None where it has none, counted as what it is."""
        try:
            if isinstance(one, Broken):
                raise one.error
            if one.place in self._attempt.fatal:
                raise refused("killed", found="here")
            return self._read(one)
        except RefusedError as error:
            self._quarantine(one, error)
        except Exception as error:  # noqa: BLE001 - the batch worker: what one article does is no other's harm
            self._quarantine(one, refused("failed", detail=f"{type(error).__name__}: {error}"[:300]))
        return None

    def _read(self, article: Article) -> Row | None:
        worth, raw = worth_reading(article, self._reader.may_tell)
        if not worth:
            self._counts.put_aside += 1
            return None
        self._attempt.at(article.place)
        try:
            found = document(article, source=self._shard.input.name, latest=self._latest, given=self._given, raw=raw)
            name = self._reader.name(found.text.language)
            facts = self._reader.read_if_relevant(found.text, found.appearance.published) if name else None
        finally:
            self._attempt.at("")
        if name is None or facts is None:
            setattr(self._counts, ended := "irrelevant" if name else "unread", getattr(self._counts, ended) + 1)
            return None
        self._counts.kept += 1
        return Row(found, facts, name)

    def _quarantine(self, one: Article | Broken, error: RefusedError) -> None:
        self._counts.quarantined += 1
        raw = bytes_hash(one.raw) if isinstance(one, Article) else None
        source = place_in(self._shard.input.name, one.place)
        self._quarantined.append(Quarantined(source, error.reason, str(error), error.advice, raw))
