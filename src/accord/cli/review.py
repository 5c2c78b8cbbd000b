"""`accord review`: what the program proposes of who is who, for a person to accept or reject.

In:  proposals of the register; a person's keys, or ids.
Out: the proposals with their reasons and the words of both sides; decisions as recorded.
"""

import functools
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

import click
import msgspec

from accord import flows
from accord.cli import write
from accord.cli.decide import decides, say
from accord.cli.doubts import DOUBT_FIELDS, doubt_lines, doubt_table, plain_doubts
from accord.cli.empty import nothing
from accord.cli.marks import in_context
from accord.cli.options import SHARE, Command, example, format_option, language_option, page_options, takes_register
from accord.cli.tables import foot, table
from accord.cli.telling import tell
from accord.cli.width import clean, wrap
from accord.cli.world import World
from accord.errors import DecisionError, NotFoundError
from accord.flows import Deciding
from accord.flows.proposed import accept_later, proposed_later, refuse_later
from accord.flows.settle import settle
from accord.register import Page, find_id, proposal, proposals
from accord.register.asking.asking import in_language
from accord.register.review.doubting import doubt, doubted, doubted_total
from accord.register.review.proposing import LEAST_SCORE
from accord.register.tables.kinds import KINDS

if TYPE_CHECKING:
    from accord.register import Register
    from accord.register.review.proposing import Kind

__all__ = ["proposal_lines", "review_command"]

_FIELDS = ("id", "kind", "score", "left", "right", "reasons")
_SPARE = ("reasons", "kind")
_NONE = "Nothing is proposed: the program is sure of all that it has read, or of nothing that comes near."
_KEYS = "[a] one  [r] not one  [s] later  [u] undo the last  [q] stop"
_ASKED = {
    "merge": "Are these one body?",
    "same_event": "Do these tell of one agreement?",
    "same_person": "Are these one person?",
}
_KINDS = click.Choice(tuple(_ASKED))
_LISTED = click.Choice((*_ASKED, "doubt"))


def _needs_terminal(command: Command) -> Command:
    """Return the command, which refuses to ask where nobody can press a key."""

    @functools.wraps(command)
    def run(*given: object, **asked: object) -> object:
        if not _at_terminal():
            raise click.UsageError("there is no terminal to ask at; list what is proposed with: accord review list")
        return command(*given, **asked)

    return run


@click.group(
    "review",
    invoke_without_command=True,
    help="""Accept or reject what the program proposes: names that may be one body or one person, reports that may be one agreement.

    Alone, at a terminal, it asks for one key a proposal, the surest first; elsewhere it lists them. The program joins only
    what it is sure of; what you decide stands, also after everything is read again, until it is undone.""",
    epilog=example("accord review", "accord review show q-1f0c77", "accord review accept q-1f0c77 --as Wang"),
)
@click.pass_context
def review_command(context: click.Context) -> None:
    """Ask one by one at a terminal, list elsewhere; where another command is given, nothing."""
    if context.invoked_subcommand is None:
        context.invoke(ask_command if _at_terminal() else list_command)


@review_command.command(
    "list",
    help="""List what is proposed, the surest first; how many facts are doubted stands below it.

    --kind doubt lists these facts: words of their own document speak against them, or the reading was not sure.""",
    epilog=example("accord review list --kind merge", "accord review list --kind doubt --format jsonl"),
)
@click.option("--kind", type=_LISTED, help="Only of this kind.")
@click.option("--least", type=SHARE, default=LEAST_SCORE, show_default=True, help="Leave out what is less sure.")
@page_options
@format_option("table", "json", "jsonl", "csv")
@language_option
@takes_register
def list_command(
    _: World,
    register: "Register",
    *,
    kind: str | None,
    format_: str,
    language: str,
    **asked: Any,  # noqa: ANN401 - values of the options
) -> None:
    """Print one page of proposals, or of doubted facts."""
    at: dict[str, Any] = {"limit": asked["limit"], "offset": (asked["page"] - 1) * asked["limit"]}
    with register.asking() as connection:
        if kind == "doubt":
            found, more = doubted(connection, **at), 0
        else:
            found = proposals(connection, kind=cast("Kind | None", kind), least=asked["least"], **at)
            more = 0 if kind else doubted_total(connection)
        none = "" if found.total else nothing(connection, register.url, _NONE)
        found = msgspec.structs.replace(found, records=in_language(found.records, language))
    if format_ == "json":
        write.json_value(found)
    elif format_ == "table":
        write.lines(doubt_table(found) if kind == "doubt" else _table(found, none))
        write.lines([f"{more} facts are doubted too: accord review list --kind doubt"] if more else [])
    elif kind == "doubt":
        write.data(found.records if format_ == "jsonl" else plain_doubts(found), DOUBT_FIELDS, format_)
    else:
        plain = [{**one, **_cells(one)} for one in found.records]
        write.data(found.records if format_ == "jsonl" else plain, _FIELDS, format_)


