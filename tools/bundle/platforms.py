"""The platforms that bundles are made for, read from `platforms.toml`.

In:  nothing.
Out: `Platform` values, what markers see there, and which wheels run there.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from packaging.markers import default_environment
from packaging.tags import Tag, compatible_tags, cpython_tags

__all__ = ["Platform", "described", "environment", "tags"]

_HERE = Path(__file__).parent
_OLD_NAMES = {(2, 17): "manylinux2014", (2, 12): "manylinux2010", (2, 5): "manylinux1"}


@dataclass(frozen=True)
class Platform:
    """Where a bundle is to be installed.

    Attributes:
        id: Its name in the bundle's name.
        runs: What `sysconfig.get_platform()` says there.
        wheels: Platform tags of wheels that run there; `manylinux_ARCH` stands for all up to `glibc`.
        glibc: The oldest C library that the bundle's wheels run with; empty where there is none.
        installer: What a person starts.
        marker: What markers of requirements see there, as far as it is not Python's version.
        pythons: The versions of Python served, the one to prefer first.
    """

    id: str
    runs: str
    wheels: tuple[str, ...]
    glibc: tuple[int, ...]
    installer: str
    marker: dict[str, str]
    pythons: tuple[str, ...]


def described() -> dict[str, Platform]:
    """Return every platform by its id, in the order of the file."""
    told = tomllib.loads((_HERE / "platforms.toml").read_text("utf-8"))
    return {
        one["id"]: Platform(
            id=one["id"],
            runs=one["runs"],
            wheels=tuple(one["wheels"]),
            glibc=tuple(one["glibc"]),
            installer=one["installer"],
            marker=one["marker"],
            pythons=tuple(told["pythons"]),
        )
        for one in told["platform"]
    }


def environment(platform: Platform, python: str) -> dict[str, str]:
    """Return what markers see with a version of CPython, such as "3.12", on a platform."""
    ours = {name: str(value) for name, value in default_environment().items()}
    version = {"python_version": python, "python_full_version": f"{python}.0", "implementation_version": f"{python}.0"}
    cpython = {"implementation_name": "cpython", "platform_python_implementation": "CPython"}
    return ours | cpython | version | platform.marker


def tags(platform: Platform, python: str) -> list[Tag]:
    """Return the tags of wheels that run there, the best first."""
    version = tuple(int(part) for part in python.split("."))
    names = list(platform_names(platform))
    own = cpython_tags(version, platforms=names)
    return [*own, *compatible_tags(version, interpreter=f"cp{''.join(python.split('.'))}", platforms=names)]


def platform_names(platform: Platform) -> Iterator[str]:
    """Yield the platform tags that pip knows, the newest C library first."""
    for name in platform.wheels:
        kind, _, arch = name.partition("_")
        if kind != "manylinux":
            yield name
            continue
        most = platform.glibc[1]
        for minor in range(most, 4, -1):
            yield f"manylinux_2_{minor}_{arch}"
            if (2, minor) in _OLD_NAMES:
                yield f"{_OLD_NAMES[2, minor]}_{arch}"
