"""A project counts once, an increase only its increase; every total opens into what counted, what did not, and why."""

from datetime import date
from decimal import Decimal

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accord.errors import ConfigError
from accord.follow.counting import POLICIES, Event, Record, Total, count, policy
from accord.follow.counting.policy import read_policy
from accord.model.dates import interval
from accord.model.labels import labels
from accord.model.reading import Money
from accord.model.terms import AgreementKind, members

SANMING = policy("first_signing")
BN2 = Money("2000000000", "CNY")
BN5 = Money("5000000000", "CNY")


def a_record(number: int = 1, **fields) -> Record:
    plain = {
        "act": f"a{fields.get('act', number)}",
        "project": "plant",
        "event": "signing",
        "kind": "contract",
        "date": "2024-07-14",
    }
    return Record(id=f"r{number}", **{**plain, "amount": BN2, **fields})


def told(total: Total) -> dict[str, str]:
    """Return which rule settled each record; with a plus where it counted."""
    return {item.record: f"+{item.why.rule}" for item in total.items} | {
        left.record: left.why.rule for left in total.left_out
    }


def test_a_project_counts_once_at_its_first_signing() -> None:
    total = count([a_record(1), a_record(2, date="2025-01-10", amount=BN5)], SANMING)
    assert (total.projects, total.money) == (1, (BN2,))
    assert told(total) == {"r1": "+first", "r2": "later"}


def test_ten_reports_of_one_signing_are_one() -> None:
    total = count([a_record(number, act="a") for number in range(10)], SANMING)
    assert (total.projects, total.money) == (1, (BN2,))
    assert [left.instead for left in total.left_out] == ["r0"] * 9


def test_where_reports_state_other_sums_what_most_say_counts_and_of_as_many_the_smaller() -> None:
    said = [a_record(1, act="a"), a_record(2, act="a", amount=BN5), a_record(3, act="a", amount=BN5)]
    assert count(said, SANMING).money == (BN5,)
    assert count(said[:2], SANMING).money == (BN2,)


def test_an_increase_counts_only_the_increase() -> None:
    more = a_record(2, event="increase", date="2025-03-01", amount=Money("500000000", "CNY"))
    total = count([more, a_record(1)], SANMING)
    assert (total.projects, total.money) == (1, (Money("2500000000", "CNY"),))


def test_of_an_increase_told_as_the_new_sum_the_difference_counts() -> None:
    more = a_record(2, event="increase", date="2025-03-01", amount=BN5, cumulative=True)
    total = count([a_record(1), more], SANMING)
    assert total.money == (BN5,)
    assert [item.amount for item in total.items] == [BN2, Money("3000000000", "CNY")]


UNKNOWN = [
    ("no sum before", [a_record(2, event="increase", amount=BN5, cumulative=True)], "no_base"),
    ("another currency before", [a_record(1), a_record(2, event="increase", date="2025", amount=Money("9", "USD"), cumulative=True)], "no_base"),
    ("no sum at all", [a_record(2, event="increase", amount=None)], "no_amount"),
    ("no more than before", [a_record(1), a_record(2, event="increase", date="2025", cumulative=True)], "no_more"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "records", "rule"), UNKNOWN, ids=[case[0] for case in UNKNOWN])
def test_an_increase_that_is_not_known_counts_nothing_and_says_so(why: str, records: list[Record], rule: str) -> None:
    assert told(count(records, SANMING))["r2"] == rule, why


def test_an_upgrade_counts_no_money() -> None:
    upgrade = a_record(2, event="upgrade", date="2025-03-01", amount=BN5)
    total = count([a_record(1), upgrade], SANMING)
    assert (total.money, told(total)["r2"]) == ((BN2,), "upgrade")


def test_a_framework_counts_the_project_and_no_money_until_a_firm_paper() -> None:
    framework = a_record(1, kind="framework", amount=BN5)
    assert (count([framework], SANMING).projects, count([framework], SANMING).money) == (1, ())
    firm = a_record(2, date="2025-01-10")
    total = count([framework, firm], SANMING)
    assert (total.projects, total.money) == (1, (BN2,))
    assert told(total) == {"r1": "+framework", "r2": "+firm"}


