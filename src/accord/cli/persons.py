"""`accord persons NAME`: the persons who go by a name, each with the posts of all reports, also in two scripts."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from accord.cli import write
from accord.cli.options import example, format_option, takes_register
from accord.cli.tables import table
from accord.cli.width import clean, wrap
from accord.cli.world import World
from accord.errors import NotFoundError
from accord.register import people

if TYPE_CHECKING:
    from accord.register import Register

__all__ = ["persons_command"]

_FIELDS, _SPARE = ("published", "post", "body", "person", "id"), ("person", "body")


@click.command(
    "persons",
    help="""Show the persons who go by a name, each with his posts over the years.

    One name at one body is one person; at two bodies it is two, unless one document names both posts.""",
    epilog=example("accord persons 'Li Ming'", "accord persons 'Li Ming' --format json"),
)
@click.argument("name")
@format_option("text", "json")
@takes_register
def persons_command(_: World, register: "Register", *, name: str, format_: str) -> None:
    """Print the persons."""
    with register.asking() as connection:
        found = people(connection, name)
    if not found:
        raise NotFoundError(f"no person goes by {name!r}; posts are listed by: accord posts --person WORD")
    if format_ == "json":
        write.json_value({"persons": found, "total": len(found)})
    else:
        write.lines(_lines(found))


def _lines(found: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    for person in found:
        others = [name for name in person["names"] if name != person["name"]]
        yield from wrap(clean(f"{person['name']}{'; also ' + ', '.join(others) if others else ''}"), write.width())
        told = [{**post, "body": post["body"] or post["organization"]} for post in person["posts"]]
        yield from table(told, _FIELDS, width=write.width(), spare=_SPARE)
        yield ""
    if len(found) > 1:
        yield f"{len(found)} persons: no document says that they are one"
