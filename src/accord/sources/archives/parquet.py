"""Read Parquet: an article a row; needs pyarrow, which comes with the extra `bulk`. Rows count from 1."""

from collections.abc import Iterator
from types import ModuleType
from typing import Any, BinaryIO

from accord.errors import RefusedError
from accord.sources.archives.article import Article, Broken, Stretch, Wanted
from accord.sources.archives.columns import Columns, article_of, columns_of
from accord.sources.refusals import refused, too_large

__all__ = ["cut_parquet", "parquet_articles"]

_ROWS = 256  # in memory at once


def parquet_articles(file: BinaryIO, wanted: Wanted) -> Iterator[Article | Broken]:
    """Yield the articles of the row groups of the stretch."""
    number = wanted.stretch.first
    try:
        parquet = _opened(file)
        columns = columns_of(parquet.schema_arrow.names, wanted.columns)
    except RefusedError as error:
        yield Broken("0", error)
        return
    end = parquet.num_row_groups if wanted.stretch.end is None else wanted.stretch.end
    for group in range(wanted.stretch.start, end):
        first, number = number, number + parquet.metadata.row_group(group).num_rows
        at = first
        try:
            for row in _rows(parquet, group, columns):
                yield _one(row, columns, str(at), wanted.max_bytes)
                at += 1
        except (OSError, ValueError) as error:  # pyarrow's own errors are of these
            found = f"rows {at:,} to {number - 1:,} cannot be unpacked: {error}"
            yield Broken(str(at), refused("bad_record", found=found))


def cut_parquet(file: BinaryIO, size: int) -> Iterator[Stretch]:
    """Yield stretches of whole row groups, of `size` bytes unpacked and less than one group more."""
    try:
        about = _opened(file).metadata
    except RefusedError:
        yield Stretch()  # who reads it says why it cannot be read
        return
    start, first, held, number = 0, 1, 0, 1
    for group in range(about.num_row_groups):
        held += about.row_group(group).total_byte_size
        number += about.row_group(group).num_rows
        if held >= size or group == about.num_row_groups - 1:
            yield Stretch(start, group + 1, first)
            start, first, held = group + 1, number, 0


def _one(row: dict[str, Any], columns: Columns, place: str, most: int) -> Article | Broken:
    try:
        article = article_of(row, columns, place)
    except RefusedError as error:
        return Broken(place, error)
    return article if len(article.raw) <= most else Broken(place, too_large(most))


def _rows(parquet: Any, group: int, columns: Columns) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - pyarrow has no types
    top = set(parquet.schema_arrow.names)
    names = [name if name in top else name.partition(".")[0] for name in columns.wanted()]
    for batch in parquet.iter_batches(batch_size=_ROWS, row_groups=[group], columns=list(dict.fromkeys(names))):
        yield from batch.to_pylist()


def _opened(file: BinaryIO) -> Any:  # noqa: ANN401
    """Return the open file.

    Raises:
        RefusedError: `damaged`; `missing_package` where pyarrow is not installed.
    """
    try:
        return _parquet().ParquetFile(file)
    except (OSError, ValueError) as error:
        raise refused("damaged", found=f"a Parquet file that cannot be opened ({error})") from error


def _parquet() -> ModuleType:
    try:
        import pyarrow.parquet
    except ImportError as error:
        raise refused("missing_package", what="Parquet", package="pyarrow") from error
    module: ModuleType = pyarrow.parquet
    return module
