"""Whether two reports tell of one agreement."""

from itertools import pairwise, permutations

import pytest

from accord.identity import clear, combine, event_keys, same_event
from accord.model.mention import Report
from accord.model.reading import Money

WUXI_CETC = frozenset({"wuxi", "cetc"})


def a_report(number: int = 1, **fields) -> Report:
    plain = {"parties": WUXI_CETC, "kind": "framework", "status": "signed", "date": "2017-05-20"}
    return Report(id=f"a-{number}", **{"unit": f"text {number}", **plain, **fields})


def verdict_on(left: dict, right: dict) -> str:
    """Return the verdict on two reports, which must not depend on their order."""
    one, other = a_report(**left), a_report(2, **right)
    assert same_event(one, other).verdict == same_event(other, one).verdict, "either way round"
    return same_event(one, other).verdict


ONE_SIDE = [
    ("two outlets, one day", {}, "same"),
    ("the other outlet is a day late", {"date": "2017-05-21"}, "same"),
    ("four days are another event", {"date": "2017-05-24"}, "different"),
    ("a year-less date fits any year", {"date": "--05-20"}, "same"),
    ("a year-less date of another month is another day", {"date": "--06-20"}, "different"),
    ("a month alone is too little to go by", {"date": "2017-05"}, "unsure"),
    ("a year alone is too little to go by", {"date": "2017"}, "unsure"),
    ("another year is another event", {"date": "2018"}, "different"),
    ("framework and cooperation are one family", {"kind": "cooperation"}, "same"),
    ("a contract beside a framework may be one paper or two", {"kind": "contract"}, "unsure"),
    ("a memorandum beside a framework may be one paper or two", {"kind": "memorandum"}, "unsure"),
    ("a paper of no known kind fits any", {"kind": "other"}, "same"),
    ("one report leaves a party out", {"parties": frozenset({"wuxi", "cetc", "cas"})}, "same"),
    ("one report knows a single party: a body signs much on one day", {"parties": frozenset({"wuxi"})}, "unsure"),
    ("a rival is no part of it", {"parties": frozenset({"wuxi", "cec"})}, "unsure"),
    ("no date on one side, nothing else shared", {"date": None}, "unsure"),
    ("a plan for the day and its signing", {"status": "planned"}, "same"),
]


@pytest.mark.parametrize(("why", "fields", "verdict"), ONE_SIDE, ids=[case[0] for case in ONE_SIDE])
def test_a_second_report_is_of_the_same_agreement_only_for_a_reason(why: str, fields: dict, verdict: str) -> None:
    assert verdict_on({}, fields) == verdict, why


TITLED = {"title": "《跨界水体水质提升合作协议》"}
RAIL = {"title": "《轨道交通研究合作协议》"}
PAID = {"amount": Money("6000000000", "CNY")}
BOTH_SIDES = [
    ("the fifth is not the fourth", {"ordinal": 5}, {"ordinal": 4}, "different"),
    ("the fifth is the fifth, though one outlet has no day", {"ordinal": 5}, {"ordinal": 5, "date": None}, "same"),
    ("papers on other matters are two, on one day", TITLED, RAIL, "different"),
    ("a paper titled by its kind only fits", TITLED, {"title": "《合作框架协议》"}, "same"),
    ("one title in two languages says nothing", TITLED, {"title": "Agreement on Water"}, "same"),
    ("a title shared weighs more than what kind it is called", TITLED, {**TITLED, "kind": "contract"}, "same"),
    ("names of the parties are no matter", {"title": "《甲市乙市合作框架协议》", "names": ("甲市", "乙市")}, TITLED, "same"),
    ("other fields may be another paper", {"sectors": ("vehicles",)}, {"sectors": ("aerospace",)}, "unsure"),
    ("a field in common is enough", {"sectors": ("vehicles", "parks")}, {"sectors": ("parks",)}, "same"),
    (
        "other fields, but one day, one place, one family of kinds: outlets tell the fields otherwise",
        {"sectors": ("vehicles",), "place": "Beijing"},
        {"sectors": ("aerospace",), "place": "北京", "kind": "strategic_cooperation"}, "same",
    ),
    (
        "other fields, one day, words of the title in common",
        {"sectors": ("vehicles",), "title": "《车联网合作协议》"},
        {"sectors": ("aerospace",), "title": "《车联网与低空飞行战略合作框架协议》", "kind": "cooperation"}, "same",
    ),
    (
        "other fields in another place may be another paper",
        {"sectors": ("vehicles",), "place": "Beijing"}, {"sectors": ("aerospace",), "place": "Wuxi"}, "unsure",
    ),
    (
        "a contract on other fields, on the same day and at the same place, may be another paper",
        {"sectors": ("vehicles",), "place": "Wuxi"},
        {"sectors": ("aerospace",), "place": "Wuxi", "kind": "contract"}, "unsure",
    ),
    ("a memorandum on the same fields", {"sectors": ("parks",)}, {"sectors": ("parks",), "kind": "memorandum"}, "same"),
    ("amounts are rounded", PAID, {"amount": Money("5800000000", "CNY")}, "same"),
    ("another amount is another paper", PAID, {"amount": Money("2000000000", "CNY")}, "different"),
    ("amounts in two currencies are not compared", PAID, {"amount": Money("850000000", "USD")}, "same"),
    (
        "a year only, but the same kind and news of the same month",
        {"published": "2017-05-21"}, {"date": "2017", "published": "2017-06-10"}, "same",
    ),
    (
        "a year only, told half a year later: perhaps another one",
        {"published": "2017-05-21"}, {"date": "2017", "published": "2017-12-10"}, "unsure",
    ),
    (
        "no day, but in print the day after, of the same kind and fields",
        {"sectors": ("parks",)}, {"date": None, "published": "2017-05-21", "sectors": ("parks",)}, "same",
    ),
    (
        "no day, and in print months later",
        {"sectors": ("parks",)}, {"date": None, "published": "2017-09-21", "sectors": ("parks",)}, "unsure",
    ),
    ("a day in two years to which a year-less date may belong", {"date": "2016-05-20"}, {"date": "2017-05-20"}, "different"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "left", "right", "verdict"), BOTH_SIDES, ids=[case[0] for case in BOTH_SIDES])
