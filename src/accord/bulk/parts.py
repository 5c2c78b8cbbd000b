"""The readings of a shard as Parquet, the same bytes for the same readings; and back.

In:  found articles with what they say.
Out: a file of rows in the order of the archive; rows again. Needs pyarrow, which comes with the extra `bulk`.

A row is one article: its reading in the public format (`accord/reading/1`) with its words, and what the register keeps beside it.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec

from accord.errors import ConfigError
from accord.model.document import Appearance, Found, Text
from accord.model.reading import Facts, Reader, Reading
from accord.reading import reading_of

__all__ = ["PartWriter", "Row", "check_arrow", "rows_of"]

_GROUP = 1_000  # rows of a row group: some 5 MB in memory
_TEXTS = (
    "id",
    "source",
    "place",
    "title",
    "published",
    "publisher",
    "retrieved",
    "language",
    "media",
    "raw",
    "reader",
    "reading",
)


class Row(msgspec.Struct, frozen=True):
    """One article of a part: its document, what it says, and what that is recorded under."""

    found: Found
    facts: Facts
    reader: str


class PartWriter:
    """Writes a part beside its name, and puts it there whole or not at all; nothing where no row comes."""

    def __init__(self, path: Path) -> None:
        """Keep where it is to be."""
        self._path, self._new = path, path.with_name(f".{path.name}.{os.getpid()}")
        self._rows: list[dict[str, Any]] = []
        self._writer: Any = None

    def add(self, row: Row, reader: Reader) -> None:
        """Write a row."""
        text, stands = row.found.text, row.found.appearance
        reading = reading_of(row.found, row.facts, reader=reader)
        self._rows.append({
            "id": text.id, "source": stands.source, "place": row.found.place or stands.source, "title": stands.title, "published": stands.published,
            "publisher": stands.publisher, "retrieved": stands.retrieved, "language": text.language, "media": stands.media,
            "raw": stands.raw, "reader": row.reader, "odd": list(row.found.warnings),
            "reading": msgspec.json.encode(reading).decode(),
        })  # fmt: skip
        if len(self._rows) >= _GROUP:
            self._flush()

    def end(self) -> Path | None:
        """Return the file, now whole; None where there is nothing to write."""
        if self._rows:
            self._flush()
        if self._writer is None:
            self._path.unlink(missing_ok=True)
            return None
        self._writer.close()
        os.replace(self._new, self._path)
        return self._path

    def drop(self) -> None:
        """Leave nothing behind."""
        if self._writer is not None:
            self._writer.close()
        self._new.unlink(missing_ok=True)

    def _flush(self) -> None:
        arrow, parquet = check_arrow()
        if self._writer is None:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._writer = parquet.ParquetWriter(
                self._new, _schema(arrow), compression="zstd", use_dictionary=False, write_statistics=False
            )
        self._writer.write_table(arrow.Table.from_pylist(self._rows, schema=_schema(arrow)))
        self._rows = []


def rows_of(path: Path) -> Iterator[Row]:
    """Yield the rows of a part."""
    _, parquet = check_arrow()
    with parquet.ParquetFile(path) as file:
        for batch in file.iter_batches(batch_size=100):
            for record in batch.to_pylist():
                yield _row(record)


def check_arrow() -> tuple[ModuleType, ModuleType]:
    """Return pyarrow and its Parquet.

    Raises:
        ConfigError: It is not installed.
    """
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise ConfigError(
            'reading archives needs pyarrow, which is not installed; install it with: pip install "accord[bulk]"'
        ) from error
    return pyarrow, pyarrow.parquet


def _schema(arrow: ModuleType) -> Any:  # noqa: ANN401 - pyarrow has no types
    texts = [(name, arrow.string()) for name in _TEXTS]
    return arrow.schema([*texts, ("odd", arrow.list_(arrow.string()))])


def _row(record: dict[str, Any]) -> Row:
    reading = msgspec.json.decode(record["reading"], type=Reading)
    document = reading.document
    text = Text(document.id, str(document.text), document.language, document.normaliser, tuple(document.pages or ()))
    stands = Appearance(
        text.id, record["source"], record["raw"], record["title"], record["published"], record["publisher"],
        record["media"], record["retrieved"],
    )  # fmt: skip
    odd = tuple(record["odd"])
    facts = {name: getattr(reading, name) for name in Facts.__struct_fields__}
    facts["warnings"] = reading.warnings[len(odd) :]
    place = "" if record["place"] == record["source"] else record["place"]
    return Row(Found(text, stands, odd, place=place), Facts(**facts), record["reader"])
