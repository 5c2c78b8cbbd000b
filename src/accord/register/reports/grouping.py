"""Part a component of reports into agreements, and find for each mention of an earlier agreement the one that it means.

In:  a component: reports, mentions, what was said of their pairs.
Out: `Groups`: reports and mentions of one agreement together; what fits several agreements equally well, apart.

A mention never joins two reports: it comes to an agreement when the reports have been grouped.
"""

from collections import defaultdict
from collections.abc import Sequence

import msgspec

from accord.register.reports.gathering import DECIDED, Component
from accord.register.who.needs import Identity

__all__ = ["Groups", "group"]

Edge = tuple[str, str, float]


class Groups(msgspec.Struct, frozen=True):
    """How a component falls into agreements.

    Attributes:
        clusters: Ids of the reports of each agreement, its mentions after them.
        loose: Mentions that mean no agreement that is known.
        tied: Pairs of ids that would be one, if another agreement did not fit as well.
        homes: Position of the agreement of each report and mention.
    """

    clusters: list[list[str]]
    loose: list[str]
    tied: list[tuple[str, str]]
    homes: dict[str, int]

    def settles(self, left: str, right: str) -> bool:
        """Return whether a doubt about two reports is settled by others: both have come to one agreement."""
        return left in self.homes and self.homes[left] == self.homes.get(right)


def group(component: Component, identity: Identity) -> Groups:
    """Return the agreements of a component."""
    mentions = {known.report.id for known in component.members.values() if known.report.earlier}
    told = component.members.keys() - mentions
    decided = _decided_groups(component)
    different = [(a, b) for a, b in component.different if {a, b} <= told and decided[a] != decided[b]]
    parted = [(a, b) for a, b in component.parted if {a, b} <= told]
    same = [edge for edge in component.same if set(edge[:2]) <= told]
    sure = identity.clear(same, [*different, *parted])
    clusters = [list(cluster) for cluster in identity.cluster(told, sure, [*different, *parted])]
    tied = [(a, b) for a, b, _ in set(same) - set(sure)]
    homes, guesses = _homes(component, mentions, clusters, identity)
    for mention, at in sorted(homes.items()):
        clusters[at].append(mention)
    every = {name: n for n, cluster in enumerate(clusters) for name in cluster}
    return Groups(clusters, sorted(mentions - homes.keys()), sorted({*tied, *guesses}), every)


def _homes(
    component: Component, mentions: set[str], clusters: Sequence[Sequence[str]], identity: Identity
) -> tuple[dict[str, int], list[tuple[str, str]]]:
    """Return the position of the agreement that each mention means, and the pairs that are guesses."""
    home = {report: at for at, cluster in enumerate(clusters) for report in cluster}
    apart = {frozenset(pair) for pair in component.parted}
    fits: dict[str, dict[int, Edge]] = defaultdict(dict)
    for left, right, score in component.same:
        mention, report = (left, right) if left in mentions else (right, left)
        if mention in mentions and report in home and frozenset((left, right)) not in apart:
            edge = (mention, report, score)
            known = fits[mention].setdefault(home[report], edge)
            fits[mention][home[report]] = max(known, edge, key=lambda one: (one[2], one[1]))
    found: dict[str, int] = {}
    guesses: list[tuple[str, str]] = []
    for mention, edges in fits.items():
        reports = [report for _, report, _ in edges.values()]
        rivals = [(a, b) for a in reports for b in reports if a < b]
        sure = identity.clear(list(edges.values()), rivals)
        if sure:
            found[mention] = home[max(sure, key=lambda one: (one[2], one[1]))[1]]
        else:
            guesses.extend((mention, report) for report in reports)
    return found, guesses


def _decided_groups(component: Component) -> dict[str, str]:
    """Return for each report one that stands for all that decisions join it with."""
    together = {member: {member} for member in component.members}
    for left, right, strength in component.same:
        if strength >= DECIDED and together[left] is not together[right]:
            together[left] |= together[right]
            together |= dict.fromkeys(together[right], together[left])
    return {member: min(those) for member, those in together.items()}
