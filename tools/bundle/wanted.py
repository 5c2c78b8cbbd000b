"""What the lock asks for on one platform with one Python; pip itself asks markers of the machine that it runs on.

In:  the text of a lock with hashes.
Out: pins, and lines that pip reads.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from packaging.markers import Marker
from packaging.requirements import Requirement

__all__ = ["Pin", "line", "pins", "wanted"]

_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


@dataclass(frozen=True)
class Pin:
    """One line of the lock.

    Attributes:
        what: Name and version, `NAME==VERSION`.
        marker: Where it is needed; None for everywhere.
        hashes: SHA-256 of its files, hexadecimal.
    """

    what: str
    marker: Marker | None
    hashes: frozenset[str]


def pins(lock: str) -> list[Pin]:
    """Return the pins of a lock, in its order.

    Raises:
        ValueError: A pin has no hash.
    """
    joined = re.sub(r"\\\s*\n", " ", lock)
    lines = [one for one in joined.splitlines() if one.strip() and not one.lstrip().startswith("#")]
    return [_pin(one) for one in lines]


def wanted(all_pins: Iterable[Pin], environment: Mapping[str, str]) -> list[Pin]:
    """Return the pins that are needed in an environment."""
    return [pin for pin in all_pins if pin.marker is None or pin.marker.evaluate(dict(environment))]


def line(pin: Pin, *, hashes: Iterable[str], marker: bool) -> str:
    """Return the line that pip reads.

    Args:
        pin: What is pinned.
        hashes: Those of its files that may be taken.
        marker: Whether to say where it is needed.
    """
    where = f" ; {pin.marker}" if marker and pin.marker else ""
    return f"{pin.what}{where} {' '.join(f'--hash=sha256:{one}' for one in sorted(hashes))}"


def _pin(told: str) -> Pin:
    hashes = frozenset(_HASH.findall(told))
    requirement = Requirement(told.partition("--hash")[0].strip())
    if not hashes:
        raise ValueError(f"{requirement} has no hash; make the lock anew with: make lock")
    return Pin(f"{requirement.name}{requirement.specifier}", requirement.marker, hashes)
