"""A sentence and a promise are seen among the others of their two documents."""

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from accord.follow.linking import Promises, links_of
from accord.follow.linking.fits import Fit, fits_of
from accord.follow.linking.scoring import known
from accord.follow.linking.standing import standing
from accord.follow.linking.statements import statements_of
from accord.follow.linking.weights import weights
from tests.follow.test_linking import FUND, MILL, a_later

NEWS = (
    "Riga opened the paper mill on the Gauja in Lund. The mayor was pleased. The technology fund has paid 20 million."
)
BOTH = Promises([MILL, FUND])


def some_fits(text: str = NEWS) -> list[Fit]:
    later = a_later(text, title="Riga opens paper mill in Lund")
    found = fits_of(statements_of(later), [known(MILL), known(FUND)], weights())
    return [fit for group in found.values() for fit in group]


def signs_of(fits: list[Fit]) -> list[dict[str, float]]:
    return [{sign.code: sign.amount for sign in signs} for signs in standing(fits)]


def test_each_promise_has_the_sentence_that_it_fits_best() -> None:
    fits = some_fits()

    mutual = {
        (fit.one.promise.id, fit.statement.quote)
        for fit, signs in zip(fits, signs_of(fits), strict=True)
        if signs["mutual"]
    }

    assert {(id_, quote.split()[1]) for id_, quote in mutual} == {(MILL.id, "opened"), (FUND.id, "technology")}


def test_who_is_behind_is_not_ahead_and_who_has_no_rival_is_ahead() -> None:
    for signs in signs_of(some_fits()):
        assert (signs["ahead_promise"] > 0) == (signs["behind_promise"] == 0)
    alone = some_fits("Riga opened the paper mill on the Gauja in Lund.")[:1]
    [signs] = signs_of(alone)
    assert signs["mutual"] == 1
    assert signs["ahead_promise"] > 0
    assert signs["behind_promise"] == signs["behind_sentence"] == 0


@given(st.floats(-20, 20))
def test_as_many_points_for_every_pair_change_no_rank(more: float) -> None:
    fits = some_fits()
    moved = [msgspec.structs.replace(fit, points=fit.points + more) for fit in fits]

    before, after = signs_of(fits), signs_of(moved)

    for code in ("behind_promise", "behind_sentence"):
        assert [round(signs[code], 6) for signs in before] == [round(signs[code], 6) for signs in after]


@given(st.permutations(range(6)))
def test_the_order_of_the_pairs_does_not_matter(order: list[int]) -> None:
    fits = some_fits()
    told = dict(zip((id(fit) for fit in fits), signs_of(fits), strict=True))

    mixed = [fits[at] for at in order]

    assert signs_of(mixed) == [told[id(fit)] for fit in mixed]


def test_a_score_is_a_chance_and_the_likeliest_pair_of_a_document_that_follows_up_is_always_proposed() -> None:
    shy = msgspec.structs.replace(weights(), alike=msgspec.structs.replace(weights().alike, likely=1.0))
    later = a_later(NEWS, title="Riga opens paper mill in Lund")

    [link] = links_of(later, BOTH, shy)

    assert link.promise.id == MILL.id
    assert 0 < link.score < 1
    assert len(links_of(later, BOTH)) >= 2
