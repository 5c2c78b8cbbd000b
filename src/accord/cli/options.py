"""Options that several commands share, and the register that they open.

In:  a command's function.
Out: the same with the options, called with what they mean.
"""

import functools
import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from accord.cli.world import World
from accord.errors import ConfigError, StoreError
from accord.model.terms import Language, members
from accord.register.asking.asking import MOST_LIMIT
from accord.register.postgres.address import shown

if TYPE_CHECKING:  # opened when the command runs; `--help` must not wait for a database library
    from accord.register import Register

__all__ = [
    "SHARE",
    "Command",
    "allow_private_option",
    "bom_option",
    "check_bom",
    "chosen_language",
    "example",
    "format_option",
    "language_option",
    "opened",
    "page_options",
    "register_option",
    "register_url",
    "saying",
    "takes_register",
]


class _Share(click.FloatRange):
    """A share from 0 to 1; what is no number (nan) lies in every range of click's and is refused here."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:  # noqa: ANN401 - as click has it
        """Return the share."""
        known = super().convert(value, param, ctx)
        if math.isnan(known):
            self.fail(f"{value!r} is no number; write one from 0 to 1, such as 0.5", param, ctx)
        return known


Command = Callable[..., Any]
SHARE = _Share(0, 1)
_SCHEMES = ("sqlite", "postgresql", "postgres")
_REGISTER = "Path or URL of the register.  [default: ACCORD_REGISTER, else accord.db]"

allow_private_option = click.option(
    "--allow-private", is_flag=True, help="Fetch addresses inside of your own network too, such as http://192.168.1.5."
)
bom_option = click.option(
    "--bom", is_flag=True, help="Of CSV: begin with a byte order mark, so that Excel shows Chinese and accents."
)
register_option = click.option("--register", "url", metavar="PATH|URL", help=_REGISTER)


def register_url(world: World, url: str | None) -> str:
    """Return the register that is meant: as said, else as set.

    Raises:
        ConfigError: It is an address at which no register can be.
    """
    meant = url or world.settings.register
    scheme, parted, _ = meant.partition("://")
    if parted and scheme not in _SCHEMES:
        raise ConfigError(
            f"{shown(meant)} can be no register; name a file, such as accord.db, or postgresql://name@host/database"
        )
    return meant


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
            raise StoreError(
                f"{register.url} was derived by another version of accord; bring it up to date: accord rebuild"
            )
        yield register


def chosen_language(asked: str | None = None) -> str:
    """Return the language in which bodies and places are named: as asked, else as set, else the first."""
    world, known = click.get_current_context().find_object(World), members(Language)
    wanted = asked or (world.settings.language if world else None) or ""
    return next((one for one in known if wanted.lower().startswith(one)), known[0])


def language_option(command: Command) -> Command:
    """Return the command with `--lang`, called with the language in which bodies and places are named."""
    return click.option(
        "--lang",
        "language",
        type=click.Choice(members(Language)),
        callback=lambda _context, _option, value: chosen_language(value),
        help="Name bodies and places in this language.  [default: ACCORD_LANG, else the locale's]",
    )(command)


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


@contextmanager
def saying(what: str) -> Iterator[None]:
    """Turn what the system says of a file into a sentence that begins with `what`.

    Raises:
        StoreError: The system refused.
    """
    try:
        yield
    except OSError as error:
        raise StoreError(f"{what}: {error.strerror or error}") from error


def page_options(command: Command) -> Command:
    """Return the command with `--limit` and `--page`."""
    limited = click.option(
        "--limit", type=click.IntRange(1, MOST_LIMIT), default=20, metavar="N", help="Records a page.  [default: 20]"
    )
    paged = click.option("--page", type=click.IntRange(min=1), default=1, metavar="N", help="Which page.  [default: 1]")
    return limited(paged(command))


def check_bom(format_: str, *, bom: bool) -> None:
    """Refuse a byte order mark beside another format than CSV."""
    if bom and format_ != "csv":
        raise click.UsageError(f"--bom is for csv; {format_} is UTF-8 everywhere")


def example(*commands: str) -> str:
    """Return an epilog that shows how a command is called."""
    return "\b\nExample:\n" + "\n".join(f"  {command}" for command in commands)
