"""What the register needs to be told about who is who; `accord.identity` gives it, tests may give another."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from accord.model.mention import Event, Mention, Report
from accord.model.verdict import Verdict

__all__ = ["Identity"]


class Identity(Protocol):
    """Forms of mentions, verdicts on reports, clusters, and what a cluster says. All pure."""

    def form(self, mention: Mention) -> str:
        """Return what two mentions must share to be one body."""

    def event_keys(self, report: Report) -> list[str]:
        """Return the keys of which two reports must share one to be compared."""

    def same_event(self, left: Report, right: Report) -> Verdict:
        """Return whether two reports tell of one agreement."""

    def cluster(
        self,
        nodes: Iterable[str],
        same: Iterable[tuple[str, str, float]],
        different: Iterable[tuple[str, str]] = (),
    ) -> list[tuple[str, ...]]:
        """Return the groups of what is the same, cut where it is known to be different."""

    def combine(self, reports: Sequence[Report]) -> Event:
        """Return what the reports of one agreement say together."""
