"""Progress: how far something is, and who says so."""

import pytest

from accord.reading.progress import find_progress
from tests.reading.builders import a_scene
from tests.reading.cases import cases

STATES = [
    ("The ice harbour broke ground in May.", "The ice harbour", "under_way"),
    ("The fish mill is under construction.", "The fish mill", "under_way"),
    ("Work on the ferry line has begun.", "Work on the ferry line", "under_way"),
    ("[party:Acme] began construction of the ferry quay in May.", "the ferry quay", "under_way"),
    ("[party:Riga] is building a fish school.", "a fish school", "under_way"),
    ("The fish mill was completed in May.", "The fish mill", "delivered"),
    ("The ferry line opened to traffic.", "The ferry line", "delivered"),
    ("[party:Riga] inaugurated a fish school.", "a fish school", "delivered"),
    ("The data platform has been put into operation.", "The data platform", "delivered"),
    ("The first phase of the fish mill was opened in May.", None, "partly_delivered"),
    ("The second stage of the yard went into operation.", None, "partly_delivered"),
    ("The northern section of the line was completed.", None, "partly_delivered"),
    ("The ferry line was approved by the council.", "The ferry line", "agreed"),
    ("The opening of the mill has been postponed.", "The opening of the mill", "delayed"),
    ("[party:Acme] postponed the fish mill.", "the fish mill", "delayed"),
    ("The bridge works were delayed by ice.", "The bridge works", "delayed"),
    ("Work on the mill was suspended.", "Work on the mill", "stalled"),
    ("[party:Riga] halted the works on the quay.", "the works on the quay", "stalled"),
    ("The ferry line was cancelled.", "The ferry line", "dropped"),
    ("[party:Acme] scrapped the fish mill.", "the fish mill", "dropped"),
    ("The ferry line was replaced by a bridge.", "The ferry line", "superseded"),
]
PLANS = [
    "The fish mill will be completed in May.",
    "[party:Acme] will build a yard.",
    "The ferry line is to open in June.",
    "[person:Ann Lee] opened the meeting.",
    "They started early.",
    "Secretary [person:Ann Lee] attended the event and delivered a speech.",
    "[party:Acme] also launched a book.",
]


@pytest.mark.parametrize(("text", "thing", "state"), STATES, ids=[text for text, _, _ in STATES])
def test_words_of_progress_give_a_state(text, thing, state):
    found = find_progress(a_scene(text))
    assert [p.state for p in found][:1] == [state]
    assert thing is None or found[0].object == thing


@pytest.mark.parametrize("text", PLANS)
def test_a_plan_or_an_occasion_is_no_progress(text):
    assert find_progress(a_scene(text)) == ()


def test_a_claim_is_shown_as_its_claim():
    (found,) = find_progress(a_scene("[party:Acme] said that the fish mill was completed."))
    assert (found.claim_by, found.state) == ("p1", "delivered")


@pytest.mark.parametrize("case", cases("progress.toml"))
def test_a_thing_is_as_far_as_the_words_say(case):
    assert [[p.object, p.state] for p in find_progress(a_scene(case["text"]))] == case["right"]
