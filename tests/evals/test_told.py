"""States told in fresh words: what is measured, and that the half that is kept stays so."""

from typing import get_args

import pytest
from evals.told.run import FIRST, LANGUAGES, Saying, main, sayings, state_of

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
