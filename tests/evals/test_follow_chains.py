"""The chains hold what they say: every quote stands in its document once, halves are as told, and there are traps."""

from collections import Counter

import pytest
from evals.floors import load_floors
from evals.follow.asked import texts_of
from evals.follow.chains import HALVES, KEPT, OPEN, Chain, gold, half_of, load_chains, plain_files

CHAINS = load_chains()
each_chain = pytest.mark.parametrize("chain", CHAINS, ids=lambda chain: chain.id)


@each_chain
def test_every_quote_stands_once_in_its_document(chain: Chain) -> None:
    first = chain.first.read_text(encoding="utf-8")
    assert [promise.quote for promise in chain.promise if first.count(promise.quote) != 1] == []
    for document in chain.later:
        text = chain.file(document).read_text(encoding="utf-8")
        assert [link.quote for link in document.link if text.count(link.quote) != 1] == []


@each_chain
def test_a_quote_is_in_the_text_that_the_product_reads(chain: Chain) -> None:
    texts = texts_of(chain.file(document) for document in chain.document)
    assert all(promise.quote in texts[str(chain.first)] for promise in chain.promise)
    assert all(link.quote in texts[str(chain.file(d))] for d in chain.later for link in d.link)


@each_chain
def test_links_are_of_promises_that_there_are_and_each_promise_is_meant_once_in_a_document(chain: Chain) -> None:
    names = {promise.id for promise in chain.promise}
    for document in chain.later:
        meant = [link.promise for link in document.link]
        assert set(meant) <= names
        assert len(meant) == len(set(meant))


@each_chain
def test_documents_come_in_order_of_date_and_are_all_there(chain: Chain) -> None:
    assert [d.date for d in chain.document] == sorted(d.date for d in chain.document)
    files = sorted(file.name for file in chain.first.parent.glob("*.txt"))
    assert files == [document.file for document in chain.document]


@each_chain
def test_a_chain_has_an_agreement_with_promises_and_two_to_eight_later_documents(chain: Chain) -> None:
    assert 2 <= len(chain.promise) <= 5
    assert 2 <= len(chain.later) <= 8
    assert chain.note


@each_chain
def test_a_chain_lies_in_the_half_of_its_name(chain: Chain) -> None:
    assert chain.first.parent.parent.name == half_of(chain.id)
    assert chain.first.parent.name == chain.id


def test_a_third_of_the_chains_or_more_never_teach() -> None:
    parts = Counter(half_of(chain.id) for chain in CHAINS)
    assert parts[KEPT] * 3 >= len(CHAINS)
    assert parts[OPEN] > parts[KEPT]


def test_a_quarter_of_later_documents_or_more_speak_of_no_promise() -> None:
    later = [document for chain in CHAINS for document in chain.later]
    assert sum(not document.link for document in later) * 4 >= len(later)


def test_there_are_enough_chains_and_plain_documents_in_both_languages() -> None:
    told = Counter(language for chain in CHAINS for language in chain.languages)
    assert told["en"] >= 24
    assert told["zh"] >= 20
    assert Counter(file.parent.name for file in plain_files()) == {"en": 30, "zh": 30}


def test_no_two_documents_are_the_same() -> None:
    files = [chain.file(document) for chain in CHAINS for document in chain.document] + plain_files()
    assert len({file.read_bytes() for file in files}) == len(files)


def test_floors_are_those_of_these_chains() -> None:
    floors = load_floors(CHAINS[0].first.parents[2] / "floors.toml")
    assert set(floors) <= set(HALVES)
    for half, least in floors.items():
        assert least.gold == gold(chain for chain in CHAINS if half_of(chain.id) == half)
