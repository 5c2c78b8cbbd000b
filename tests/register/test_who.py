"""Who is who: forms come together by verdicts, people join and part them, and the program asks where it is unsure."""

import pytest

from accord.errors import DecisionError, NotFoundError
from accord.flows import accept, merge, reject, reject_fact, split, undo, withdraw
from accord.model.document import Found
from accord.register import Register, find_id, history, proposal, proposals, show
from tests.builders import a_found
from tests.fakes.identity import FakeIdentity
from tests.register.worlds import a_register, by, digest_of, listed, rebuilt, take_in

SAME, UNSURE = ("same", 0.9), ("unsure", 0.6)


def told(*names: str, day: int = 14) -> list[Found]:
    """Return a document for each name, which signs with Ningbo; each on a day of its own."""
    return [
        a_found(
            f"{name} and Ningbo signed a framework agreement on 2024-{month:02}-{day}.", source=f"{name} {month}.txt"
        )
        for month, name in enumerate(names, start=1)
    ]


def bodies(register: Register) -> list[list[str]]:
    """Return the names of each body but Ningbo."""
    return sorted(sorted(one["names"]) for one in listed(register, "parties") if one["names"] != ["Ningbo"])


def id_of(register: Register, name: str) -> str:
    """Return the id of a mention with this name, the smallest."""
    with register.asking() as connection:
        return min(connection.execute("SELECT id FROM mention WHERE name = :name", {"name": name}).scalars())


def proposed(register: Register, **asked: object) -> list[dict]:
    with register.asking() as connection:
        return proposals(connection, **asked).records


def test_names_that_are_the_same_are_one_body_also_over_a_third() -> None:
    who = FakeIdentity({("Wuxi", "Wuxi City"): SAME, ("Wuxi City", "Wuxi Port"): SAME, ("Wuxi", "Wuxi Port"): UNSURE})
    with a_register() as register:
        take_in(register, told("Wuxi", "Wuxi Port", "Wuxi City"), identity=who)
        assert bodies(register) == [["Wuxi", "Wuxi City", "Wuxi Port"]]
        assert digest_of(register) == rebuilt(register, who)


def test_a_chain_to_what_is_different_is_cut_at_its_weakest_link() -> None:
    who = FakeIdentity({("Wuxi", "Wuxi City"): ("same", 0.7), ("Wuxi City", "Wuxi Port"): ("same", 0.8)})
    with a_register() as register:
        take_in(register, told("Wuxi", "Wuxi Port", "Wuxi City"), identity=who)
        assert bodies(register) == [["Wuxi"], ["Wuxi City", "Wuxi Port"]]


def test_agreements_of_two_names_of_one_body_are_one_agreement() -> None:
    who = FakeIdentity({("Wuxi", "Wuxi City"): SAME})
    words = "{} and Ningbo signed a framework agreement on 2024-07-14."
    with a_register() as register:
        take_in(register, [a_found(words.format(name), source=name) for name in ("Wuxi", "Wuxi City")], identity=who)
        assert [one["reports"] for one in listed(register, "agreements")] == [2]


def test_the_id_of_every_mention_and_every_code_opens_the_body_that_has_it() -> None:
    who = FakeIdentity({("Wuxi", "Wuxi City"): SAME}, codes={"Wuxi City": "320200"})
    with a_register() as register:
        take_in(register, told("Wuxi"), identity=who)
        old = next(one["id"] for one in listed(register, "parties") if one["name"] == "Wuxi")
        take_in(register, told("Wuxi City", day=15), identity=who)
        with register.asking() as connection:
            opened = {
                id_: show(connection, id_)["record"]["id"] for id_ in (old, "p-320200", id_of(register, "Wuxi City"))
            }
            assert set(opened.values()) == {"p-320200"}
            assert find_id(connection, "p-3202") == ("party", "p-320200")


