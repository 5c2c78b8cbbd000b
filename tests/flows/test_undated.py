"""What has no day belongs to no period: a report tells it apart, in every file and both languages, and counts it nowhere."""

import io
from collections.abc import Iterator
from datetime import date

import openpyxl
import pytest
from docx import Document

from accord.bootstrap import the_identity, the_reader
from accord.exchange.book import write_book
from accord.exchange.papers import PAPERS
from accord.flows import Deciding, ingest
from accord.flows.papers import brief_paper, report_paper, report_sheets, told
from accord.flows.papers.report_words import UNDATED, Telling
from accord.flows.reached import Words, reached
from accord.insight.days import time_of
from accord.insight.known import known
from accord.insight.rates import Part, cases_of, fitting, without_quarter
from accord.register import Register, list_records, open_register
from tests.builders import a_found

NOW = "2026-11-22T09:00:00+00:00"
TODAY = date(2026, 11, 22)
DATED = (
    "Nanjing and Wuxi signed a cooperation agreement on 14 July 2024. Under the agreement, Wuxi will build a laboratory of "
    "2,000 square metres in Nanjing by 2025."
)
UNDATED_WORDS = "Hefei and Suzhou signed a framework agreement. Under the agreement, Suzhou will build a school for 900 pupils in Hefei."
LATER = "Wuxi has completed the laboratory of 2,000 square metres in Nanjing."


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    """One document with a day, two without; of one promise a person confirmed a state from words without a day."""
    with open_register(str(tmp_path_factory.mktemp("undated") / "accord.db"), create=True) as opened:
        found = [
            a_found(DATED, source="dated.txt", published="2024-07-15"),
            a_found(UNDATED_WORDS, source="undated.txt", published=None),
            a_found(LATER, source="later.txt", published=None),
        ]
        ingest(found, register=opened, reader=the_reader(), identity=the_identity(), clock=lambda: NOW, batch=50)
        with opened.asking() as asking:
            promises = list_records(asking, "commitments", limit=9).records
            documents = {one["source"]: one["id"] for one in list_records(asking, "documents", limit=9).records}
        one = next(one for one in promises if "laboratory" in one["quote"])
        deciding = Deciding(opened, the_identity(), "Ana", lambda: NOW)
        reached(deciding, one["id"], "delivered", Words(documents["later.txt"], quote=LATER.rstrip(".")))
        yield opened


def telling(register: Register, period: str, language: str = "en") -> Telling:
    with register.asking() as asking:
        return told(asking, period, language=language)


def items_of(to: Telling, key: str) -> list[str]:
    return [
        to.of.items[id_].words for one in to.of.numbers if one.key == key and one.group is None for id_ in one.items
    ]


@pytest.mark.parametrize("period", ["2020-01", "2024", "2026"])
def test_what_has_no_day_is_in_no_number_of_any_period(register: Register, period: str) -> None:
    to = telling(register, period)
    apart = {id_ for one in to.of.numbers if one.key in UNDATED[:2] for id_ in one.items}
    assert apart
    assert not any(apart & set(one.items) for one in to.of.numbers if one.key not in UNDATED)
    assert not items_of(to, "delivered_of_checkable.reached")


def test_it_says_how_many_of_each_have_no_day_and_which(register: Register) -> None:
    to = telling(register, "2024")
    assert len(items_of(to, "new_agreements")) == 1
    assert [words for words in items_of(to, "undated_signings") if "Hefei" in words or "framework" in words]
    assert any("school" in words for words in items_of(to, "undated_promises"))
    assert not any("laboratory" in words for words in items_of(to, "undated_promises"))
    [confirmed] = items_of(to, "undated_words")
    assert "laboratory" in confirmed


def test_a_promise_that_was_not_made_yet_has_no_confirmed_words_either(register: Register) -> None:
    assert items_of(telling(register, "2020-01"), "undated_words") == []


def words_of(to: Telling, ending: str) -> str:
    held = io.BytesIO()
    PAPERS[ending](report_paper(to), held)
    if ending != ".docx":
        return held.getvalue().decode().replace("\\", "")
    return "\n".join(one.text for one in Document(io.BytesIO(held.getvalue())).paragraphs)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("ending", [".docx", ".html", ".md"])
def test_papers_have_a_part_of_it(register: Register, ending: str, language: str) -> None:
    to = telling(register, "2024", language)
    text = words_of(to, ending)
    assert to.say("undated_part") in text
    assert "school for 900 pupils" in text
    assert all(to.number(key) in text for key in UNDATED)
    assert to.say("undated_quote", state="x", quote=LATER.rstrip("."))[1:] in text


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_workbook_has_a_sheet_of_it(register: Register, language: str) -> None:
    held = io.BytesIO()
    write_book(report_sheets(telling(register, "2024", language)), held, title="t", day="2024-12-31")
    sheet = openpyxl.load_workbook(io.BytesIO(held.getvalue())).worksheets[-1]
    rows = [[str(cell.value) for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert len(rows) == sum(one.value for one in telling(register, "2024").of.numbers if one.key in UNDATED)
    assert any("school" in cell for row in rows for cell in row)


def test_today_all_that_is_known_counts(register: Register) -> None:
    with register.asking() as asking:
        of = known(asking, TODAY)
    assert any("Hefei" in (one["quote"] or "") for one in of.signings.values())
    assert [line.stand.state for line in of.lines.values() if line.stand.decision] == ["delivered"]


def test_a_brief_of_a_day_that_has_passed_says_what_it_leaves_out(register: Register) -> None:
    for day, parts in ((TODAY, False), (date(2025, 1, 1), True)):
        with register.asking() as asking:
            paper = brief_paper(asking, ["p-340100"], language="en", as_of=day, time=time_of(day, TODAY))
        held = io.BytesIO()
        PAPERS[".md"](paper, held)
        text = held.getvalue().decode()
        assert ("Left out, because nobody knows their day" in text) == parts
        assert ("school" in text) != parts


def test_rates_of_some_quarters_say_how_many_have_none(register: Register) -> None:
    with register.asking() as asking:
        cases = list(cases_of(known(asking, TODAY)).values())
    part = Part(since="2024-Q1", until="2024-Q4")
    without = without_quarter(cases, part)
    assert without
    assert without_quarter(cases, Part()) == []
    assert len(fitting(cases, part)) + len(without) == len(cases)
