"""Lists as files: what a page shows, to be opened elsewhere.

In:  the records that a page shows, in the order in which it shows them.
Out: an answer that a browser saves under a name: CSV and XLSX with these columns, JSON with all that a record holds.
"""

from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from typing import Any

import msgspec
from starlette.responses import Response

from accord.errors import NotFoundError
from accord.exchange import write_csv
from accord.exchange.xlsx_file import write_xlsx

__all__ = ["as_file", "known_ending"]

_Records = Sequence[Mapping[str, Any]]
_MEDIA = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}


def known_ending(ending: str, endings: Sequence[str] = tuple(_MEDIA)) -> None:
    """Let pass an ending that a list has.

    Raises:
        NotFoundError: It is none of them.
    """
    if ending not in endings:
        raise NotFoundError("there is no such file; there are: %(all)s", all=list(endings))


def as_file(name: str, ending: str, records: _Records, columns: Sequence[str]) -> Response:
    """Return the records as a file that is saved as `name.ending`."""
    headers = {"Content-Disposition": f'attachment; filename="{name}.{ending}"'}
    return Response(_WRITERS[ending](records, columns), media_type=_MEDIA[ending], headers=headers)


def _csv(records: _Records, columns: Sequence[str]) -> bytes:
    to = BytesIO()
    write_csv(records, columns, to, bom=True)
    return to.getvalue()


def _xlsx(records: _Records, columns: Sequence[str]) -> bytes:
    to = BytesIO()
    write_xlsx(records, columns, to)
    return to.getvalue()


def _json(records: _Records, columns: Sequence[str]) -> bytes:
    return msgspec.json.encode(records)


_WRITERS: dict[str, Callable[[_Records, Sequence[str]], bytes]] = {"csv": _csv, "xlsx": _xlsx, "json": _json}
