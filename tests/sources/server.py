"""A web server on this machine that answers as badly as servers do; and what must become of each of its addresses."""

import gzip
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from accord.sources.addresses import Fetched
from accord.sources.fetch import Limits, fetch
from tests.sources.broken import ENGLISH, SIMPLIFIED, page
from tests.sources.papers import a_docx, a_page, a_paragraph, a_pdf, wrapped

__all__ = ["BAD_ADDRESSES", "GOOD_ADDRESSES", "LOOPBACK", "QUICK", "a_server", "fetching"]

LOOPBACK = "127.0.0.1"
QUICK = Limits(max_bytes=2_000_000, may_reach=lambda address: address == LOOPBACK, connect_s=3, silent_s=1, total_s=2.5)
_PAGE = page(ENGLISH).encode()
_SLOW = 5.0  # seconds that a slow answer takes, in pieces; nobody waits for it

GOOD_ADDRESSES = {
    "/news.html": "a page",
    "/moved": "a page after a redirect to a path",
    "/gzip": "a packed page",
    "/called_text": "a page that is called plain text",
    "/called_page": "a text that is called a page",
    "/called_picture": "a page that is called a picture",
    "/called_page.pdf": "a PDF that is called a page",
    "/download": "a Word file that is called nothing",
    "/wrong_charset": "a page in GB 18030 that is called UTF-8",
    "/no_charset": "a page in GB 18030 of which nobody says so",
    "/by_header": "a text in GBK of which only the header says so",
    "/chunks": "a page in chunks",
}
BAD_ADDRESSES = {
    "/loop": "too_many_redirects",
    "/far": "too_many_redirects",
    "/to_file": "bad_address",
    "/to_private": "private_address",
    "/to_metadata": "private_address",
    "/missing": "not_there",
    "/gone": "not_there",
    "/forbidden": "not_allowed",
    "/busy": "busy",
    "/error": "failed_there",
    "/nowhere": "failed_there",
    "/silent": "too_slow",
    "/dripping": "too_slow",
    "/dripping_headers": "too_slow",
    "/endless": "too_large",
    "/announced": "too_large",
    "/bomb": "too_large",
    "/closes": "unreachable",
    "/short": "cut_short",
    "/short_gzip": "cut_short",
    "/no_http": "unreachable",
    "/picture.html": "binary",
    "/nothing": "empty",
    "/script": "no_text",
    "/data.json": "unsupported",
}
_STATUS = {"/missing": 404, "/gone": 410, "/forbidden": 403, "/busy": 429, "/error": 500, "/nowhere": 302}
_LEADS = {
    "/moved": "/news.html",
    "/loop": "/loop",
    "/to_file": "file:///etc/passwd",
    "/to_private": "http://127.0.0.2:{port}/news.html",
    "/to_metadata": "http://169.254.169.254/latest/meta-data/",
}
_PDF = a_pdf([a_page(*wrapped(ENGLISH))])
_DOCX = a_docx("".join(a_paragraph(line) for line in ENGLISH.split("\n") if line))
_HTML, _PLAIN = "text/html; charset=utf-8", "text/plain; charset=utf-8"
_PLAIN_ANSWERS: dict[str, tuple[str | None, bytes]] = {
    "/news.html": (_HTML, _PAGE),
    "/called_text": (_PLAIN, _PAGE),
    "/called_page": (_HTML, ENGLISH.encode()),
    "/called_picture": ("image/png", _PAGE),
    "/called_page.pdf": (_HTML, _PDF),
    "/download": (None, _DOCX),
    "/wrong_charset": (_HTML, page(SIMPLIFIED).encode("gb18030")),
    "/no_charset": ("text/html", page(SIMPLIFIED).replace('<meta charset="utf-8">', "").encode("gb18030")),
    "/by_header": ("text/plain; charset=gbk", SIMPLIFIED.encode("gbk")),
    "/picture.html": (_HTML, b"\x89PNG\r\n\x1a\n" + bytes(range(256))),
    "/nothing": (_HTML, b""),
    "/script": (_HTML, b"<html><script>let words = 'none'</script></html>"),
    "/data.json": ("application/json", b'{"news": "none"}'),
}


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *args: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if path in _PLAIN_ANSWERS:
            self._answer(*_PLAIN_ANSWERS[path])
        elif path in _LEADS or path.startswith("/far"):
            port = self.server.server_address[1]
            self._head(302, {"Location": _LEADS.get(path, f"{path}x").format(port=port), "Content-Length": "0"})
        elif path in _STATUS:
            self._head(_STATUS[path], {"Content-Length": "0"})
        else:
            _ODD[path](self)
        self.close_connection = True

    def _answer(self, media: str | None, body: bytes, **more: str) -> None:
        named = {"Content-Type": media} if media else {}
        self._head(200, {**named, "Content-Length": str(len(body)), **more})
        self.wfile.write(body)

    def _head(self, status: int, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def _drip(self, piece: bytes, *, every: float = 0.1) -> None:
        ends = time.monotonic() + _SLOW
        while time.monotonic() < ends:
            self.wfile.write(piece)
            self.wfile.flush()
            time.sleep(every)


def _gzipped(self: _Handler) -> None:
    self._answer(_HTML, gzip.compress(_PAGE), Content_Encoding="gzip")


@cache
def _packed_bomb() -> bytes:
    return gzip.compress(b"<p>a</p>" * 5_000_000, 1)


def _bomb(self: _Handler) -> None:
    self._answer(_HTML, _packed_bomb(), Content_Encoding="gzip")


def _short_gzip(self: _Handler) -> None:
    self._answer(_HTML, gzip.compress(_PAGE)[:-40], Content_Encoding="gzip")


def _chunks(self: _Handler) -> None:
    self._head(200, {"Content-Type": _HTML, "Transfer-Encoding": "chunked"})
    for at in range(0, len(_PAGE), 100):
        piece = _PAGE[at : at + 100]
        self.wfile.write(f"{len(piece):x}\r\n".encode() + piece + b"\r\n")
    self.wfile.write(b"0\r\n\r\n")


def _silent(self: _Handler) -> None:
    time.sleep(_SLOW)


def _dripping(self: _Handler) -> None:
    self._head(200, {"Content-Type": _PLAIN, "Content-Length": "1000000"})
    self._drip(b"word ")


def _dripping_headers(self: _Handler) -> None:
    self.wfile.write(b"HTTP/1.1 200 OK\r\n")
    self._drip(b"X-Header: word\r\n")


def _endless(self: _Handler) -> None:
    self._head(200, {"Content-Type": _PLAIN})
    while True:
        self.wfile.write(b"agreement " * 10_000)


def _announced(self: _Handler) -> None:
    self._head(200, {"Content-Type": _PLAIN, "Content-Length": str(10**12)})


def _short(self: _Handler) -> None:
    self._head(200, {"Content-Type": _HTML, "Content-Length": str(len(_PAGE))})
    self.wfile.write(_PAGE[:-100])


def _closes(self: _Handler) -> None:
    """Answer nothing."""


def _no_http(self: _Handler) -> None:
    self.wfile.write(b"220 mail.example.org ESMTP\r\n")


_ODD: dict[str, Callable[[_Handler], None]] = {
    "/gzip": _gzipped,
    "/bomb": _bomb,
    "/short_gzip": _short_gzip,
    "/chunks": _chunks,
    "/silent": _silent,
    "/dripping": _dripping,
    "/dripping_headers": _dripping_headers,
    "/endless": _endless,
    "/announced": _announced,
    "/short": _short,
    "/closes": _closes,
    "/no_http": _no_http,
}


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: clients hang up on bad answers, as they should."""


@contextmanager
def a_server() -> Iterator[str]:
    """Yield the address of a running server."""
    _packed_bomb()  # made beforehand, so that nobody waits for it
    server = _Server((LOOPBACK, 0), _Handler)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield f"http://{LOOPBACK}:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


def fetching(limits: Limits = QUICK) -> Callable[[str], Fetched]:
    """Return what `find` fetches with."""
    return lambda address: fetch(address, limits=limits)
