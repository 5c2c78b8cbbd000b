"""Refuse decisions that would decide nothing: the register says so already.

In:  what a person wants to decide.
Out: nothing, or `DecisionError`; and the names that are new to the register, so that a slip is seen.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from accord.cli.gone import gone, hidden
from accord.cli.meant import known_names
from accord.cli.nearest import did_you_mean
from accord.errors import DecisionError, NotFoundError
from accord.register import list_records, show

if TYPE_CHECKING:
    from accord.register import Asking, Register

__all__ = ["new_parties", "refuse_hidden", "refuse_same"]

_ALREADY = "it is so already"


def refuse_hidden(register: "Register", id_: str, *, wanted: str) -> None:
    """Refuse to decide about what is rejected or withdrawn already; `wanted` is what was to be done.

    Raises:
        DecisionError: It is hidden; the sentence says by whom, and what undoes it.
    """
    try:
        with register.asking() as connection:
            record = show(connection, id_)["record"]
    except NotFoundError:
        record = {"id": id_, "status": "rejected"} if gone(register, id_) else {}
    if record.get("status") != "rejected" and record.get("state") != "withdrawn":
        return
    page = gone(register, record["id"])
    told = hidden(page["hidden"]) if page else record.get("state") or "rejected in another of its reports"
    if wanted in ("reject", "withdraw"):
        raise DecisionError(f"{_ALREADY}: {id_} is {told}")
    raise DecisionError(f"{id_} is {told}; undo that first (accord history)")


def refuse_same(register: "Register", id_: str, field: str, value: Any) -> None:  # noqa: ANN401 - of any type
    """Refuse to set a field to the value that it has.

    Raises:
        DecisionError: It has it.
    """
    with register.asking() as connection:
        record = show(connection, id_)["record"]
    if field in record and _plain(record, field) == _comparable(value):
        raise DecisionError(f"{_ALREADY}: {field.replace('_', ' ')} of {id_} has this value; nothing was recorded")


def new_parties(connection: "Asking", names: Iterable[str]) -> Sequence[str]:
    """Return a line for each name that no party of the register goes by; names that are like it are told."""
    return [
        f"new party: {name}{did_you_mean(name, known_names(connection))}"
        for name in dict.fromkeys(one.strip() for one in names)
        if name and not _known(connection, name)
    ]


def _known(connection: "Asking", name: str) -> bool:
    try:
        found = list_records(connection, "parties", filters={"name": [name]}, limit=1_000).records
    except NotFoundError:
        return False
    return any(name.casefold() == one.casefold() for record in found for one in (record["name"], *record["names"]))


def _plain(record: Mapping[str, Any], field: str) -> object:
    if field == "amount":
        return _comparable({"value": record["amount"], "currency": record["currency"]} if record["amount"] else None)
    return _comparable(record[field])


def _comparable(value: Any) -> object:  # noqa: ANN401 - of any type
    """Return a value so that two that say the same are equal: names without order, amounts as numbers."""
    if isinstance(value, Mapping):
        return (Decimal(value["value"]), value["currency"]) if "value" in value else str(value["name"]).casefold()
    if isinstance(value, list | tuple):
        return sorted(str(_comparable(one)).casefold() for one in value)
    return None if value == "" else value
