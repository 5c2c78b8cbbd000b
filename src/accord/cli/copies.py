"""`accord backup` and `restore`: copy a register, also while it is in use, and put a copy back."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from accord.cli import write
from accord.cli.options import example, register_option, register_url, saying, takes_register
from accord.cli.world import World
from accord.register import backup, restore
from accord.register.postgres.address import shown

if TYPE_CHECKING:
    from accord.register import Register

__all__ = ["backup_command", "restore_command"]


@click.command(
    "backup",
    help="""Copy the register to FILE, which must not exist; nobody has to stop working.

    FILE is a register itself, also where the register is in a PostgreSQL database.""",
    epilog=example("accord backup accord-2026-11-02.db"),
)
@click.argument("file", type=click.Path(path_type=Path))
@takes_register
def backup_command(_: World, register: "Register", *, file: Path) -> None:
    """Write a copy."""
    with saying(f"{file} cannot be written"):
        size = backup(register, file)
    write.lines([f"copied {register.url} to {file} ({size / 1024 / 1024:,.1f} MB)"])


@click.command(
    "restore",
    help="""Put the copy FILE in the place of the register, a file or a PostgreSQL database.""",
    epilog=example(
        "accord restore accord-2026-11-02.db --replace",
        "accord restore accord-2026-11-02.db --register postgresql://ana@server/office --replace",
    ),
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--replace", is_flag=True, help="Also where there is a register already; what it holds is lost.")
@register_option
@click.pass_obj
def restore_command(world: World, *, file: Path, url: str | None, replace: bool) -> None:
    """Put a copy back."""
    meant = register_url(world, url)
    with saying(f"{file} cannot be put back to {shown(meant)}"):
        restore(file, meant, replace=replace)
    write.lines([f"{shown(meant)} is now what {file} holds"])
