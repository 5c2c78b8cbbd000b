"""What must always be true of persons, whatever comes in whatever order and whatever people decide of them."""

import random
from contextlib import suppress
from itertools import permutations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accord.errors import DecisionError, NotFoundError
from accord.flows import merge, set_value, split, undo, withdraw
from accord.model.document import Found
from tests.builders import a_found
from tests.register.worlds import DRAWN, a_register, by, digest_of, listed, rebuilt, take_in

LAW = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])

_NAMES = ("Li Shouwu", "Shouwu Li", "李守武", "李首武", "Li Ming")
_PLACES = (" of Wuxi", " of CETC", " of CEC", "")


@st.composite
def documents(draw: st.DrawFn) -> list[Found]:
    """Draw up to seven documents that tell of posts."""
    one = st.tuples(st.sampled_from(_NAMES), st.sampled_from(("director", "mayor")), st.sampled_from(_PLACES))
    said = draw(st.lists(st.lists(one, min_size=1, max_size=3), min_size=1, max_size=7))
    told = [" ".join(f"{name} is {post}{where}." for name, post, where in posts) for posts in said]
    return [a_found(words, source=f"news/{at}.txt") for at, words in enumerate(told)]


def _mentions(register) -> list[str]:
    with register.asking() as connection:
        return sorted(set(connection.execute("SELECT id FROM person_mention").scalars()))


def _decide(register, chance: random.Random, mentions: list[str]) -> list[str]:
    taken = []
    for _ in range(4):
        left, right = (chance.choice(mentions) for _ in range(2))
        deciding = by(register, identity=DRAWN)
        with suppress(DecisionError, NotFoundError, IndexError):  # nobody is left to decide of
            match chance.randrange(6):
                case 0:
                    taken.append(set_value(deciding, listed(register, "posts")[0]["id"], "person", "李守武").id)
                case 1:
                    taken.append(withdraw(deciding, listed(register, "documents")[0]["id"]).id)
                case 2 | 3:
                    taken.append(merge(deciding, left, right).id)
                case 4:
                    taken.append(split(deciding, left, away_from=right).id)
                case _:
                    taken.append(split(deciding, left, only_here=chance.random() < 0.5).id)
    return taken


@LAW
@given(documents(), st.randoms(use_true_random=False))
def test_what_comes_by_and_by_in_any_order_and_what_is_rebuilt_are_the_same(
    found: list[Found], chance: random.Random
) -> None:
    with a_register() as one, a_register() as other:
        take_in(one, found, identity=DRAWN)
        take_in(other, chance.sample(found, k=len(found)), identity=DRAWN, batch=3)
        assert digest_of(one) == digest_of(other)
        assert digest_of(one) == rebuilt(other, DRAWN)


@LAW
@given(documents(), st.randoms(use_true_random=False))
def test_undoing_what_was_decided_restores_the_register(found: list[Found], chance: random.Random) -> None:
    with a_register() as register:
        take_in(register, found, identity=DRAWN)
        before = digest_of(register)
        for decision in reversed(_decide(register, chance, _mentions(register))):
            undo(by(register, identity=DRAWN), decision)
        assert digest_of(register) == before


@LAW
@given(documents(), st.randoms(use_true_random=False))
def test_decisions_between_documents_give_what_a_rebuild_gives(found: list[Found], chance: random.Random) -> None:
    with a_register() as register:
        half = len(found) // 2 + 1
        take_in(register, found[:half], identity=DRAWN)
        _decide(register, chance, _mentions(register))
        take_in(register, found[half:], identity=DRAWN)
        assert digest_of(register) == rebuilt(register, DRAWN)


@LAW
@given(documents(), st.randoms(use_true_random=False))
def test_every_mention_is_of_one_person_and_decided_differences_hold(found: list[Found], chance: random.Random) -> None:
    with a_register() as register:
        take_in(register, found, identity=DRAWN)
        _decide(register, chance, _mentions(register))
        with register.asking() as connection:
            homeless = connection.execute(
                "SELECT COUNT(*) FROM person_at a JOIN person_node n ON n.row = a.node "
                "LEFT JOIN person p ON p.row = n.person WHERE p.row IS NULL"
            ).scalar()
            joined = connection.execute(
                "SELECT COUNT(*) FROM person_side a JOIN person_side b ON b.decision = a.decision AND b.side > 0 "
                "JOIN person_node l ON l.row = a.node JOIN person_node r ON r.row = b.node "
                "WHERE a.side = 0 AND NOT a.same AND l.person = r.person AND l.row <> r.row"
            ).scalar()
        assert (homeless, joined) == (0, 0)


def test_what_is_said_of_two_posts_follows_the_body_that_is_called_otherwise_by_a_merge_and_its_undoing() -> None:
    told = (
        "Li Shouwu is director of Wuxi.",
        "Li Shouwu is mayor of CETC.",
        "Wuxi Group and CEC signed a framework agreement on 2024-07-20.",
    )
    with a_register() as register:
        take_in(register, [a_found(words, source=f"news/{at}.txt") for at, words in enumerate(told)], identity=DRAWN)
        before = digest_of(register)
        ids = {one["name"]: one["id"] for one in listed(register, "parties")}
        for left, right in permutations(ids.values(), 2):
            with suppress(DecisionError):
                decided = merge(by(register, identity=DRAWN), left, right)
                assert digest_of(register) == rebuilt(register, DRAWN)
                undo(by(register, identity=DRAWN), decided.id)
            assert digest_of(register) == before


def test_a_mention_at_two_bodies_that_stands_in_two_persons_gives_its_id_to_one_of_them() -> None:
    told = (
        "李首武 is mayor of Wuxi. 李首武 is director of CEC.",
        "Shouwu Li is mayor of CEC. 李守武 is mayor of CETC. Shouwu Li is director of CETC.",
        "Li Shouwu is mayor of Wuxi. Li Shouwu is director of CEC. Li Shouwu is director of Wuxi.",
        "李守武 is mayor of CEC. 李首武 is director of Wuxi.",
        "Shouwu Li is mayor of CETC.",
        "李守武 is mayor. 李首武 is mayor of CETC. Li Shouwu is director of CETC.",
    )
    found = [a_found(words, source=f"news/{at}.txt") for at, words in enumerate(told)]
    for chance in map(random.Random, (*range(6), 236)):
        with a_register() as register:
            take_in(register, found[:4], identity=DRAWN)
            _decide(register, chance, _mentions(register))
            take_in(register, found[4:], identity=DRAWN)
            assert digest_of(register) == rebuilt(register, DRAWN)
