"""When: dates as English writes them, resolved against the day of publication."""

import pytest

from accord.langs import load_pack
from accord.reading.page.dates import find_dates, is_doubtful
from accord.reading.page.layout import lay_out
from tests.reading.cases import cases

# Each row: words, published, expected, why
CASES = [
    ("They signed on 4 May 2020.", None, ["2020-05-04"], "day first"),
    ("They signed on May 4, 2020.", None, ["2020-05-04"], "month first"),
    ("They signed on June 3,2020.", None, ["2020-06-03"], "no space behind the comma"),
    ("On July 14, they signed.", None, ["--07-14"], "no year anywhere"),
    ("On July 14, they signed.", "2024-07-16", ["2024-07-14"], "the latest such day"),
    ("On December 30, they signed.", "2024-01-02", ["2023-12-30"], "the year before"),
    ("They will sign on 12 May.", "2022-05-02", ["2022-05-12"], "a plan looks ahead"),
    ("They signed yesterday.", "2023-03-01", ["2023-02-28"], "yesterday over a month's end"),
    ("Today, they signed.", "2023-03-01", ["2023-03-01"], "today"),
    ("They signed yesterday.", None, [None], "yesterday of an unknown day"),
    ("They signed on Friday.", "2024-06-10", ["2024-06-07"], "the Friday before a Monday"),
    ("They signed on Monday.", "2024-06-10", ["2024-06-10"], "the day itself"),
    ("They signed last Monday.", "2024-06-10", ["2024-06-03"], "last Monday is a week before"),
    ("They met on 12th and 13th October 2021.", None, ["2021-10"], "two days are known to the month"),
    ("They met from 13 to 14 July 2023.", None, ["2023-07"], "a range, too"),
    ("In April 2011, they signed.", None, ["2011-04"], "a month"),
    ("In 2011, they signed.", None, ["2011"], "a year"),
    ("They signed on 14/07/2020.", None, ["2020-07-14"], "14 is no month"),
    ("They met on 07/14/2020 and 03/02/2020.", None, ["2020-07-14", "2020-03-02"], "the page's other dates tell the order"),
    ("They met in February this year.", "2014-10-09", ["2014-02"], "a month of this year"),
    ("They met last year.", "2014-10-09", ["2013"], "a year is no day"),
    ("They met on 2020-05-04.", None, ["2020-05-04"], "ISO"),
    ("They met in September.", "2022-11-16", ["2022-09"], "a bare month"),
    ("Next month, they meet.", "2022-12-16", ["2023-01"], "next month over the year's end"),
    ("The plant cost 2020 dollars and has 1,987 workers.", None, [], "numbers are no years"),
    ("He may march on.", None, [], "words that look like months"),
    ("They signed on 31 February 2020.", None, [None], "a day that no calendar has"),
    ("Published: 2020-05-04", None, [], "furniture tells no event"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "published", "expected", "why"), CASES, ids=[case[-1] for case in CASES])
def test_a_date_is_as_known_as_the_text_makes_it(words, published, expected, why):
    pack = load_pack("en")
    found = find_dates(lay_out(words, pack, published=published), pack)
    assert [date.date for date in found] == expected, why
    assert all(words[date.start : date.end].strip() for date in found)


@pytest.mark.parametrize("case", cases("dates.toml"))
def test_a_date_is_seen_from_the_day_of_the_page(case):
    pack = load_pack("en")
    found = find_dates(lay_out(case["text"], pack, published=case.get("published")), pack)
    assert [date.date or "" for date in found] == case["right"]


def test_what_lies_behind_the_page_is_doubtful():
    assert is_doubtful("2052-03-01", "2025-03-02")
    assert is_doubtful("2025-03-09", "2025-03-02")
    assert not is_doubtful("2025-03-03", "2025-03-02")  # written in the evening before it appeared
    assert not is_doubtful("2025", "2025-03-02")
    assert not is_doubtful("--03-09", "2025-03-02")
    assert not is_doubtful("2052", None)
