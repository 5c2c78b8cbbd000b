"""Know at which article a worker died, so that the next one passes over what kills.

In:  the folder of a job, a shard.
Out: `Attempt`: how often workers died where; it notes where this one is.

A worker that is killed can say nothing, so it writes where it is before it reads, in a file of a few bytes that outlives it. At
which article two have died, the third passes it over; where workers die between articles, the shard fails after a few.
"""

import os
from collections import Counter
from pathlib import Path

__all__ = ["MOST_DEATHS", "Attempt", "forget", "last_sign"]

MOST_DEATHS = 2  # at one article, before it is passed over; between articles, before the shard fails


class Attempt:
    """One attempt at a shard; `with` it, so that its end is noted."""

    def __init__(self, folder: Path, shard: int) -> None:
        """Count the death of an attempt before, where there was one."""
        folder.mkdir(parents=True, exist_ok=True)
        self._at, self._deaths = _files(folder, shard)
        if self._at.is_file():
            with self._deaths.open("ab") as file:
                file.write(_first_line(self._at) + b"\n")
        died = Counter(self._deaths.read_bytes().splitlines()) if self._deaths.is_file() else Counter()
        self.fatal = frozenset(place.decode() for place, times in died.items() if place and times >= MOST_DEATHS)
        self.hopeless = died[b""] > MOST_DEATHS
        self._file = self._at.open("wb", buffering=0)

    def __enter__(self) -> "Attempt":
        """Begin."""
        self.at("")
        return self

    def __exit__(self, error: type[BaseException] | None, *about: object) -> None:
        """End in good order; where the shard is done, what was noted of it is no longer needed."""
        self._file.close()
        self._at.unlink(missing_ok=True)
        if error is None:
            self._deaths.unlink(missing_ok=True)

    def at(self, place: str) -> None:
        """Note which article is read now; "" between articles."""
        self._file.seek(0)
        self._file.write(place.encode() + b"\n")


def forget(folder: Path, shard: int) -> None:
    """Forget the attempts of runs before: a run that was killed says nothing against an article."""
    for path in _files(folder, shard):
        path.unlink(missing_ok=True)


def last_sign(folder: Path, shard: int) -> float | None:
    """Return when the worker at a shard last said where it is (seconds, as files have them); None: nobody is at it."""
    try:
        return os.stat(_files(folder, shard)[0]).st_mtime
    except OSError:
        return None


def _files(folder: Path, shard: int) -> tuple[Path, Path]:
    return folder / f"{shard:06}.at", folder / f"{shard:06}.deaths"


def _first_line(path: Path) -> bytes:
    return path.read_bytes().partition(b"\n")[0]
