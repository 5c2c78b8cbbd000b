from datetime import date

import pytest

from accord.sources.dates import days
from accord.sources.heads import read_head

BODY = "On May 3, the city of Eastport signed it. The two sides will meet every year."

HEADS = [
    (f"Two cities sign\n\nPublished: 2023-05-04\n\n{BODY}", "Two cities sign", "2023-05-04", "labelled"),
    (
        f"Two cities sign\nRelease Date: June 3,2020\n{BODY}",
        "Two cities sign",
        "2020-06-03",
        "no space after the comma",
    ),
    (
        f">> News\nTwo cities sign\n\n2019-08-19 17:18:20\n\n{BODY}",
        "Two cities sign",
        "2019-08-19",
        "a bare time stamp",
    ),
    ("两市签约\n发布时间：2024-07-14\n双方签署协议。", "两市签约", "2024-07-14", "Chinese label"),
    (
        "两市签约\n2019年06月15日08:18  来源：东港网\n双方签署协议。",
        "两市签约",
        "2019-06-15",
        "a dateline with its source",
    ),
    (f"Release:Eastport Daily Time:2019-07-19 17:30\n{BODY}", None, "2019-07-19", "a label in the middle of the line"),
    (f"Published: 2005-04-13\n\nSEN. DOE SIGNS ON\n{BODY}", "SEN. DOE SIGNS ON", "2005-04-13", "the date stands first"),
    (f"Two cities sign\n\nPublished: 2011\n\n{BODY}", "Two cities sign", "2011", "as far as it is known"),
    (f"Two cities sign\nEASTPORT, July 14 -- {BODY}", "Two cities sign", None, "a dateline without a year"),
    (f"{BODY}\n{BODY}", None, None, "prose has no title"),
    (f"{BODY}\n\nTwo cities sign\n\n{BODY}", "Two cities sign", None, "a notice of the site stands above"),
    (
        f"Your current location: Home\n\nMedia Center\n\nTwo cities sign\n\n{BODY}",
        "Two cities sign",
        None,
        "path and column",
    ),
    (f"Two cities sign\n15 October 2024 Posted in Speeches\n{BODY}", "Two cities sign", "2024-10-15", "day first"),
    (
        f"Two cities sign\n18 September 2021 – The city of Eastport signed a plan.\n{BODY}",
        "Two cities sign",
        None,
        "prose",
    ),
    (f"Two cities sign\nPublished: 03/04/2020\n{BODY}", "Two cities sign", None, "day and month could be swapped"),
    (f"Two cities sign\nPublished: 1881-06-04\n{BODY}", "Two cities sign", "1881-06-04", "an old newspaper"),
    (f"Two cities sign\nPublished: 2023-02-30\n{BODY}", "Two cities sign", None, "no such day"),
]


@pytest.mark.parametrize(("content", "title", "published", "why"), HEADS)
def test_the_head_says_title_and_day(content, title, published, why):
    head = read_head(content)
    assert (head.title, head.published) == (title, published), why


def test_an_absurd_date_is_passed_over_with_a_warning():
    content = f"Two cities sign\nPublished: 2052-01-01\nPosted: 2022-01-02\n{BODY}"
    head = read_head(content, latest=date(2024, 1, 1))
    assert head.published == "2022-01-02"
    assert head.warnings == ("the date 2052-01-01 was passed over: after 2024-01-01",)


def test_a_source_line_names_the_publisher():
    assert read_head(f"Two cities sign\n{BODY}\nSource: Eastport Daily").publisher == "Eastport Daily"
    assert read_head("两市签约\n2019-06-15 08:18 来源：东港网 编辑：某某\n双方签署协议。").publisher == "东港网"


@pytest.mark.parametrize("line", ["12.5.2019", "1,234,2019-01-02", "No. 20190101234", "31/12/99"])
def test_a_number_is_not_a_date(line):
    assert [day.date for day in days(line) if day.date != "2019-05-12"] == []


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Lund, 21 October 2015", "2015-10-21"),
        ("Racine, November 10, 2017", "2017-11-10"),
        ("Salt Lake City, May 16, 2023", "2023-05-16"),
        ("上海 2019年1月8日", "2019-01-08"),
        ("上海2019年1月8日电 两市签约", "2019-01-08"),
        ("Lund, May 16, 2023 - Two towns have signed an agreement.", "2023-05-16"),
        ("LUND, Oct. 21, 2015 (Reuters) -- Two towns have signed an agreement.", "2015-10-21"),
        ("(Reuters) Dec 3, 2014", "2014-12-03"),
        ("Frankfurt am Main, 21 October 2015", "2015-10-21"),
        ("Rio de Janeiro, 21 October 2015", "2015-10-21"),
        ("'s-Hertogenbosch, 21 October 2015", "2015-10-21"),
        ("Łódź, the 21st of October 2015", "2015-10-21"),
        ("Lund/Umea, 21 October 2015", "2015-10-21"),
        ("Topeka (Kansas), July 13, 2022", "2022-07-13"),
        ("Dubai, UAE | October 21, 2015", "2015-10-21"),
        ("[Lund, 21 October 2015]", "2015-10-21"),
        ("Lund – 21 October 2015", "2015-10-21"),
        ("Lund, Wednesday (21 October 2015)", "2015-10-21"),
        ("Wednesday 21 October 2015, Lund", "2015-10-21"),
        ("August 1, 1998 -- Sydney", "1998-08-01"),
        ("Seoul, 8 Jan 2019, 10:30 am", "2019-01-08"),
        ("Kuala Lumpur, Oct 21 2015 (Bernama)", "2015-10-21"),
        ("Lund, October 2015", "2015-10"),
        ("（上海，2019年1月8日）", "2019-01-08"),
        ("上海 2019年1月8日 星期二", "2019-01-08"),
        ("上海，2019年1月8日。", "2019-01-08"),
        ("上海 2019年1月", "2019-01"),
        ("上海 二〇一九年一月八日", "2019-01-08"),
        ("二○一九年十二月二十一日", "2019-12-21"),
    ],
)
def test_a_place_and_a_date_below_the_title_are_a_dateline(line: str, day: str) -> None:
    assert read_head(f"Two towns sign an agreement\n{line}\nThe towns signed it on Monday.").published == day


@pytest.mark.parametrize(
    "line",
    [
        "On 21 October 2015 the towns met.",
        "Lund, 21 October 2015 was a fine day.",
        "双方2019年1月8日签约。",
        "Since October 2015 Lund",
        "Lund, October 2015 was wet.",
        "The two towns agreed 21 October 2015",
        "Lund Games 2012",
        "上海2019年1月的合同",
    ],
)
def test_a_sentence_that_names_a_day_is_no_dateline(line: str) -> None:
    assert read_head(f"Two towns sign an agreement\n{line}\nThe towns signed it on Monday.").published is None
