"""A careful guest of sites: one request at a time, a pause between two, and only where the site lets programs read.

In:  an address, and what is known of it.
Out: what was fetched, or a `RefusedError`; what was learnt of the site is kept in the register.

Source: RFC 9309 (robots.txt: asked for once a day; where there is none, all may be read; where it cannot be had, nothing, or
what it said within the last 30 days), RFC 9110 (`Retry-After`).
"""

import time
from collections.abc import Callable
from urllib.parse import urlsplit

import msgspec

from accord.errors import RefusedError
from accord.flows.moments import later, left_s
from accord.flows.works import Works
from accord.register.jobs.hosts import KeptHost, host_of, note_host
from accord.sources.addresses import NOTHING_KNOWN, Fetched, Known
from accord.sources.refusals import passes, refused
from accord.sources.robots import MOST_BYTES, Robots, robots_address, robots_of
from accord.sources.waiting import MOST_ASKED_S, backoff_s

__all__ = ["Guest", "site_of"]

_DAY_S = 24 * 3600.0
_OLDEST_S = 30 * _DAY_S  # a robots.txt that cannot be had is taken as it was, as long
_ROBOTS_BYTES = 2 * 1024 * 1024  # more is no robots.txt
_IN_A_ROW = 8  # failures after which a site is left alone for a while, whatever they are
_ALONE_S = 30.0  # at first; then longer
_NO_RULES = {"not_there", "not_allowed", "too_many_redirects"}  # and any other status from 400 to 499
_OWN = {"private_address", "bad_address"}  # said of the address itself


class Guest:
    """Asks sites for pages, one at a time."""

    def __init__(
        self,
        works: Works,
        *,
        sleep: Callable[[float], object] = time.sleep,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """Keep what it works with; `sleep` and `monotonic` are the clocks of pauses."""
        self.works, self.sleep, self.monotonic = works, sleep, monotonic
        self._hosts = dict[str, KeptHost]()
        self._rules = dict[str, tuple[str | None, Robots]]()
        self._asked = dict[str, float]()

    def refresh(self) -> None:
        """Forget what is kept of sites, which another program may have changed; pauses are remembered."""
        self._hosts.clear()

    def ready_in(self, host: str) -> float:
        """Return the seconds until a site may be asked; 0 at once."""
        return max(left_s(self._host(host).alone, self.works.clock()), self._pause_left(host))

    def sitemaps(self, host: str) -> tuple[str, ...]:
        """Return the sitemaps that a site names in its robots.txt, as far as that is known."""
        rules = self._rules.get(host)
        return rules[1].sitemaps if rules else ()

    def fetch(self, address: str, known: Known = NOTHING_KNOWN, *, max_bytes: int = 0) -> Fetched:
        """Return what stands at an address, after waiting as long as its site wants.

        Raises:
            RefusedError: It may not, or cannot, be had; `robots`, `robots_unknown`: nobody asked for it.
        """
        from accord.sources.fetch import fetch

        asked = list[str]()

        def before(hop: str) -> None:
            host = site_of(hop)
            if not self._robots(host).allows(hop):
                raise refused("robots", host=urlsplit(hop).hostname)
            self._wait(host)
            asked.append(host)
            self._asked[host] = self.monotonic()

        try:
            came = fetch(address, limits=self.works.limits(max_bytes), known=known, before=before)
        except RefusedError as error:
            self._failed(asked[-1] if asked else site_of(address), error)
            raise
        finally:
            for host in asked[-1:]:
                self._asked[host] = self.monotonic()
        self._succeeded(asked[-1])
        return came

    def _wait(self, host: str) -> None:
        left = self._pause_left(host)
        if left > 0:
            self.sleep(left)

    def _pause_left(self, host: str) -> float:
        asked = self._asked.get(host)
        if asked is None:
            return 0.0
        rules = self._rules.get(host)
        pause = max(self.works.pause_s, rules[1].pause_s if rules else 0.0)
        return max(asked + pause - self.monotonic(), 0.0)

    def _robots(self, host: str) -> Robots:
        """Return what a site lets programs read.

        Raises:
            RefusedError: `robots_unknown`: nobody knows.
        """
        kept, now = self._host(host), self.works.clock()
        if kept.due is None or kept.due <= now:
            kept = self._ask_robots(kept, now)
        if kept.rules is None:
            raise refused("robots_unknown", host=urlsplit(host).hostname, detail=f"asked again after {kept.due}")
        parsed = self._rules.get(host)
        if parsed is None or parsed[0] != kept.had:
            parsed = self._rules[host] = (kept.had, robots_of(kept.rules.encode()))
        return parsed[1]

    def _ask_robots(self, kept: KeptHost, now: str) -> KeptHost:
        from accord.sources.fetch import fetch

        self._wait(kept.host)
        try:
            came = fetch(robots_address(kept.host), limits=self.works.limits(_ROBOTS_BYTES))
            words = came.raw[:MOST_BYTES].decode("utf-8", "replace").replace("\0", "")
        except RefusedError as error:
            if error.reason in _OWN:
                raise
            if not _says_nothing(error):
                return self._without_robots(kept, error, now)
            words = ""
        finally:
            self._asked[kept.host] = self.monotonic()
        return self._note(kept.host, rules=words, had=now, due=later(now, _DAY_S))

    def _without_robots(self, kept: KeptHost, error: RefusedError, now: str) -> KeptHost:
        wait = backoff_s(kept.failures + 1, seed=kept.host, asked_s=error.retry_after_s)
        young = kept.rules is not None and kept.had is not None and later(kept.had, _OLDEST_S) > now
        rules = kept.rules if young else None
        return self._note(kept.host, rules=rules, due=later(now, wait), failures=kept.failures + 1)

    def _failed(self, host: str, error: RefusedError) -> None:
        """Note that a request failed: a site that is busy, or fails again and again, is left alone for a while."""
        if not passes(error.reason) or error.reason in ("not_there", "robots_unknown"):
            return
        failures, now, asked_s = self._host(host).failures + 1, self.works.clock(), error.retry_after_s
        alone_s = backoff_s(failures - _IN_A_ROW + 1, seed=host, least_s=_ALONE_S) if failures >= _IN_A_ROW else 0.0
        if asked_s is not None:
            alone_s = max(alone_s, min(asked_s, MOST_ASKED_S))
        elif error.reason == "busy":
            alone_s = max(alone_s, backoff_s(1, seed=host, least_s=_ALONE_S))
        self._note(host, failures=failures, until=later(now, alone_s) if alone_s else None)

    def _succeeded(self, host: str) -> None:
        kept = self._host(host)
        if kept.failures or kept.until:
            self._note(host, failures=0, until=None)

    def _host(self, host: str) -> KeptHost:
        if host not in self._hosts:
            with self.works.register.asking() as asking:
                self._hosts[host] = host_of(asking, host)
        return self._hosts[host]

    def _note(self, host: str, **values: object) -> KeptHost:
        with self.works.register.writing() as connection:
            note_host(connection, host, **values)
        self._hosts[host] = msgspec.structs.replace(self._host(host), **values)
        return self._hosts[host]


def site_of(address: str) -> str:
    """Return the site of an address: scheme, host and port.

    >>> site_of("https://Example.org:8443/news/5?x=1")
    'https://example.org:8443'
    """
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc.lower()}"


def _says_nothing(error: RefusedError) -> bool:
    """Return whether a site has no rules, as it says by its answer; that it is busy says nothing of its rules."""
    status = error.status or 0
    return error.reason != "busy" and (error.reason in _NO_RULES or 400 <= status < 500)
