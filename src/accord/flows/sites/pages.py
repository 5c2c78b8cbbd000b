"""Fetch and read the pages that wait, one after another, each noted once what it gave is committed.

In:  pages that wait, a guest.
Out: documents in the register; what became of each page: `Told`.

Of several sites the one that may be asked soonest comes next, so that the pause of one is the turn of another.
"""

import logging
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from datetime import date

import msgspec

from accord.errors import AccordError, RefusedError
from accord.flows.ingest import Step, ingest
from accord.flows.moments import later
from accord.flows.sites.guest import Guest
from accord.flows.works import Works
from accord.model import Found, Refusal
from accord.register.jobs.pages import KeptPage, hosts_due, note_page, ready_pages
from accord.register.jobs.watching import came_from
from accord.sources import Outside, find
from accord.sources.addresses import Fetched, Known
from accord.sources.refusals import passes, refusal
from accord.sources.waiting import backoff_s

__all__ = ["TRIES", "TRIES_NOT_THERE", "Told", "read_pages"]

_LOG = logging.getLogger("accord.watch")
TRIES = 8  # of a page that fails; the last wait is a day
TRIES_NOT_THERE = 3  # a feed may be ahead of its site
_GONE = 410  # said to be gone for good


class Told(msgspec.Struct, frozen=True):
    """What became of a page.

    Attributes:
        address: Its own.
        outcome: `new`, `known`, `another_place`, `unread`, `refused`, `gone`, `unchanged`; `later`: it is asked for again;
            `left`: its site asks programs to stay away from it.
        message: Why, in words.
    """

    address: str
    outcome: str
    message: str = ""


