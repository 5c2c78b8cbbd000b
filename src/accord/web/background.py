"""The one thread that reads what was handed in and looks at what is watched, beside the pages.

In:  a house.
Out: nothing; what became of each thing is noted in the register. It sleeps until somebody hands something in (`wake`) or
     a watched source is due, and ends when the app ends: after the document that it has begun, none is lost.
"""

import logging
import threading
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import date

import anyio.to_thread
from fastapi import FastAPI

from accord.errors import AccordError
from accord.flows.inbox import inbox_of
from accord.flows.jobs import begin, do_next
from accord.flows.sites.guest import Guest
from accord.flows.sites.rounds import Round, next_in
from accord.flows.works import Works
from accord.web.counted import warm
from accord.web.house import House

__all__ = ["Background", "beside"]

_SLEEP_S = 20.0  # between two looks at the clock: places are watched by minutes
_STEP_S = 10.0  # of pages of sites, between two looks at what else waits: a file that somebody hands in comes first
_PATIENCE_S = 5.0  # as long a site is waited for; its pages wait for the next look
_END_S = 20.0  # the longest document takes less
_LOG = logging.getLogger("accord.jobs")


class Background:
    """The thread, and how to wake and end it."""

    def __init__(self, house: House, *, wall: Callable[[], float] = time.time) -> None:
        """Keep what it works with; `wall` is the clock by which files are stamped."""
        self._ending, self._woken = threading.Event(), threading.Event()
        self.works = Works(
            register=house.register, inbox=inbox_of(house.register), reader=house.reader, identity=house.identity,
            clock=house.clock, max_bytes=house.max_bytes, may_reach=house.may_reach, stopped=self._ending.is_set,
            contact=house.contact, pause_s=house.pause_s,
        )  # fmt: skip
        guest = Guest(self.works, sleep=self._ending.wait)
        self._round = Round(self.works, guest, patience_s=_PATIENCE_S, step_s=_STEP_S, wall=wall)
        self._warm = lambda: warm(house, date.fromisoformat(house.clock()[:10]))
        self._thread = threading.Thread(target=self._run, name="accord-jobs", daemon=True)

    def start(self) -> None:
        """Begin; jobs that were begun when the program last ended go on."""
        self._thread.start()

    def wake(self) -> None:
        """Say that something waits."""
        self._woken.set()

    def stop(self) -> None:
        """End after the document that was begun."""
        self._ending.set()
        self._woken.set()
        if self._thread.is_alive():
            self._thread.join(_END_S)

    def _run(self) -> None:
        self._guarded(lambda: begin(self.works.register))
        while not self._ending.is_set():
            if not self._guarded(self._step):
                self._guarded(self._warm)
                self._woken.wait(_SLEEP_S)
                self._woken.clear()

    def _step(self) -> bool:
        """Return whether there was something to do."""
        if do_next(self.works) is not None or begin(
            self.works.register
        ):  # what could not be noted as done, is done again
            return True
        if next_in(self.works) != 0:
            return False
        with self.works.register.alone("watching") as mine:  # else `accord watch` does it
            return mine and self._round.step()

    def _guarded(self, step: Callable[[], object]) -> bool:
        """Return whether a step did something; what goes wrong is logged, and tried again later."""
        try:
            return bool(step())
        except AccordError as error:
            _LOG.warning("%s", error)
        except Exception:  # noqa: BLE001 - the thread lives as long as the app
            _LOG.exception("an error of the program itself")
        return False


@asynccontextmanager
async def beside(app: FastAPI) -> AsyncIterator[None]:
    """Start the thread with the app, and end it with the app."""
    background: Background = app.state.background
    background.start()
    try:
        yield
    finally:
        await anyio.to_thread.run_sync(background.stop)
