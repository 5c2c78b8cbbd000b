"""Weights of linking are fitted as told: the likeliest points, each chain judged by those of others, numbers put in their file."""

import tomllib
from functools import partial
from pathlib import Path

import msgspec
import numpy as np
import pytest
from evals.follow.chains import Chain, Document, Link, Promise
from evals.follow.fit import BY_HAND, FILE, fitted, furthest, written
from evals.follow.logistic import apart, chances, fit, fit_evenly, points_of
from evals.follow.numbers import meaning_of, numbers_of, table
from evals.follow.pairs import Pair, Telling, judged, pairs_of
from hypothesis import given, settings
from hypothesis import strategies as st

from accord.follow.linking import Promises
from accord.follow.linking.fits import fits_of, whole_signs
from accord.follow.linking.meaning import FILE as MEANING
from accord.follow.linking.scoring import known
from accord.follow.linking.standing import standing
from accord.follow.linking.statements import statements_of
from accord.follow.linking.weights import weights
from tests.follow.test_linking import FUND, MILL, a_later, a_promise

LOOSE = 1e9  # a prior that draws nothing
THINGS = ("paper mill", "stone bridge", "music school", "grain store", "fish market", "tram depot")


def some_cases(seed: int, rows: int = 40) -> tuple[np.ndarray, np.ndarray]:
    chance = np.random.default_rng(seed)
    shown = chance.normal(size=(rows, 3)) * [1.0, 5.0, 0.2]
    right = (shown @ [1.0, -0.2, 3.0] + chance.normal(size=rows) > 0).astype(float)
    right[:2] = 0, 1
    return shown, right


def test_points_of_a_sign_that_is_there_or_not_are_the_logarithms_of_the_odds() -> None:
    shown = np.array([[0.0]] * 10 + [[1.0]] * 10)
    right = np.array([1.0] * 2 + [0.0] * 8 + [1.0] * 6 + [0.0] * 4)

    without, more = fit(shown, right, LOOSE)

    assert without == pytest.approx(np.log(2 / 8))
    assert without + more == pytest.approx(np.log(6 / 4))


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from((0.05, 1.0, 20.0)))
def test_no_points_near_those_found_are_likelier(seed: int, variance: float) -> None:
    shown, right = some_cases(seed)
    points = fit(shown, right, variance)

    def unlikely(these: np.ndarray) -> float:
        sums = these[0] + shown @ these[1:]
        return float(np.logaddexp(0, np.where(right == 1, -sums, sums)).sum() + (these[1:] ** 2).sum() / (2 * variance))

    nudged = [points + 0.01 * step for step in np.vstack([np.eye(4), -np.eye(4)])]
    assert all(unlikely(points) < unlikely(other) for other in nudged)


def test_a_narrow_prior_draws_signs_to_nothing_but_not_how_often_a_case_is_right() -> None:
    shown, right = some_cases(1)

    points = fit(shown, right, 1e-9)

    assert np.abs(points[1:]).max() < 1e-5
    assert chances(points[:1])[0] == pytest.approx(right.mean())


def test_signs_drawn_evenly_do_not_depend_on_their_unit() -> None:
    shown, right = some_cases(2)

    points, tenfold = fit_evenly(shown, right, 0.05), fit_evenly(shown * 10, right, 0.05)

    assert tenfold[1:] == pytest.approx(points[1:] / 10)
    assert tenfold[0] == pytest.approx(points[0])


def test_a_group_is_judged_by_points_that_it_taught_nothing() -> None:
    shown, right = some_cases(3)
    groups = ["a", "b", "c", "d"] * 10
    of_a = np.array([group == "a" for group in groups])
    way = partial(fit, variance=1.0)

    honest = apart((shown, right), groups, way, folds=4)
    lied = apart((shown, np.where(of_a, 1 - right, right)), groups, way, folds=4)

    assert lied["a"] == pytest.approx(honest["a"])
    assert lied["b"] != pytest.approx(honest["b"])
    assert points_of(shown, groups, honest)[0] == pytest.approx(honest["a"][0] + shown[0] @ honest["a"][1:])


def test_numbers_of_the_file_put_into_it_leave_it_as_it_is() -> None:
    text = FILE.read_text("utf-8")

    assert written(text, weights()) == text
    assert furthest(weights(), weights())[1] == 0


def test_new_numbers_leave_the_words_of_the_file_where_they_are() -> None:
    text, old = FILE.read_text("utf-8"), weights()
    alike = msgspec.structs.replace(
        old.alike,
        least=0.333,
        points=old.alike.points | {"cover": -12.3456},
        document=old.alike.document | {"cover": -0.001},
    )
    new = msgspec.structs.replace(old, alike=alike)

    after = written(text, new)

    read = tomllib.loads(after)["alike"]
    assert (read["least"], read["points"]["cover"], read["document"]["cover"]) == (0.33, -12.35, 0.0)
    changed = [(a, b) for a, b in zip(text.splitlines(), after.splitlines(), strict=True) if a != b]
    assert len(changed) == 3
    assert all(a.index("#") == b.index("#") and a.split("#")[1] == b.split("#")[1] for a, b in changed)
    assert furthest(new, old)[0] == "alike.points.cover"


