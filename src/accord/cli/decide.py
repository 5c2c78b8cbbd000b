"""`accord decide`: reject, set, enter, merge, split, withdraw, undo; every decision under a person's name.

In:  what a person decides, with ids as the lists print them.
Out: the decision as recorded, and what it changed.
"""

import functools
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import click
import msgspec

from accord import flows
from accord.cli import write
from accord.cli.already import new_parties, refuse_hidden, refuse_same
from accord.cli.history import tell_decision
from accord.cli.options import Command, chosen_language, example, takes_register
from accord.cli.telling import tell, with_money
from accord.cli.width import clean
from accord.cli.world import World
from accord.errors import ConfigError, NotFoundError
from accord.exchange import flat
from accord.flows import Deciding
from accord.flows.values import kind_of_id, value_of
from accord.model import terms
from accord.model.decision import Decided
from accord.register import Register, history, show
from accord.register.asking.asking import in_language
from accord.register.asking.nearby import facts_decided
from accord.register.tables.kinds import KINDS, fields_to_set

__all__ = ["decide_command", "decides", "say"]

_BY_LANGUAGE = tuple(f"_{language}" for language in terms.members(terms.Language))
_FIELDS = "\n".join(f"      {kind.name:<11} {', '.join(fields_to_set(kind))}" for kind in KINDS.values())


@click.group(
    "decide",
    invoke_without_command=True,
    help="""Decide what the program cannot: reject a fact, correct it, enter one, merge, split, withdraw a document, undo.

    Every decision is recorded with your name and stands, also after everything is read again, until it is undone.""",
    epilog=example("accord decide set a-1f0c77 place Wuxi --as Wang", "accord decide undo d3 --as Wang"),
)
@click.pass_context
def decide_command(context: click.Context) -> None:
    """Hold the decisions; alone it says how to take them."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


def decides(command: Command) -> Command:
    """Return the command with `--as`, `--why` and `--register`, called with where its decision goes."""

    @takes_register
    @click.option("--as", "name", metavar="NAME", help="Who decides.  [default: ACCORD_AS]")
    @click.option("--why", metavar="TEXT", help="Why, in your words.")
    @functools.wraps(command)
    def run(world: World, register: Register, *, name: str | None, why: str | None, **asked: Any) -> None:  # noqa: ANN401
        from accord.bootstrap import the_identity

        person = name or world.settings.person
        if not person or not person.strip():
            raise ConfigError("a decision is recorded under a name: say --as NAME, or set ACCORD_AS")
        command(Deciding(register, the_identity(), person.strip(), world.clock, why), **asked)

    return run


@decide_command.command(
    "reject",
    help="""Reject a fact: the words do not say it. An agreement is rejected in all its reports.""",
    epilog=example("accord decide reject c-4b1d20 --as Wang --why 'a wish, no promise'"),
)
@click.argument("fact", metavar="ID")
@click.option("--only-here", is_flag=True, help="Of an agreement: reject this one report of it.")
@decides
def reject_command(deciding: Deciding, *, fact: str, only_here: bool) -> None:
    """Record a rejection."""
    refuse_hidden(deciding.register, fact, wanted="reject")
    before = _seen(deciding, fact)
    say(deciding, flows.reject_fact(deciding, fact, only_here=only_here), _changes(before, _seen(deciding, fact)))


@decide_command.command(
    "set",
    help="""Correct one field of a fact.

    VALUE is text; null for unknown; names parted by ; where there are several; a day as 2024-07-14, 2024-07, 2024 or
    --07-14 (a value that begins with - goes after --); an amount as 2000000 CNY; a word of a closed list, which is told
    where another is given.

    \b
    Fields:
