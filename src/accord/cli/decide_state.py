"""`accord decide state`, `owner` and `unrelated`: what became of a promise, and who is to keep it.

In:  the id of a promise, a state, the words of a later document.
Out: the decision as recorded, and the state before and after.
"""

from typing import Any, get_args

import click

from accord.cli.decide import decide_command, decides, say
from accord.cli.options import example
from accord.flows import Deciding
from accord.flows.owes import owes
from accord.flows.plans import PLAN, follow_promise
from accord.flows.proposed import PROPOSAL, accept_later, proposed_later, refuse_later
from accord.flows.reached import Words
from accord.model.decision import Decided
from accord.model.terms import State
from accord.register import show
from accord.register.asking.nearby import facts_decided
from accord.register.asking.states import state_of

__all__ = ["owner_command", "state_command", "unrelated_command"]


@decide_command.command(
    "state",
    help="""Say in which state a promise is, by the words of a later document, or on your own word.

    ID is that of a commitment, a project or a mechanism; of a plan (w-...) its sentence is entered as a promise, in the same
    step. Of a proposal (q-...) of accord proposals the promise, the words and the state are those that it names.""",
    epilog=example(
        "accord decide state q-5e0c11 --as Wang",
        "accord decide state c-4b1d20 under_way --document 3f9a01c2 --quote 'the base broke ground' --as Wang",
        "accord decide state c-4b1d20 stalled --day 2026-10 --as Wang --why 'told by telephone'",
    ),
)
@click.argument("promise", metavar="ID")
@click.argument("state", type=click.Choice(get_args(State)), required=False)
@click.option("--document", metavar="ID", help="The document whose words say so.")
@click.option("--quote", metavar="WORDS", help="The words, as they stand there once.")
@click.option("--claim", is_flag=True, help="One side says so of itself.")
@click.option("--day", metavar="DAY", help="On which it was so.  [default: the document's day; without words, today]")
@decides
def state_command(deciding: Deciding, *, promise: str, state: State | None, **asked: Any) -> None:  # noqa: ANN401 - values of the options
    """Record a state."""
    words = _words(asked["document"], asked["quote"])
    if promise.startswith(PROPOSAL):
        _named_by_it(words)
        promise, decided, before = _accepted(deciding, promise, state, claim=asked["claim"], day=asked["day"])
    elif state is None:
        raise click.UsageError(
            f"say the state as well: {', '.join(get_args(State))}; only of a proposal (q-...) it is known"
        )
    else:
        before = _state(deciding, promise)
        decided = follow_promise(deciding, promise, state, words, claim=asked["claim"], day=asked["day"])
    if promise.startswith(PLAN):
        say(deciding, decided, [_now_a_promise(deciding, decided)])
        return
    after = _state(deciding, promise)
    say(deciding, decided, [f"state: {before} -> {after}"] if before != after else [])


@decide_command.command(
    "owner",
    help="""Say which post is to keep a promise: it stays with the post when the person moves. The newest that was said counts.

    Where the post is at a body that agreed or is to act, its page tells who holds it by the latest news.""",
    epilog=example("accord decide owner c-4b1d20 'head of the investment office' --at 'Wuxi' --as Wang"),
)
@click.argument("promise", metavar="ID")
@click.argument("post")
@click.option("--at", "body", metavar="NAME", help="The body at which it is.")
@decides
def owner_command(deciding: Deciding, *, promise: str, post: str, body: str | None) -> None:
    """Record an owner."""
    before = _owner(deciding, promise)
    decided = owes(deciding, promise, post, body)
    after = _owner(deciding, promise)
    say(deciding, decided, [f"owner: {before or 'nobody named one'} -> {after}"] if before != after else [])


@decide_command.command(
    "unrelated",
    help="Say that words are of something else than the promise; they are not proposed for it again.",
    epilog=example(
        "accord decide unrelated q-5e0c11 --as Wang",
        "accord decide unrelated c-4b1d20 --document 3f9a01c2 --quote 'the base broke ground' --as Wang",
    ),
)
@click.argument("promise", metavar="ID")
@click.option(
    "--document", metavar="ID", help="The document in which the words stand; of a proposal (q-...) it is known."
)
@click.option("--quote", metavar="WORDS", help="The words, as they stand there once.")
@decides
def unrelated_command(deciding: Deciding, *, promise: str, document: str | None, quote: str | None) -> None:
    """Record that words are of something else."""
    words = _words(document, quote)
    if promise.startswith(PROPOSAL):
        _named_by_it(words)
        with deciding.register.asking() as connection:
            one = proposed_later(connection, promise)
        say(deciding, refuse_later(deciding, one), ["these words are not proposed for it again"])
        return
    if words is None:
        raise click.UsageError("say which words: --document and the --quote that stands in it")
    say(deciding, follow_promise(deciding, promise, None, words), ["these words are not proposed for it again"])


def _owner(deciding: Deciding, promise: str) -> str | None:
    with deciding.register.asking() as connection:
        found: str | None = show(connection, promise)["record"].get("owner")
        return found


def _words(document: str | None, quote: str | None) -> Words | None:
    if (document is None) != (quote is None):
        raise click.UsageError("words need both: --document and the --quote that stands in it")
    return Words(document, quote=quote) if document is not None else None


def _accepted(
    deciding: Deciding, proposal: str, state: State | None, *, claim: bool, day: str | None
) -> tuple[str, Decided, str | None]:
    """Return the promise of a proposal, the recorded decision on it, and the state before."""
    with deciding.register.asking() as connection:
        one = proposed_later(connection, proposal)
        before = state_of(connection, one.link.promise.id)
    return one.link.promise.id, accept_later(deciding, one, state, claim=claim, day=day), before


def _named_by_it(words: Words | None) -> None:
    if words is not None:
        raise click.UsageError("a proposal (q-...) names its document and words; leave out --document and --quote")


def _state(deciding: Deciding, promise: str) -> str | None:
    with deciding.register.asking() as connection:
        return state_of(connection, promise)


def _now_a_promise(deciding: Deciding, decided: Decided) -> str:
    """Return which promise a plan has become: what the decision before this one entered."""
    with deciding.register.asking() as connection:
        made = facts_decided(connection, f"d{int(decided.id[1:]) - 1}")
    return f"the plan is a promise now: {', '.join(made)}"
