"""Whether two reports tell of one agreement."""

import pytest

from accord.identity import combine, event_keys, same_event
from accord.model.mention import Report
from accord.model.reading import Money

WUXI_CETC = frozenset({"wuxi", "cetc"})


def a_report(number: int = 1, **fields) -> Report:
    plain = {"parties": WUXI_CETC, "kind": "framework", "status": "signed", "date": "2017-05-20"}
    return Report(id=f"a-{number}", unit=f"text {number}", **{**plain, **fields})


CASES = [
    ("two outlets, one day", {}, "same"),
    ("the other outlet is a day late", {"date": "2017-05-21"}, "same"),
    ("four days are another event", {"date": "2017-05-24"}, "different"),
    ("a year-less date fits any year", {"date": "--05-20"}, "same"),
    ("a month alone is too little to go by", {"date": "2017-05"}, "unsure"),
    ("framework and cooperation are one family", {"kind": "cooperation"}, "same"),
    ("a contract is not a framework", {"kind": "contract"}, "different"),
    ("one report leaves a party out", {"parties": frozenset({"wuxi", "cetc", "cas"})}, "same"),
    ("a rival is no part of it", {"parties": frozenset({"wuxi", "cec"})}, "unsure"),
    ("no date on one side, nothing else shared", {"date": None}, "unsure"),
    ("the fifth is not the fourth", {"ordinal": 4}, "different"),
]


@pytest.mark.parametrize(("why", "fields", "verdict"), CASES, ids=[case[0] for case in CASES])
def test_a_second_report_is_of_the_same_agreement_only_for_a_reason(why: str, fields: dict, verdict: str) -> None:
    left, right = a_report(ordinal=5 if "ordinal" in fields else None), a_report(2, **fields)
    assert same_event(left, right).verdict == verdict, why
    assert same_event(right, left).verdict == verdict, "either way round"


def test_a_shared_title_or_amount_is_reason_enough_where_a_date_is_missing() -> None:
    titled = {"date": None, "title": "Smart City Agreement"}
    assert same_event(a_report(**titled), a_report(2, **titled)).reasons[0].code == "title"
    paid = {"date": None, "amount": Money("2000000000", "CNY")}
    assert same_event(a_report(**paid), a_report(2, **paid)).reasons[0].code == "amount"


def test_one_document_that_tells_of_two_agreements_means_two() -> None:
    one, two = a_report(1), a_report(2)
    both = [
        Report(**{f: getattr(r, f) for f in r.__struct_fields__ if f != "unit"}, unit="one text") for r in (one, two)
    ]
    assert same_event(*both).verdict == "different"


def test_two_reports_that_may_be_one_share_a_key() -> None:
    wider = a_report(2, parties=WUXI_CETC | {"cas"})
    assert set(event_keys(a_report())) & set(event_keys(wider))


def test_the_best_supported_value_stands_and_the_most_precise_date() -> None:
    told = [
        a_report(1, date="2017-05", place="Wuxi", status="planned"),
        a_report(2, date="2017-05-20", place="Wuxi"),
        a_report(3, date="2017-05-21", place="Beijing", parties=WUXI_CETC | {"cas"}),
    ]
    event = combine(told)
    assert (event.date, event.place, event.status) == ("2017-05-20", "Wuxi", "signed")
    assert event.parties == WUXI_CETC | {"cas"}
    assert combine(list(reversed(told))) == event
