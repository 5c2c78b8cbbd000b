"""Find the machines behind a name, and keep out of private networks.

In:  a place.
Out: the network addresses to connect to, all checked; or a `RefusedError`.

A name is looked up once, what was found is checked, and the connection is made to what was checked: a name that says
something else a moment later (DNS rebinding) changes nothing.
Source: the IANA registries of special-purpose addresses, as Python's `ipaddress` has them.
"""

import ipaddress
import socket
import threading
from collections.abc import Callable, Sequence

from accord.sources.addresses import Place
from accord.sources.refusals import refused

__all__ = ["Resolver", "is_public", "resolve", "resolved"]

IpAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolver = Callable[[str, int], Sequence[str]]

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


def resolve(host: str, port: int) -> Sequence[str]:
    """Return the network addresses of a host, in the order in which the system would try them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


def resolved(place: Place, *, resolver: Resolver, may_reach: Callable[[str], bool], within_s: float) -> Sequence[str]:
    """Return the network addresses of a place, every one of which may be reached.

    Raises:
        RefusedError: `unreachable`, `too_slow`, `private_address`.
    """
    found: list[Sequence[str] | Exception] = []

    def look_up() -> None:
        try:
            found.append(resolver(place.host, place.port))
        except (OSError, UnicodeError) as error:
            found.append(error)

    looking = threading.Thread(target=look_up, daemon=True)  # the system's own time limit may be minutes
    looking.start()
    looking.join(within_s)
    if not found:
        raise refused("too_slow", host=place.host, limit=f"{within_s:.0f} seconds to say where it is")
    if isinstance(found[0], Exception) or not found[0]:
        raise refused("unreachable", host=place.host, detail="there is no host of that name")
    for address in found[0]:
        if not may_reach(address):
            raise refused("private_address", host=place.host, found=address)
    return found[0]


def is_public(address: str) -> bool:
    """Return whether a network address belongs to the public internet, also where it is wrapped in another one.

    >>> [is_public(address) for address in ("93.184.216.34", "127.0.0.1", "::ffff:10.0.0.1", "169.254.169.254")]
    [True, False, False, False]
    """
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    return all(_is_public(one) for one in (ip, *_wrapped(ip)))


def _is_public(ip: IpAddress) -> bool:
    special = (
        ip.is_private or ip.is_loopback or ip.is_link_local or ip.is_multicast or ip.is_reserved or ip.is_unspecified
    )
    is_wrapping = isinstance(ip, ipaddress.IPv6Address) and (ip.ipv4_mapped is not None or ip in _NAT64)
    return is_wrapping or (ip.is_global and not special)


def _wrapped(ip: IpAddress) -> list[IpAddress]:
    """Return the addresses that an IPv6 address stands for: mapped, 6to4, Teredo, NAT64."""
    if isinstance(ip, ipaddress.IPv4Address):
        return []
    nat64 = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF) if ip in _NAT64 else None
    inside = [ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ()), nat64]
    return [one for one in inside if one is not None]
