"""Read the tables that come with the program.

In:  a TSV file: lines that begin with `# ` say what a table is and where it comes from; then a header, then rows.
Out: a `Table`, cells by column. Rooms say which of their files, and keep what they read.
"""

from importlib.resources.abc import Traversable

import msgspec

from accord.errors import ConfigError

__all__ = ["Table", "read_table"]

_REMARK = "# "


class Table(msgspec.Struct, frozen=True):
    """A table as its file has it.

    Attributes:
        remarks: The lines above the header, as they stand.
        rows: Cells by column, in file order; cells that a row leaves out at its end are empty.
    """

    remarks: tuple[str, ...]
    rows: tuple[dict[str, str], ...]


def read_table(file: Traversable) -> Table:
    """Return what stands in a file.

    Raises:
        ConfigError: There is no header, or a row has more cells than it.
    """
    lines = [line for line in file.read_text("utf-8").split("\n") if line.strip()]
    remarks = tuple(line for line in lines if line.startswith(_REMARK))
    cells = [line.split("\t") for line in lines if not line.startswith(_REMARK)]
    if not cells:
        raise ConfigError(f"{file.name}: a header line is needed")
    header, *rows = cells
    for row in rows:
        if len(row) > len(header):
            raise ConfigError(f"{file.name}: row {row} does not fit the header {header}")
    return Table(remarks, tuple(dict(zip(header, row + [""] * (len(header) - len(row)), strict=True)) for row in rows))
