"""What the register needs to be told about who is who; `accord.identity` gives it, tests may give another."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from accord.model.body import Body, Said
from accord.model.holder import Holder
from accord.model.mention import Event, Mention, Report
from accord.model.verdict import Verdict

__all__ = ["Identity"]


class Identity(Protocol):
    """Forms of mentions, verdicts on bodies and on reports, clusters, and what a cluster says. All pure."""

    def form(self, mention: Mention) -> str:
        """Return what two mentions share that are one body without a question."""

    def code_of(self, mention: Mention) -> str | None:
        """Return the code of a well-known body that the mention can only mean; forms of one code are one body."""

    def body_keys(self, mention: Mention) -> Iterable[str]:
        """Return the keys of which two mentions must share one to be compared; few, and each shared by few."""

    def same_body(self, left: Mention, right: Mention) -> Verdict:
        """Return whether two mentions name one body."""

    def sounds(self, name: str) -> tuple[str, ...]:
        """Return the pieces of a person's name as they are read: syllables of Han characters, words of others."""

    def body(self, code: str, names: Sequence[tuple[str, int]], said: Sequence[Said]) -> Body:
        """Return what a body is over all its mentions: by its code, its names and what mentions say, each with its uses."""

    def same_holder(self, names: Verdict, left: Holder, right: Holder) -> Verdict:
        """Return whether two names at bodies are one person's; `names` is the verdict on the names alone."""

    def like_posts(self, left: Holder, right: Holder) -> bool:
        """Return whether two holders have posts of one family."""

    def families(self, posts: tuple[str, ...]) -> frozenset[str]:
        """Return the families of posts, which words of two languages share."""

    def seat(self, code: str) -> str:
        """Return what the offices of one place share, from the code of one of them."""

    def event_keys(self, report: Report) -> Iterable[str]:
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

    def clear(
        self, same: Sequence[tuple[str, str, float]], different: Iterable[tuple[str, str]]
    ) -> Sequence[tuple[str, str, float]]:
        """Return the pairs that are no guess: without those of a report that fits several agreements equally well."""

    def combine(self, reports: Sequence[Report]) -> Event:
        """Return what the reports of one agreement say together."""
