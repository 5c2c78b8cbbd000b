"""Amounts of money: number, scale, currency; and what is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.langs import load_pack
from accord.reading.page.money import find_money, money_in
from tests.reading.builders import a_scene
from tests.reading.cases import cases

AMOUNTS = [
    ("US$2 billion", "2000000000", "USD"),
    ("2 bn yuan", "2000000000", "CNY"),
    ("RMB 300 million", "300000000", "CNY"),
    ("40 mln dlrs", "40000000", "USD"),
    ("a 50 mln dlr portfolio", "50000000", "USD"),
    ("S$3.5 billion", "3500000000", "SGD"),
    ("A$12m", "12000000", "AUD"),
    ("£250,000", "250000", "GBP"),
    ("75,000 euros", "75000", "EUR"),
    ("two billion yuan", "2000000000", "CNY"),
    ("half a million euros", "500000", "EUR"),
    ("a 5-billion-yuan plant", "5000000000", "CNY"),
    ("1.5 bln Canadian dlrs", "1500000000", "CAD"),
    ("12 mln marks", "12000000", "DEM"),
    ("3 million pounds", "3000000", "GBP"),
    ("RM5 billion", "5000000000", "MYR"),
    ("600 crore rupees", "6000000000", "INR"),
    ("HK$1,200", "1200", "HKD"),
]
NONE = [
    ("In 2014 they met.", "a year is no amount"),
    ("2 billion people", "people are no money"),
    ("20 pounds of flour", "a weight"),
    ("30 percent", "a share"),
    ("full marks", "no number"),
    ("4 ferries", "a count"),
]


@pytest.mark.parametrize(("text", "value", "currency"), AMOUNTS, ids=[a[0] for a in AMOUNTS])
def test_an_amount_is_in_whole_units_of_its_currency(text, value, currency):
    ((start, end, money),) = money_in(text, load_pack("en"))
    assert (money.value, money.currency) == (value, currency)
    assert text[start:end].strip() == text[start:end]


@pytest.mark.parametrize(("text", "why"), NONE, ids=[n[1] for n in NONE])
def test_a_number_without_a_currency_is_no_amount(text, why):
    assert money_in(text, load_pack("en")) == [], why


def test_amounts_point_at_their_words_in_the_page():
    scene = a_scene("It rained. [party:Acme] paid 40 million euros (US$43 million) for it.")
    assert [scene.page.content[m.start : m.end] for m in find_money(scene.page, load_pack("en"))] == [
        "40 million euros",
        "US$43 million",
    ]


@given(st.decimals(min_value=1, max_value=999, places=1, allow_nan=False))
def test_any_number_of_millions_is_read_exactly(number):
    ((_, _, money),) = money_in(f"EUR {number} million", load_pack("en"))
    assert int(money.value) == int(number * 1_000_000)


@pytest.mark.parametrize("case", cases("amounts.toml"))
def test_an_amount_is_what_the_words_state(case):
    found = money_in(case["text"], load_pack("en"))
    assert [f"{money.value} {money.currency}" for _, _, money in found] == case["right"]
