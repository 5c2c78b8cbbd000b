"""What lies on the table of a mechanism: what its agreement and its sessions put on whom, carried over until it is done.

In:  a mechanism on a day.
Out: `Table`: the agenda of each session and of the next one, and what is open, by the day on which it is due.

An item is a commitment that the document of its setting up, or of one of its sessions, tells. It is settled when a person has
confirmed that nothing more is owed.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import msgspec

from accord.follow.agenda import Agenda, Item, OpenItem, agendas, open_items
from accord.follow.silence import CLOSED
from accord.insight.mechanisms import HELD, Mechanism
from accord.register import Asking
from accord.register.asking.mechanisms import owed_in
from accord.register.asking.states import steps_of

__all__ = ["FOUNDED", "Table", "on_the_table"]

FOUNDED = "founded"  # in place of a session: what was undertaken when the mechanism was set up


class Table(msgspec.Struct, frozen=True):
    """What a mechanism has to deal with.

    Attributes:
        records: Items by id: words, actors, due day, document.
        agendas: Of its setting up, of each session in order, of the one to come.
        open: What is not settled, by the day on which it is due.
    """

    records: Mapping[str, dict[str, Any]]
    agendas: tuple[Agenda, ...]
    open: tuple[OpenItem, ...]


def on_the_table(asking: Asking, one: Mechanism, as_of: date) -> Table:
    """Return what lies on the table of a mechanism on a day."""
    held = [step for step in one.sessions if step["state"] == HELD]
    raised = dict.fromkeys(one.telling.documents, FOUNDED)
    raised |= {step["document"]: step["decision"] for step in reversed(held) if step["document"]}
    records = owed_in(asking, raised)
    steps = steps_of(asking, (each["id"] for each in records))
    items = [_item(each, raised[each["document"]], steps.get(each["id"], ()), held) for each in records]
    done = {item.id for item in items if _done(steps.get(item.id, ())) and item.settled is None}
    agenda = agendas((FOUNDED, *(step["decision"] for step in held)), items)
    coming = msgspec.structs.replace(agenda[-1], carried=tuple(id_ for id_ in agenda[-1].carried if id_ not in done))
    still = open_items((item for item in items if item.id not in done), as_of=as_of)
    return Table({each["id"]: each for each in records}, (*agenda[:-1], coming), still)


def _item(
    record: Mapping[str, Any], raised: str, steps: Sequence[Mapping[str, Any]], held: Sequence[Mapping[str, Any]]
) -> Item:
    owner = ", ".join(actor["name"] for actor in record["actors"]) or None
    settled = _settled(raised, steps, held) if _done(steps) else None
    return Item(record["id"], record["quote"] or "", raised, settled, owner, record["due"])


def _done(steps: Sequence[Mapping[str, Any]]) -> bool:
    return bool(steps) and steps[-1]["state"] in CLOSED


def _settled(raised: str, steps: Sequence[Mapping[str, Any]], held: Iterable[Mapping[str, Any]]) -> str | None:
    """Return the first session, not before the one that raised it, that knew of its end; None where none has met since."""
    day, after = steps[-1]["day"] or "", raised == FOUNDED
    for step in held:
        after = after or step["decision"] == raised
        if after and (step["day"] or "") >= day:
            return str(step["decision"])
    return None
