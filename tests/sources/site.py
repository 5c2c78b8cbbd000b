"""A news site on this machine: its pages, lists and rules, what it remembers of who asked, and how it fails, by a seed."""

import gzip
import hashlib
import random
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from accord.sources.fetch import Limits
from tests.sources.server import LOOPBACK

__all__ = ["FAULTS", "PATIENT", "Site", "a_site", "by_chance"]

PATIENT = Limits(
    max_bytes=60_000_000, may_reach=lambda address: address == LOOPBACK, connect_s=3, silent_s=0.4, total_s=2
)
FAULTS = ("slow", "moved", "lies", 404, 429, 500, 503, "closes", "short") * 4 + ("silent",)  # silence costs seconds


class Site:
    """What stands on the site, by path: `pages` (sent as HTML) and `lists` (sent as they are), `rules` its robots.txt."""

    def __init__(self) -> None:
        self.pages: dict[str, str] = {}
        self.lists: dict[str, bytes] = {}
        self.rules: bytes | None = None
        self.fails: Callable[[str, int], object] = lambda path, time: None  # of a path that is asked for the n-th time
        self.asked: Counter[str] = Counter()
        self.answered: Counter[int] = Counter()
        self.heads: list[tuple[str, dict[str, str]]] = []
        self.at_once = self.most_at_once = 0
        self.address = ""
        self.lock = threading.Lock()

    def news(self, number: int, words: str) -> str:
        """Return the path of a page, after putting it there."""
        path = f"/news/{number}.html"
        self.pages[path] = f"<html><head><title>News {number}</title></head><body><p>{words}</p></body></html>"
        return path

    def feed(self, *paths: str, at: str = "/feed") -> None:
        items = "".join(f"<item><link>{path}</link></item>" for path in paths)
        self.lists[at] = f"<rss><channel>{items}</channel></rss>".encode()

    def sitemap(self, *paths: str, at: str = "/sitemap.xml", packed: bool = False, changed: str = "") -> None:
        last = f"<lastmod>{changed}</lastmod>" if changed else ""
        rows = "".join(f"<url><loc>{self.address}{path}</loc>{last}</url>" for path in paths)
        content = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</urlset>'.encode()
        self.lists[at] = gzip.compress(content, 1) if packed else content

    def index(self, *paths: str, at: str = "/index.xml", changed: str = "") -> None:
        last = f"<lastmod>{changed}</lastmod>" if changed else ""
        rows = "".join(f"<sitemap><loc>{self.address}{path}</loc>{last}</sitemap>" for path in paths)
        self.lists[at] = (
            f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</sitemapindex>'.encode()
        )

    def asked_news(self) -> Counter[str]:
        return Counter({path: times for path, times in self.asked.items() if path.startswith("/news/")})


def by_chance(seed: int, share: float) -> Callable[[str, int], object]:
    """Return how a site fails: a share of its paths, each in its own way, the first time that it is asked; of four one twice."""

    def fails(path: str, time: int) -> object:
        chance = random.Random(f"{seed} {path}")
        if path == "/robots.txt" or chance.random() >= share or time > chance.choice((1, 1, 1, 2)):
            return None
        return chance.choice(FAULTS)

    return fails


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *args: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        site: Site = self.server.site  # type: ignore[attr-defined]
        with site.lock:
            site.asked[self.path] += 1
            time_of_it = site.asked[self.path]
            site.heads.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
            site.at_once += 1
            site.most_at_once = max(site.most_at_once, site.at_once)
        fault = site.fails(self.path, time_of_it)
        self.failed = fault in ("closes", "silent", "short")
        if self.failed:
            self._done(site)  # nobody knows when the other side has had enough of these
        self._failing(site, fault)
        self.close_connection = True

    def _done(self, site: Site) -> None:
        """Note that the answer is about to leave: once it has, the next request may come before we hear of it."""
        with site.lock:
            site.at_once -= 1

    def _failing(self, site: Site, fault: object) -> None:
        if isinstance(fault, int):
            self._send(site, fault, b"", {"Retry-After": "30"} if fault in (429, 503) else {})
        elif fault == "closes":
            return
        elif fault == "silent":
            time.sleep(2.5)
        elif fault == "moved" and "?" not in self.path:
            self._send(site, 302, b"", {"Location": f"{self.path}?moved"})
        elif fault == "short":
            self._send(site, 200, b"<html>half", {"Content-Length": "5000", "Content-Type": "text/html"})
        else:
            if fault == "slow":
                time.sleep(0.05)
            self._found(site, lies=fault == "lies")

    def _found(self, site: Site, *, lies: bool) -> None:
        path = self.path.partition("?")[0] if self.path.endswith("?moved") else self.path
        if path == "/robots.txt" and site.rules is not None:
            body, media = site.rules, "text/plain"
        elif path in site.pages:
            body, media = site.pages[path].encode(), "text/html; charset=utf-8"
        elif path in site.lists:
            body, media = site.lists[path], "application/octet-stream"
        else:
            self._send(site, 404, b"", {})
            return
        etag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        if self.headers.get("If-None-Match") == etag:
            self._send(site, 304, b"", {"ETag": etag})
            return
        self._send(site, 200, body, {"ETag": etag, "Content-Type": "text/html; charset=gbk" if lies else media})

    def _send(self, site: Site, status: int, body: bytes, headers: dict[str, str]) -> None:
        with site.lock:
            site.answered[status] += 1
        if not getattr(self, "failed", False):
            self._done(site)
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 64

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: clients hang up on bad answers, as they should."""


@contextmanager
def a_site() -> Iterator[Site]:
    """Yield a running site with nothing on it."""
    site = Site()
    server = _Server((LOOPBACK, 0), _Handler)
    server.site = site  # type: ignore[attr-defined]
    site.address = f"http://{LOOPBACK}:{server.server_address[1]}"
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
