"""Trees of questions about signs: what they give, and that their table says what was grown."""

from pathlib import Path

import numpy as np
import pytest
from evals.follow.learning import Cases
from evals.follow.trees import grove, grown, table
from hypothesis import given
from hypothesis import strategies as st

from accord.errors import ConfigError
from accord.follow.linking import trees as room
from accord.follow.linking.trees import FILE, Trees, trees
from accord.follow.linking.weights import weights

NAMED_BESIDE_OTHER = ("other", 0.5, 1.0, ("named", 0.5, -2.0, 0.5))


def test_a_tree_gives_the_leaf_that_its_questions_lead_to() -> None:
    known = Trees(0.25, (NAMED_BESIDE_OTHER, 0.1))

    assert known.points({}) == pytest.approx(1.35)
    assert known.points({"other": 1.0}) == pytest.approx(-1.65)
    assert known.points({"other": 1.0, "named": 2.0}) == pytest.approx(0.85)
    assert known.points({"other": 0.5}) == known.points({}), "at most so much of it is not above"


@given(st.dictionaries(st.sampled_from(sorted(weights().alike.document)), st.floats(-5, 20)))
def test_whatever_the_signs_there_are_points(amounts: dict[str, float]) -> None:
    assert np.isfinite(trees().points(amounts))


def of_two_signs_together(seed: int) -> Cases:
    """Return cases that are right where one sign is there and the other is not, or the other way round."""
    chance = np.random.default_rng(seed)
    shown = [{"a": float(a), "b": float(b)} for a, b in chance.integers(0, 2, size=(240, 2))]
    right = np.array([float(one["a"] != one["b"]) for one in shown])
    return Cases(shown, right, [f"group {at % 8}" for at in range(len(shown))])


def test_trees_say_what_two_signs_say_together_though_neither_says_it_alone() -> None:
    cases = of_two_signs_together(1)

    points = grove(cases).points(cases)

    assert ((points > 0) == (cases.right == 1)).all()


def test_trees_are_those_that_were_grown_whenever_they_are_grown() -> None:
    cases = of_two_signs_together(2)
    matrix = cases.matrix(["a", "b"])

    once, again = (grown(matrix, cases.right, ["a", "b"]) for _ in range(2))

    assert once == again
    assert once != grown(matrix, 1 - cases.right, ["a", "b"])


def test_the_table_says_what_was_grown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cases = of_two_signs_together(3)
    known = grown(cases.matrix(["a", "b"]), cases.right, ["a", "b"])

    assert read(table(known), tmp_path, monkeypatch) == known
    assert table(weights().together) == (Path(room.__file__).parent / "data" / FILE).read_text("utf-8")


def test_a_table_with_other_columns_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ConfigError, match=r"trees\.tsv: expected columns"):
        read("tree\tnode\n1\t0\n", tmp_path, monkeypatch)


def read(text: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Trees:
    (folder / "data").mkdir()
    (folder / "data" / FILE).write_text(text, "utf-8")
    monkeypatch.setattr(room, "files", lambda _: folder)
    return trees.__wrapped__()
