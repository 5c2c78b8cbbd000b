"""`accord history`: who decided what, when and why; what was undone, and what holds on to nothing any more."""

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import click

from accord.cli import write
from accord.cli.gone import minute
from accord.cli.options import example, format_option, page_options, takes_register
from accord.cli.tables import foot, span, table
from accord.cli.telling import in_words
from accord.cli.width import clean
from accord.cli.world import World
from accord.register import Page, history

if TYPE_CHECKING:
    from accord.register import Register

__all__ = ["history_command", "tell_decision"]

_FIELDS = ("id", "kind", "state", "by", "at", "why", "reason", "decision")
_SHOWN, _SPARE = ("id", "at_utc", "by", "state", "what", "why"), ("why", "state", "by")
_QUOTE = 60  # characters of a quote that tell which is meant


@click.command(
    "history",
    help="""List every decision, newest first.

    Times are UTC. A decision stands, is undone, or is orphaned: its words are found nowhere any more, and a person should look.""",
    epilog=example("accord history", "accord history --format jsonl"),
)
@page_options
@format_option("table", "json", "jsonl", "csv")
@takes_register
def history_command(_: World, register: "Register", *, limit: int, page: int, format_: str) -> None:
    """Print the decisions."""
    start = (page - 1) * limit
    with register.asking() as connection:
        records = history(connection)
    found = Page(records[start : start + limit], len(records), start, limit)
    if format_ == "json":
        write.json_value(found)
    elif format_ == "table":
        write.lines(_lines(found))
    else:
        as_text = [{**one, "decision": tell_decision(one)} for one in found.records]
        write.data(found.records if format_ == "jsonl" else as_text, _FIELDS, format_)
        if len(found.records) < found.total:
            write.note(f"{span(found)} of {found.total:,}; more: --limit N")


def _lines(found: Page) -> Iterator[str]:
    if not found.total:
        yield "Nothing was decided yet. How to decide: accord decide --help"
        return
    told = [{**one, "what": tell_decision(one), "at_utc": minute(one["at"])} for one in found.records]
    if told:
        yield from table(told, _SHOWN, width=write.width(), spare=_SPARE)
    yield foot("decisions", found)


def tell_decision(record: Mapping[str, Any]) -> str:
    """Return one line that says what a decision, as `register.history` gives it, decides."""
    kind, decision = record["kind"], record["decision"]
    told = _TOLD.get(kind)
    return told(decision) if told else kind


def _value(decision: Mapping[str, Any]) -> str:
    return f"set {decision['field']} to {in_words(decision['value'])}: {_anchor(decision['fact'])}"


def _reject(decision: Mapping[str, Any]) -> str:
    only_here = decision["fact"]["kind"] == "agreement" and decision["scope"] == "fact"
    return f"reject {_anchor(decision['fact'])}" + (" in this document only" if only_here else "")


def _enter(decision: Mapping[str, Any]) -> str:
    fields = ", ".join(f"{name} {in_words(value)}" for name, value in decision["fields"].items())
    words = f" with the words “{_short(decision['words']['quote'])}”" if decision.get("words") else ""
    return f"enter {decision['kind']}: {fields}{words}"


_TOLD: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "value": _value,
    "reject": _reject,
    "enter": _enter,
    "withdraw": lambda decision: f"withdraw document {decision['document'].removeprefix('sha256:')[:12]}",
    "purge": lambda decision: f"purge document {decision['document'].removeprefix('sha256:')[:12]}",
    "reached": lambda decision: (
        f"{_anchor(decision['target'])} is {decision['state'].replace('_', ' ')}{_by(decision)}"
    ),
    "unrelated": lambda decision: f"not of {_anchor(decision['target'])}: “{_short(decision['words']['quote'])}”",
    "owes": lambda decision: f"{_anchor(decision['target'])} is to be kept by {_post(decision)}",
    "undo": lambda decision: f"undo {decision['decision']}",
    "same": lambda decision: f"one: {_anchor(decision['left'])} and {_anchor(decision['right'])}",
    "different": lambda decision: f"not one: {_anchor(decision['left'])} and {_others(decision)}",
}


def _anchor(anchor: Mapping[str, Any]) -> str:
    words = anchor["quote"] or anchor["key"]  # a party that a person entered stands in no text
    return f"{anchor['kind']} “{_short(words)}”"


def _post(decision: Mapping[str, Any]) -> str:
    return f"{decision['post']}, {decision['body']}" if decision.get("body") else str(decision["post"])


def _by(decision: Mapping[str, Any]) -> str:
    return f", by the words “{_short(decision['words']['quote'])}”" if decision.get("words") else ""


def _others(decision: Mapping[str, Any]) -> str:
    return ", ".join(_anchor(one) for one in (decision["right"], *decision.get("also", ())))


def _short(quote: str) -> str:
    line = clean(quote)
    return line if len(line) <= _QUOTE else f"{line[: _QUOTE - 1]}…"