def test_what_differs_speaks_against_what_is_shared(why: str, left: dict, right: dict, verdict: str) -> None:
    assert verdict_on(left, right) == verdict, why


MENTION = {"earlier": True, "published": "2018-09-17", "date": "2017"}
MENTIONED = [
    ("the year, the parties and the kind", {"date": "2017-05-20"}, {}, "same"),
    ("both know the year only", {"date": "2017"}, {}, "same"),
    ("a mention with its day", {}, {"date": "2017-05-20"}, "same"),
    ("a mention without any date", {}, {"date": None}, "unsure"),
    ("another year", {}, {"date": "2016"}, "different"),
    ("nobody mentions what is yet to be signed", {"date": "2018-10-20"}, {"date": "2018"}, "different"),
    ("another party in it", {"parties": frozenset({"wuxi", "cec"})}, {}, "unsure"),
    ("fewer parties, no day", {"parties": frozenset({"wuxi", "cetc", "cas"})}, {}, "unsure"),
    ("a mention of a contract is none of a framework", {}, {"kind": "contract"}, "unsure"),
]


@pytest.mark.parametrize(("why", "report", "mention", "verdict"), MENTIONED, ids=[case[0] for case in MENTIONED])
def test_a_later_mention_is_evidence_where_it_can_mean_this_one(
    why: str, report: dict, mention: dict, verdict: str
) -> None:
    assert verdict_on(report, {**MENTION, **mention}) == verdict, why


def test_a_shared_title_or_amount_is_reason_enough_where_a_date_is_missing() -> None:
    titled = {"date": None, "title": "Smart City Agreement"}
    assert same_event(a_report(**titled), a_report(2, **titled)).reasons[0].code == "title"
    paid = {"date": None, "amount": Money("2000000000", "CNY")}
    assert same_event(a_report(**paid), a_report(2, **paid)).reasons[0].code == "amount"


def test_every_verdict_shows_the_two_values_that_met() -> None:
    told = same_event(a_report(sectors=("parks",)), a_report(2, sectors=("rail",), kind="contract"))
    assert [(r.code, r.left, r.right) for r in told.reasons[:2]] == [
        ("kind", "framework", "contract"),
        ("sectors", "parks", "rail"),
    ]


def test_one_document_that_tells_of_two_agreements_means_two() -> None:
    one, two = a_report(1), a_report(2)
    both = [
        Report(**{f: getattr(r, f) for f in r.__struct_fields__ if f != "unit"}, unit="one text") for r in (one, two)
    ]
    assert same_event(*both).verdict == "different"


