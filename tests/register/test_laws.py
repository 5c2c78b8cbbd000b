"""What must always be true of a register, whatever comes in whatever order."""

import random
from contextlib import suppress

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from accord.errors import DecisionError
from accord.flows import Deciding, merge, read_again, reject_fact, set_value, split, undo, withdraw
from accord.flows.owes import owes
from accord.flows.reached import reached
from accord.model.decision import Decided
from accord.model.document import Found
from accord.register import problems
from tests.builders import a_found
from tests.fakes.reader import FakeReader
from tests.register.worlds import APART, CLOCK, DRAWN, a_register, by, digest_of, documents, listed, rebuilt, take_in

LAW = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@LAW
@given(documents(), st.randoms(use_true_random=False), st.integers(1, 4))
def test_the_order_repeats_and_batches_of_documents_do_not_matter(
    found: list[Found], chance: random.Random, batch: int
) -> None:
    with a_register() as one, a_register() as other:
        take_in(one, found, identity=DRAWN)
        mixed = found + chance.sample(found, k=len(found) // 2)
        chance.shuffle(mixed)
        take_in(other, mixed, batch=batch, identity=DRAWN)
        assert digest_of(one) == digest_of(other)


@LAW
@given(documents())
def test_what_came_by_and_by_and_what_is_rebuilt_at_once_are_the_same(found: list[Found]) -> None:
    with a_register() as register:
        take_in(register, found, identity=DRAWN)
        assert digest_of(register) == rebuilt(register, DRAWN)


@LAW
@given(documents())
def test_reading_twice_changes_nothing(found: list[Found]) -> None:
    with a_register() as register:
        take_in(register, found, identity=DRAWN)
        before, reader = digest_of(register), FakeReader()
        take_in(register, found, reader=reader, identity=DRAWN)
        assert digest_of(register) == before
        assert reader.times == 0


@LAW
@given(documents())
def test_every_fact_has_evidence_that_points_at_its_words(found: list[Found]) -> None:
    with a_register() as register:
        take_in(register, found)
        with register.reading() as connection:
            assert list(problems(connection)) == []


def _decide(register, chance: random.Random) -> list[str]:
    """Take up to four decisions on what there is; return their ids."""
    taken = []
    for _ in range(4):
        name = chance.choice(("agreements", "commitments", "posts", "documents", "parties", "parties"))
        records = listed(register, name)
        if not records:
            continue
        target, other = (chance.choice(records)["id"] for _ in range(2))
        deciding = by(register, identity=DRAWN)
        try:
            match name, chance.random() < 0.5:
                case "agreements", True:
                    taken.append(chance.choice((merge, _place))(deciding, target, other).id)
                case "posts", True:
                    taken.append(set_value(deciding, target, "post", "chairman").id)
                case "documents", _:
                    taken.append(withdraw(deciding, target).id)
                case "parties", True:
                    taken.append(merge(deciding, target, other).id)
                case "parties", False:
                    taken.append(split(deciding, _mention(register, chance), only_here=chance.random() < 0.5).id)
                case "commitments", True:
                    taken.append(chance.choice((_delivered, _owed))(deciding, target).id)
                case _:
                    taken.append(reject_fact(deciding, target).id)
        except DecisionError:
            continue
    return taken


def _delivered(deciding: Deciding, promise: str) -> Decided:
    return reached(deciding, promise, "delivered", day="2025-01-01")


def _owed(deciding: Deciding, promise: str) -> Decided:
    return owes(deciding, promise, "mayor", "Wuxi")


def _place(deciding: Deciding, agreement: str, _: str) -> Decided:
    return set_value(deciding, agreement, "place", "Beijing")


def _mention(register, chance: random.Random) -> str:
    with register.asking() as connection:
        return chance.choice(sorted(set(connection.execute("SELECT id FROM mention").scalars())))


@LAW
@given(documents(), st.randoms(use_true_random=False))
def test_undoing_what_was_decided_restores_the_register(found: list[Found], chance: random.Random) -> None:
    with a_register() as register:
        take_in(register, found, identity=DRAWN)
        before = digest_of(register)
        for decision in reversed(_decide(register, chance)):
            undo(by(register, identity=DRAWN), decision)
        assert digest_of(register) == before


@LAW
@given(documents(), st.randoms(use_true_random=False))
def test_decisions_and_documents_give_one_register_whatever_the_order_and_the_way(
    found: list[Found], chance: random.Random
) -> None:
    with a_register() as register:
        half = len(found) // 2 + 1
        take_in(register, found[:half], identity=DRAWN)
        _decide(register, chance)
        take_in(register, found[half:], identity=DRAWN)
        assert digest_of(register) == rebuilt(register, DRAWN)


_CORE = [
    a_found("Wuxi and Wuxi City signed a framework agreement on 2024-07-14.", source="core/1.txt"),
    a_found("Wuxi Port and CETC signed a framework agreement on 2024-07-14. It rained.", source="core/2.txt"),
    a_found("CETC Group and Wuxi Port signed a framework agreement on 2024-07-15.", source="core/3.txt"),
]


@LAW
@given(documents(), st.randoms(use_true_random=False))
def test_bodies_that_people_merge_and_split_are_the_same_in_whatever_order_the_news_of_them_comes(
    found: list[Found], chance: random.Random
) -> None:
    core = [mention for one in _CORE for mention in _mentions_of(one)]
    asked = [(chance.choice((merge, _part)), *chance.sample(core, k=2)) for _ in range(3)]
    digests = []
    for _ in range(2):
        with a_register() as register:
            mixed = chance.sample(found, k=len(found))
            early = chance.randint(0, len(mixed))
            take_in(register, chance.sample([*_CORE, *mixed[:early]], k=3 + early), identity=DRAWN, batch=2)
            for act, left, right in asked:
                with suppress(DecisionError):
                    act(by(register, identity=DRAWN), left, right)
            take_in(register, mixed[early:], identity=DRAWN)
            digests.append(digest_of(register))
            assert digests[-1] == rebuilt(register, DRAWN)
    assert digests[0] == digests[1]


def _part(deciding: Deciding, left: str, right: str) -> Decided:
    return split(deciding, left, away_from=right)


def _mentions_of(found: Found) -> list[str]:
    with a_register() as register:
        take_in(register, [found])
        with register.asking() as connection:
            return sorted(connection.execute("SELECT id FROM mention").scalars())


@LAW
@given(documents(), st.randoms(use_true_random=False))
def test_decisions_stand_after_everything_was_read_again_with_other_rules(
    found: list[Found], chance: random.Random
) -> None:
    # Two signings that one document words alike cannot be told apart when their sentences are cut otherwise.
    assume(all(document.text.content.count(" signed ") <= 1 for document in found))
    with a_register() as register:
        take_in(register, found)
        rejected = chance.choice(listed(register, "agreements") or [None])
        if rejected is None:
            return
        told = [word for word in listed(register, "agreements") if word["id"] != rejected["id"]]
        reject_fact(by(register), rejected["id"])
        set_to = {record["id"]: "Beijing" for record in told}
        for target, place in set_to.items():
            set_value(by(register), target, "place", place)
        places = sorted(str(record["place"]) for record in listed(register, "agreements"))
        read_again(register, FakeReader(2), APART, clock=lambda: CLOCK, progress=lambda done, of: None)
        after = listed(register, "agreements")
        assert sorted(str(record["place"]) for record in after) == places
        assert digest_of(register) == rebuilt(register)
