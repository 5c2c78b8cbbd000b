"""Read commitments. (Skeleton.)"""

from accord.langs.zh.scene import Scene
from accord.model.reading import Agreement, Commitment, Post

__all__ = ["find_commitments"]


def find_commitments(
    scene: Scene, agreements: tuple[Agreement, ...], posts: tuple[Post, ...]
) -> tuple[Commitment, ...]:
    """Return what is undertaken, a row a sentence or item of a list."""
    return ()
