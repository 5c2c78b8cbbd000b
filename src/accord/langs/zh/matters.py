"""Read progress, mechanisms, projects and topics. (Skeleton.)"""

from accord.langs.zh.scene import Scene
from accord.model.reading import Agreement, Mechanism, Progress, Project, Topic

__all__ = ["find_mechanisms", "find_progress", "find_projects", "find_topics"]


def find_progress(scene: Scene) -> tuple[Progress, ...]:
    """Return what the page says of the state of things."""
    return ()


def find_mechanisms(scene: Scene, agreements: tuple[Agreement, ...]) -> tuple[Mechanism, ...]:
    """Return the mechanisms that the page tells of."""
    return ()


def find_projects(scene: Scene) -> tuple[Project, ...]:
    """Return the projects that the page names."""
    return ()


def find_topics(scene: Scene) -> tuple[Topic, ...]:
    """Return the topics that the page speaks of."""
    return ()
