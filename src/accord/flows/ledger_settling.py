"""Where a row of a ledger and another report differ, what a person said is right.

In:  conflicts of an import that was written, who is right about each; where decisions go.
Out: the decisions as recorded: the side that is wrong is corrected, and both stand in the register as before.
"""

from collections.abc import Iterable, Mapping

import msgspec

from accord.errors import DecisionError
from accord.flows.decide import Deciding, set_value
from accord.flows.ledger_conflicts import Conflict
from accord.flows.values import value_of

__all__ = ["Settled", "settled"]


class Settled(msgspec.Struct, frozen=True):
    """A conflict that a person settled: the decision, or why it could not be recorded."""

    key: str
    side: str
    decision: str = ""
    trouble: str = ""


def settled(deciding: Deciding, conflicts: Iterable[Conflict], right: Mapping[str, str]) -> list[Settled]:
    """Return what became of each choice: `ledger` corrects the other report, `report` the row."""
    found = []
    for one in conflicts:
        side = right.get(one.key)
        if side == "ledger":
            found.append(_correct(deciding, one, side, one.report, one.ledger))
        elif side == "report":
            found.append(_correct(deciding, one, side, one.own, one.other))
    return found


def _correct(deciding: Deciding, one: Conflict, side: str, fact: str, told: str) -> Settled:
    """Return the recorded correction of one side to what the other says, with where that stands."""
    right = f"{one.sheet}, row {one.row}" if side == "ledger" else one.source
    where = msgspec.structs.replace(deciding, why=f"{one.title}: {right}" if one.title else right)
    try:
        return Settled(one.key, side, set_value(where, fact, one.field, value_of("agreement", one.field, told)).id)
    except DecisionError as error:
        return Settled(one.key, side, trouble=str(error))
