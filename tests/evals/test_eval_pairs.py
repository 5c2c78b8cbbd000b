"""The pairs of names: their file, and how they are counted."""

import pytest
from evals.floors import load_floors

from evals import pairs

GOLD, PAIRS = pairs.load()


def test_the_file_is_well_formed() -> None:
    assert len(PAIRS) >= 400
    assert len({pair.id for pair in PAIRS}) == len(PAIRS)
    assert {pair.verdict for pair in PAIRS} == {"same", "different", "unsure"}
    assert all(pair.basis for pair in PAIRS)
    alike = [pair for pair in PAIRS if pair.left == pair.right]  # one spelling in two documents: whose is it?
    assert {pair.verdict for pair in alike} == {"same", "unsure"}
    assert 0.25 < sum(pair.unseen for pair in PAIRS) / len(PAIRS) < 0.42


@pytest.mark.parametrize(
    ("told", "figures"), [("same", {"found": 1.0, "clean": 0.0}), ("unsure", {"found": 0.0, "clean": 1.0})]
)
def test_calling_everything_same_finds_all_and_is_not_clean(told: str, figures: dict[str, float]) -> None:
    assert pairs.figures(pairs.outcome("all", PAIRS, lambda _: told)) == figures


def test_the_pairs_hold_their_floors() -> None:
    floors = load_floors()[pairs.IDENTITY]
    result = pairs.outcome("all", PAIRS)
    assert floors.gold == GOLD, "the pairs changed: measure again, then put their digest into floors.toml"
    assert not result.false
    assert pairs.figures(result)["found"] >= floors.figures["found"]


def test_errors_of_the_unseen_part_stay_unlisted() -> None:
    unseen = {pair.id for pair in PAIRS if pair.unseen}
    assert not any(line.split()[1] in unseen for line in pairs.errors(PAIRS, 1000))
