"""`accord follow`: what a person follows, and what is new of it. What was printed is not printed again.

In:  public ids; under whose name.
Out: things that are followed; documents that came and decisions that were taken since.
"""

import functools
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from accord.cli import write
from accord.cli.history import tell_decision
from accord.cli.options import Command, chosen_language, example, format_option, language_option, takes_register
from accord.cli.proposals import record_of
from accord.cli.tables import table
from accord.cli.width import clean, wrap
from accord.cli.world import World
from accord.flows import watches as flows
from accord.flows.watches import News, Watched, Watcher
from accord.register.asking.asking import in_language

if TYPE_CHECKING:
    from accord.register import Register

__all__ = ["follow_command"]

_FIELDS = ("id", "what", "name", "since")


@click.group(
    "follow",
    invoke_without_command=True,
    help="""Follow parties, agreements, promises, projects and mechanisms; alone it lists what you follow.

    What came before you began is no news. What you follow and have seen is yours alone, under your name; the web app shows
    the same on its first page (Watching).""",
    epilog=example("accord follow add p-320100", "accord follow news"),
)
@click.pass_context
def follow_command(context: click.Context) -> None:
    """List where no other command is given."""
    if context.invoked_subcommand is None:
        context.invoke(list_command)


def following(command: Command) -> Command:
    """Return the command with `--as` and `--register`, called with who follows."""

    @takes_register
    @click.option("--as", "name", metavar="NAME", help="Who follows.  [default: ACCORD_AS, else me]")
    @functools.wraps(command)
    def run(world: World, register: "Register", *, name: str | None = None, **asked: Any) -> None:  # noqa: ANN401
        person = (name or world.settings.person or "me").strip()
        command(Watcher(register, person, world.clock), **asked)

    return run


@follow_command.command("list", help="List what you follow.", epilog=example("accord follow list --format json"))
@language_option
@format_option("table", "json", "jsonl", "csv")
@following
def list_command(watcher: Watcher, *, language: str = "", format_: str = "table") -> None:
    """Print what is followed."""
    with watcher.register.asking() as asking:
        found = in_language(
            [_listed(one) for one in flows.watched(asking, watcher.person)], language or chosen_language()
        )
    records = [{**one, "name": _name(one["of"])} for one in found]
    if format_ == "json":
        write.json_value({"records": records, "total": len(records)})
    elif format_ != "table":
        write.data(records, _FIELDS, format_)
    elif records:
        write.lines(table(records, _FIELDS, width=write.width(), spare=("since",)))
    else:
        write.lines(["You follow nothing yet; begin with: accord follow add ID"])


@follow_command.command(
    "add",
    help="Follow things from now on: ids of parties, agreements, promises, projects or mechanisms.",
    epilog=example("accord follow add p-320100 a-1f0c77 --as Wang"),
)
@click.argument("ids", metavar="ID...", nargs=-1, required=True)
@following
def add_command(watcher: Watcher, *, ids: Sequence[str]) -> None:
    """Begin to follow."""
    for id_ in ids:
        write.lines([f"{flows.watch(watcher, id_)} is followed from now on."])


@follow_command.command("remove", help="Follow things no longer.", epilog=example("accord follow remove p-320100"))
@click.argument("ids", metavar="ID...", nargs=-1, required=True)
@following
def remove_command(watcher: Watcher, *, ids: Sequence[str]) -> None:
    """Stop following."""
    for id_ in ids:
        write.lines([f"{flows.unwatch(watcher, id_)} is followed no longer."])


@follow_command.command(
    "news",
    help="""Print what is new of what you follow: documents that came, and what was decided. It is printed once.

    Of a document it says what it tells of the thing, and what it may say of a promise: nobody has confirmed that yet.""",
    epilog=example("accord follow news", "accord follow news --again", "accord follow news --all --format jsonl"),
)
@click.option("--all", "everything", is_flag=True, help="Also what was printed before.")
@click.option("--keep", is_flag=True, help="Do not count it as seen.")
@click.option("--again", is_flag=True, help="First count as unseen what you saw last.")
@language_option
@format_option("text", "json", "jsonl")
@following
def news_command(watcher: Watcher, *, everything: bool, keep: bool, again: bool, language: str, format_: str) -> None:
    """Print what is new."""
    if again:
        flows.look_again(watcher)
    with watcher.register.asking() as asking:
        links = flows.speak_of(asking, flows.since_when(asking, watcher.person))
        found = [one for one in flows.news(asking, watcher.person, links) if everything or not one.seen]
    records = in_language([_told(one) for one in found], language)
    if format_ == "json":
        write.json_value({"records": records, "total": len(records)})
    elif format_ == "jsonl":
        write.data(records, tuple(records[0]) if records else (), format_)
    else:
        write.lines(_lines(records))
    if not keep and not flows.look(watcher, found):
        write.note("somebody else is writing into the register; what was printed will be printed again")


def _listed(one: Watched) -> dict[str, Any]:
    return {
        "id": one.id,
        "what": (one.record or {}).get("what", "gone"),
        "since": one.at[:10],
        "ids": one.ids,
        "of": one.record,
    }


def _told(one: News) -> dict[str, Any]:
    """Return a piece of news as a plain record."""
    return {
        "id": one.id,
        "at": one.at,
        "seen": one.seen,
        **{name: value for name, value in one.record.items() if name not in ("id", "at", "about")},
        "about": list(one.about),
        "links": [record_of(link) for link in one.links],
    }


def _name(of: dict[str, Any] | None) -> str:
    if of is None:
        return "in the register no more"
    sides = " - ".join(each["name"] for each in of.get("parties") or ())
    return clean(str(of.get("name") or of.get("quote") or of.get("title") or sides or of["id"]))


def _lines(records: Sequence[dict[str, Any]]) -> Iterator[str]:
    width = write.width()
    for one in records:
        yield from wrap(clean(_head(one)), width)
        yield from wrap(f"about {'; '.join(_name(each) for each in one['about'])}", width, indent="  ")
        for fact in one.get("facts", ()):
            new = "new " if fact["new"] else ""
            yield from wrap(
                clean(f"{new}{fact['kind']} {fact['agreement'] or fact['id']}: “{fact['quote']}”"), width, indent="  "
            )
        for link in one["links"]:
            said = f"perhaps {link['target']['id']} is {link['state'].replace('_', ' ')}: “{link['quote']}”"
            yield from wrap(clean(said), width, indent="  ")
        yield ""
    yield f"{len(records):,} new." if records else "Nothing is new."


def _head(one: dict[str, Any]) -> str:
    if one["what"] == "decision":
        undone = f" ({tell_decision(one['undone'])})" if one["undone"] else ""
        return f"{one['at'][:10]}  {one['id']} by {one['by']}: {tell_decision(one)}{undone}"
    day = one["published"] or one["at"][:10]
    return f"{day}  {one['title'] or one['source']}  ({one['id'].removeprefix('sha256:')[:12]})"
