"""Rounds over all that is watched: sources that are due are asked, pages that wait are read, until nothing is left to do now.

In:  what is watched, a guest.
Out: how much was done; each step is kept, so that a round may be cut anywhere and the next one goes on.
"""

import time
from collections import Counter
from collections.abc import Callable, Sequence

from accord.flows.moments import left_s
from accord.flows.sites.guest import Guest
from accord.flows.sites.lists import walk
from accord.flows.sites.pages import Told, read_pages
from accord.flows.watching import due, look
from accord.flows.works import Works
from accord.register.jobs import watching
from accord.register.jobs.hosts import host_of
from accord.register.jobs.pages import next_due
from accord.register.jobs.watching import Watched

__all__ = ["PATIENCE_S", "Round", "next_in"]

PATIENCE_S = 120.0  # seconds that a round waits for a site that asks to come back
_STEP_S = 60.0  # seconds of pages between two looks at what else is due


class Round:
    """What is done, step by step.

    Attributes:
        works: What documents are read with.
        guest: Who asks sites.
        patience_s: Seconds that a site is waited for.
        step_s: Seconds of pages that one step reads.
        of: The numbers of the sources that are meant; () all.
        hear: Hears what became of each page.
        wall: The clock that files are stamped with.
        counts: How many pages and files ended how so far.
    """

    def __init__(  # noqa: PLR0913 - what it is done with, each named at the call
        self,
        works: Works,
        guest: Guest,
        *,
        patience_s: float = PATIENCE_S,
        step_s: float = _STEP_S,
        of: Sequence[int] = (),
        hear: Callable[[Told], None] = lambda told: None,
        wall: Callable[[], float] = time.time,
    ) -> None:
        """Keep it."""
        self.works, self.guest, self.of, self.hear, self.wall = works, guest, tuple(of), hear, wall
        self.counts = Counter[str]()
        self.patience_s, self.step_s = patience_s, step_s

    def step(self) -> bool:
        """Return whether there was something to do: a source that is due, else pages that wait."""
        with self.works.register.asking() as asking:
            places = due(_meant(watching.all_watched(asking), self.of), self.works.clock())
        for place in places[:1]:
            if place.kind == "folder":
                self.counts.update(look(self.works, place, now_s=self.wall()))
            else:
                walk(self.works, self.guest, place, patience_s=self.patience_s)
            return True
        return bool(self._pages())

    def run(self) -> None:
        """Go on until nothing is left to do now."""
        while not self.works.stopped() and self.step():
            pass

    def _pages(self) -> int:
        return read_pages(
            self.works, self.guest, most_s=self.step_s, patience_s=self.patience_s, of=self.of, hear=self._heard
        )

    def _heard(self, told: Told) -> None:
        self.counts[told.outcome] += 1
        self.hear(told)


def next_in(works: Works, of: Sequence[int] = ()) -> float | None:
    """Return the seconds until a source or a page is due; None where nothing is watched."""
    now = works.clock()
    with works.register.asking() as asking:
        places = [one for one in _meant(watching.all_watched(asking), of) if not one.paused]
        pages = [max(due, host_of(asking, host).alone) for host, due in next_due(asking, of=of).items()]
    return min((left_s(one, now) for one in [*(place.due for place in places), *pages]), default=None)


def _meant(places: Sequence[Watched], of: Sequence[int]) -> list[Watched]:
    return [one for one in places if not of or one.row in of]
