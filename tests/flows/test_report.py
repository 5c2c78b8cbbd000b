"""The report of a period: every number opens into its items, rates say of how many, signings which rule counted them."""

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accord.bootstrap import the_identity
from accord.exchange.book import Leads, write_book
from accord.exchange.markdown_file import write_markdown
from accord.flows import Deciding
from accord.flows.papers import report_paper, report_sheets, told
from accord.flows.papers.report_words import Telling
from accord.flows.reached import Words, reached
from accord.follow.counting.rates import Case, rates
from accord.follow.counting.totals import Total
from accord.insight.report import Item, Number, Report
from accord.insight.undated import Undated
from accord.register import Register, list_records
from tests.flows.test_brief import EXAMPLES, NOW, a_register

YEAR = (date(2024, 1, 1), date(2024, 12, 31))


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    with a_register(tmp_path_factory.mktemp("reports") / "accord.db", EXAMPLES) as opened:
        yield opened


def telling(register: Register, period: str = "2024", language: str = "en") -> Telling:
    with register.asking() as asking:
        return told(asking, period, language=language)


def words_of(to: Telling) -> str:
    held = io.BytesIO()
    write_markdown(report_paper(to), held)
    return held.getvalue().decode().replace("\\", "")


def value_of(to: Telling, key: str) -> int:
    return next(number.value for number in to.of.numbers if number.key == key and number.group is None)


def test_new_signings_are_those_that_the_list_has(register: Register) -> None:
    to = telling(register)
    with register.asking() as asking:
        filters = {"since": ["2024-01-01"], "until": ["2024-12-31"], "status": ["signed"]}
        listed = list_records(asking, "agreements", filters=filters, limit=100).records
    new = next(number for number in to.of.numbers if number.key == "new_agreements" and number.group is None)
    assert {to.of.items[id_].agreement for id_ in new.items} == {one["id"] for one in listed}
    assert value_of(to, "new_projects") <= new.value


def test_a_state_moves_a_rate_only_when_a_person_confirms_it_and_not_before_its_day(tmp_path: Path) -> None:
    with a_register(tmp_path / "accord.db", EXAMPLES) as register:
        before = telling(register)
        checkable = next(n for n in before.of.numbers if n.key == "delivered_of_checkable.cases" and n.group is None)
        one = before.of.items[checkable.items[0]]
        other = next(
            item for item in before.of.items.values() if item.document != one.document and "\n" not in item.words
        )
        with register.asking() as asking:
            later = list_records(asking, "commitments", filters={"document": [other.document]}, limit=1).records[0]
        deciding = Deciding(register, the_identity(), "Ana", lambda: NOW)
        reached(deciding, one.id, "delivered", Words(later["document"], quote=later["quote"]), day="2024-11-02")
        after, earlier = telling(register), telling(register, "2024-10")
    assert value_of(before, "delivered_of_checkable.reached") == 0
    assert value_of(after, "delivered_of_checkable.reached") == 1
    assert value_of(earlier, "delivered_of_checkable.reached") == 0


def test_every_report_of_the_period_is_counted_or_left_out_by_a_rule(register: Register) -> None:
    to = telling(register)
    total = to.of.total
    decided = {one.record for one in total.items} | {one.record for one in total.left_out if one.why.rule != "outside"}
    new = next(number for number in to.of.numbers if number.key == "new_agreements" and number.group is None)
    assert set(new.items) <= decided
    assert all(one.why.en and one.why.zh for one in (*total.items, *total.left_out))


def test_a_rate_of_few_says_so_and_tells_no_share(register: Register) -> None:
    to = telling(register)
    assert all(rate.too_few for _, rate in to.of.rates)
    assert "fewer than 30: too few to say" in words_of(to)
    assert "%" not in words_of(to).split("## Overdue")[0]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_month_in_which_nothing_happened_says_so_in_both_languages(register: Register, language: str) -> None:
    to = telling(register, "1999-01", language)
    assert all(number.value == 0 for number in to.of.numbers if number.key.startswith("new_"))
    assert to.say("nothing_to_say") in words_of(to)


def test_the_same_register_gives_the_same_workbook(register: Register) -> None:
    made = []
    for _ in range(2):
        held = io.BytesIO()
        write_book(report_sheets(telling(register)), held, title="t", day="2024-12-31")
        made.append(held.getvalue())
    assert made[0] == made[1]


def opened(to: Telling) -> None:
    """Assert that every number of the workbook is the count of its rows, and leads to the first of them."""
    held = io.BytesIO()
    write_book(report_sheets(to), held, title="t", day="2024-12-31")
    numbers, items, *_ = openpyxl.load_workbook(io.BytesIO(held.getvalue())).worksheets
    rows = [tuple(cell.value for cell in row[:5]) for row in items.iter_rows(min_row=2)]
    links = 0
    for row in numbers.iter_rows(min_row=2):
        for cell in (row[3], row[4]):
            if cell.hyperlink is None:
                assert not cell.value
                continue
            at = int(cell.hyperlink.location.rpartition("!A")[2]) - 2
            name = rows[at][0]
            assert [one[0] for one in rows].index(name) == at
            assert sum(one[0] == name for one in rows) == cell.value
            assert rows[at][2] == row[2].value
            links += 1
    assert links == sum(isinstance(cell, Leads) for row in report_sheets(to)[0].rows for cell in row)


def test_every_number_of_the_workbook_is_the_count_of_its_items(register: Register) -> None:
    opened(telling(register))
    opened(telling(register, "2020-07", "zh"))


def test_every_rate_by_group_is_a_part_of_the_rate_of_all(register: Register) -> None:
    to = telling(register)
    every = {number.key: set(number.items) for number in to.of.numbers if number.group is None}
    assert all(set(number.items) <= every[number.key] for number in to.of.numbers)
    assert all(set(rate.reached) <= set(rate.cases) for _, rate in to.of.rates)


CASES = st.lists(
    st.tuples(st.sets(st.sampled_from(("checkable", "delivered"))), st.sets(st.sampled_from(("vehicles", "parks")))), max_size=12
)  # fmt: skip


@settings(max_examples=30, deadline=None)
@given(CASES)
def test_whatever_the_cases_each_number_is_the_count_of_its_items(drawn: list[tuple[set[str], set[str]]]) -> None:
    cases = [
        Case(f"c-{at}", frozenset(marks), tuple(("sector", one) for one in of)) for at, (marks, of) in enumerate(drawn)
    ]
    made = [(None, rate) for rate in rates(cases, "delivered_of_checkable")]
    made += [(("sector", rate.group), rate) for rate in rates(cases, "delivered_of_checkable", by="sector")]
    numbers = [
        Number(f"{rate.kind}.{part}", group, getattr(rate, part))
        for group, rate in made
        for part in ("reached", "cases")
    ]
    items = {case.id: Item(case.id, None, "w", (), None, "d") for case in cases}
    document = {"headline": "t", "publisher": None, "source": "s", "published": None}
    total = Total("first_signing", YEAR, 0, (), (), ())
    opened(
        Telling(
            Report(
                YEAR,
                total,
                tuple(numbers),
                tuple(made),
                {},
                {},
                {},
                {},
                Undated({}, (), {}, {}),
                items,
                {"d": document},
            ),
            "en",
            "2024",
        )
    )
