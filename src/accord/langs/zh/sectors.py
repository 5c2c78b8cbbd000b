"""Read the fields in which parties cooperate. (First step.)"""

from accord.langs.pack import Pack
from accord.langs.zh.cues import cues_in
from accord.langs.zh.scene import Scene
from accord.model.reading import Agreement, Commitment
from accord.model.terms import Sector, members

__all__ = ["sectors_of", "with_sectors"]


def sectors_of(words: str, pack: Pack) -> tuple[Sector, ...]:
    """Return the fields that `words` speak of."""
    found = {row["sector"] for _, _, row in cues_in(words, pack.tables["sector_cues"]) if not row["weight"]}
    return tuple(code for code in members(Sector) if code in found)  # type: ignore[misc]


def with_sectors(
    scene: Scene, agreements: tuple[Agreement, ...], commitments: tuple[Commitment, ...]
) -> tuple[Agreement, ...]:
    """Return the agreements with the sectors in which they set up cooperation."""
    return agreements
