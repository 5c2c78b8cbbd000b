"""The program as a whole: help, errors and exit codes, what is loaded, pipes."""

import os
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from accord import __version__, errors
from accord.cli import exits
from accord.cli.program import program
from accord.cli.reference import FILE, reference
from accord.cli.themes import ENTRIES
from accord.errors import AccordError
from accord.sources.refusals import refused
from tests.cli.town import Town

ROOT = Path(__file__).parents[2]
PROGRAM = [sys.executable, "-m", "accord"]


def _commands(group: click.Group, context: click.Context) -> Iterator[tuple[str, click.Command]]:
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None, name
        inner = click.Context(command, parent=context, info_name=name)
        yield inner.command_path, command
        if isinstance(command, click.Group):
            yield from _commands(command, inner)


COMMANDS = dict(_commands(program, click.Context(program, info_name="accord", **program.context_settings)))


@pytest.mark.parametrize("path", COMMANDS)
def test_every_command_says_what_it_does_with_an_example(path: str) -> None:
    command = COMMANDS[path]
    assert command.help
    assert "Example:" in (command.epilog or "")
    assert path in (command.epilog or ""), "the example calls the command itself" if " " in path else ""


def _examples() -> Iterator[list[str]]:
    for command in COMMANDS.values():
        told = (command.epilog or "").replace("\\\n", " ")
        yield from (shlex.split(line)[1:] for line in told.splitlines() if line.startswith("  accord "))


@pytest.mark.parametrize("words", list(_examples()), ids=" ".join)
def test_every_example_is_a_call_as_the_program_wants_it(
    town: Town, words: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def nowhere(address: str, **_: object) -> None:
        raise refused("unreachable", host=address, detail="tests have no network")

    def stopped(seconds: float) -> None:
        raise KeyboardInterrupt

    monkeypatch.chdir(tmp_path)
    (tmp_path / "incoming").mkdir()
    monkeypatch.setattr("accord.sources.fetch.fetch", nowhere)
    monkeypatch.setattr("accord.cli.review._at_terminal", lambda: True)
    monkeypatch.setattr("accord.cli.watch_run.rest", stopped)
    monkeypatch.setattr("accord.web.serving.free_port", lambda host, port: port)
    monkeypatch.setattr("accord.web.serving.serve", lambda app, host, port: None)  # a person would stop it
    result = town.run(*words[: next((at for at, word in enumerate(words) if word in "<>"), None)])
    assert result.exit_code not in (exits.WRONG_CALL, exits.FAILED), result.stderr
    assert "say --as NAME" not in result.stderr


@pytest.mark.parametrize("path", COMMANDS)
def test_every_option_and_choice_is_explained(path: str) -> None:
    unexplained = [p.name for p in COMMANDS[path].params if isinstance(p, click.Option) and not p.help]
    assert unexplained == []


def test_the_program_alone_lists_every_command_under_its_theme(town: Town) -> None:
    told = town.run()
    assert told.exit_code == 0
    for entry in ENTRIES.values():
        assert f"  {entry.name} " in told.stdout
    for theme in ("Bring in:", "Look:", "Decide:", "Take out:", "Keep:"):
        assert theme in told.stdout


def test_help_and_reference_tell_every_exit_code(town: Town) -> None:
    for code, about in exits.ABOUT.items():
        assert about in town.run("--help").stdout
        assert f"{code}  {about}" in reference()


def _classes(base: type[AccordError] = AccordError) -> Iterator[type[AccordError]]:
    """Yield the errors that commands meet; those of the other door are answered there (tests/web)."""
    yield base
    for below in base.__subclasses__():
        if not below.__module__.startswith("accord.web."):
            yield from _classes(below)


def test_every_error_has_an_exit_code_that_is_explained() -> None:
    codes = {one.code for one in _classes()}
    assert codes == set(exits.BY_ERROR)
    assert {one for name in errors.__all__ if issubclass(one := getattr(errors, name), Exception)} <= set(_classes())
    assert set(exits.BY_ERROR.values()) <= set(exits.ABOUT)


def test_the_reference_is_what_the_commands_say() -> None:
    written = (ROOT / FILE).read_text("utf-8")
    assert written == reference(), "run: python -m accord.cli.reference"


def test_the_version_is_printed(town: Town) -> None:
    assert town.run("--version").stdout == f"accord {__version__}\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["shw"], "accord: no such command 'shw'. Did you mean 'show'?; see: accord --help"),
        (["decid", "set"], "accord: no such command 'decid'. Did you mean 'decide'?; see: accord --help"),
        (["decide", "rejct"], "Did you mean 'reject'?"),
        (["agreements", "--kind", "odd"], "see: accord agreements --help"),
        (["read"], "see: accord read --help"),
        (["decide", "set", "a-123456"], "see: accord decide set --help"),
    ],
)
def test_a_wrong_call_is_one_line_and_exit_code_2(town: Town, words: list[str], said: str) -> None:
    result = town.run(*words)
    assert result.exit_code == exits.WRONG_CALL
    assert said in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_register_that_is_not_there_is_one_line_and_exit_code_4(town: Town) -> None:
    result = town.run("agreements")
    assert result.exit_code == exits.NOT_FOUND
    assert result.stderr.startswith("accord: there is no register at ")
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("postgresql://ana:secret@127.0.0.1:9/accord", "does the server run"),
        ("http://localhost/accord", "name a file"),
    ],
)
def test_an_address_that_can_be_no_register_is_refused(town: Town, url: str, said: str) -> None:
    result = town.run("agreements", "--register", url)
    assert result.exit_code == exits.REFUSED
    assert said in result.stderr
    assert "secret" not in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_file_that_is_no_register_is_refused(town: Town) -> None:
    town.register.write_bytes(b"no register" * 1000)
    assert town.run("agreements").exit_code == exits.REFUSED


