"""Dates as far as they are known."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.model.dates import compatible, interval, is_partial_date

DATES = st.one_of(
    st.dates(min_value=__import__("datetime").date(1900, 1, 1)).map(str),
    st.dates().map(lambda d: f"{d.year:04}-{d.month:02}"),
    st.integers(1900, 2100).map(str),
    st.dates().map(lambda d: f"--{d.month:02}-{d.day:02}"),
)


@pytest.mark.parametrize("text", ["2019-08-18", "2019-08", "2019", "--07-14", "--02-29"])
def test_what_is_known_of_a_date_is_a_date(text: str) -> None:
    assert is_partial_date(text)


@pytest.mark.parametrize("text", ["2023-02-30", "0000", "2024-13", "14-07", "--7-14", "", "yesterday", "2024-07-14T09"])
def test_what_the_calendar_does_not_know_is_none(text: str) -> None:
    assert not is_partial_date(text)


@given(DATES, DATES)
def test_compatibility_is_mutual_and_every_date_fits_itself(left: str, right: str) -> None:
    assert compatible(left, left)
    assert compatible(left, right, days=3) == compatible(right, left, days=3)


@pytest.mark.parametrize(
    ("left", "right", "days", "fits", "why"),
    [
        ("2024-12-31", "2025-01-02", 3, True, "three days reach over the turn of the year"),
        ("--12-31", "2025-01-02", 3, True, "also where the year is not known"),
        ("--12-31", "--01-02", 3, True, "and where neither is"),
        ("2024", "2024-07-14", 0, True, "a year holds its days"),
        ("2023", "2024-07-14", 3, False, "another year does not"),
    ],
)
def test_dates_fit_as_far_as_they_are_known(left: str, right: str, days: int, fits: bool, why: str) -> None:
    assert compatible(left, right, days=days) is fits, why


def test_a_month_is_an_interval_and_not_its_first_day() -> None:
    first, last = interval("2024-02") or (None, None)
    assert (str(first), str(last)) == ("2024-02-01", "2024-02-29")
