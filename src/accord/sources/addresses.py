"""Take an address on the network apart.

In:  an address as a person gives it or a page leads to it.
Out: `Place`, or a `RefusedError`; `Fetched`, what stood there; `Known`, what is known of it when it is asked again.
"""

from urllib.parse import urldefrag, urljoin

import msgspec

from accord.sources.refusals import refused

__all__ = ["NOTHING_KNOWN", "Fetched", "Known", "Place", "is_address", "place_of", "plain_address"]

_PORTS = {"http": 80, "https": 443}
_FIRST_FREE = (
    1024  # ports below it belong to services; those that are no web server's answer no page (as browsers hold it)
)
_LONGEST = 4_000  # characters of an address; browsers take 2,000 and more


class Place(msgspec.Struct, frozen=True):
    """An address taken apart."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def header(self) -> str:
        """Return the host as a request names it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"


class Fetched(msgspec.Struct, frozen=True):
    """What was fetched.

    Attributes:
        raw: The bytes, unpacked.
        media: The media type that they were sent as, or None.
        address: Where they were in the end, after all redirects.
        etag: The mark that the server gave to these bytes, or None.
        modified: When they changed last, as the server says it (an HTTP date), or None.
        unchanged: Whether they are what they were when they were last fetched; then `raw` is empty.
    """

    raw: bytes
    media: str | None
    address: str
    etag: str | None = None
    modified: str | None = None
    unchanged: bool = False


class Known(msgspec.Struct, frozen=True):
    """The marks by which a server can tell that nothing has changed (RFC 9110, section 13).

    Attributes:
        address: Where the bytes were in the end; marks mean nothing to any other address.
        etag: As `Fetched` has it.
        modified: As `Fetched` has it.
    """

    address: str = ""
    etag: str | None = None
    modified: str | None = None


NOTHING_KNOWN = Known()


def is_address(path: str) -> bool:
    """Return whether a path is an address on the network, of whatever kind.

    >>> is_address("https://example.org/a.html"), is_address("C:\\\\news\\\\a.html"), is_address("ftp://x")
    (True, False, True)
    """
    scheme, parted, _ = path.partition("://")
    return (
        bool(parted)
        and scheme.isascii()
        and scheme[:1].isalpha()
        and scheme.replace("-", "").replace("+", "").isalnum()
    )


def place_of(address: str) -> Place:
    """Return an address taken apart.

    Raises:
        RefusedError: `bad_address`.
    """
    from urllib3.exceptions import LocationParseError
    from urllib3.util import parse_url

    if len(address) > _LONGEST:
        raise refused("bad_address", found=f"longer than {_LONGEST:,} characters")
    try:
        url = parse_url(address.strip())
    except (LocationParseError, ValueError) as error:
        raise refused("bad_address", found="no address that can be understood") from error
    if url.scheme not in _PORTS:
        raise refused("bad_address", found=f"of the kind {url.scheme or '?'}://")
    if not url.host:
        raise refused("bad_address", found="an address without a host")
    if url.auth:
        raise refused("bad_address", found="an address with a name or password in it, which would be kept")
    if url.port is not None and url.port < _FIRST_FREE and url.port not in _PORTS.values():
        raise refused("bad_address", found=f"an address with port {url.port}, which is no web server's")
    host = url.host.strip("[]")
    return Place(url.scheme, host, url.port or _PORTS[url.scheme], url.request_uri)


def plain_address(address: str, base: str) -> str | None:
    """Return an address as a page or a list gives it, whole and without its fragment; None where it leads to no page.

    >>> plain_address(" ../b.html#top ", "https://example.org/news/2024/")
    'https://example.org/news/b.html'
    """
    try:
        whole = urldefrag(urljoin(base, address.strip())).url
    except ValueError:
        return None
    fits = whole.startswith(("https://", "http://")) and len(whole) <= _LONGEST and whole.isprintable()
    return whole if fits else None