class _Broken:
    def name(self, language: str) -> str | None:
        return "fake en 1"

    def read(self, text: object, published: str | None) -> object:
        raise ZeroDivisionError("by nought")


def test_an_error_of_the_program_is_one_line_and_its_trace_where_asked(town: Town) -> None:
    town.reader = _Broken()  # type: ignore[assignment]
    plain, debug = town.run("read", town.news / "one.txt"), town.run("--debug", "read", town.news / "one.txt")
    assert plain.exit_code == debug.exit_code == exits.FAILED
    assert plain.stderr.count("\n") == 1
    assert "ZeroDivisionError: by nought; run it again with --debug" in plain.stderr
    assert "Traceback" in debug.stderr


def _env(**more: str) -> dict[str, str]:
    return {**os.environ, "PYTHONIOENCODING": "", **more}


def test_a_reader_who_has_had_enough_is_not_told_of_it(settled: Town) -> None:
    words = [*PROGRAM, "documents", "--format", "jsonl", "--register", str(settled.register)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=_env()) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()  # nobody reads
        assert process.stderr.read() == b""
        assert process.wait() == exits.OK


def test_what_is_printed_is_utf_8_whatever_the_system_speaks(settled: Town) -> None:
    words = [*PROGRAM, "documents", "--state", "unread", "--register", str(settled.register)]
    done = subprocess.run(words, capture_output=True, env=_env(PYTHONUTF8="0", LC_ALL="C"), check=True)
    assert "zh-Hans" in done.stdout.decode("utf-8")


NEEDLESS = ("spacy", "alembic", "accord.reading", "accord.langs", "accord.sources", "accord.flows", "pyarrow")


def test_a_command_that_only_lists_loads_no_language_and_no_migrations(settled: Town) -> None:
    asked = "import sys; from accord.cli.program import program\ntry:\n program.main(['agreements'])\nexcept SystemExit:\n pass\n"
    asked += f"print([name for name in {NEEDLESS!r} if name in sys.modules], file=sys.stderr)"
    env = _env(ACCORD_REGISTER=str(settled.register))
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, env=env, check=True)
    assert done.stderr.strip() == "[]"


def test_help_does_not_wait_for_a_database_library() -> None:
    asked = "import sys; from accord.cli.program import program\ntry:\n program.main(['--help'])\nexcept SystemExit:\n pass\n"
    asked += "print('sqlalchemy' in sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, env=_env(), check=True)
    assert done.stderr.strip() == "False"


@pytest.mark.slow
def test_the_program_reads_real_news_and_finds_its_agreement(tmp_path: Path) -> None:
    (tmp_path / "news.txt").write_text(
        "Lakeside City and Harbour Rail Group sign framework agreement\n\nOn 14 July 2024, the Lakeside Municipal "
        "Government and Harbour Rail Group signed a framework agreement in Lakeside.\n",
        encoding="utf-8",
    )
    env = _env(ACCORD_REGISTER=str(tmp_path / "accord.db"))
    subprocess.run([*PROGRAM, "ingest", str(tmp_path / "news.txt")], env=env, check=True, capture_output=True)
    done = subprocess.run([*PROGRAM, "agreements", "--format", "csv"], env=env, check=True, capture_output=True)
    assert b"framework" in done.stdout