"""
    + _FIELDS,
    epilog=example(
        "accord decide set a-1f0c77 date 2024-07-14 --as Wang",
        "accord decide set c-4b1d20 actors 'Wuxi City; Lotus Group' --as Wang",
        "accord decide set --as Wang a-1f0c77 date -- --07-14",
    ),
)
@click.argument("fact", metavar="ID")
@click.argument("field")
@click.argument("value")
@decides
def set_command(deciding: Deciding, *, fact: str, field: str, value: str) -> None:
    """Record a correction."""
    refuse_hidden(deciding.register, fact, wanted="set")
    before = _seen(deciding, fact)
    kind, meant = kind_of_id(fact), value_of(kind_of_id(fact), field, value)
    refuse_same(deciding.register, fact, field, meant)
    new = _new(deciding, kind, {field: meant})
    say(deciding, flows.set_value(deciding, fact, field, meant), [*_changes(before, _seen(deciding, fact)), *new])


@decide_command.command(
    "enter",
    help="""Enter a fact by hand, with the words of a document that prove it, or on your own word.

    KIND is agreement, meeting, post, commitment, progress, mechanism, project or topic; values are as in accord decide
    set.""",
    epilog=example(
        "accord decide enter post person='Li Ming' post=mayor organization='Wuxi City' --as Wang",
        "accord decide enter agreement kind=framework parties='Wuxi City; Lotus Group' date=2024-07 \\",
        "    --document 3f9a01c2 --quote 'Wuxi City and Lotus Group signed a framework agreement' --as Wang",
    ),
)
@click.argument("kind", type=click.Choice(terms.members(terms.FactKind)), metavar="KIND")
@click.argument("fields", nargs=-1, required=True, metavar="FIELD=VALUE...")
@click.option("--document", metavar="ID", help="The document whose words prove it.")
@click.option("--quote", metavar="WORDS", help="The words, as they stand there once.")
@decides
def enter_command(
    deciding: Deciding, *, kind: terms.FactKind, fields: Sequence[str], document: str | None, quote: str | None
) -> None:
    """Record an entry."""
    values = {name: value_of(kind, name, value) for name, value in map(_field, fields)}
    new = _new(deciding, kind, values)
    decided = flows.enter_fact(deciding, kind, values, document=document, quote=quote)
    with deciding.register.asking() as connection:
        made = facts_decided(connection, decided.id)
    say(deciding, decided, [*(f"new: {kind} {fact}; see it with: accord show {fact}" for fact in made), *new])


@decide_command.command(
    "merge",
    help="""Merge: two bodies are one, or two persons or two agreements are.

    It holds for the names in every document, also in later ones, until it is undone. Bodies that the gazetteer knows to be
    two are merged only with --anyway, and the decision says so.""",
    epilog=example(
        "accord decide merge p-9b2e10 p-320100 --as Wang", "accord decide merge a-1f0c77 a-77aa01 --as Wang"
    ),
)
@click.argument("left", metavar="ID")
@click.argument("right", metavar="ID")
@click.option("--anyway", is_flag=True, help="Also where the gazetteer knows them to be two bodies.")
@decides
def merge_command(deciding: Deciding, *, left: str, right: str, anyway: bool) -> None:
    """Record a merge."""
    decided = flows.merge(deciding, left, right, anyway=anyway)
    say(deciding, decided, [f"now one: {_called(deciding, left)}"])


@decide_command.command(
    "split",
    help="""Split: a body, a person, or a report of an agreement, is another one than it was taken for.

    ID is that of a mention (accord show PARTY or PERSON lists them), of a body or person named after it, or of a
    report.""",
    epilog=example(
        "accord decide split p-9b2e10 --as Wang",
        "accord decide split p-9b2e10 --only-here --as Wang",
        "accord decide split p-9b2e10 --from p-320100 --as Wang",
    ),
)
@click.argument("id_", metavar="ID")
@click.option("--from", "away_from", metavar="ID", help="Only from this one.  [default: from all that it was one with]")
@click.option("--only-here", is_flag=True, help="Only what this document means by the name, not the name everywhere.")
@decides
def split_command(deciding: Deciding, *, id_: str, away_from: str | None, only_here: bool) -> None:
    """Record a split."""
    decided = flows.split(deciding, id_, away_from=away_from, only_here=only_here)
    say(deciding, decided, [f"now by itself: {_called(deciding, id_)}"])


@decide_command.command(
    "withdraw",
    help="Withdraw a document: it is hidden with all its facts.",
    epilog=example("accord decide withdraw 3f9a01c2 --as Wang --why 'an advertisement'"),
)
@click.argument("document", metavar="DOCUMENT")
@decides
def withdraw_command(deciding: Deciding, *, document: str) -> None:
    """Record a withdrawal."""
    refuse_hidden(deciding.register, document, wanted="withdraw")
    before = _seen(deciding, document)
    say(deciding, flows.withdraw(deciding, document), _changes(before, _seen(deciding, document)))


@decide_command.command(
    "purge",
    help="""Purge a document: its words are erased for ever, from the file too; its hash and the reason stay.

    It cannot be undone, and the same words are refused ever after. Copies made before (accord backup) still hold them.""",
    epilog=example("accord decide purge 3f9a01c2 --as Wang --why 'a private letter' --yes"),
)
@click.argument("document", metavar="DOCUMENT")
@click.option("--yes", is_flag=True, help="Do not ask whether it is meant.")
@decides
def purge_command(deciding: Deciding, *, document: str, yes: bool) -> None:
    """Erase the words of a document."""
    with deciding.register.asking() as connection:
        record = show(connection, document)["record"]
    if not yes:
        called = clean(str(record.get("title") or record.get("source") or record["id"]))
        click.confirm(f"Erase the words of “{called}” for ever?", abort=True)
    say(deciding, flows.purge(deciding, document), ["its words are gone; it is refused when it comes again"])


@decide_command.command(
    "undo",
    help="Undo an earlier decision; undoing is a decision too, and can be undone.",
    epilog=example("accord history", "accord decide undo d3 --as Wang"),
)
@click.argument("decision", metavar="DECISION")
@decides
def undo_command(deciding: Deciding, *, decision: str) -> None:
    """Record an undoing."""
    decided = flows.undo(deciding, decision)
    with deciding.register.asking() as connection:
        told = next(tell_decision(record) for record in history(connection) if record["id"] == decision)
    say(deciding, decided, [f"no longer holds: {told}"])


def _field(typed: str) -> tuple[str, str]:
    name, equals, value = typed.partition("=")
    if not equals or not name:
        raise click.UsageError(f"{typed!r} is no FIELD=VALUE")
    return name.strip(), value


def _new(deciding: Deciding, kind: str | None, values: Mapping[str, Any]) -> Sequence[str]:
    """Return a line for each body in the values that the register does not know by that name."""
    held = values.get(KINDS[kind].party_field) if kind else None
    names = [held] if isinstance(held, str) else held or ()
    with deciding.register.asking() as connection:
        return new_parties(connection, map(str, names))


def _called(deciding: Deciding, id_: str) -> str:
    """Return the names of a body, or the agreement in words, as the register shows it now."""
    with deciding.register.asking() as connection:
        page = in_language(show(connection, id_), chosen_language())
    record = page["record"]
    return clean("; ".join(record["names"]) if page["what"] in ("party", "person") else tell("agreement", record))


def _seen(deciding: Deciding, id_: str) -> dict[str, Any] | None:
    """Return the fields of a thing as the register shows it now, or None where it shows it no more."""
    with deciding.register.asking() as connection:
        try:
            record = with_money(in_language(show(connection, id_)["record"], chosen_language()))
        except NotFoundError:
            return None
    return record


def _changes(before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> Iterator[str]:
    if after is None or after.get("status") == "rejected":
        yield "it is no longer listed"
        return
    for field in after:
        old, new = (before or {}).get(field), after[field]
        if old != new and field != "edited" and not field.endswith(_BY_LANGUAGE):
            yield f"{field.replace('_', ' ')}: {clean(flat(old)) or '(unknown)'} -> {clean(flat(new)) or '(unknown)'}"


def say(deciding: Deciding, decided: Decided, changes: Sequence[str] | Iterator[str]) -> None:
    """Print the decision as recorded, and what it changed."""
    what = msgspec.to_builtins(decided.decision)
    record = {"kind": what.pop("type"), "decision": what}
    changed = list(changes) or ["nothing changed: the register said so already"]
    write.lines(
        [f"{decided.id} recorded, by {clean(deciding.by)}: {tell_decision(record)}", *(f"  {c}" for c in changed)]
    )
