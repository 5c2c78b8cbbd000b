"""A report of a signing as it is counted: of which event it tells, by its words.

In:  a report as the register tells it: `id`, `agreement`, `kind`, `day`, `amount`, `currency`, `quote`.
Out: a `Record` of a project.
"""

from collections.abc import Mapping
from typing import Any

from accord.follow.counting.events import events_said
from accord.follow.counting.records import Record
from accord.model.reading import Money

__all__ = ["amount_of", "record_of"]


def record_of(signing: Mapping[str, Any], project: str) -> Record:
    """Return a report of a signing as it is counted: of which event it tells, by its words."""
    said = events_said(signing["quote"] or "")
    event, cumulative = (said[0].event, said[0].cumulative) if said else ("signing", False)
    return Record(
        signing["id"], signing["agreement"], project, event, signing["kind"], signing["day"], amount_of(signing), cumulative
    )  # fmt: skip


def amount_of(one: Mapping[str, Any]) -> Money | None:
    """Return the amount of a record; None where it states none."""
    return Money(one["amount"], one["currency"]) if one["amount"] and one["currency"] else None