def test_what_is_unsure_is_proposed_the_surest_first_and_shows_both_sides_words() -> None:
    who = FakeIdentity({("Wuxi", "Wuxi City"): ("unsure", 0.5), ("Wuxi", "Wuxi Port"): UNSURE, ("CEC", "CETC"): UNSURE})
    with a_register() as register:
        take_in(register, told("Wuxi", "Wuxi City", "Wuxi Port"), identity=who)
        found = proposed(register)
        assert [(one["kind"], one["score"]) for one in found] == [("merge", 0.6), ("merge", 0.5)]
        assert {found[0][side]["name"] for side in ("left", "right")} == {"Wuxi", "Wuxi Port"}
        assert [reason["code"] for reason in found[0]["reasons"]] == ["said"]
        with register.asking() as connection:
            one = proposal(connection, found[0]["id"][:8])
        quotes = [seen["quote"] for side in ("left", "right") for seen in one[side]["evidence"]]
        assert sorted(quotes) == ["Wuxi", "Wuxi Port"]


def test_an_accepted_proposal_joins_a_rejected_one_parts_and_neither_comes_back() -> None:
    who = FakeIdentity({("Wuxi", "Wuxi City"): UNSURE, ("Wuxi", "Wuxi Port"): UNSURE})
    with a_register() as register:
        take_in(register, told("Wuxi", "Wuxi City", "Wuxi Port"), identity=who)
        before = digest_of(register)
        by_name = {frozenset(one[side]["name"] for side in ("left", "right")): one["id"] for one in proposed(register)}
        first = accept(by(register, identity=who), by_name[frozenset(("Wuxi", "Wuxi City"))])
        second = reject(by(register, identity=who), by_name[frozenset(("Wuxi", "Wuxi Port"))])
        assert bodies(register) == [["Wuxi", "Wuxi City"], ["Wuxi Port"]]
        assert proposed(register) == []
        take_in(register, told("Wuxi", "Wuxi Port", "Wuxi City", day=20), identity=who)
        assert proposed(register) == []
        assert digest_of(register) == rebuilt(register, who)
        for decided in (second, first):
            undo(by(register, identity=who), decided.id)
        with a_register() as other:
            take_in(
                other,
                [*told("Wuxi", "Wuxi City", "Wuxi Port"), *told("Wuxi", "Wuxi Port", "Wuxi City", day=20)],
                identity=who,
            )
            assert digest_of(register) == digest_of(other)
        assert before != digest_of(register)


def test_a_decision_beats_a_verdict_both_ways() -> None:
    who = FakeIdentity({("Wuxi", "Wuxi City"): SAME})  # of all others it says that they are different
    with a_register() as register:
        take_in(register, told("Wuxi", "Wuxi City", "CETC"), identity=who)
        merge(by(register, identity=who), id_of(register, "CETC"), id_of(register, "Wuxi"))
        split(by(register, identity=who), id_of(register, "Wuxi City"))
        assert bodies(register) == [["CETC", "Wuxi"], ["Wuxi City"]]
        assert digest_of(register) == rebuilt(register, who)


def test_a_merge_holds_for_the_names_also_in_later_documents() -> None:
    who = FakeIdentity({})
    with a_register() as register:
        take_in(register, told("Wuxi", "CETC"), identity=who)
        merge(by(register, identity=who), id_of(register, "CETC"), id_of(register, "Wuxi"))
        take_in(register, told("Wuxi", "CETC", day=20), identity=who)
        assert bodies(register) == [["CETC", "Wuxi"]]


def test_one_document_s_mention_can_leave_its_name_and_join_another() -> None:
    who = FakeIdentity({})
    with a_register() as register:
        take_in(register, told("CEC", "CETC", "CEC"), identity=who)
        leaving = id_of(register, "CEC")
        with pytest.raises(DecisionError, match="--only-here"):
            split(by(register, identity=who), leaving)
        split(by(register, identity=who), leaving, only_here=True)
        assert bodies(register) == [["CEC"], ["CEC"], ["CETC"]]
        merge(by(register, identity=who), leaving, id_of(register, "CETC"))
        assert bodies(register) == [["CEC"], ["CEC", "CETC"]]
        assert digest_of(register) == rebuilt(register, who)


def test_a_contradiction_is_refused_and_names_the_decisions_that_stand_against_it() -> None:
    who = FakeIdentity({})
    with a_register() as register:
        take_in(register, told("Wuxi", "CETC", "CEC"), identity=who)
        ids = {name: id_of(register, name) for name in ("Wuxi", "CETC", "CEC")}
        merge(by(register, "Ana", who), ids["Wuxi"], ids["CETC"])
        merge(by(register, "Bo", who), ids["CETC"], ids["CEC"])
        before = digest_of(register)
        with pytest.raises(DecisionError, match=r"d1, by Ana: 'Wuxi' is 'CETC'.*d2, by Bo: 'CETC' is 'CEC'.*undo d1"):
            split(by(register, identity=who), ids["Wuxi"], away_from=ids["CEC"])
        assert digest_of(register) == before


