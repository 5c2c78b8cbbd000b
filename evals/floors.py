"""The floors: what each set must reach, and the gold that it was measured on.

In:  `floors.toml` and the figures of a set.
Out: complaints, one a figure below its floor, and one where the gold is no longer the same.
"""

import tomllib
from collections.abc import Mapping
from pathlib import Path

import msgspec

__all__ = ["FILE", "MARGIN", "Floors", "complaints", "load_floors"]

FILE = Path(__file__).with_name("floors.toml")
MARGIN = 0.005  # what another version of the name recogniser or of Python may cost without anybody's fault


class Floors(msgspec.Struct, frozen=True):
    """The floors of one set: the digest of its gold files, and a least F1 by figure (`mean` among them)."""

    gold: str
    figures: dict[str, float]


def load_floors(file: Path = FILE) -> dict[str, Floors]:
    """Return the floors by set.

    Raises:
        msgspec.ValidationError: A table lacks `gold` or `figures`, or a floor is no number.
    """
    return msgspec.convert(tomllib.loads(file.read_text("utf-8")), type=dict[str, Floors], strict=False)


def complaints(name: str, floors: Floors | None, *, gold: str, figures: Mapping[str, float]) -> list[str]:
    """Return what is wrong with a set, a sentence each; nothing where it has no floors."""
    if floors is None:
        return []
    said = []
    if floors.gold != gold:
        said.append(
            f"{name}: the gold facts are not those of floors.toml, so its floors may mean something else: "
            f"look at what changed, then set gold = {gold!r} there"
        )
    for figure, floor in floors.figures.items():
        found = figures[figure]
        if found < floor - MARGIN:
            said.append(f"{name}: {figure} is {found:.3f}, below its floor of {floor:.3f} (margin {MARGIN})")
    return said
