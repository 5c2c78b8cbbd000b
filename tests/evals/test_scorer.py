"""The scorer on cases that can be reckoned by hand."""

import pytest
from evals.figures import Heard, figures_of, intervals, score
from evals.gold import GoldCommitment, GoldMeeting
from evals.tally import Marks, Miss, Tally

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
)

EMS, LEA = ("Ems",), ("Lea",)
PARTIES = (a_party("p1", "Ems"), a_party("p2", "Lea"), a_party("p3", "Ur"))


def marks(item, text=WORDS, **facts) -> Marks:
    return score(item, Heard(Facts(**({"relevant": True, "parties": PARTIES} | facts)), text))


AGREEMENTS = [
    (("p1", "p2"), {}, Tally(2, 2, 2), "both parties are named"),
    (("p1",), {}, Tally(1, 2, 1), "a party is missing"),
    (("p1", "p2", "p3"), {}, Tally(2, 2, 3), "a party too many"),
    (("p3",), {}, Tally(0, 2, 1), "agreements that share no party are two: one missed, one extra"),
    (("p1", "p1", "p2"), {}, Tally(2, 2, 2), "a party that is listed twice counts once"),
    (("p1", "p9"), {}, Tally(1, 2, 1), "an id that no party has is nobody"),
]


@pytest.mark.parametrize(("parties", "fields", "expected", "why"), AGREEMENTS)
def test_parties_are_counted_by_agreement(parties, fields, expected, why):
    item = an_item(agreements=(a_gold_agreement(EMS, LEA),))
    assert marks(item, agreements=(an_agreement(*parties, **fields),)).tallies["parties"] == expected, why


DATES = [
    ("2024-05-07", "2024-05-07", 1.0, "equal"),
    ("2024-05-07", "2024-05", 0.5, "coarser"),
    ("2024", "2024-05-07", 0.5, "finer"),
    ("2024-05-07", "--05-07", 0.5, "the year is not known"),
    ("2024-05-07", "2023-05-07", 0.0, "another year"),
    ("--05-07", "--05-08", 0.0, "another day"),
    ("--05-07", "2024", 0.0, "a year says nothing of a month and day"),
]


@pytest.mark.parametrize(("gold", "read", "credit", "why"), DATES)
def test_a_coarser_date_counts_half(gold, read, credit, why):
    item = an_item(agreements=(a_gold_agreement(EMS, LEA, date=gold),))
    made = marks(item, agreements=(an_agreement("p1", "p2", date=read),))
    assert made.tallies["date"] == Tally(credit, 1, 1), why


def test_slots_pool_date_place_kind_status_and_signatories():
    gold = a_gold_agreement(EMS, LEA, date="2024-05-07", place="Lea", signatories=("Ida Berg",))
    read = an_agreement("p1", "p2", date="2024-05", place="Lea", kind="memorandum", signatories=("Mr Ida Berg", "Bo"))
    made = marks(an_item(agreements=(gold,)), agreements=(read,))
    assert made.tallies["slots"] == Tally(0.5 + 1 + 0 + 1 + 1, 5, 6), "half a date, place, status, one of two signers"
    assert made.tallies["kind"] == Tally(0, 1, 1)


def test_of_two_agreements_of_the_same_parties_the_more_alike_are_paired():
    golds = a_gold_agreement(EMS, LEA, kind="framework"), a_gold_agreement(EMS, LEA, kind="contract")
    reads = an_agreement("p1", "p2", kind="contract"), an_agreement("p1", "p2", kind="framework")
    assert marks(an_item(agreements=golds), agreements=reads).tallies["kind"] == Tally(2, 2, 2)


MEETINGS = [
    (("p1", "p2"), 1, "all agree"),
    (("p1",), 1, "half of gold's parties"),
    (("p1", "p3", "p2"), 1, "two of three"),
    (("p3",), 0, "nobody agrees"),
    ((), 0, "a meeting of nobody"),
]


@pytest.mark.parametrize(("parties", "hit", "why"), MEETINGS)
def test_a_meeting_is_found_when_half_of_its_parties_agree(parties, hit, why):
    item = an_item(meetings=(GoldMeeting("meeting", None, None, (EMS, LEA)),))
    made = marks(item, meetings=(a_meeting(*parties),))
    assert made.tallies["meetings"] == Tally(hit, 1, 1), why
    assert [miss.side for miss in made.misses if miss.figure == "meetings"] == ([] if hit else ["missed", "extra"])


