"""Write the reference of the command line, from the commands themselves; a test holds that it is up to date.

Out: Markdown; run as a module it writes `docs/reference/cli.md` below the folder that it is run in.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import click

from accord.cli.program import program
from accord.cli.themes import THEMES

__all__ = ["FILE", "reference"]

FILE = Path("docs", "reference", "cli.md")
_WIDTH = 100  # columns of the help texts


def reference() -> str:
    """Return the reference as Markdown."""
    root = click.Context(program, info_name="accord", terminal_width=_WIDTH, **program.context_settings)
    parts = [
        "# The command line",
        "Written from the commands by `python -m accord.cli.reference`; do not edit it here.",
        _help(program, root),
    ]
    for theme, entries in THEMES.items():
        parts.append(f"## {theme}")
        for entry in entries:
            command = program.get_command(root, entry.name)
            assert command is not None, f"themes.py names a command that is not there: {entry.name}"
            parts += _sections(command, root)
    return "\n\n".join(parts) + "\n"


def _sections(command: click.Command, parent: click.Context) -> Iterator[str]:
    context = click.Context(command, parent=parent, info_name=command.name, terminal_width=_WIDTH)
    yield f"### `{context.command_path}`\n\n{_help(command, context)}"
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            assert inner is not None, name
            yield from _sections(inner, context)


def _help(command: click.Command, context: click.Context) -> str:
    return f"```text\n{command.get_help(context).strip()}\n```"


if __name__ == "__main__":
    os.makedirs(FILE.parent, exist_ok=True)
    FILE.write_text(reference(), encoding="utf-8", newline="\n")
