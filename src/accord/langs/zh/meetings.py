"""Read meetings. (Skeleton.)"""

from accord.langs.zh.scene import Scene
from accord.model.reading import Agreement, Meeting, Post

__all__ = ["find_meetings"]


def find_meetings(scene: Scene, posts: tuple[Post, ...], agreements: tuple[Agreement, ...]) -> tuple[Meeting, ...]:
    """Return the meetings, visits and conferences about cooperating, other than only the signing."""
    return ()