def test_every_sign_that_has_points_can_be_seen() -> None:
    plan, project = (msgspec.structs.replace(MILL, kind=kind) for kind in ("plan", "project"))
    abroad = a_promise("里加将在隆德建设一座造纸厂。", id_="c-abroad")
    abroad_plan = msgspec.structs.replace(abroad, kind="plan")
    laters = [
        a_later("Riga opened the paper mill on the Gauja in Lund in 2019.", title="Riga opens paper mill"),
        a_later(
            "The new paper mill of Perth on Perth Airport is big. Lund, of Lund. The Gauja and the Gauja.",
            title="China to Perth",
        ),
    ]
    reports = {"bodies": {"Perth": "p-perth"}, "agreements": {"a-other": (0, 4)}}
    laters += [msgspec.structs.replace(later, **reports) for later in laters]
    said = [statement for later in laters for statement in statements_of(later)]
    said += [msgspec.structs.replace(statement, said=(), plan=True) for statement in said]  # a plan in unusual words
    for is_abroad, promises in ((False, (MILL, FUND, plan, project)), (True, (abroad, abroad_plan))):
        groups = fits_of(said, [known(promise) for promise in promises], weights())
        points = weights().of(abroad=is_abroad)

        fits = [fit for group in groups.values() for fit in group]
        of_documents = {sign.code for fit in fits for sign in whole_signs(fit, [fit], weights().meaning)}

        assert set(points.points) <= {sign.code for fit in fits for sign in fit.signs}
        assert set(points.pair) <= {sign.code for signs in standing(fits) for sign in signs}
        assert set(points.document) <= of_documents
        assert set(BY_HAND) <= set(points.points)


def test_the_table_of_numbers_says_what_was_learnt() -> None:
    text = FILE.with_name(MEANING).read_text("utf-8")
    known = weights().meaning

    assert table(known) == text
    assert table(meaning_of(*numbers_of(known))) == text


def a_telling(thing: str) -> Telling:
    """Return a chain of a promise, its fulfilment, and news of something else."""
    promised = f"Riga will build a {thing} in Lund."
    told = f"Riga opened the {thing} in Lund."
    texts = {
        "01.txt": promised,
        "02.txt": f"{told} It rained.",
        "03.txt": "Riga has closed its bank in Oslo. It rained.",
    }
    documents = (
        Document("01.txt", "2019-01-01"),
        Document("02.txt", "2020-01-01", link=(Link("p1", "delivered", "progress", told),)),
        Document("03.txt", "2021-01-01"),
    )
    chain = Chain(thing, ("en",), "ours", (Promise("p1", promised),), documents, folder=thing)
    promise = a_promise(promised, id_=f"c-{thing}")
    promise = msgspec.structs.replace(promise, source=str(chain.first), span=(0, len(promised)))
    later = {
        file: msgspec.structs.replace(a_later(texts[file], document=file), source=str(Path(thing) / file))
        for file in ("02.txt", "03.txt")
    }
    return Telling(chain, {str(Path(thing) / file): text for file, text in texts.items()}, Promises([promise]), later)


def all_pairs() -> tuple[list[Telling], list[Pair]]:
    told = [a_telling(thing) for thing in THINGS]
    return told, [pair for one in told for pair in pairs_of(one)]


def test_a_sentence_belongs_to_the_promise_that_the_chain_says() -> None:
    _, pairs = all_pairs()

    right = {(pair.file, pair.statement.quote) for pair in pairs if pair.right}

    assert {file for file, _ in right} == {"02.txt"}
    assert all("opened" in quote for _, quote in right)
    assert {pair.file for pair in pairs if pair.follows} == {"02.txt"}


def test_weights_fitted_on_some_chains_find_the_links_of_others() -> None:
    told, pairs = all_pairs()

    found, without = fitted(pairs, [])

    assert found.alike.points["words"] + found.alike.points["rare"] > 0
    assert found.abroad == weights().abroad  # nothing was to be learnt
    old = weights().alike
    assert {name: found.alike.points[name] for name in BY_HAND} == {name: old.points[name] for name in BY_HAND}
    assert set(without) == set(THINGS)
    marks = [judged(one, without[one.chain.id]) for one in told]
    assert [mark.rank for one in marks for mark in one.links] == [1] * len(THINGS)
    loud = [file for one in marks for file, rows in one.quiet if rows]
    assert len(loud) <= 2  # of six; `least` leaves four of five alone