def test_the_loose_policy_counts_money_of_a_memorandum_and_the_strict_one_only_what_was_paid_in() -> None:
    records = [
        a_record(1, kind="memorandum", amount=BN5),
        a_record(2, date="2025-01-10"),
        a_record(3, event="payment", date="2025-06", amount=Money("300000000", "CNY"), cumulative=True),
        a_record(4, event="payment", date="2025-12", amount=Money("700000000", "CNY"), cumulative=True),
    ]
    loose, strict = count(records, policy("as_announced")), count(records, policy("paid_in"))
    assert (loose.projects, loose.money) == (1, (BN5,))
    assert (strict.projects, strict.money) == (1, (Money("700000000", "CNY"),))
    assert told(strict) == {"r1": "not_binding", "r2": "+first", "r3": "+paid", "r4": "+paid"}


def test_a_rename_and_a_new_investor_keep_the_record() -> None:
    records = [
        a_record(1),
        a_record(2, event="rename", date="2024-12", amount=None, becomes="green plant"),
        a_record(3, event="new_investor", project="green plant", date="2025-02", becomes="blue plant"),
        a_record(4, project="blue plant", date="2025-03", amount=BN5),
    ]
    total = count(records, SANMING)
    assert (total.projects, total.money) == (1, (BN2,))
    assert told(total) == {"r1": "+first", "r2": "kept", "r3": "kept", "r4": "later"}


def test_currencies_are_never_added() -> None:
    total = count([a_record(1), a_record(2, project="line", amount=Money("30.5", "USD"))], SANMING)
    assert total.money == (BN2, Money("30.5", "USD"))


JULY = interval("2024-07")
PERIOD = [
    ("within", "2024-07-14", "+first"),
    ("the month itself", "2024-07", "+first"),
    ("another month", "2024-08-01", "outside"),
    ("a year is too rough for a month", "2024", "too_rough"),
    ("no year", "--07-14", "undated"),
    ("no day", None, "undated"),
]


@pytest.mark.parametrize(("why", "day", "rule"), PERIOD, ids=[case[0] for case in PERIOD])
def test_what_cannot_be_placed_in_a_period_is_left_out_and_says_so(why: str, day: str | None, rule: str) -> None:
    assert told(count([a_record(1, date=day)], SANMING, JULY)) == {"r1": rule}, why


def test_a_project_first_signed_last_year_is_no_new_project_this_year() -> None:
    total = count([a_record(1), a_record(2, date="2025-07-01")], SANMING, interval("2025"))
    assert (total.projects, told(total)) == (0, {"r1": "outside", "r2": "later"})


def test_two_records_of_one_id_that_differ_are_refused() -> None:
    with pytest.raises(ValueError, match="r1"):
        count([a_record(1), a_record(1, amount=BN5)], SANMING)


@pytest.mark.parametrize("name", POLICIES)
def test_a_policy_says_what_it_is_based_on_and_explains_every_rule_in_both_languages(name: str) -> None:
    made = policy(name)
    assert made.id == name
    assert made.basis_en
    assert made.basis_zh
    assert all(rule.en and rule.zh for rule in made.rule)


def test_an_unknown_policy_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(ConfigError, match="first_signing"):
        policy("generous")


WRONG = [
    ("id = 'x'", "x.toml"),
    ("id = 'x'\nen = ''\nzh = ''\nbasis_en = ''\nbasis_zh = ''\nrule = [{id='a', project=true, money=true, en='', zh='', events=['signing']}]", "increase"),
    ("id = 'x'\nen = ''\nzh = ''\nbasis_en = ''\nbasis_zh = ''\nrule = [{id='a', project=true, money=true, en='', zh='', evnts=['signing']}]", "evnts"),
    ("id = 'x'\nen = ''\nzh = ''\nbasis_en = ''\nbasis_zh = ''\nrule = [{id='a', project=true, money=true, en='', zh=''}, {id='a', project=true, money=true, en='', zh=''}]", "twice"),
    ("=", "x.toml"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "named"), WRONG)
