"""read, ingest, quarantine: what comes in, what is said of it."""

import json

import jsonschema
import pytest
from openpyxl import Workbook

from accord.cli import exits
from accord.cli.ingest import said_of
from accord.flows import Step
from accord.model.document import Text
from accord.model.reading import Facts
from accord.model.schema import shipped_schema
from tests.cli.town import NEWS, Town, lines_of
from tests.fakes.reader import FakeReader


def test_read_prints_the_public_format_a_line_a_document(town: Town) -> None:
    result = town.run("read", town.news, "--format", "jsonl")
    readings = [json.loads(line) for line in lines_of(result)]
    for reading in readings:
        jsonschema.validate(reading, shipped_schema())
    by_name = {reading["document"]["source"].rsplit("/", 1)[-1]: reading for reading in readings}
    assert set(by_name) == {"one.txt", "two.txt", "three.txt"}
    assert by_name["one.txt"]["agreements"][0]["kind"] == "framework"
    assert by_name["one.txt"]["reader"] == {"version": "fake", "packs": {"en": "1"}}
    assert by_name["three.txt"]["agreements"] == []


def test_read_says_once_what_failed_and_what_no_pack_reads_and_goes_on(town: Town) -> None:
    result = town.run("read", town.news, town.news / "absent.txt")
    assert result.exit_code == exits.INPUTS_FAILED
    assert result.stderr.count("\n") == 3
    assert "empty.txt: " in result.stderr
    assert "absent.txt: " in result.stderr
    assert "1 not read, facts left empty: there is no language pack for zh-Hans yet" in result.stderr


def test_read_marks_the_words_that_prove_a_fact(town: Town) -> None:
    told = town.run("read", town.news / "one.txt").stdout
    assert "agreement: framework, signed 2024-07-14: Wuxi | Lotus" in told
    assert "»Wuxi and Lotus signed a framework agreement on 2024-07-14«" in told
    assert "post: Li Shouwu, director, Lotus" in told


def test_read_takes_standard_input_and_leaves_the_words_out_where_asked(town: Town) -> None:
    result = town.run("read", "-", "--format", "jsonl", "--no-text", given=NEWS["two.txt"])
    assert "text" not in json.loads(result.stdout)["document"]
    assert result.exit_code == exits.OK


def test_read_keeps_nothing(town: Town) -> None:
    town.run("read", town.news)
    assert not town.register.exists()


def test_ingest_says_how_many_ended_how(town: Town) -> None:
    result = town.run("ingest", town.news)
    assert result.exit_code == exits.INPUTS_FAILED
    assert "4 of 4 documents into" in result.stdout
    assert "2 new, 0 known already, 0 known from another place, 1 kept but not read, 1 refused" in result.stdout
    assert "accord: 1 kept, not read: there is no language pack for zh-Hans yet" in result.stderr
    assert "refused: " in result.stderr
    assert "reading: 4 of 4" in result.stderr


def test_many_documents_without_a_pack_are_one_line(town: Town) -> None:
    for number in range(5):
        (town.news / f"zh{number}.txt").write_text(NEWS["three.txt"] + f"第{number}次会议。", encoding="utf-8")
    result = town.run("ingest", town.news, "--quiet")
    assert [line for line in result.stderr.splitlines() if "language pack" in line] == [
        "accord: 6 kept, not read: there is no language pack for zh-Hans yet"
    ]


def test_ingesting_again_changes_nothing(settled: Town) -> None:
    before = settled.run("digest").stdout
    again = json.loads(settled.run("ingest", settled.news, "--format", "json").stdout)
    assert again["counts"] == {"new": 0, "known": 0, "another_place": 2, "unread": 1, "refused": 1}
    assert json.loads(settled.run("ingest", settled.news, "--format", "json").stdout)["counts"]["known"] == 2
    assert settled.run("digest").stdout != before, "the same texts were found in another folder"


def test_what_was_refused_before_is_one_line(town: Town) -> None:
    (town.news / "void.txt").write_text("", encoding="utf-8")
    first, second = town.run("ingest", town.news, "--quiet"), town.run("ingest", town.news, "--quiet")
    assert first.stderr.count("refused: ") == 2
    assert "accord: 2 refused as before; see: accord quarantine" in second.stderr
    assert "refused: " not in second.stderr
    assert first.exit_code == second.exit_code == exits.INPUTS_FAILED