@review_command.command(
    "show",
    help="Show one proposal with its reasons and the words of both sides, or a doubted fact with what speaks against it.",
    epilog=example("accord review show q-1f0c77", "accord review show q-1f0c77 --format json"),
)
@click.argument("id_", metavar="ID")
@format_option("text", "json")
@language_option
@takes_register
def show_command(_: World, register: "Register", *, id_: str, format_: str, language: str) -> None:
    """Print one proposal."""
    with register.asking() as connection:
        found = in_language(
            proposal(connection, id_) if _is_proposal(id_) else doubt(connection, find_id(connection, id_)[1]), language
        )
    if format_ == "json":
        write.json_value(found)
    else:
        lines = proposal_lines if _is_proposal(id_) else doubt_lines
        write.lines(lines(found, width=write.width()))


@review_command.command(
    "accept",
    help="Accept a proposal: both sides are one. Of a doubted fact: it holds.",
    epilog=example("accord review accept q-1f0c77 --as Wang --why 'their web site says so'"),
)
@click.argument("id_", metavar="ID")
@decides
def accept_command(deciding: Deciding, *, id_: str) -> None:
    """Record that both sides are one, or that a fact holds."""
    if _is_proposal(id_):
        _answer(deciding, id_, holds=True)
    else:
        say(deciding, settle(deciding, _whole(deciding, id_), holds=True), ["it holds, and is doubted no more"])


@review_command.command(
    "reject",
    help="Reject a proposal: the two sides are not one. Of a doubted fact: its words do not say it.",
    epilog=example("accord review reject q-1f0c77 --as Wang"),
)
@click.argument("id_", metavar="ID")
@decides
def reject_command(deciding: Deciding, *, id_: str) -> None:
    """Record that the sides are two, or that a fact does not hold."""
    if _is_proposal(id_):
        _answer(deciding, id_, holds=False)
    else:
        say(deciding, settle(deciding, _whole(deciding, id_), holds=False), ["it stands no more"])


@review_command.command(
    "ask",
    help=f"""Ask for one key a proposal, the surest first. What accord review does at a terminal.

    \b
    {_KEYS}""",
    epilog=example("accord review ask --as Wang"),
)
@click.option("--kind", type=_KINDS, help="Only of this kind.")
@_needs_terminal
@decides
def ask_command(deciding: Deciding, *, kind: "Kind | None") -> None:
    """Ask until nothing is left, or the person stops."""
    later: set[str] = set()
    taken: list[str] = []
    while (found := _next(deciding, kind, later)) is not None:
        write.lines([*proposal_lines(found, width=write.width()), f"{_ASKED[found['kind']]}  {_KEYS}"])
        key = click.getchar().lower()
        if key in ("q", "\x1b", "\x03", "\x04", ""):
            break
        if key == "u" and taken:
            say(deciding, flows.undo(deciding, taken.pop()), ["it is asked again"])
        elif key in ("a", "r"):
            _take(deciding, found["id"], key, taken, later)
        elif key == "s":
            later.add(found["id"])
    write.lines([f"{len(taken)} decided; {len(later)} left for later. Who decided what: accord history"])


