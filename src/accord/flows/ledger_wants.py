"""What the register would have the rows of a ledger say: what people decided since they came in.

In:  an open register, how the sources of the ledger's rows begin.
Out: `Want`s, each with who decided it and the words that prove it.

A further source of such values is a function of the same form in `ledger_export.Exporting.wanting`, as `ledger_states` is.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import msgspec

from accord.register.log import ledgers, log
from accord.register.log.ledger_decisions import Decided, decided_values

__all__ = ["Want", "Wanting", "decided"]


class Want(msgspec.Struct, frozen=True):
    """What the register would have a row say, and why.

    Attributes:
        unit: Id of the row's text.
        field: Of an agreement, or `state`.
        value: As plain data.
        words: Of a state, where the words stand in the row's text that it is the state of; None of the whole cell.
        clause: Those words; "" of the whole cell.
        doubt: Why it is not written unless a person chooses it for this cell: a slug of the workbook's reasons; "" of none.
        earlier: Values that the register would have had it say before: an export may have put them into the workbook.
        why: In words: which decision, whose, when.
        quote: The words that prove it; `source` is the id of their document.
    """

    unit: str
    field: str
    value: Any
    words: tuple[int, int] | None = None
    clause: str = ""
    why: str = ""
    quote: str = ""
    source: str = ""
    doubt: str = ""
    earlier: tuple[Any, ...] = ()


Wanting = Callable[[log.Connection, str], Iterable[Want]]  # of an open register, and how the ledger's sources begin


def decided(connection: log.Connection, prefix: str) -> Iterator[Want]:
    """Yield the values that people set: of a row's agreement, in whatever report they set it, and of its states."""
    texts: dict[str, str] = {}
    for one in decided_values(connection, prefix):
        texts = texts or {held.text: held.content for held in ledgers.held_rows(connection, prefix)}
        words = (one.start, one.end) if one.start is not None and one.end is not None else None
        clause = texts.get(one.unit, "")[slice(*words)] if words else ""
        quote = "" if one.document in texts else one.quote  # the row itself proves nothing that it does not say
        yield Want(one.unit, one.field, one.value, words, clause, _why(one), quote, one.document, earlier=one.earlier)


def _why(one: Decided) -> str:
    """Return who decided it, when, and why."""
    told = f"{one.decision}, {one.by}, {one.at[:10]}"
    return f"{told}: {one.why}" if one.why else told
