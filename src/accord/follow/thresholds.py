"""The numbers that decide how something is told: `data/thresholds.toml`.

In:  a name.
Out: the number; what it is measured in and where it comes from.
"""

import tomllib
from functools import cache
from importlib.resources import files

import msgspec

from accord.errors import ConfigError

__all__ = ["Threshold", "threshold"]


class Threshold(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A number with its unit and its source."""

    value: int
    unit: str
    source: str


def threshold(name: str) -> Threshold:
    """Return a threshold by its name.

    >>> threshold("smallest_denominator").value, threshold("silent_after").unit
    (30, 'days')

    Raises:
        ConfigError: There is none of this name.
    """
    known = _thresholds()
    if name not in known:
        raise ConfigError(f"thresholds.toml has no {name!r}; it has {', '.join(sorted(known))}")
    return known[name]


@cache
def _thresholds() -> dict[str, Threshold]:
    told = tomllib.loads(files("accord.follow").joinpath("data", "thresholds.toml").read_text("utf-8"))
    return msgspec.convert(told, dict[str, Threshold])
