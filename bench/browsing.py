"""People who browse: they follow the links that pages show, think, and follow another one.

In:  the address of an app with its key.
Out: how long each kind of page took.
"""

import random
import re
import threading
import time
from collections import defaultdict
from html import unescape
from http.client import HTTPConnection, HTTPException
from urllib.parse import quote, urljoin, urlsplit

import msgspec

__all__ = ["Client", "Links", "Visited", "browse", "kind_of", "look_around"]

_HREF = re.compile(r'\s(?:href|hx-get)="([^"]+)"')
_NOT = (
    "/static/",
    "/language/",
    "/theme/",
    "/leave",
    "/login",
    "/enter",
    "/account",
)  # no pages, or they change the session
_FILE = re.compile(r"\.(?:csv|xlsx|json|docx|pdf|geojson|ics)(?:$|\?)")
_A_KIND = 400  # links kept of one kind
_TIMEOUT_S = 60


class Visited(msgspec.Struct, frozen=True):
    """One page that somebody opened."""

    kind: str
    path: str
    status: int
    ms: float
    size: int


class Client:
    """One browser: a connection that stays open, a session, a language."""

    def __init__(self, address: str, cookie: str = "", language: str = "en") -> None:
        """Open a connection to `http://host:port`."""
        self._host, self.cookie, self.language = urlsplit(address).netloc, cookie, language
        self._connection = HTTPConnection(self._host, timeout=_TIMEOUT_S)

    def enter(self, path: str) -> None:
        """Go in by a one-time link."""
        _, headers, _ = self.ask("GET", path)
        self.cookie = headers["set-cookie"].split(";")[0]

    def ask(self, method: str, path: str, body: str = "", **headers: str) -> tuple[int, dict[str, str], bytes]:
        """Return status, headers and body."""
        sent = {"Cookie": f"{self.cookie}; accord_language={self.language}", "Accept-Encoding": "identity", **headers}
        for again in (False, True):
            try:
                self._connection.request(method, path, body.encode() or None, sent)
                answer = self._connection.getresponse()
                return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
            except (ConnectionError, OSError):
                if again:
                    raise
                self._connection.close()
        raise AssertionError

    def open(self, kind: str, path: str) -> tuple[Visited, str]:
        """Return how long a page took, and its words."""
        begun = time.perf_counter()
        status, headers, body = self.ask("GET", path)
        taken = Visited(kind, path, status, 1000 * (time.perf_counter() - begun), len(body))
        return taken, body.decode() if "html" in headers.get("content-type", "") else ""


class Links:
    """The links that pages have shown, by kind of page; `refused` are those that did not open, and kinds never opened."""

    def __init__(self) -> None:
        """Begin with none."""
        self.by_kind: dict[str, list[str]] = defaultdict(list)
        self.refused: list[str] = []
        self._known: set[str] = set()

    def add(self, page: str, words: str) -> None:
        """Keep the links of a page."""
        for found in _HREF.findall(words):
            path = urljoin(page, unescape(found))
            if path.startswith("/") and not path.startswith("//") and not path.startswith(_NOT):
                self.keep(path.split("#")[0])

    def keep(self, path: str) -> None:
        """Keep a link."""
        kind = kind_of(path)
        if path not in self._known and len(self.by_kind[kind]) < _A_KIND:
            self._known.add(path)
            self.by_kind[kind].append(path)


def kind_of(path: str) -> str:
    """Return the kind of page of a path: its words that are no ids, and whether anything is asked.

    >>> kind_of("/agreements/e-12ab?x=1"), kind_of("/agreements?sector=energy"), kind_of("/documents/sha256:1/facts/f-2")
    ('/agreements/*', '/agreements?', '/documents/*/facts/*')
    """
    plain, _, asked = path.partition("?")
    parts = [part if at <= 1 or part.isalpha() else "*" for at, part in enumerate(plain.split("/"))]
    if re.fullmatch(r"/api/v\d+/.*", plain):
        parts = [*plain.split("/")[:4], *("*" for _ in plain.split("/")[4:])]
    kind = "/".join(parts)
    if _FILE.search(plain):
        return "(files)"
    return f"{kind}?" if asked and not kind.endswith("*") else kind


def look_around(client: Client, searches: list[str], extra: list[str], draw: random.Random) -> Links:
    """Return the links that are found by opening some pages of each kind; the pages are not measured.

    A page that does not open is left out and told (`refused`), and so is a kind of which no page was opened.
    """
    links = Links()
    links.keep("/")
    for words in searches:
        links.keep(f"/search?q={quote(words)}")
    for path in extra:
        links.keep(path)
    opened, good = set[str](), set[str]()
    for _ in range(4):
        for kind, paths in list(links.by_kind.items()):
            if kind == "(files)":
                continue
            fresh = [path for path in paths if path not in opened]
            for path in draw.sample(fresh, min(4, len(fresh))):
                opened.add(path)
                taken, words = client.open(kind, path)
                if taken.status == 200:
                    good.add(kind)
                    links.add(path, words)
                else:
                    links.refused.append(f"{taken.status} {path}")
                    paths.remove(path)
    for kind in [kind for kind in links.by_kind if kind not in good]:
        links.refused += [f"never opened: {kind}"] if kind != "(files)" else []
        del links.by_kind[kind]
    print("".join(f"  left out: {one}\n" for one in links.refused), end="", flush=True)
    return links


def browse(address: str, cookie: str, links: Links, *, users: int, seconds: float, think_s: float) -> list[Visited]:
    """Return what so many users opened in so many seconds, each in a thread of its own, half of them in Chinese."""
    kinds = sorted(kind for kind, paths in links.by_kind.items() if paths and kind != "(files)")
    done: list[Visited] = []
    until = time.monotonic() + seconds

    def one(number: int) -> None:
        draw, client = random.Random(number), Client(address, cookie, ("en", "zh")[number % 2])
        time.sleep(think_s * number / users)
        while time.monotonic() < until:
            kind = draw.choice(kinds)
            try:
                taken, _ = client.open(kind, draw.choice(links.by_kind[kind]))
            except (OSError, HTTPException) as error:
                taken = Visited(kind, str(error), 0, 1000 * _TIMEOUT_S, 0)
            done.append(taken)
            time.sleep(think_s)

    threads = [threading.Thread(target=one, args=(number,)) for number in range(users)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return done
