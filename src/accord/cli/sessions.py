"""`accord sessions`: did mechanisms meet as they were to: sessions expected, held, not seen, and which comes next.

In:  mechanisms of the register; or the id of one.
Out: one line each; of one, period by period and session by session, with the words.
"""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import click

from accord.cli import write
from accord.cli.brief import as_of_option
from accord.cli.empty import nothing
from accord.cli.options import example, format_option, language_option, takes_register
from accord.cli.tables import table
from accord.cli.width import clean
from accord.cli.world import World
from accord.register.asking.asking import in_language

if TYPE_CHECKING:
    from accord.insight.mechanisms import Mechanism
    from accord.register import Register

__all__ = ["sessions_command"]

_FIELDS = ("id", "name", "cadence", "since", "expected", "held", "perhaps", "missed", "unread", "next", "parties")
_MOST = 1_000  # mechanisms, the newest: each is looked into


@click.command(
    "sessions",
    help="""List whether mechanisms met as they were to, by what people confirmed and what was read.

    A session counts when a person has confirmed it (accord decide state ID under_way). A period is `missed` only when it is
    over, a month has passed, and something was read that could have told of a session; `perhaps` when a meeting in it waits for a
    person. With an ID: one mechanism, period by period. Of more than 1,000 mechanisms the newest are looked into.""",
    epilog=example("accord sessions", "accord sessions n-1f3a2b --as-of 2026-10-31", "accord sessions --format jsonl"),
)
@click.argument("id_", metavar="[ID]", required=False)
@as_of_option
@format_option("table", "json", "jsonl", "csv")
@language_option
@takes_register
def sessions_command(
    world: World, register: "Register", *, id_: str | None, as_of: date | None, format_: str, language: str
) -> None:
    """Print how mechanisms kept their rhythm."""
    from accord.insight.mechanisms import flat, lives, mechanism, tellings
    from accord.register import find_id, list_records

    day = as_of or date.fromisoformat(world.clock()[:10])
    with register.asking() as asking:
        if id_ is not None:
            found = [mechanism(asking, find_id(asking, id_)[1], day)]
        else:
            found = lives(asking, tellings(asking, list_records(asking, "mechanisms", limit=_MOST).records), day)
        none = "" if found else nothing(asking, register.url, "No mechanisms found.", needs="mechanisms")
    records = in_language([flat(one) for one in found], language)
    if format_ == "json":
        write.json_value(records)
    elif format_ != "table":
        write.data(records, tuple(records[0]) if records else _FIELDS, format_)
    elif id_ is not None:
        write.lines(_one(found[0]))
    else:
        spare = ("since", "unread", "perhaps", "parties", "cadence")
        write.lines(table(records, _FIELDS, width=write.width(), spare=spare) if records else [none])


def _one(one: "Mechanism") -> Iterator[str]:
    """Yield a mechanism in words: its periods, its sessions, what may be one."""
    record = one.telling.record
    yield f"{record['id']}: {clean(record['name'])}, {record['cadence'] or 'no rhythm said'}"
    for each in one.rhythm.expected:
        seen = f": no session seen in {len(each.documents)} documents" if each.state == "missed" else ""
        yield f"  {each.period.name:<9} {each.state}{seen}"
    for step in one.sessions:
        told = f'"{clean(step["quote"])}" ({step["source"]})' if step["quote"] else "on a person's own word"
        yield f"  {step['day'] or 'day not known'}: {step['decision']}, {told}"
    for meeting in one.asked:
        words = f'accord decide state {record["id"]} under_way --document {meeting["document"][7:19]} --quote "..."'
        yield f'  {meeting["day"]} perhaps: "{clean(meeting["quote"])}" ({meeting["source"]}); {words}'
    if one.rhythm.next:
        yield f"  next: {one.rhythm.next.name}, by {one.rhythm.next.last}"
