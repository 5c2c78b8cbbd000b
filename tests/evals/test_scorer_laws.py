"""Laws of the scorer, on the shipped examples and on invented readings."""

from pathlib import Path

import msgspec
import pytest
from evals.figures import MEAN, Heard, figures_of, score
from evals.gold import GoldCommitment, GoldMeeting, load
from hypothesis import given
from hypothesis import strategies as st

from accord.model import Facts
from tests.evals.small import (
    WORDS,
    a_commitment,
    a_gold_agreement,
    a_gold_post,
    a_meeting,
    a_party,
    a_post,
    an_agreement,
    an_item,
    the_perfect_reading,
)

EXAMPLES = Path(__file__).parents[2] / "examples"
ITEM = an_item(
    agreements=(a_gold_agreement(("Ems",), ("Lea",), date="2024-05-07", place="Lea", sectors=("construction",)),),
    meetings=(GoldMeeting("meeting", None, None, (("Ems",), ("Lea",))),),
    posts=(a_gold_post("Ida Berg", "Mayor", "Ems"),),
    commitments=(GoldCommitment(58, 82, ("Ems",), "agreed"), GoldCommitment(83, 116, ("Ems",), "hoped")),
    mentions=(("Ems", "the town"),),
)
PARTIES = (a_party("p1", "Ems", "the town"), a_party("p2", "Lea"), a_party("p3", "Ur", "Lea"))

ids = st.lists(st.sampled_from(["p1", "p2", "p3"]), unique=True, max_size=3)
agreements = st.builds(
    lambda parties, date, kind: an_agreement(*parties, date=date, kind=kind),
    ids,
    st.sampled_from([None, "2024-05-07", "2024"]),
    st.sampled_from(["framework", "contract"]),
)
meetings = ids.map(lambda parties: a_meeting(*parties))
posts = st.builds(a_post, st.sampled_from(["Ida Berg", "Bo Lund"]), st.sampled_from(["Mayor", "Chair"]), st.just("Ems"))
commitments = st.builds(
    lambda start, length, modality: a_commitment(start, start + length, "p1", modality=modality),
    st.sampled_from([0, 58, 60, 83]),
    st.integers(1, 60),
    st.sampled_from(["agreed", "hoped"]),
)
readings = st.builds(
    Facts,
    relevant=st.booleans(),
    parties=st.just(PARTIES),
    agreements=st.lists(agreements, max_size=3).map(tuple),
    meetings=st.lists(meetings, max_size=3).map(tuple),
    posts=st.lists(posts, max_size=3).map(tuple),
    commitments=st.lists(commitments, max_size=3).map(tuple),
)


def tallies(facts):
    return score(ITEM, Heard(facts, WORDS)).tallies


@pytest.mark.parametrize("item", load(EXAMPLES / "gold" / "en", EXAMPLES / "news" / "en"), ids=lambda i: i.gold.id)
def test_gold_scored_against_itself_is_perfect(item):
    made = score(item, the_perfect_reading(item))
    assert figures_of([made.tallies])["mean"] == pytest.approx(1.0)
    assert not [miss for miss in made.misses if miss.figure != "evidence"]


@given(readings)
def test_every_figure_lies_between_nothing_and_all(facts):
    for figure, tally in tallies(facts).items():
        assert 0 <= tally.hit <= min(tally.gold, max(tally.read, tally.hit)), figure
        assert 0 <= tally.f1 <= 1, figure


@given(readings)
def test_a_row_about_nobody_never_raises_precision(facts):
    more = msgspec.structs.replace(
        facts,
        posts=(*facts.posts, a_post("Nobody Known", "Porter", "Ur")),
        commitments=(*facts.commitments, a_commitment(130, 131, "p3")),
        meetings=(*facts.meetings, a_meeting()),
    )
    before, after = tallies(facts), tallies(more)
    for figure in ("posts", "commitments", "modality", "meetings"):
        assert after[figure].hit == before[figure].hit, figure
        assert after[figure].f1 <= before[figure].f1, figure


@given(readings)
def test_an_agreement_of_strangers_never_raises_a_figure(facts):
    stranger = a_party("p9", "Oz")
    more = msgspec.structs.replace(
        facts, parties=(*facts.parties, stranger), agreements=(*facts.agreements, an_agreement("p9", date="2001"))
    )
    before, after = figures_of([tallies(facts)]), figures_of([tallies(more)])
    assert all(after[figure] <= before[figure] for figure in MEAN)


@given(readings, st.randoms(use_true_random=False))
def test_the_order_of_posts_parties_and_meetings_does_not_matter(facts, chance):
    def turned(rows):
        return tuple(chance.sample(rows, len(rows)))

    other = msgspec.structs.replace(facts, posts=turned(facts.posts), commitments=turned(facts.commitments))
    for figure in ("posts", "commitments"):
        assert tallies(other)[figure] == tallies(facts)[figure], figure


@given(st.lists(readings, min_size=1, max_size=3), st.randoms(use_true_random=False))
def test_the_order_of_documents_does_not_matter(many, chance):
    marks = [tallies(facts) for facts in many]
    assert figures_of(chance.sample(marks, len(marks))) == pytest.approx(figures_of(marks))
