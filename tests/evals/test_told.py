"""States told in fresh words: what is measured, and that the half that is kept stays so."""

from typing import get_args

import numpy as np
import pytest
from evals.follow.chains import OPEN, load_chains
from evals.told.cases import Case, linked
from evals.told.fit import fit, marks_that_tell, rows_of, said_by
from evals.told.run import FIRST, LANGUAGES, Saying, main, sayings, state_of

from accord.follow.linking.marks import WORD
from accord.follow.linking.verdicts import ALWAYS, STATES
from accord.model.terms import State


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_has_a_state_and_stands_once_and_half_of_them_are_kept(language: str) -> None:
    every = list(sayings(language))
    assert len(every) >= 1_500
    assert {one.state for one in every} == set(get_args(State))
    assert len({one.sentence for one in every}) == len(every)
    first = [one for one in every if one.voice in FIRST]
    assert 0.45 < sum(one.is_shown for one in first) / len(first) < 0.55
    assert all(one.is_shown for one in every if one.voice not in FIRST)


def test_a_state_is_told_of_a_sentence_and_its_promise() -> None:
    assert state_of(Saying("en", "x", "delivered", "Acme will build a mill.", "Acme opened its mill.")) == "delivered"
    assert state_of(Saying("zh", "x", "delayed", "企业将建厂房。", "厂房建设推迟到明年。")) == "delayed"


def test_errors_are_listed_of_the_shown_half_only(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    every = [Saying("en", "local", "superseded", "Acme will build a mill.", f"It rained {n} days.") for n in range(40)]
    monkeypatch.setattr("evals.told.run.sayings", lambda language: every)
    assert main(["--errors"]) == 0
    told = capsys.readouterr().out
    assert {one.sentence for one in every if f"{one.sentence}\n" in told} == {o.sentence for o in every if o.is_shown}


@pytest.mark.parametrize(("language", "least"), [("en", 0.78), ("zh", 0.84)])
def test_of_what_was_kept_most_is_told_rightly(language: str, least: float) -> None:
    kept = [one for one in sayings(language) if not one.is_shown]
    assert sum(state_of(one) == one.state for one in kept) / len(kept) > least


def test_weights_learn_what_tells_states_apart_and_leave_out_what_tells_nothing() -> None:
    made = [
        Case("x", state, (f"{WORD}{word}", f"{WORD}the", "plan"), of_han=False, teaches=True)
        for state, word in (("delivered", "opened"), ("dropped", "scrapped"))
        for _ in range(12)
    ]
    names = marks_that_tell(made, fewest=2)
    states = np.array([STATES.index(one.state) for one in made])
    weights = fit(rows_of(made, names), states, np.ones(len(names)), steps=200)
    assert names[0] == ALWAYS
    assert set(names[1:]) == {"plan", f"{WORD}opened", f"{WORD}scrapped", f"{WORD}the"}
    assert said_by(rows_of(made, names), weights) == [one.state for one in made]
    assert (
        abs(weights[names.index(f"{WORD}the"), STATES.index("delivered")])
        < 0.5
        < weights[names.index(f"{WORD}opened"), STATES.index("delivered")]
    )


def test_links_of_open_chains_teach_each_in_the_group_of_its_chain() -> None:
    for chain in load_chains((OPEN,))[:3]:
        assert {(one.group, one.teaches) for one in linked(chain) if one} == {(chain.id, True)}
