"""`accord show ID`: one thing with the words that prove it."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

from accord.cli import write
from accord.cli.gone import gone, withdrawal
from accord.cli.options import example, format_option, language_option, takes_register
from accord.cli.proposals import lines_of_one, record_of
from accord.cli.review import proposal_lines
from accord.cli.show_text import page_lines
from accord.cli.world import World
from accord.errors import NotFoundError
from accord.flows.proposed import PROPOSAL, proposed_later
from accord.register import proposal, show
from accord.register.asking.asking import in_language

if TYPE_CHECKING:
    from accord.register import Register

__all__ = ["show_command"]


@click.command(
    "show",
    help="""Show one thing with the words that prove it.

    What was rejected or withdrawn is shown with the decision that hides it. ID is what a list prints, or the beginning of it: a fact, an agreement (with all its reports and commitments), a
    party, a document (with all its facts), a decision, a proposal.""",
    epilog=example("accord show a-1f0c77", "accord show p-9b2e10 --format json"),
)
@click.argument("id_", metavar="ID")
@format_option("text", "json")
@language_option
@takes_register
def show_command(_: World, register: "Register", *, id_: str, format_: str, language: str) -> None:
    """Print what the id names."""
    if id_.startswith(PROPOSAL):
        _show_proposal(register, id_, format_, language)
        return
    page = in_language(_page(register, id_), language)
    if format_ == "json":
        write.json_value(page)
    else:
        write.lines(page_lines(page, width=write.width()))


def _show_proposal(register: "Register", id_: str, format_: str, language: str) -> None:
    """Print what is proposed: of who is who, or of what later news says of a promise."""
    found, lines = _proposed(register, id_, language)
    if format_ == "json":
        write.json_value(found)
    else:
        write.lines(lines)


def _proposed(register: "Register", id_: str, language: str) -> tuple[dict[str, Any], Iterable[str]]:
    with register.asking() as connection:
        try:
            found = in_language(proposal(connection, id_), language)
            return found, proposal_lines(found, width=write.width())
        except NotFoundError:
            one = proposed_later(connection, id_)
            return record_of(one), lines_of_one(one, width=write.width())


def _page(register: "Register", asked: str) -> dict[str, Any]:
    """Return the page of an id; of what a decision hides, with that decision."""
    try:
        with register.asking() as connection:
            page = show(connection, asked)
            record = page["record"]
            if record.get("state") in ("withdrawn", "purged"):
                page["hidden"] = withdrawal(connection, record["id"])
    except NotFoundError:
        if found := gone(register, asked):
            return found
        raise
    return (gone(register, record["id"]) or page) if record.get("status") == "rejected" else page
