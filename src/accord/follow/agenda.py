"""What a mechanism has on its table: the agenda carried over from session to session, and what is to be done by whom.

In:  sessions in order, items with the session that raised each and the one that settled it, owner post and due day.
Out: the agenda of every session and of the next one; open items, the longest overdue first.
"""

from collections.abc import Iterable, Sequence
from datetime import date

import msgspec

from accord.follow.silence import Overdue, overdue
from accord.model.dates import PartialDate, interval

__all__ = ["Agenda", "Item", "OpenItem", "agendas", "open_items"]


class Item(msgspec.Struct, frozen=True):
    """An item of an agenda, or an action that a session put on somebody.

    Attributes:
        words: As the minutes say it.
        raised: Id of the session that raised it.
        settled: Id of the session that settled it; None while it is open.
        owner: The post that is to act, as written: the item stays with the post when the person moves.
        due: By when.
    """

    id: str
    words: str
    raised: str
    settled: str | None = None
    owner: str | None = None
    due: PartialDate | None = None


class Agenda(msgspec.Struct, frozen=True):
    """What lay before a session: ids of items carried over from earlier ones, raised in it, settled in it.

    `session` is None for the one that is to come, which has only what is carried over.
    """

    session: str | None
    carried: tuple[str, ...]
    raised: tuple[str, ...]
    settled: tuple[str, ...]


class OpenItem(msgspec.Struct, frozen=True):
    """An item that is not settled; `overdue` says by how much, None while its day has not passed or none is known."""

    item: Item
    overdue: Overdue | None


def agendas(sessions: Sequence[str], items: Iterable[Item]) -> tuple[Agenda, ...]:
    """Return the agenda of each session, in their order, and of the one that is to come.

    Raises:
        ValueError: An item names a session that is not among them, or was settled before it was raised.
    """
    at = {session: place for place, session in enumerate(sessions)}
    ordered = sorted(set(items), key=lambda item: (at.get(item.raised, -1), item.id))
    for item in ordered:
        _check(item, at)
    made = [_agenda(session, place, ordered, at) for session, place in at.items()]
    return (*made, _agenda(None, len(at), ordered, at))


def open_items(items: Iterable[Item], *, as_of: date) -> tuple[OpenItem, ...]:
    """Return what is not settled: by the last day on which it is due, those without a day last."""
    still = sorted((item for item in set(items) if item.settled is None), key=_by_due)
    return tuple(OpenItem(item, overdue(item.due, "agreed", as_of=as_of)) for item in still)


def _check(item: Item, at: dict[str, int]) -> None:
    for session in (item.raised, item.settled):
        if session is not None and session not in at:
            raise ValueError(f"item {item.id!r} names the session {session!r}, which is not among those given")
    if item.settled is not None and at[item.settled] < at[item.raised]:
        raise ValueError(f"item {item.id!r} was settled in {item.settled!r}, before it was raised in {item.raised!r}")


def _agenda(session: str | None, place: int, items: Sequence[Item], at: dict[str, int]) -> Agenda:
    carried = [one.id for one in items if at[one.raised] < place and (one.settled is None or at[one.settled] >= place)]
    raised = [one.id for one in items if at[one.raised] == place]
    settled = [one.id for one in items if one.settled is not None and at[one.settled] == place]
    return Agenda(session, tuple(carried), tuple(raised), tuple(settled))


def _by_due(item: Item) -> tuple[date, str]:
    known = interval(item.due) if item.due else None
    return (known[1] if known else date.max), item.id
