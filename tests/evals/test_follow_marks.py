"""Chains are judged as told: the right promise, its rank, its state, what should have stayed silent."""

from pathlib import Path

import pytest
from evals.follow import baseline as naive
from evals.follow.asked import Place, Proposal, texts_of
from evals.follow.chains import Chain, Document, Link, Promise
from evals.follow.figures import add, by_trap, changed, counts, intervals, misses, share
from evals.follow.marks import ChainMarks, judge, known_promises, sentence_around, state_is_right
from evals.follow.why import UNKNOWN, UNLINKED, UNSAID, lost, with_reasons

PORT = "The port will build a pier"
SCHOOL = "the town will open a school"
FIRST = f"Lotus signs\n{PORT}, and {SCHOOL}. Both hope for rain.\n"
LATER = "Pier done\nThe pier of Lotus was completed. The sea was calm.\n"
OTHER = "Market\nFish was sold.\n"


def a_chain(*links: Link) -> Chain:
    documents = (Document("01.txt", "2020-01-01"), Document("02.txt", "2021-01-01", link=links))
    promises = (Promise("p1", PORT), Promise("p2", SCHOOL))
    return Chain("01-x", ("en",), "n", promises, (*documents, Document("03.txt", "2022-01-01")), folder="x")


def texts() -> dict[str, str]:
    return {str(Path("x") / name): text for name, text in (("01.txt", FIRST), ("02.txt", LATER), ("03.txt", OTHER))}


def a_proposal(target: str, *, words: str = "completed", rank: int = 1, state: str = "delivered") -> Proposal:
    at, aim = LATER.index(words), FIRST.index(target)
    place = Place(str(Path("x") / "02.txt"), at, at + len(words))
    goal = Place(str(Path("x") / "01.txt"), aim, aim + len(target))
    return Proposal("progress", place, words, goal, target, state, rank, 1.0)


DONE = Link("p1", "delivered", "progress", "The pier of Lotus was completed")


def test_a_right_promise_that_comes_first_is_first() -> None:
    marks = judge(a_chain(DONE), texts(), [a_proposal(PORT)])
    assert (marks.links[0].rank, marks.links[0].state, marks.firsts) == (1, "delivered", (1, 1))


def test_a_promise_beside_the_right_one_in_its_sentence_is_wrong() -> None:
    marks = judge(a_chain(DONE), texts(), [a_proposal(SCHOOL), a_proposal(PORT, rank=2)])
    assert (marks.links[0].rank, marks.firsts) == (2, (1, 0))


def test_words_that_lie_in_the_sentence_of_a_promise_are_right() -> None:
    assert judge(a_chain(DONE), texts(), [a_proposal("and")]).links[0].rank == 1


def test_words_of_another_sentence_prove_nothing() -> None:
    marks = judge(a_chain(DONE), texts(), [a_proposal(PORT, words="sea was calm")])
    assert (marks.links[0].rank, marks.firsts) == (None, (1, 0))


def test_two_promises_of_one_sentence_do_not_push_each_other_down() -> None:
    both = (DONE, Link("p2", "delivered", "progress", DONE.quote))
    marks = judge(a_chain(*both), texts(), [a_proposal(PORT), a_proposal(SCHOOL, rank=2)])
    assert [mark.rank for mark in marks.links] == [1, 1]


def test_a_link_from_a_document_that_speaks_of_no_promise_is_false() -> None:
    false = Proposal(
        "progress", Place(str(Path("x") / "03.txt"), 0, 6), "Market", a_proposal(PORT).target, PORT, "x", 1, 1.0
    )
    assert counts(judge(a_chain(DONE), texts(), [false]))["quiet"] == (0, 1)
    assert counts(judge(a_chain(DONE), texts(), []))["quiet"] == (1, 1)


def test_a_proposal_for_another_document_than_the_first_is_left_aside() -> None:
    aside = Proposal("progress", Place(str(Path("x") / "03.txt"), 0, 6), "Market", Place("y", 0, 3), "abc", "x", 1, 1.0)
    assert judge(a_chain(DONE), texts(), [aside]).quiet == (("03.txt", ()),)


