"""A site that is watched, with a clock that goes only when somebody waits."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from accord.flows.inbox import inbox_of
from accord.flows.sites.guest import Guest
from accord.flows.sites.pages import Told
from accord.flows.sites.rounds import Round
from accord.flows.watching import watch
from accord.flows.works import Works
from accord.register import Register
from accord.register.jobs import watching
from accord.register.jobs.pages import KeptPage, counted_pages, pages_of
from accord.register.jobs.watching import Watched
from tests.fakes.reader import FakeReader
from tests.register.worlds import APART, a_register
from tests.sources.server import LOOPBACK
from tests.sources.site import Site, a_site

__all__ = ["BEGUN", "Watcher", "a_watcher", "words_of"]

BEGUN = datetime(2026, 1, 1, tzinfo=UTC)


def words_of(number: int) -> str:
    """Return words of a page in which the fake reader finds nothing, so that folding them is quick."""
    return f"The mayor of the town opened bridge number {number} on the morning of a fine day, and everybody was glad."


class Watcher:
    """Who watches: a register, and a clock that goes only when somebody waits."""

    def __init__(self, register: Register, **more: object) -> None:
        self.register, self.passed, self.slept = register, 0.0, list[float]()
        self.reader = FakeReader()
        plain = {
            "identity": APART,
            "max_bytes": 1_000_000,
            "may_reach": lambda address: address == LOOPBACK,
            "pause_s": 1.0,
        }
        self.works = _Quick(
            register=register, inbox=inbox_of(register), reader=lambda: self.reader, clock=self.clock, **{**plain, **more}
        )  # fmt: skip
        self.told = list[Told]()

    def clock(self) -> str:
        return (BEGUN + timedelta(seconds=int(self.passed))).isoformat(timespec="seconds")

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.passed += seconds

    def watch(self, place: str, **more: object) -> Watched:
        return watch(self.works, place, **{"every": 60, "by": "Wang", **more})

    def round(self, **more: object) -> "Watcher":
        """Look at all that is due until nothing is left to do now."""
        guest = Guest(self.works, sleep=self.sleep, monotonic=lambda: self.passed)
        Round(self.works, guest, hear=self.told.append, wall=lambda: 1e12, **more).run()
        return self

    def later(self, hours: float = 1.1) -> "Watcher":
        self.passed += hours * 3600
        return self

    def sources(self) -> list[Watched]:
        with self.register.asking() as asking:
            return watching.all_watched(asking)

    def pages(self, state: str = "") -> list[KeptPage]:
        with self.register.asking() as asking:
            return pages_of(asking, state=state, limit=100_000)

    def counted(self) -> dict[str, int]:
        with self.register.asking() as asking:
            return counted_pages(asking)

    def texts(self) -> int:
        with self.register.asking() as asking:
            return int(asking.execute("SELECT COUNT(*) FROM text").scalar())

    def outcomes(self) -> list[str]:
        told, self.told = [one.outcome for one in self.told], []
        return told


class _Quick(Works, frozen=True):
    """Works whose fetches wait for nobody long."""

    def limits(self, max_bytes=0):
        import msgspec

        from tests.sources.site import PATIENT

        return msgspec.structs.replace(super().limits(max_bytes), silent_s=PATIENT.silent_s, total_s=PATIENT.total_s)


@contextmanager
def a_watcher(**more: object) -> Iterator[tuple[Watcher, Site]]:
    """Yield who watches, and the site."""
    with a_register() as register, a_site() as site:
        yield Watcher(register, **more), site