def test_a_merge_against_a_split_is_refused_and_names_it() -> None:
    who = FakeIdentity({})
    with a_register() as register:
        take_in(register, told("Wuxi", "CETC", "CEC"), identity=who)
        ids = {name: id_of(register, name) for name in ("Wuxi", "CETC", "CEC")}
        split(by(register, "Ana", who), ids["Wuxi"], away_from=ids["CEC"])
        merge(by(register, "Bo", who), ids["Wuxi"], ids["CETC"])
        with pytest.raises(DecisionError, match=r"d1, by Ana: 'Wuxi' is not 'CEC'.*d2, by Bo: 'Wuxi' is 'CETC'"):
            merge(by(register, identity=who), ids["CETC"], ids["CEC"])
        with register.asking() as connection:
            assert len(history(connection)) == 2


def test_a_body_that_stands_alone_and_things_of_two_kinds_are_refused() -> None:
    who = FakeIdentity({})
    with a_register() as register:
        take_in(register, told("Wuxi"), identity=who)
        with pytest.raises(DecisionError, match="stands alone"):
            split(by(register, identity=who), id_of(register, "Wuxi"))
        agreement = listed(register, "agreements")[0]["id"]
        with pytest.raises(DecisionError, match="only two of a kind"):
            merge(by(register, identity=who), id_of(register, "Wuxi"), agreement)
        with pytest.raises(NotFoundError, match="nothing is proposed"):
            accept(by(register, identity=who), "q-77")


def test_two_reports_are_joined_and_parted_by_people_and_stay_so() -> None:
    who = FakeIdentity({})
    one, other = told("Wuxi", "Wuxi")
    with a_register() as register:
        take_in(register, [one, other], identity=who)
        first, second = (record["id"] for record in listed(register, "agreements"))
        made = merge(by(register, identity=who), first, second)
        assert [record["reports"] for record in listed(register, "agreements")] == [2]
        assert digest_of(register) == rebuilt(register, who)
        with pytest.raises(DecisionError, match="d1"):
            split(by(register, identity=who), first)
        undo(by(register, identity=who), made.id)
        assert [record["reports"] for record in listed(register, "agreements")] == [1, 1]


def test_a_report_that_a_person_parts_from_an_agreement_stays_apart() -> None:
    who = FakeIdentity({})
    words = "Wuxi and Ningbo signed a framework agreement on 2024-07-14."
    with a_register() as register:
        take_in(register, [a_found(words), a_found(f"{words} It rained.", source="two")], identity=who)
        assert [record["reports"] for record in listed(register, "agreements")] == [2]
        split(by(register, identity=who), listed(register, "agreements")[0]["id"])
        assert [record["reports"] for record in listed(register, "agreements")] == [1, 1]
        assert proposed(register) == []
        assert digest_of(register) == rebuilt(register, who)


def test_a_merge_whose_document_is_withdrawn_comes_back_with_it() -> None:
    who = FakeIdentity({})
    with a_register() as register:
        take_in(register, told("Wuxi", "CETC"), identity=who)
        merge(by(register, identity=who), id_of(register, "CETC"), id_of(register, "Wuxi"))
        before = digest_of(register)
        gone = withdraw(by(register, identity=who), listed(register, "documents", source="CETC")[0]["id"])
        assert bodies(register) == [["Wuxi"]]
        undo(by(register, identity=who), gone.id)
        assert digest_of(register) == before


def test_a_merge_of_what_is_no_fact_any_more_still_holds() -> None:
    who = FakeIdentity({})
    with a_register() as register:
        take_in(register, told("Wuxi", "CETC"), identity=who)
        merge(by(register, identity=who), id_of(register, "CETC"), id_of(register, "Wuxi"))
        reject_fact(by(register, identity=who), listed(register, "agreements")[0]["id"])
        assert bodies(register) == [["CETC", "Wuxi"]]
