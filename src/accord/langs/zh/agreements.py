"""Read agreements. (Skeleton.)"""

from accord.langs.zh.scene import Scene
from accord.model.reading import Agreement, Post

__all__ = ["find_agreements"]


def find_agreements(scene: Scene, posts: tuple[Post, ...]) -> tuple[Agreement, ...]:
    """Return the agreements that the page reports as its news, without sectors."""
    return ()
