"""Mechanisms, projects, progress and topics: what keeps an agreement alive and what comes of it."""

import pytest

from accord.reading.mechanisms import find_mechanisms
from tests.builders import an_agreement
from tests.reading.builders import a_scene
from tests.reading.cases import cases

MECHANISMS = [
    (
        "They will set up a regular consultation mechanism.",
        [("regular consultation mechanism", "consultation", "regular")],
    ),
    (
        "It names a mechanism for matching buyers and sellers.",
        [("mechanism for matching buyers and sellers", "matching", None)],
    ),
    ("A joint coordination mechanism will be built.", [("joint coordination mechanism", "coordination", None)]),
    (
        "They will improve the coordination mechanism and the consultation mechanism.",
        [("coordination mechanism", "coordination", None), ("consultation mechanism", "consultation", None)],
    ),
    (
        "A project implementation mechanism follows the works.",
        [("project implementation mechanism", "implementation", None)],
    ),
    ("Both ports will set up a joint working group.", [("joint working group", "coordination", None)]),
    ("They established a steering committee.", [("steering committee", "coordination", None)]),
    ("They will hold annual high-level meetings.", [("annual high-level meetings", "consultation", "yearly")]),
    ("There will be quarterly talks on ice.", [("quarterly talks", "consultation", "quarterly")]),
    ("They agreed on monthly meetings.", [("monthly meetings", "consultation", "monthly")]),
    ("A weekly dialogue was begun.", [("weekly dialogue", "consultation", "weekly")]),
    ("They will create a liaison office.", [("liaison office", "coordination", None)]),
    ("Half-yearly reviews follow.", [("Half-yearly reviews", "implementation", "half_yearly")]),
    (
        "They build a mechanism for cooperation and coordination between ports.",
        [("mechanism for cooperation and coordination", "coordination", None)],
    ),
    ("The benefit-sharing mechanism stands.", [("benefit-sharing mechanism", "other", None)]),
    ("The locking mechanism of the gate broke.", []),
    ("The price mechanism works.", []),
    ("The committee met.", []),
]


@pytest.mark.parametrize(("text", "right"), MECHANISMS, ids=[text for text, _ in MECHANISMS])
def test_a_mechanism_has_a_name_a_kind_and_a_rhythm(text, right):
    assert [(m.name, m.kind, m.cadence) for m in find_mechanisms(a_scene(text), ())] == right


def test_a_mechanism_is_of_the_agreeing_parties_where_the_sentence_names_none():
    found = find_mechanisms(a_scene("A consultation mechanism will be set up."), (an_agreement(),))
    assert found[0].parties == ("p1", "p2")


def test_a_mechanism_told_twice_is_one():
    text = "A consultation mechanism is planned. The consultation mechanism is good."
    assert len(find_mechanisms(a_scene(text), ())) == 1


@pytest.mark.parametrize("case", cases("mechanisms.toml"))
def test_what_keeps_an_agreement_alive_is_found_by_its_words(case):
    found = find_mechanisms(a_scene(case["text"]), ())
    assert [[m.name, m.kind, m.cadence or ""] for m in found] == case["right"]
