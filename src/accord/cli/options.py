"""Options that several commands share, and the register that they open.

In:  a command's function.
Out: the same with the options, called with what they mean.
"""

import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from accord.cli.world import World
from accord.errors import StoreError

if TYPE_CHECKING:  # opened when the command runs; `--help` must not wait for a database library
    from accord.register import Register

__all__ = ["Command", "example", "format_option", "opened", "register_option", "register_url", "takes_register"]

Command = Callable[..., Any]
_REGISTER = "Path or URL of the register.  [default: ACCORD_REGISTER, else accord.db]"

register_option = click.option("--register", "url", metavar="PATH|URL", help=_REGISTER)


def register_url(world: World, url: str | None) -> str:
    """Return the register that is meant: as said, else as set."""
    return url or world.settings.register


def takes_register(command: Command) -> Command:
    """Return the command with `--register`, called with the world and the open register, which must be there."""

    @register_option
    @click.pass_obj
    @functools.wraps(command)
    def run(world: World, /, *args: object, url: str | None, **asked: object) -> object:
        with opened(world, url) as register:
            return command(world, register, *args, **asked)

    return run


@contextmanager
def opened(world: World, url: str | None, *, create: bool = False, stale: bool = False) -> "Iterator[Register]":
    """Yield the register, closed in the end.

    Args:
        world: Where the settings come from.
        url: As said on the command line, or None.
        create: Make it where it is missing.
        stale: Take it also where another version of the program has derived it.

    Raises:
        StoreError: Another version of the program has derived it, and `stale` is not set.
    """
    from accord.bootstrap import the_register

    meant = register_url(world, url)
    with the_register(meant, create=create) as register:
        if not stale and register.stale():
            raise StoreError(f"{meant} was derived by another version of accord; bring it up to date: accord rebuild")
        yield register


def format_option(*choices: str) -> Callable[[Command], Command]:
    """Return `--format` with these choices, the first of them the default."""
    return click.option(
        "--format",
        "format_",
        type=click.Choice(choices),
        default=choices[0],
        show_default=True,
        help="How to print it.",
    )


def example(*commands: str) -> str:
    """Return an epilog that shows how a command is called."""
    return "\b\nExample:\n" + "\n".join(f"  {command}" for command in commands)
