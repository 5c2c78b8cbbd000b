"""`accord quarantine`: what could not be read and why; try it again."""

from typing import TYPE_CHECKING

import click

from accord.cli import write
from accord.cli.options import allow_private_option, example, format_option, register_option, takes_register
from accord.cli.width import clean, wrap
from accord.cli.world import World
from accord.model.document import STANDARD_INPUT
from accord.register import quarantined

if TYPE_CHECKING:
    from accord.register import Register

__all__ = ["quarantine_command"]

_FIELDS = ("source", "reason", "message", "advice", "at", "resolved")


_all_option = click.option("--all", "resolved", is_flag=True, help="Also what could be read since.")


@click.group(
    "quarantine",
    invoke_without_command=True,
    help="List what could not be read, and try it again. Alone it lists, and takes what list takes.",
    epilog=example("accord quarantine", "accord quarantine --format json", "accord quarantine retry"),
)
@_all_option
@format_option("table", "json", "jsonl", "csv")
@register_option
@click.pass_context
def quarantine_command(context: click.Context, *, resolved: bool, format_: str, url: str | None) -> None:
    """List where no other command is given; what is said before another command is said to it."""
    if context.invoked_subcommand is None:
        context.invoke(list_command, resolved=resolved, format_=format_, url=url)
        return
    register = {"url": url} if url else {}
    context.default_map = {"list": {"resolved": resolved, "format_": format_, **register}, "retry": register}


@quarantine_command.command(
    "list",
    help="List what could not be read, newest first, with the reason and what to do.",
    epilog=example("accord quarantine list --all --format csv"),
)
@_all_option
@format_option("table", "json", "jsonl", "csv")
@takes_register
def list_command(_: World, register: "Register", *, resolved: bool, format_: str) -> None:
    """Print what is in quarantine."""
    with register.asking() as connection:
        records = quarantined(connection, resolved=resolved)
    if format_ == "json":
        write.json_value({"records": records, "total": len(records)})
    elif format_ != "table":
        write.data(records, _FIELDS, format_)
    elif records:
        for record in records:
            since = f"  (read since, on {record['resolved'][:10]})" if record["resolved"] else ""
            write.lines([f"{record['reason']}  {clean(record['source'])}{since}"])
            write.lines(wrap(clean(f"{record['message']}. {record['advice']}"), write.width(), indent="    "))
        write.lines([f"{len(records):,} in all; when they are mended: accord quarantine retry"])
    else:
        write.lines(["Nothing is in quarantine: all that was found could be read."])


@quarantine_command.command(
    "retry",
    help="Read again what is in quarantine, from the same paths; what can be read now leaves it.",
    epilog=example("accord quarantine retry"),
)
@click.option("--quiet", is_flag=True, help="Say nothing of how far it is.")
@allow_private_option
@format_option("text", "json")
@takes_register
def retry_command(world: World, register: "Register", *, quiet: bool, allow_private: bool, format_: str) -> int:
    """Return the exit code."""
    from accord.cli.documents import Asked
    from accord.cli.ingest import bring_in, report
    from accord.flows.inbox import UPLOAD

    with register.asking() as connection:
        waiting = [record["source"] for record in quarantined(connection)]
    uploads = {source for source in waiting if source.startswith(UPLOAD)}
    if uploads:
        write.note(f"{len(uploads):,} were handed in through the web app, and are read again there (accord serve)")
    paths = sorted({source for source in waiting if source != STANDARD_INPUT} - uploads)
    asked = Asked(allow_private=allow_private)
    return report(bring_in(world, register, paths, asked=asked, quiet=quiet, command="quarantine retry"), format_)
