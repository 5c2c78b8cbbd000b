"""`accord history`: who decided what, when and why; what was undone, and what holds on to nothing any more."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import click
import msgspec

from accord.cli import write
from accord.cli.options import example, format_option, takes_register
from accord.cli.tables import table
from accord.cli.width import clean
from accord.cli.world import World
from accord.register import history

if TYPE_CHECKING:
    from accord.register import Register

__all__ = ["history_command", "tell_decision"]

_FIELDS = ("id", "kind", "state", "by", "at", "why", "reason", "decision")
_QUOTE = 60  # characters of a quote that tell which is meant


@click.command(
    "history",
    help="""List every decision, newest first.

    A decision stands, is undone, or is orphaned: its words are found nowhere any more, and a person should look.""",
    epilog=example("accord history", "accord history --format jsonl"),
)
@format_option("table", "json", "jsonl", "csv")
@takes_register
def history_command(_: World, register: "Register", *, format_: str) -> None:
    """Print the decisions."""
    with register.asking() as connection:
        records = history(connection)
    if format_ == "json":
        write.json_value({"records": records, "total": len(records)})
    elif format_ == "jsonl":
        write.data(records, _FIELDS, format_)
    elif format_ == "csv":
        write.data([{**record, "decision": tell_decision(record)} for record in records], _FIELDS, format_)
    elif records:
        told = [{**record, "what": tell_decision(record), "on": record["at"][:10]} for record in records]
        fields = ("id", "on", "by", "state", "what", "why")
        write.lines(table(told, fields, width=write.width()))
    else:
        write.lines(["Nothing was decided yet. How to decide: accord decide --help"])


def tell_decision(record: Mapping[str, Any]) -> str:
    """Return one line that says what a decision, as `register.history` gives it, decides."""
    kind, decision = record["kind"], record["decision"]
    told = _TOLD.get(kind)
    return told(decision) if told else f"{kind} {_json(decision)}"


def _value(decision: Mapping[str, Any]) -> str:
    return f"set {decision['field']} to {_json(decision['value'])}: {_anchor(decision['fact'])}"


def _reject(decision: Mapping[str, Any]) -> str:
    only_here = decision["fact"]["kind"] == "agreement" and decision["scope"] == "fact"
    return f"reject {_anchor(decision['fact'])}" + (" in this document only" if only_here else "")


def _enter(decision: Mapping[str, Any]) -> str:
    fields = ", ".join(f"{name}={_json(value)}" for name, value in decision["fields"].items())
    words = f" with the words “{_short(decision['words']['quote'])}”" if decision.get("words") else ""
    return f"enter {decision['kind']} {fields}{words}"


_TOLD: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "value": _value,
    "reject": _reject,
    "enter": _enter,
    "withdraw": lambda decision: f"withdraw document {decision['document'].removeprefix('sha256:')[:12]}",
    "undo": lambda decision: f"undo {decision['decision']}",
    "same": lambda decision: f"same: {_anchor(decision['left'])} and {_anchor(decision['right'])}",
    "different": lambda decision: f"different: {_anchor(decision['left'])} and {_anchor(decision['right'])}",
}


def _anchor(anchor: Mapping[str, Any]) -> str:
    return f"{anchor['kind']} “{_short(anchor['quote'])}”"


def _short(quote: str) -> str:
    line = clean(quote)
    return line if len(line) <= _QUOTE else f"{line[: _QUOTE - 1]}…"


def _json(value: object) -> str:
    return clean(msgspec.json.encode(value).decode())
