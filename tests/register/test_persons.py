"""Persons: one name at one body is one; people join and part them, what is unsure is asked, ids never die."""

import pytest

from accord import identity
from accord.errors import DecisionError
from accord.flows import accept, enter_fact, merge, read_again, reject, reject_fact, set_value, split, undo, withdraw
from accord.model.document import Found
from accord.register import Register, person_page, persons_called, proposal, proposals, show
from tests.builders import a_found
from tests.fakes.identity import FakeIdentity
from tests.fakes.reader import FakeReader
from tests.register.worlds import CLOCK, a_register, by, digest_of, listed, rebuilt, take_in

TWO_SCRIPTS = FakeIdentity({("Li Shouwu", "李守武"): ("same", 0.9), ("Li Shouwu", "李首武"): ("same", 0.9)})
APART = FakeIdentity({})


def told(*posts: str, day: str = "2024-07-15") -> Found:
    """Return a document that says these posts, such as `Li Shouwu is director of Wuxi`."""
    words = " ".join(f"{post}." for post in (*posts, f"It rained on {day}"))
    return a_found(words, source=f"{posts} {day}", published=day)


def bodies(register: Register, name: str) -> list[list[str]]:
    """Return for each person who goes by a name the bodies of his posts."""
    with register.asking() as connection:
        pages = [person_page(connection, one.id, identity) for one in persons_called(connection, name, identity)]
    return sorted(sorted({post.called or "" for post in page.posts}) for page in pages)


def mention(register: Register, name: str, body: str) -> str:
    """Return the id of the smallest mention of a name at a body."""
    asked = (
        "SELECT MIN(a.id) FROM person_at a JOIN person_node n ON n.row = a.node JOIN person_mention h ON h.row = a.mention "
        "WHERE h.name = :name AND n.body = :body"
    )
    with register.asking() as connection:
        return str(connection.execute(asked, {"name": name, "body": body.casefold()}).scalar())


def asked(register: Register) -> list[dict]:
    with register.asking() as connection:
        return proposals(connection, kind="same_person").records


WUXI, CETC = "Li Shouwu is director of Wuxi", "Li Shouwu is director of CETC"


def test_posts_at_one_body_over_the_years_are_one_persons_with_the_days_of_each() -> None:
    with a_register() as register:
        take_in(
            register,
            [told(WUXI), told("Li Shouwu is secretary of Wuxi", day="2019-01-02"), told(WUXI, day="2025-01-01")],
        )
        with register.asking() as connection:
            (one,) = persons_called(connection, "li shouwu", identity)
            page = person_page(connection, one.id, identity)
        assert [(post.post, post.first, post.last) for post in page.posts] == [
            ("secretary", "2019-01-02", "2019-01-02"),
            ("director", "2024-07-15", "2025-01-01"),
        ]
        assert [proof.quote for proof in page.posts[1].proofs] == [WUXI, WUXI]


def test_one_name_at_two_bodies_is_two_persons_until_a_document_names_both_posts() -> None:
    with a_register() as register:
        take_in(register, [told(WUXI), told(CETC)])
        assert bodies(register, "Li Shouwu") == [["CETC"], ["Wuxi"]]
        take_in(register, [told(WUXI, CETC, day="2024-09-01")])
        assert bodies(register, "Li Shouwu") == [["CETC", "Wuxi"]]
        withdraw(by(register), next(one["id"] for one in listed(register, "documents") if one["facts"] == 2))
        assert bodies(register, "Li Shouwu") == [["CETC"], ["Wuxi"]]
        assert digest_of(register) == rebuilt(register)


def test_bodies_that_are_merged_bring_their_persons_together() -> None:
    with a_register() as register:
        take_in(register, [told(WUXI), told(CETC)], identity=APART)
        wuxi, cetc = (
            next(p["id"] for p in listed(register, "parties") if p["name"] == name) for name in ("Wuxi", "CETC")
        )
        made = merge(by(register, identity=APART), wuxi, cetc)
        assert len(bodies(register, "Li Shouwu")) == 1
        assert digest_of(register) == rebuilt(register)
        undo(by(register, identity=APART), made.id)
        assert len(bodies(register, "Li Shouwu")) == 2


def test_two_scripts_are_one_at_one_body_as_long_as_there_is_no_choice_and_then_a_person_is_asked() -> None:
    with a_register() as register:
        take_in(register, [told(WUXI), told("李守武 is director of Wuxi")], identity=TWO_SCRIPTS)
        with register.asking() as connection:
            (one,) = persons_called(connection, "lishouwu", identity)
        assert set(one.names) == {"Li Shouwu", "李守武"}
        take_in(register, [told("李首武 is director of Wuxi")], identity=TWO_SCRIPTS)
        with register.asking() as connection:
            assert len(persons_called(connection, "Li Shouwu", identity)) == 3
        assert {reason["code"] for one in asked(register) for reason in one["reasons"]} == {"several"}
        assert digest_of(register) == rebuilt(register, TWO_SCRIPTS)


