"""Texts that mean the same lie near each other, in other words and in another language; each number has its own weight."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accord.errors import ConfigError
from accord.follow.linking import meaning as meanings
from accord.follow.linking.meaning import Meaning, meaning
from accord.follow.linking.vectors import SIZE, nearness, together, vectors_of

OPENED = "The hospital has opened its doors to the first patients."
SAME = "The first patients were received at the new clinic."
SAME_IN_CHINESE = "新医院已开门接诊首批患者。"
OTHER = "Grain prices in the north rose for the third week."


def test_what_means_the_same_is_nearer_than_what_does_not_in_other_words_and_in_chinese() -> None:
    assert nearness(OPENED, SAME) > nearness(OPENED, OTHER)
    assert nearness(OPENED, SAME_IN_CHINESE) > nearness(OPENED, OTHER)
    assert nearness(OPENED, OPENED) == pytest.approx(1, abs=1e-5)


def test_a_text_without_words_is_near_nothing() -> None:
    assert nearness("", OPENED) == nearness(" \n", OPENED) == 0
    assert vectors_of([]).shape == (0, SIZE)


@settings(max_examples=15, deadline=None)
@given(st.permutations((OPENED, SAME, SAME_IN_CHINESE, OTHER)))
def test_the_order_of_texts_does_not_matter_and_every_vector_is_of_length_one(texts: list[str]) -> None:
    found = vectors_of(texts)

    assert np.linalg.norm(found, axis=1) == pytest.approx(np.ones(len(texts)), abs=1e-5)
    assert all(np.array_equal(vectors_of([text])[0], row) for text, row in zip(texts, found, strict=True))


def test_the_middle_of_texts_lies_between_them() -> None:
    both = together(vectors_of([OPENED, OTHER]))

    assert np.linalg.norm(both) == pytest.approx(1, abs=1e-5)
    assert float(both @ vectors_of([OTHER])[0]) > nearness(OPENED, OTHER)
    assert not together(vectors_of(["", ""])).any()


def test_points_are_the_sum_of_what_each_number_counts() -> None:
    counted = Meaning(*(np.full(SIZE, worth, np.float32) for worth in (2.0, 0.0, 3.0, 0.0)))
    one, other = vectors_of([OPENED, SAME])

    points = counted.of_pairs(vectors_of([OPENED, OTHER]), vectors_of([SAME]))

    assert points[:, 0] == pytest.approx([2 * nearness(OPENED, SAME), 2 * nearness(OTHER, SAME)], abs=1e-5)
    assert counted.of_papers(one, other) == pytest.approx(3 * nearness(OPENED, SAME), abs=1e-5)


def test_what_was_learnt_brings_news_to_its_promise() -> None:
    promises = vectors_of(["Riga will build a hospital for children.", "Lund will set up a fund for forestry."])

    points = meaning().of_pairs(vectors_of([OPENED]), promises)[0]

    assert points[0] > points[1]


def test_a_table_that_lacks_a_row_says_so(tmp_path, monkeypatch) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / meanings.FILE).write_text("number\tpair\tsentence\tpapers\tlater\n0\t1\t1\t1\t1\n", "utf-8")
    monkeypatch.setattr(meanings, "files", lambda _: tmp_path)
    meaning.cache_clear()
    try:
        with pytest.raises(ConfigError, match="512 rows"):
            meaning()
    finally:
        meaning.cache_clear()
