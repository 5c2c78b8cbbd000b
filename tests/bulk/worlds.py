"""Small archives, and jobs over them."""

import hashlib
from pathlib import Path
from typing import Any

from accord.bulk import Asked, Summary, read_archives
from tests.bulk.archive_reader import make_fake
from tests.sources.archives.made import lines_of

__all__ = ["an_archive", "bytes_of", "read", "rows"]

TODAY = "2026-01-01"


def rows(count: int, *, first: int = 0) -> list[dict[str, Any]]:
    """Return articles of which every fourth tells of an agreement and every fifth is a near miss."""
    made = []
    for number in range(first, first + count):
        words = f"It rained all day in Eastport, bulletin {number}."
        if number % 4 == 0:
            words = f"Wuxi and Lotus signed a framework agreement on 2024-07-{1 + number % 28:02}. Bulletin {number} says so."
        elif number % 5 == 0:
            words = f"There was no agreement, says bulletin {number}."
        made.append({"text": words, "date": f"2024-08-{1 + number % 28:02}"})
    return made


def an_archive(folder: Path, count: int = 400, *, name: str = "news.jsonl", also: dict[int, str] | None = None) -> Path:
    """Return an archive of articles, some with the words of `also` in place of their own."""
    made = rows(count)
    for number, words in (also or {}).items():
        made[number]["text"] = words
    path = folder / name
    path.write_bytes(lines_of(made))
    return path


def read(archive: Path | list[Path], out: Path, **asked: Any) -> Summary:
    """Return what a run came to, with small shards."""
    make = asked.pop("make", make_fake)
    paths = tuple(str(path) for path in (archive if isinstance(archive, list) else [archive]))
    wanted = {"shard_bytes": 4_000, "today": TODAY, "workers": 1, **asked}
    return read_archives(Asked(paths=paths, out=str(out), **wanted), make)


def bytes_of(out: Path) -> dict[str, str]:
    """Return the hash of every file of a folder of readings."""
    files = sorted(path for path in out.rglob("*") if path.is_file())
    return {path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
