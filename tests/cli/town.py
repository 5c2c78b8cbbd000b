"""A folder of news that you can hold in your head, and a program that reads it with a fake reader."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
from click.testing import CliRunner, Result

from accord.cli.program import program
from accord.cli.world import World
from accord.settings import Settings
from tests.fakes.reader import FakeReader

__all__ = ["CLOCK", "NEWS", "Town", "lines_of"]

CLOCK = "2026-01-01T00:00:00+00:00"
NEWS = {
    "one.txt": "Wuxi and Lotus signed a framework agreement on 2024-07-14. Wuxi and Lotus will build a base at the lake. "
    "Li Shouwu is director of Lotus.",
    "two.txt": "Lotus and Ningbo signed a cooperation agreement on 2024-08-02. Ningbo will open a school for the workers.",
    "three.txt": "无锡市与莲花集团签署战略合作框架协议，双方将共同建设产业基地，推动集成电路产业发展。",
    "empty.txt": "",
}


class Town:
    """The folder `news` with a register beside it; `run` calls the program as a person would."""

    def __init__(self, folder: Path, *, reader: FakeReader | None = None, person: str | None = None) -> None:
        self.folder, self.news, self.register = folder, folder / "news", folder / "accord.db"
        self.reader = reader or FakeReader()
        self.settings = Settings(register=str(self.register), person=person)
        self.news.mkdir(exist_ok=True)
        for name, words in NEWS.items():
            (self.news / name).write_text(words, encoding="utf-8")

    def run(self, *words: object, columns: int = 100, given: str | None = None) -> Result:
        """Return what the program printed and its exit code."""
        world = World(self.settings, lambda: self.reader, lambda: CLOCK)
        env = {"COLUMNS": str(columns), "ACCORD_DEBUG": ""}
        return CliRunner().invoke(program, [str(word) for word in words], obj=world, env=env, input=given)

    def ingested(self) -> "Town":
        """Return itself, with the news in the register."""
        assert self.run("ingest", self.news, "--quiet").exit_code == 3
        return self

    def as_(self, person: str) -> "Town":
        """Return itself, with a person who decides."""
        self.settings = msgspec.structs.replace(self.settings, person=person)
        return self

    def json(self, *words: object) -> Any:
        """Return what a command prints as JSON."""
        result = self.run(*words, "--format", "json")
        assert result.exit_code == 0, result.stderr
        return json.loads(result.stdout)

    def listed(self, name: str, *words: object) -> list[dict[str, Any]]:
        """Return the records of a list."""
        return list(self.json(name, *words)["records"])

    def id_of(self, name: str, *words: object) -> str:
        """Return the id of the first record of a list."""
        return str(self.listed(name, *words)[0]["id"])


def lines_of(result: Result) -> Sequence[str]:
    """Return the lines that a command printed."""
    return result.stdout.splitlines()