def test_two_scripts_whose_posts_differ_are_asked_about() -> None:
    with a_register() as register:
        take_in(register, [told(WUXI), told("李守武 is mayor of Wuxi")], identity=TWO_SCRIPTS)
        assert len(bodies(register, "Li Shouwu")) == 2
        assert [one["score"] for one in asked(register)] == [0.6]


def test_one_name_at_two_bodies_is_asked_about_and_the_answer_stands() -> None:
    with a_register() as register:
        take_in(register, [told(WUXI), told(CETC)], identity=APART)
        (one,) = asked(register)
        with register.asking() as connection:
            shown = proposal(connection, one["id"])
        assert {seen["quote"] for side in ("left", "right") for seen in shown[side]["evidence"]} == {"Li Shouwu"}
        made = accept(by(register, identity=APART), one["id"])
        assert bodies(register, "Li Shouwu") == [["CETC", "Wuxi"]]
        assert asked(register) == []
        with pytest.raises(DecisionError, match="accepted already"):
            reject(by(register, identity=APART), one["id"])
        take_in(register, [told(CETC, day="2025-01-01")], identity=APART)
        read_again(register, FakeReader(2), APART, clock=lambda: CLOCK, progress=lambda done, of: None)
        assert bodies(register, "Li Shouwu") == [["CETC", "Wuxi"]]
        assert digest_of(register) == rebuilt(register, APART)
        undo(by(register, identity=APART), made.id)
        assert bodies(register, "Li Shouwu") == [["CETC"], ["Wuxi"]]


def test_a_rejected_proposal_comes_back_no_more_also_when_the_name_is_told_again() -> None:
    with a_register() as register:
        take_in(register, [told(WUXI), told(CETC)], identity=APART)
        reject(by(register, identity=APART), asked(register)[0]["id"])
        take_in(register, [told(WUXI, day="2025-01-01"), told(CETC, day="2025-01-01")], identity=APART)
        assert asked(register) == []
        assert digest_of(register) == rebuilt(register, APART)


def test_a_mention_can_leave_its_name_at_a_body_and_join_another() -> None:
    with a_register() as register:
        take_in(register, [told(WUXI), told(WUXI, day="2025-01-01"), told(CETC)], identity=APART)
        leaving, other = mention(register, "Li Shouwu", "Wuxi"), mention(register, "Li Shouwu", "CETC")
        with pytest.raises(DecisionError, match="--only-here"):
            split(by(register, identity=APART), leaving)
        split(by(register, identity=APART), leaving, only_here=True)
        merge(by(register, identity=APART), leaving, other)
        assert bodies(register, "Li Shouwu") == [["CETC", "Wuxi"], ["Wuxi"]]
        assert digest_of(register) == rebuilt(register, APART)


def test_what_a_document_joined_a_person_parts() -> None:
    with a_register() as register:
        take_in(register, [told(WUXI), told(CETC), told(WUXI, CETC, day="2024-09-01")], identity=APART)
        leaving = min(one for one in _mentions(register) if one not in _mentions(register, both=True))
        split(by(register, identity=APART), leaving)
        assert len(bodies(register, "Li Shouwu")) == 2
        assert digest_of(register) == rebuilt(register, APART)


def _mentions(register: Register, *, both: bool = False) -> list[str]:
    least = 2 if both else 1
    with register.asking() as connection:
        asked = "SELECT id FROM person_at GROUP BY id HAVING COUNT(DISTINCT node) >= :least"
        return list(connection.execute(asked, {"least": least}).scalars())


def test_a_contradiction_is_refused_and_names_the_decisions_that_stand_against_it() -> None:
    with a_register() as register:
        take_in(
            register, [told(f"Li Shouwu is director of {body}") for body in ("Wuxi", "CETC", "CEC")], identity=APART
        )
        ids = {body: mention(register, "Li Shouwu", body) for body in ("Wuxi", "CETC", "CEC")}
        merge(by(register, "Ana", APART), ids["Wuxi"], ids["CETC"])
        merge(by(register, "Bo", APART), ids["CETC"], ids["CEC"])
        before = digest_of(register)
        with pytest.raises(DecisionError, match=r"d1, by Ana.*d2, by Bo"):
            split(by(register, identity=APART), ids["Wuxi"], away_from=ids["CEC"])
        assert digest_of(register) == before


def test_a_person_and_a_body_are_not_one() -> None:
    with a_register() as register:
        take_in(register, [told(WUXI)], identity=APART)
        party = listed(register, "parties")[0]["id"]
        with pytest.raises(DecisionError, match="only two of a kind"):
            merge(by(register, identity=APART), mention(register, "Li Shouwu", "Wuxi"), party)