@pytest.mark.parametrize(
    ("outcome", "message", "line", "why"),
    [
        ("new", "", "", "nothing to say"),
        ("new", "its words changed", "note: news/one.txt: its words changed", "what is odd is said"),
        ("refused", "It is empty.", "refused: news/one.txt: It is empty.", "a refusal is said"),
        ("refused", "It is binary.", "", "not again"),
        ("unread", "no pack", "", "many are one line in the end"),
    ],
)
def test_what_is_said_of_a_document(outcome: str, message: str, line: str, why: str) -> None:
    assert said_of(Step("news/one.txt", outcome, message), {("news/one.txt", "It is binary.")}) == line, why


class _Stopped(FakeReader):
    """Reads one text; then somebody presses Ctrl-C."""

    def read(self, text: Text, published: str | None) -> Facts:
        if self.times:
            raise KeyboardInterrupt
        return super().read(text, published)


def test_what_is_committed_stays_when_ingest_is_stopped_and_running_again_goes_on(town: Town) -> None:
    town.reader = _Stopped()
    stopped = town.run("ingest", town.news / "one.txt", town.news / "two.txt", "--batch", 1)
    assert stopped.exit_code == exits.INTERRUPTED
    assert "1 of 2 documents" in stopped.stdout
    assert "interrupted; what is counted above is in the register" in stopped.stderr
    assert len(town.listed("documents")) == 1
    town.reader = FakeReader()
    assert town.run("ingest", town.news / "one.txt", town.news / "two.txt").exit_code == exits.OK
    assert len(town.listed("documents")) == 2


@pytest.mark.parametrize("words", [["--format", "json"], ["list", "--format", "json"], ["--format", "json", "list"]])
def test_quarantine_alone_takes_what_list_takes(settled: Town, words: list[str]) -> None:
    settled.register.rename(settled.folder / "office.db")
    result = settled.run("quarantine", "--register", settled.folder / "office.db", *words)
    assert json.loads(result.stdout)["total"] == 1
    assert settled.run("quarantine").exit_code == exits.NOT_FOUND


@pytest.mark.parametrize("words", [[], ["list"]])
def test_quarantine_lists_what_could_not_be_read_and_why(settled: Town, words: list[str]) -> None:
    told = settled.run("quarantine", *words)
    assert told.exit_code == exits.OK, told.stderr
    assert "empty" in told.stdout
    assert "accord quarantine retry" in told.stdout


def test_what_can_be_read_at_the_second_try_leaves_quarantine(town: Town) -> None:
    town.ingested()
    assert town.run("quarantine", "retry").exit_code == exits.INPUTS_FAILED
    (town.news / "empty.txt").write_text(NEWS["two.txt"] + " It was raining.", encoding="utf-8")
    assert town.run("quarantine", "retry").exit_code == exits.OK
    assert "Nothing is in quarantine" in town.run("quarantine").stdout
    assert "empty.txt" in town.run("quarantine", "list", "--all", "--format", "csv").stdout


def test_of_a_workbook_it_is_said_how_a_ledger_is_imported(town: Town) -> None:
    book = town.folder / "signings.xlsx"
    Workbook().save(book)
    for told in (town.run("ingest", book), town.run("ingest", book.rename(book.with_suffix(".et")))):
        assert told.exit_code == exits.INPUTS_FAILED
        assert "accord ledger import FILE" in told.stderr


@pytest.mark.parametrize("place", [".", "ledgers"])
def test_of_a_folder_it_is_said_that_a_ledger_is_one_workbook_and_which_lie_there(
    town: Town, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (town.folder / "ledgers").mkdir()
    Workbook().save(town.folder / "ledgers" / "signings.xlsx")
    monkeypatch.chdir(town.folder if place != "." else town.folder / "ledgers")
    told = town.run("ledger", "import", place)
    assert told.exit_code != exits.OK
    assert "is a folder" in told.stderr
    assert "signings.xlsx" in told.stderr
    assert "accord ledger import FILE.xlsx" in told.stderr


def test_a_day_of_publication_that_is_still_to_come_is_refused(town: Town) -> None:
    told = town.run("ingest", town.news / "one.txt", "--published", "2052-01-01")
    assert "2052-01-01 is still to come" in told.stderr
    assert told.exit_code != exits.OK
