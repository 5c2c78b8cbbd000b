"""Say whether a document reports a concrete act of cooperation.

In:  its agreements and meetings.
Out: whether there is one.
"""

from accord.model.reading import Agreement, Meeting

__all__ = ["is_relevant"]


def is_relevant(agreements: tuple[Agreement, ...], meetings: tuple[Meeting, ...]) -> bool:
    """Return whether an agreement or a meeting between parties is the document's news."""
    return bool(agreements or meetings)