def proposal_lines(found: Mapping[str, Any], *, width: int) -> Iterator[str]:
    """Yield the lines of one proposal: the pair, the reasons, the words of each side."""
    left, right = (_name(found, side) for side in ("left", "right"))
    yield ""
    yield from wrap(clean(f"{found['id']}  {found['score']:.2f}  {left}  =?  {right}"), width)
    for reason in found["reasons"]:
        told = f"{reason['code'].replace('_', ' ')}: {reason['left']} | {reason['right']}"
        yield from wrap(clean(told), width, indent="    ")
    for side in ("left", "right"):
        yield from wrap(clean(f"{_name(found, side)}  ({found[side]['id']})"), width, indent="  ")
        for seen in found[side]["evidence"]:
            where = ", ".join(str(seen[part]) for part in ("title", "published", "source") if seen.get(part))
            yield from wrap(clean(where), width, indent="    ")
            if "quote" in seen:
                yield from wrap(in_context(seen["before"], seen["quote"], seen["after"]), width, indent="      ")


def _take(deciding: Deciding, id_: str, key: str, taken: list[str], later: set[str]) -> None:
    """Record what a key says; a decision that is refused is told, and the proposal left for later."""
    try:
        decided = flows.accept(deciding, id_) if key == "a" else flows.reject(deciding, id_)
    except DecisionError as error:
        later.add(id_)
        write.lines(wrap(clean(f"refused: {error}"), write.width(), indent="  "))
        return
    taken.append(decided.id)
    say(deciding, decided, ["they are one" if key == "a" else "they stay apart"])


def _next(deciding: Deciding, kind: "Kind | None", later: set[str]) -> dict[str, Any] | None:
    with deciding.register.asking() as connection:
        records = proposals(connection, kind=kind, limit=len(later) + 1).records
        first = next((one["id"] for one in records if one["id"] not in later), None)
        return proposal(connection, first) if first else None


def _table(found: Page, none: str) -> Iterator[str]:
    if not found.total:
        yield none
        return
    told = [{**one, **_cells(one)} for one in found.records]
    yield from table(told, _FIELDS, width=write.width(), spare=_SPARE)
    yield foot("proposals", found)


def _cells(one: Mapping[str, Any]) -> dict[str, str]:
    reasons: Sequence[Mapping[str, str]] = one["reasons"]
    told = "; ".join(f"{reason['code'].replace('_', ' ')}: {reason['left']} | {reason['right']}" for reason in reasons)
    return {"left": _name(one, "left"), "right": _name(one, "right"), "reasons": told, "score": f"{one['score']:.2f}"}


def _name(found: Mapping[str, Any], side: str) -> str:
    """Return a side in one line: the body by the name that was compared, or the agreement."""
    record = found[side]
    if found["kind"] == "same_event":
        return tell("agreement", record) if "parties" in record else record["id"]
    also = "" if record["called"] == record["name"] else f" ({record['name']})"
    return f"{record['called']}{also}"


def _answer(deciding: Deciding, id_: str, *, holds: bool) -> None:
    """Record the answer to a proposal: of who is who, or of what later news says of a promise."""
    answer, told = (
        (flows.accept, "they are one from now on, in every document")
        if holds
        else (flows.reject, "they stay apart, and are proposed no more")
    )
    try:
        say(deciding, answer(deciding, id_), [told])
    except NotFoundError as error:
        _answer_later(deciding, id_, error, holds=holds)


def _answer_later(deciding: Deciding, id_: str, error: NotFoundError, *, holds: bool) -> None:
    """Record the answer to what later news says.

    Raises:
        NotFoundError: The one that is given, where nothing is proposed of later news either.
    """
    try:
        with deciding.register.asking() as connection:
            one = proposed_later(connection, id_)
    except NotFoundError:
        raise error from None
    decided = accept_later(deciding, one) if holds else refuse_later(deciding, one)
    state = one.link.state.replace("_", " ")
    told = f"{one.link.promise.id} is {state} by these words" if holds else "these words are not proposed for it again"
    say(deciding, decided, [told])


def _whole(deciding: Deciding, fact: str) -> str:
    with deciding.register.asking() as connection:
        return find_id(connection, fact)[1]


def _is_proposal(id_: str) -> bool:
    return id_.startswith("q-") or not any(id_.startswith(f"{kind.letter}-") for kind in KINDS.values())


def _at_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()