SEARCHED = [
    {}, {"date": "2017"}, {"date": "2017-05"}, {"date": "2017-05-23"}, {"date": "--05-20"}, {"date": "--05-23"},
    {"date": None, "published": "2017-05-21"}, {"date": "2017", "published": "2017-06-01"},
    {"parties": WUXI_CETC | {"cas"}}, {"parties": WUXI_CETC | {"cas"}, "date": "--05-20"},
    {"date": "2017-12-30"}, {"date": "2018-01-02"}, {"date": "--12-31"}, {"date": "2018", "published": "2018-01-20"},
    {"date": None, **TITLED}, {"date": "2015", **TITLED}, {"date": None, **PAID}, {"date": None, "ordinal": 3},
    {**TITLED}, {**PAID}, {"ordinal": 3}, {"date": "2017", "earlier": True, "published": "2018-09-17"},
]  # fmt: skip


def test_two_papers_side_by_side_in_one_document_stay_two() -> None:
    here = {"unit": "one text", "place": "Wuxi"}
    one, two = a_report(1, **here), a_report(2, **here, kind="strategic_cooperation")
    assert same_event(one, two).verdict == "different"


def test_two_reports_that_are_one_share_a_key() -> None:
    told = [a_report(n, **fields) for n, fields in enumerate(SEARCHED)]
    one = [(a, b) for a in told for b in told if a.id < b.id and same_event(a, b).verdict == "same"]
    assert len(one) > 20
    assert [(a, b) for a, b in one if not set(event_keys(a)) & set(event_keys(b))] == []


def test_reports_of_other_years_are_never_compared() -> None:
    keys = [set(event_keys(a_report(year, date=f"{year}-05-20"))) for year in range(2000, 2020)]
    assert all(len(mine) < 6 for mine in keys)
    assert all("2" not in key.split()[-1][:1] for a, b in pairwise(keys) for key in a & b)


def test_a_report_that_fits_two_agreements_equally_well_joins_neither() -> None:
    spring, autumn = a_report(1, date="2017-03-02"), a_report(2, date="2017-10-25")
    yearly = a_report(3, date="2017", earlier=True, published="2018-09-17")
    edges = [
        (one.id, yearly.id, same_event(one, yearly).score)
        for one in (spring, autumn)
        if same_event(one, yearly).verdict == "same"
    ]
    assert len(edges) == 2
    for order in permutations(edges):
        assert clear(order, [(spring.id, autumn.id)]) == []
    assert clear(edges, []) == edges


def test_of_two_agreements_on_one_day_the_report_joins_the_one_that_fits_better() -> None:
    two = [a_report(1, unit="one text"), a_report(2, unit="one text", parties=WUXI_CETC | {"cas"})]
    other = a_report(3, parties=WUXI_CETC | {"cas"})
    edges = [(one.id, other.id, same_event(one, other).score) for one in two]
    kept = clear(edges, [("a-1", "a-2")])
    assert max(kept, key=lambda edge: edge[2])[0] == "a-2"


def test_what_a_person_decided_is_no_guess() -> None:
    assert clear([("a", "x", 3.0), ("b", "x", 3.0)], [("a", "b")]) == [("a", "x", 3.0), ("b", "x", 3.0)]


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


DIFFER = [
    ("nothing", {}, {}, ()),
    ("a coarser date is no contradiction", {}, {"date": "2017"}, ()),
    ("two days", {}, {"date": "2017-05-21"}, ("date",)),
    ("two kinds", {}, {"kind": "cooperation"}, ("kind",)),
    ("what one does not know", {"place": "Wuxi"}, {"place": None}, ()),
    ("one city in two languages", {"place": "Beijing"}, {"place": "北京"}, ()),
    ("two cities in two languages", {"place": "Nanjing"}, {"place": "北京"}, ("place",)),
    ("a party more", {}, {"parties": WUXI_CETC | {"cas"}}, ("parties",)),
    ("rounded amounts", PAID, {"amount": Money("5800000000", "CNY")}, ("amount",)),
    ("another way to write an amount", PAID, {"amount": Money("6000000000.00", "CNY")}, ()),
    ("signatories of whom one outlet knows one", {"signatories": ("甲一", "乙二")}, {"signatories": ("甲一",)}, ()),
    ("other signatories", {"signatories": ("甲一",)}, {"signatories": ("乙二",)}, ("signatories",)),
    ("signatories in two languages", {"signatories": ("甲一",)}, {"signatories": ("Jia Yi",)}, ()),
]


@pytest.mark.parametrize(("why", "left", "right", "fields"), DIFFER, ids=[case[0] for case in DIFFER])
def test_reports_differ_where_both_say_something_and_not_the_same(
    why: str, left: dict, right: dict, fields: tuple
) -> None:
    assert combine([a_report(**left), a_report(2, **right)]).differs == fields, why
