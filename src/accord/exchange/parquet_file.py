"""Write records as Parquet, a row group at a time; needs pyarrow, which comes with the extra `bulk`."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from types import ModuleType
from typing import Any, BinaryIO

from accord.errors import ConfigError
from accord.exchange.columns import Record, type_of

__all__ = ["GROUP", "write_parquet"]

GROUP = 20_000  # rows of a row group: some 10 MB of quotes in memory


def write_parquet(records: Iterable[Record], columns: Sequence[str], to: BinaryIO) -> int:
    """Return how many records were written.

    Raises:
        ConfigError: pyarrow is not installed.
    """
    arrow, parquet = _pyarrow()
    schema = arrow.schema([(column, _types(arrow)[type_of(column)]) for column in columns])
    count = 0
    with parquet.ParquetWriter(to, schema) as writer:
        for group in _groups(records):
            rows = [{column: record.get(column) for column in columns} for record in group]
            writer.write_table(arrow.Table.from_pylist(rows, schema=schema))
            count += len(rows)
    return count


def _pyarrow() -> tuple[ModuleType, ModuleType]:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise ConfigError(
            'Parquet needs pyarrow, which is not installed; install it with: pip install "accord[bulk]", '
            "or export csv or jsonl"
        ) from error
    return pyarrow, pyarrow.parquet


def _types(arrow: ModuleType) -> dict[str, Any]:
    body = arrow.struct([("id", arrow.string()), ("name", arrow.string())])
    return {
        "text": arrow.string(),
        "integer": arrow.int64(),
        "number": arrow.float64(),
        "truth": arrow.bool_(),
        "texts": arrow.list_(arrow.string()),
        "bodies": arrow.list_(body),
    }


def _groups(records: Iterable[Record]) -> Iterator[list[Record]]:
    left = iter(records)
    while group := list(islice(left, GROUP)):
        yield group