POSTS = [
    (("Ida Berg", "Mayor", "Ems"), True, "as gold words it"),
    (("Ms Ida Berg", "mayor", "the city of Ems"), True, "a fuller name of the body, another form of address"),
    (("Ida Berg", "Deputy Mayor", "Ems"), False, "a deputy is not the head"),
    (("Ida Berg", "Mayor", None), False, "the body is missing"),
    (("Ida Berg", "Secretary", "Ems Party Committee"), False, "the Party committee is not the government"),
    (("Bo Lund", "Mayor", "Ems"), False, "another person"),
]


@pytest.mark.parametrize(("read", "right", "why"), POSTS)
def test_a_post_is_person_rank_office_and_body(read, right, why):
    item = an_item(posts=(a_gold_post("Ida Berg", "Mayor", "Ems"),))
    assert marks(item, posts=(a_post(*read),)).tallies["posts"] == Tally(int(right), 1, 1), why


def test_a_commitment_is_hit_when_half_of_its_span_agrees():
    item = an_item(commitments=(GoldCommitment(10, 20, ("Ems",), "agreed"),))
    assert marks(item, commitments=(a_commitment(10, 15, "p1"),)).tallies["commitments"] == Tally(1, 1, 1)
    assert marks(item, commitments=(a_commitment(10, 14, "p1"),)).tallies["commitments"] == Tally(0, 1, 1)


def test_modality_and_actors_count_only_where_the_commitment_was_hit():
    gold = GoldCommitment(0, 10, ("Ems", "Lea"), "agreed"), GoldCommitment(20, 30, ("Ems",), "hoped")
    read = a_commitment(0, 10, "p1", modality="hoped"), a_commitment(20, 30, "Ems", modality="hoped")
    made = marks(an_item(commitments=gold), commitments=read)
    assert made.tallies["modality"] == Tally(1, 2, 2)
    assert made.tallies["actors"] == Tally(1, 2, 2), "one of two actors is not enough; a bare name is as good as an id"


def test_spans_are_carried_over_to_the_words_that_gold_indexes():
    item = an_item("Ems\n\nwill   build.", commitments=(GoldCommitment(5, 18, ("Ems",), "agreed"),))
    made = marks(item, text="Ems will build.", commitments=(a_commitment(4, 15, "p1"),))
    assert made.tallies["commitments"] == Tally(1, 1, 1)


def test_aliases_are_judged_only_among_names_that_gold_knows():
    item = an_item(mentions=(("Ems", "the town"), ("Lea", "the port")))
    parties = (a_party("p1", "Ems", "the town", "the fair"), a_party("p2", "Lea", "Ems"))
    assert marks(item, parties=parties).tallies["aliases"] == Tally(1, 2, 2), "'the fair' is not judged; Lea = Ems is"


EVIDENCE = [
    ({"posts": (a_post("Ida Berg", "Mayor", "Ems", (117, 147)),)}, True, "the span holds the person"),
    ({"posts": (a_post("Ida Berg", "Mayor", "Ems", (0, 20)),)}, False, "the person stands elsewhere"),
    ({"agreements": (an_agreement("p1", evidence=((0, 3),)),)}, True, "the span holds a party"),
    ({"agreements": (an_agreement("p1", evidence=((4, 7),)),)}, False, "no party stands there"),
    ({"agreements": (an_agreement("p1", evidence=((0, 999),)),)}, False, "the span leaves the text"),
    ({"agreements": (an_agreement("p1", evidence=()),)}, False, "no span at all"),
    ({"meetings": (a_meeting("p1"),)}, True, "a meeting needs words, whichever"),
]


@pytest.mark.parametrize(("facts", "proved", "why"), EVIDENCE)
def test_evidence_must_hold_what_it_proves(facts, proved, why):
    assert marks(an_item(), **facts).tallies["evidence"] == Tally(int(proved), 1, 1), why


def test_a_near_miss_called_relevant_is_counted_and_listed():
    made = marks(an_item(relevant=False))
    assert made.tallies["near misses"] == Tally(1, 1, 0)
    assert made.misses == (Miss("relevance", "extra", "is no report of cooperation"),)


def test_nothing_to_find_and_nothing_found_is_perfect():
    assert figures_of([score(an_item(relevant=False), Heard()).tallies])["mean"] == 1.0


def test_a_document_that_was_not_read_counts_as_empty():
    item = an_item(agreements=(a_gold_agreement(EMS, LEA),))
    assert score(item, Heard()).tallies["parties"] == Tally(0, 2, 0)


def test_an_interval_of_equal_documents_is_a_point():
    one = score(an_item(), Heard()).tallies
    low, high = intervals([one, one, one])["mean"]
    assert low == high == figures_of([one])["mean"]