@pytest.mark.parametrize(
    ("kind", "state", "said", "right"),
    [
        ("progress", "delivered", "delivered", True),
        ("progress", "delivered", "under_way", False),
        ("restated", "announced", "agreed", True),
        ("restated", "announced", "delivered", False),
        ("restated", "announced", "restated", True),
    ],
)
def test_a_state_is_right_when_it_is_the_true_one_and_a_plan_told_again_is_no_progress(
    kind: str, state: str, said: str, right: bool
) -> None:
    assert state_is_right(Link("p1", state, kind, "q"), said) is right  # type: ignore[arg-type]


def test_figures_add_up_and_intervals_hold_the_share() -> None:
    good, bad = (counts(judge(a_chain(DONE), texts(), rows)) for rows in ([a_proposal(PORT)], []))
    sums = add([good, bad])
    assert sums["first"] == (1, 2)
    assert share(sums["first"]) == 0.5
    low, high = intervals([good, bad] * 6)["first"]
    assert low <= 0.5 <= high
    assert share((0, 0)) is None


def test_misses_say_what_was_missed() -> None:
    assert misses([judge(a_chain(DONE), texts(), [])]) == [
        f"01-x/02.txt: not proposed p1 delivered (progress): {DONE.quote!r}"
    ]
    late = judge(a_chain(DONE), texts(), [a_proposal(PORT, state="under_way")])
    assert misses([late])[0].startswith("01-x/02.txt: state under_way for p1")


def test_states_that_changed_are_summed_where_states_are_shown() -> None:
    one = ChainMarks("a", (), (), (0, 0), 2)
    assert changed([one, ChainMarks("b", (), (), (0, 0), None)]) == 2
    assert changed([ChainMarks("b", (), (), (0, 0), None)]) is None


def test_promises_that_the_register_knows_are_counted() -> None:
    assert known_promises(a_chain(), FIRST, ["build a pier"]) == {"p1"}


def test_a_missed_link_says_at_which_step_it_was_lost() -> None:
    marks, denied = (
        judge(a_chain(DONE), texts(), []),
        Link("p1", "delivered", "progress", "The pier has not been opened"),
    )
    later = texts() | {str(Path("x") / "02.txt"): f"{denied.quote}."}
    assert lost([with_reasons(marks, a_chain(DONE), texts(), [SCHOOL])]) == {UNKNOWN: 1}
    assert lost([with_reasons(marks, a_chain(DONE), texts(), [PORT])]) == {UNLINKED: 1}
    assert lost([with_reasons(judge(a_chain(denied), later, []), a_chain(denied), later, [PORT])]) == {UNSAID: 1}
    assert lost([with_reasons(judge(a_chain(DONE), texts(), [a_proposal(PORT)]), a_chain(DONE), texts(), [])]) == {}


def test_a_sentence_ends_where_it_ends_in_either_script() -> None:
    assert sentence_around("一。二三。四。", 2, 3) == (2, 5)
    assert sentence_around("at 3.5 km. Next", 0, 2) == (0, 10)


def test_the_baseline_needs_a_party_and_a_state_word(tmp_path: Path) -> None:
    words = {
        "01.txt": "Wuxi and CETC sign\nWuxi and China Electronics Technology Group Corporation signed a framework agreement "
        "on Monday. Under the agreement, the two sides will build an industrial base in Wuxi.\n",
        "02.txt": "Base\nThe base of Wuxi was opened on Friday.\n",
        "03.txt": "Market\nFish was sold in Oslo.\n",
    }
    for name, text in words.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    documents = tuple(Document(name, f"202{number}-01-01") for number, name in enumerate(words))
    chain = Chain("01-x", ("en",), "n", (), documents, folder=str(tmp_path))
    rows = naive.baseline(chain, texts_of(tmp_path / name for name in words))
    assert {(Path(row.place.source).name, row.state) for row in rows} == {("02.txt", "delivered")}


def test_documents_left_alone_are_told_by_trap() -> None:
    chain = a_chain(DONE)
    assert by_trap([chain], [judge(chain, texts(), [])]) == {"none": (1, 1)}