def test_the_id_of_every_mention_opens_the_person_that_it_is_of() -> None:
    with a_register() as register:
        take_in(register, [told(WUXI), told(WUXI, day="2025-01-01")])
        with register.asking() as connection:
            (one,) = persons_called(connection, "Li Shouwu", identity)
            assert {person_page(connection, id_, identity).id for id_ in _mentions(register)} == {one.id}
            assert show(connection, one.id[:8])["record"]["id"] == one.id


def test_a_decision_on_a_person_whose_post_is_rejected_holds_again_when_that_is_undone() -> None:
    with a_register() as register:
        take_in(register, [told(WUXI), told(CETC)], identity=APART)
        merge(
            by(register, identity=APART), mention(register, "Li Shouwu", "Wuxi"), mention(register, "Li Shouwu", "CETC")
        )
        gone = reject_fact(by(register, identity=APART), listed(register, "posts")[0]["id"])
        assert len(bodies(register, "Li Shouwu")[0]) == 1
        undo(by(register, identity=APART), gone.id)
        assert bodies(register, "Li Shouwu") == [["CETC", "Wuxi"]]


def test_a_post_of_which_nobody_says_where_is_of_the_only_person_whose_body_its_document_names() -> None:
    signed = "Wuxi and Ningbo signed a framework agreement on 2024-07-14."
    with a_register() as register:
        take_in(register, [told(WUXI), told(CETC)], identity=APART)
        take_in(register, [a_found(f"{signed} Li Shouwu is director.", source="one")], identity=APART)
        assert bodies(register, "Li Shouwu") == [["", "Wuxi"], ["CETC"]]
        take_in(register, [told("Li Shouwu is director of Ningbo")], identity=APART)
        assert bodies(register, "Li Shouwu") == [[""], ["CETC"], ["Ningbo"], ["Wuxi"]]
        assert digest_of(register) == rebuilt(register, APART)


def test_a_name_entered_by_hand_is_found_in_traditional_characters_and_by_its_sound() -> None:
    with a_register() as register:
        enter_fact(
            by(register), "post", {"person": "陈敏尔", "post": "书记", "organization": "重庆市委", "party": "Wuxi"}
        )
        for name in ("陈敏尔", "陳敏爾", "Chen Min'er", "chenminer", "CHEN MINER"):
            with register.asking() as connection:
                assert [one.name for one in persons_called(connection, name, identity)] == ["陈敏尔"], name
        with register.asking() as connection:
            assert persons_called(connection, "陈敏", identity) == []


def test_a_name_that_many_bear_is_asked_about_no_more() -> None:
    with a_register() as register:
        for count, body in enumerate(("Wuxi", "CETC", "CEC", "Ningbo", "Fuyang"), start=1):
            take_in(register, [told(f"Li Shouwu is director of {body}")], identity=APART)
            assert (len(asked(register)) > 0) == (1 < count < 5)
        assert digest_of(register) == rebuilt(register, APART)


def test_of_the_newest_as_much_is_told_as_of_all() -> None:
    with a_register() as register:
        signed = [
            "Wuxi and CETC signed a framework agreement on 2024-07-15",
            "Wuxi and Ulm signed a cooperation agreement",
        ]
        take_in(
            register, [told(WUXI, one, day=day) for one, day in zip(signed, ("2024-07-15", "2025-01-01"), strict=True)]
        )
        for one in listed(register, "agreements"):
            set_value(by(register), one["id"], "signatories", ["Li Shouwu"])
        with register.asking() as connection:
            (line,) = persons_called(connection, "Li Shouwu", identity)
            every, few = (person_page(connection, line.id, identity, most=most) for most in (None, 1))
    assert [one.date for one in every.agreements] == ["2025-01-01", "2024-07-15"]
    assert [len(one.proofs) for one in every.agreements] == [1, 1]
    assert [one.id for one in few.agreements] == [one.id for one in every.agreements]
    assert few.agreements[0] == every.agreements[0]


def test_bodies_are_called_as_in_the_language_that_is_asked_for() -> None:
    with a_register() as register:
        take_in(register, [told(WUXI, "Wuxi and CETC signed a framework agreement on 2024-07-15")], identity=identity)
        (agreement,) = listed(register, "agreements")
        set_value(by(register, identity=identity), agreement["id"], "signatories", ["Li Shouwu"])
        with register.asking() as connection:
            (line,) = persons_called(connection, "Li Shouwu", identity)
            called = {
                language: person_page(connection, line.id, identity, language=language).agreements[0].parties
                for language in ("", "en", "zh")
            }
    assert "无锡市" in called["zh"]
    assert "Wuxi City" in called["en"]