class _Reading:
    """One run over pages that wait."""

    def __init__(self, works: Works, guest: Guest, of: Sequence[int], hear: Callable[[Told], None]) -> None:
        self.works, self.guest, self.of, self.hear = works, guest, of, hear
        self.handled = 0
        self.step = Step("", "")
        self._queues = dict[str, deque[KeptPage]]()
        self._page: KeptPage | None = None

    def documents(self, ends: float, patience_s: float) -> Iterator[Found | Refusal]:
        """Yield what pages hold, until the time is over, or no site may be asked soon."""
        while not self.works.stopped() and self.guest.monotonic() < ends:
            page = self._next(patience_s)
            if page is None:
                return
            self._page = page
            yield from self._one(page)
            self.handled += 1
            self._page = None

    def stumbled(self, error: Exception) -> bool:
        """Return whether it was over a page that the program stumbled; that page is tried again later, and in the end given up."""
        if self._page is None:
            return False
        told, tries = f"an error of the program itself: {type(error).__name__}", self._page.tries + 1
        due = later(self.works.clock(), backoff_s(tries, seed=self._page.address))
        state, outcome = ("waiting", "later") if tries < TRIES else ("refused", "refused")
        self._note(
            self._page, outcome, told, state=state, tries=tries, due=due if state == "waiting" else None,
            reason="failed", trouble=told,
        )  # fmt: skip
        self.handled += 1
        return True

    def heard(self, step: Step) -> None:
        """Hear what became of a document: it is committed."""
        self.step = step

    def _next(self, patience_s: float) -> KeptPage | None:
        if not any(self._queues.values()):
            self._fill()
        waits = {host: self.guest.ready_in(host) for host, queue in self._queues.items() if queue}
        host = min(waits, key=lambda one: (waits[one], one), default=None)
        if host is None or waits[host] > patience_s:
            return None
        if waits[host] > 0:
            self.guest.sleep(waits[host])
        return self._queues[host].popleft()

    def _fill(self) -> None:
        now = self.works.clock()
        with self.works.register.asking() as asking:
            for host in hosts_due(asking, now, of=self.of):
                self._queues[host] = deque(ready_pages(asking, host, now, of=self.of))

    def _one(self, page: KeptPage) -> Iterator[Found | Refusal]:
        try:
            came = self.guest.fetch(page.address, Known(page.at or "", page.etag, page.modified))
        except RefusedError as error:
            yield from self._failed(page, error)
            return
        if came.unchanged:
            self._note(page, "unchanged", state="read", same=page.same + 1, **_marks(came))
            return
        steps = list[tuple[Found | Refusal, Step]]()
        for item in find(
            [page.address], outside=self._outside(came), latest=date.fromisoformat(self.works.clock()[:10])
        ):
            yield item
            steps.append((item, self.step))  # committed: the next one is asked for after that
        self._came(page, came, steps)

    def _outside(self, came: Fetched) -> Outside:
        return Outside(fetch=lambda _: came, retrieved=self.works.clock(), max_bytes=self.works.max_bytes)

    def _came(self, page: KeptPage, came: Fetched, steps: Sequence[tuple[Found | Refusal, Step]]) -> None:
        """Note that a page was had: read, or not readable."""
        bad, good = ([one for one in steps if (one[1].outcome == "refused") is is_bad] for is_bad in (True, False))
        best = next((step for _, step in [*good, *bad]), Step(page.address, "known"))
        state = "refused" if best.outcome == "refused" else "read"
        same = page.same + 1 if page.read and best.outcome == "known" else 0
        read = page.read or (self.works.clock() if state == "read" else None)
        values = {"state": state, "same": same, "read": read, **_why(bad), **_marks(came)}
        self._note(page, best.outcome, best.message if best.outcome == "refused" else "", **values)

    def _failed(self, page: KeptPage, error: RefusedError) -> Iterator[Refusal]:
        """Note that a page could not be had: it waits, or is given up and kept in quarantine with the reason."""
        if error.reason == "robots_unknown":
            return  # its site is left alone; nothing is said of the page
        tries, told = page.tries + 1, {"reason": error.reason, "trouble": str(error)}
        most = 1 if error.status == _GONE else TRIES_NOT_THERE if error.reason == "not_there" else TRIES
        if passes(error.reason) and tries < most:
            due = later(self.works.clock(), backoff_s(tries, seed=page.address, asked_s=error.retry_after_s))
            self._note(page, "later", str(error), state="waiting", tries=tries, due=due, **told)
            return
        if error.reason != "robots" and not page.read:
            yield refusal(page.address, error)
        state = "gone" if error.reason == "not_there" else "refused"
        outcome = "left" if error.reason == "robots" else state
        self._note(page, outcome, str(error), state=state, tries=tries, due=None, **told)

    def _note(self, page: KeptPage, outcome: str, message: str = "", /, **values: object) -> None:
        plain = {"tries": 0, "due": None, "reason": None, "trouble": None, "asked": self.works.clock()}
        with self.works.register.writing() as connection:
            note_page(connection, page.row, **{**plain, **values})
            if outcome not in ("later", "left", "unchanged"):
                came_from(connection, page.address, "refused" if outcome == "gone" else outcome)
        self.hear(Told(page.address, outcome, message))


def read_pages(
    works: Works,
    guest: Guest,
    *,
    most_s: float,
    patience_s: float,
    of: Sequence[int] = (),
    hear: Callable[[Told], None] = lambda told: None,
) -> int:
    """Return how many pages were handled.

    Args:
        works: What they are read with.
        guest: Who asks for them.
        most_s: Seconds after which no other page is begun.
        patience_s: Seconds that a site is waited for.
        of: The numbers of the sources whose pages are meant; () all.
        hear: Hears what became of each page.
    """
    guest.refresh()
    with works.register.asking() as asking:
        if not hosts_due(asking, works.clock(), of=of):
            return 0
    run = _Reading(works, guest, of, hear)
    try:
        ingest(
            run.documents(guest.monotonic() + most_s, patience_s), register=works.register, reader=works.reader(),
            identity=works.identity, clock=works.clock, progress=run.heard, command="watch",
        )  # fmt: skip
    except AccordError:
        raise
    except Exception as error:  # one page must not keep all others from being read
        _LOG.exception("a page could not be read")
        if not run.stumbled(error):
            raise
    return run.handled


def _marks(came: Fetched) -> dict[str, str | None]:
    return {"at": came.address, "etag": came.etag, "modified": came.modified}


def _why(bad: Sequence[tuple[Found | Refusal, Step]]) -> dict[str, str]:
    """Return why the first of the documents that could not be read was refused; nothing where none was."""
    return next(
        (
            {"reason": item.reason if isinstance(item, Refusal) else "purged", "trouble": step.message}
            for item, step in bad
        ),
        {},
    )
