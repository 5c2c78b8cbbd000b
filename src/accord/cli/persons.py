"""`accord persons NAME`: the persons who go by a name, each with the posts of all reports, also in two scripts."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from accord.cli import write
from accord.cli.options import example, format_option, takes_register
from accord.cli.tables import table
from accord.cli.width import clean, wrap
from accord.cli.world import World
from accord.errors import NotFoundError
from accord.register import PersonPage, person_page, persons_called

if TYPE_CHECKING:
    from accord.register import Register

__all__ = ["persons_command"]

_FIELDS, _SPARE = ("first", "last", "post", "called", "documents"), ("called", "post")


@click.command(
    "persons",
    help="""Show the persons who go by a name, each with his posts over the years.

    NAME is a name in any spelling: in simplified or traditional characters, or as it is read, also in one word; or the id of
    a person. One name at one body is one person; at two bodies it is two, unless a document names both posts. What may be
    one person is proposed by accord review; decide it there, or with accord decide merge and split.""",
    epilog=example("accord persons 'Li Ming'", "accord persons liming", "accord persons 'Li Ming' --format json"),
)
@click.argument("name")
@format_option("text", "json")
@takes_register
def persons_command(_: World, register: "Register", *, name: str, format_: str) -> None:
    """Print the persons."""
    from accord.bootstrap import the_identity

    identity = the_identity()
    with register.asking() as connection:
        if name.startswith("h-"):
            found = [person_page(connection, name, identity)]
        else:
            lines = persons_called(connection, name, identity)
            found = [person_page(connection, line.id, identity) for line in lines]
    if not found:
        raise NotFoundError(f"no person goes by {name!r}; posts are listed by: accord posts --person WORD")
    if format_ == "json":
        write.json_value({"persons": found, "total": len(found)})
    else:
        write.lines(_lines(found))


def _lines(found: Sequence[PersonPage]) -> Iterator[str]:
    for person in found:
        others = [one.name for one in person.names if one.name != person.name]
        also = f"; also {', '.join(others)}" if others else ""
        yield from wrap(clean(f"{person.name}  ({person.id}){also}"), write.width())
        told = [
            {"first": one.first, "last": one.last, "post": one.post, "called": one.called, "documents": len(one.proofs)}
            for one in person.posts
        ]
        if told:
            yield from table(told, _FIELDS, width=write.width(), spare=_SPARE)
        for one in person.agreements:
            yield from wrap(
                clean(f"signed {one.id} {one.date or ''} {'; '.join(one.parties)}"), write.width(), indent="  "
            )
        if person.proposals:
            yield from wrap(
                f"perhaps another one too: accord review show {person.proposals[0]}", write.width(), indent="  "
            )
        yield ""
    if len(found) > 1:
        yield f"{len(found)} persons: no document says that they are one"
