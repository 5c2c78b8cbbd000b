"""Read sectors. (Skeleton.)"""

from accord.langs.zh.scene import Scene
from accord.model.reading import Agreement, Commitment

__all__ = ["with_sectors"]


def with_sectors(
    scene: Scene, agreements: tuple[Agreement, ...], commitments: tuple[Commitment, ...]
) -> tuple[Agreement, ...]:
    """Return the agreements with the sectors in which they set up cooperation."""
    return agreements
