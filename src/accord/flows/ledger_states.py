"""The states that people confirmed for promises, as what the rows of a ledger are to say.

In:  an open register, how the sources of the ledger's rows begin.
Out: `Want`s of states, each with the words of the news; where a row is not to say it without a person's choice, with why.

A row says the state of the whole. So it is wanted without doubt only where people confirmed one state for every promise
that the reports tell of which they followed one, and the row did not come in after they did.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from accord.flows.ledger_wants import Want
from accord.register import over
from accord.register.asking.row_promises import RowPromise, row_promises
from accord.register.asking.states import steps_of
from accord.register.log import log

__all__ = ["confirmed"]


def confirmed(connection: log.Connection, prefix: str) -> Iterator[Want]:
    """Yield the state that the promises of a row's agreement are in, by the newest step that people confirmed."""
    asking = over(connection)
    rows: dict[str, list[RowPromise]] = defaultdict(list)
    for one in row_promises(asking, prefix):
        rows[one.unit].append(one)
    steps = steps_of(asking, {one.promise for promises in rows.values() for one in promises})
    for unit, promises in rows.items():
        now = [steps[one.promise][-1] for one in promises if steps.get(one.promise)]
        newest = max(now, key=lambda step: (step["day"] or "", int(step["decision"][1:])))
        doubt = _doubt(promises, now, newest)
        quote, document = newest["quote"] or "", newest["document"] or ""
        earlier = tuple({step["state"]: None for one in promises for step in steps.get(one.promise, ())})
        yield Want(
            unit,
            "state",
            newest["state"],
            why=_why(newest),
            quote=quote,
            source=document,
            doubt=doubt,
            earlier=earlier,
        )


def _doubt(promises: Sequence[RowPromise], now: Sequence[dict[str, Any]], newest: dict[str, Any]) -> str:
    """Return why a row is not to say a state without a person's choice; "" where nothing speaks against it."""
    if newest["claim"]:
        return "claim"
    if len(now) < len({one.promise for one in promises}) or len({step["state"] for step in now}) > 1:
        return "some_promises"
    return "newer_row" if any(one.came and one.came > newest["at"] for one in promises) else ""


def _why(step: dict[str, Any]) -> str:
    day = f" on {step['day']}" if step["day"] else ""
    told = f"{step['decision']}, {step['by']}, {step['at'][:10]}: {step['state'].replace('_', ' ')}{day}"
    return f"{told}; {step['why']}" if step["why"] else told