def test_a_policy_that_leaves_a_case_open_or_is_misspelt_is_refused(text: str, named: str) -> None:
    with pytest.raises(ConfigError, match=named):
        read_policy(text, file="x.toml")


KEYS = ("p", "q", "s")
money = st.builds(Money, st.sampled_from(("1", "2.5", "40", "1000")), st.sampled_from(("CNY", "USD")))
drawn = st.builds(
    Record,
    id=st.just(""),
    act=st.sampled_from("abcde"),
    project=st.sampled_from(KEYS),
    event=st.sampled_from(members(Event)),
    kind=st.sampled_from(members(AgreementKind)),
    date=st.sampled_from((None, "2024", "2024-07", "2024-07-14", "2025-01-01", "--07-14")),
    amount=st.one_of(st.none(), money),
    cumulative=st.booleans(),
    becomes=st.one_of(st.none(), st.sampled_from(KEYS)),
)
worlds = st.lists(drawn, max_size=12).map(
    lambda made: [msgspec.structs.replace(record, id=f"r{number:02}") for number, record in enumerate(made)]
)
policies = st.sampled_from(POLICIES).map(policy)
periods = st.sampled_from((None, interval("2024"), interval("2024-07")))


@given(worlds, policies, periods, st.randoms())
def test_the_order_of_records_does_not_matter_nor_telling_them_twice(records, rules, period, random) -> None:
    mixed = [*records, *records]
    random.shuffle(mixed)
    assert count(mixed, rules, period) == count(records, rules, period)


@given(worlds, policies, periods)
def test_a_total_is_the_sum_of_its_items_and_settles_every_record_once(records, rules, period) -> None:
    total = count(records, rules, period)
    sums: dict[str, Decimal] = {}
    for item in total.items:
        if item.amount:
            sums[item.amount.currency] = sums.get(item.amount.currency, Decimal(0)) + Decimal(item.amount.value)
    assert {one.currency: Decimal(one.value) for one in total.money} == sums
    assert total.projects == sum(item.projects for item in total.items)
    settled = [item.record for item in total.items] + [left.record for left in total.left_out]
    assert sorted(settled) == sorted(record.id for record in records)


@given(worlds, policies)
def test_no_project_counts_twice(records, rules) -> None:
    counted = [item.project for item in count(records, rules).items if item.projects]
    assert len(counted) == len(set(counted))


@settings(max_examples=200)
@given(worlds, policies, periods, st.sampled_from(KEYS), st.data())
def test_a_rename_never_changes_a_total(records, rules, period, key, data) -> None:
    """Some records of a project go by a new name, and one more says that it was renamed."""
    renamed = [
        msgspec.structs.replace(record, project="renamed")
        if record.project == key and data.draw(st.booleans())
        else record
        for record in records
    ]
    note = Record("rename", "z", key, "rename", date=data.draw(st.sampled_from((None, "2024-07"))), becomes="renamed")
    before, after = count(records, rules, period), count([*renamed, note], rules, period)
    assert (after.projects, after.money) == (before.projects, before.money)


@given(worlds)
def test_in_all_time_the_strict_policy_counts_no_more_projects_than_the_loose_one(records) -> None:
    strict, loose = count(records, policy("paid_in")), count(records, policy("as_announced"))
    assert strict.projects <= loose.projects


def test_every_event_and_policy_word_has_a_label_in_both_languages() -> None:
    for language in ("en", "zh"):
        for word in members(Event):
            assert labels(language).get(("CountingEvent", word)), (language, word)


def test_a_period_is_two_days() -> None:
    assert count([], SANMING, (date(2024, 7, 1), date(2024, 7, 31))).period == JULY
