"""The program: its commands by theme, and the one place where errors become a sentence and an exit code.

In:  the arguments of the command line.
Out: the exit code; what `exits.ABOUT` says of it.
"""

import errno
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from io import TextIOWrapper
from typing import Any

import click

from accord import __version__
from accord.cli import exits
from accord.cli.themes import ENTRIES, THEMES
from accord.cli.world import real_world
from accord.errors import AccordError

__all__ = ["Program", "main", "program"]

_EXITS = "\n".join(f"  {code:>3}  {about}" for code, about in exits.ABOUT.items())
_ABOUT = """Keep who agreed what with whom, every fact with the words that prove it.

\b
Begin with:
  accord ingest FOLDER    read a folder of news into the register accord.db
  accord agreements       list what was agreed
  accord show ID          show one thing with the words that prove it"""
_EPILOG = f"""\b
Exit codes:
{_EXITS}

\b
Environment:
  ACCORD_REGISTER   path or URL of the register (default accord.db)
  ACCORD_AS         name that decisions are recorded under
  ACCORD_LANG       language in which bodies and places are named: en, zh
  ACCORD_MAX_BYTES  largest file that is read, in bytes
  ACCORD_CONTACT    e-mail or address by which a site that is read can reach you
  ACCORD_PAUSE      seconds between two requests to one site that is watched (default 1)
  ACCORD_DEBUG      1: print the trace of an error, as --debug does
  NO_COLOR          1: mark words by signs, not by colour"""


class Program(click.Group):
    """The commands by theme, each loaded when it is called; every error ends here."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands, theme by theme."""
        return list(ENTRIES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, from its module; None where there is none of that name."""
        entry = ENTRIES.get(cmd_name)
        if entry is None:
            return None
        module = import_module(f"accord.cli.{entry.module}")
        made = module.made(cmd_name) if hasattr(module, "made") else getattr(module, f"{cmd_name}_command")
        return made if isinstance(made, click.Command) else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that is meant; of a misspelt one, say which are like it (click knows only loaded ones)."""
        try:
            return super().resolve_command(ctx, args)
        except click.exceptions.NoSuchCommand as error:
            raise click.exceptions.NoSuchCommand(error.command_name, possibilities=ENTRIES, ctx=ctx) from error

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands under their themes, without loading them."""
        for theme, entries in THEMES.items():
            with formatter.section(theme):
                formatter.write_dl([(entry.name, entry.about) for entry in entries], col_max=14)

    def main(self, args: Sequence[str] | None = None, prog_name: str | None = None, **extra: Any) -> Any:  # type: ignore[override]  # noqa: ANN401 - click's own
        """Run and exit with the code that says how it went."""
        _speak_utf8()
        sys.exit(self._run(args, prog_name, extra))

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - click's own
        """Run the command; whoever stopped reading our output (`| head`) has had enough, and nothing is said."""
        try:
            code = super().invoke(ctx)
            sys.stdout.flush()
        except OSError as error:
            if not _is_closed_pipe(error):
                raise
            _write_nowhere()
            return exits.OK
        return code

    def _run(self, args: Sequence[str] | None, prog_name: str | None, extra: dict[str, Any]) -> int:
        given = sys.argv[1:] if args is None else args
        debug = "--debug" in given or os.environ.get("ACCORD_DEBUG", "") not in ("", "0")
        extra.pop("standalone_mode", None)
        try:
            code = super().main(args, prog_name or "accord", standalone_mode=False, **extra)
        except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - the one place where a command's errors end
            sentence, ended = _ended(error)
            if debug and ended not in (exits.WRONG_CALL, exits.INTERRUPTED):
                import traceback

                traceback.print_exception(error)
            advice = "; run it again with --debug and report what it prints"
            return _say(sentence + (advice if ended == exits.FAILED and not debug else ""), ended)
        return code if isinstance(code, int) else exits.OK


@click.group(
    "accord",
    cls=Program,
    help=_ABOUT,
    epilog=_EPILOG,
    no_args_is_help=False,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="accord", message="%(prog)s %(version)s")
@click.option("--debug", is_flag=True, help="Print the trace of an error.")
@click.pass_context
def program(context: click.Context, *, debug: bool) -> None:
    """See `_ABOUT`."""
    context.obj = context.obj or real_world()
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


def main() -> None:
    """Run the program with the arguments of the command line."""
    program.main()


def _ended(error: Exception | KeyboardInterrupt) -> tuple[str, int]:
    """Return what is said of an error, and the exit code."""
    match error:
        case click.UsageError():
            return _call(error), exits.WRONG_CALL
        case click.ClickException():
            return error.format_message(), exits.WRONG_CALL
        case click.Abort() | KeyboardInterrupt():
            return "interrupted; what was committed stays", exits.INTERRUPTED
        case AccordError():
            return _sentence(error), exits.exit_code(error)
        case OSError(filename=str() as name):
            return f"{name}: {error.strerror or error}", exits.REFUSED
        case _:
            return f"an error of the program itself: {type(error).__name__}: {error}", exits.FAILED


def _sentence(error: AccordError) -> str:
    advice = getattr(error, "advice", "")
    return f"{str(error).rstrip('.')}. {advice}" if advice else str(error)


def _call(error: click.UsageError) -> str:
    message = error.format_message().rstrip(".")
    path = error.ctx.command_path if error.ctx else "accord"
    return f"{message[:1].lower()}{message[1:]}; see: {path} --help"


def _say(sentence: str, code: int) -> int:
    click.echo(f"accord: {' '.join(sentence.split())}", err=True)
    return code


def _speak_utf8() -> None:
    """Write UTF-8 also where the system's own encoding is another one (Windows), and never fail at a character."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _is_closed_pipe(error: OSError) -> bool:
    return error.errno == errno.EPIPE or (os.name == "nt" and error.errno == errno.EINVAL and error.filename is None)


def _write_nowhere() -> None:
    """Let what is still buffered go nowhere, so that Python has nothing to complain of when it exits."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
