"""Read who holds which post. (Skeleton.)"""

from accord.langs.zh.scene import Scene
from accord.model.reading import Post

__all__ = ["find_posts"]


def find_posts(scene: Scene) -> tuple[Post, ...]:
    """Return the posts that the page states."""
    return ()
