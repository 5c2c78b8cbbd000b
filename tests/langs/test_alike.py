"""What the grammars of all languages ask alike: what is old news, which agreement is meant, by which means."""

import doctest

import pytest

from accord.langs import load_pack, news, undertakings
from accord.langs.earlier import Mention, earlier_of
from accord.langs.undertakings import last_told, of_actors
from tests.builders import an_agreement

FIRST = an_agreement(("p1", "p2"), evidence=((0, 40), (200, 240)))
SECOND = an_agreement(("p1", "p2", "p3"), number=2, evidence=((100, 140),))


@pytest.mark.parametrize("module", [news, undertakings])
def test_the_examples_in_the_docstrings_hold(module):
    assert not doctest.testmod(module).failed


@pytest.mark.parametrize(("end", "told"), [(0, None), (50, FIRST), (150, SECOND), (250, FIRST)])
def test_the_agreement_told_of_last_is_that_whose_words_stand_nearest_before(end, told):
    assert last_told((FIRST, SECOND), end) == told


@pytest.mark.parametrize(
    ("actors", "end", "agreement"),
    [
        (("p1", "p2"), 150, FIRST),  # just its parties, though the other was told last
        (("p3",), 0, SECOND),  # the only one that has the actor
        (("p1",), 150, SECOND),  # of two that have him the one told last
        (("p1",), 0, None),  # none was told yet: it may be either
        (("p9",), 150, None),
        ((), 150, None),
    ],
)
def test_an_undertaking_is_of_the_agreement_of_its_actors(actors, end, agreement):
    assert of_actors((FIRST, SECOND), actors, end) == agreement


def a_mention(**fields):
    plain = {
        "words": "", "span": (0, 9), "rule": "test", "kind": "framework", "title": None, "date": "2019-08",
        "parties": ("p1", "p2"), "agreement": None,
    }  # fmt: skip
    return Mention(**{**plain, **fields})


def test_an_agreement_of_before_that_is_told_twice_is_one():
    told = [a_mention(), a_mention(parties=("p2", "p1"), span=(9, 20)), a_mention(date="2020")]
    assert [(one.id, one.date, one.evidence) for one in earlier_of(told, load_pack("en"))] == [
        ("e1", "2019-08", ((0, 9),)),
        ("e2", "2020", ((0, 9),)),
    ]


def test_it_is_renewed_only_where_one_agreement_of_the_page_may_do_so():
    words = "They renewed the framework agreement of 2019."
    own, none = a_mention(words=words, agreement="a1"), a_mention(words=words)
    assert [one.relation for mention in (own, none) for one in earlier_of([mention], load_pack("en"))] == [
        "renews",
        "mentioned",
    ]
