"""A person decides, once: what that does, and what it survives."""

import pytest

from accord.errors import DecisionError, NotFoundError
from accord.flows import enter_fact, merge, read_again, reject_fact, set_value, undo, withdraw
from accord.register import history, show
from tests.builders import a_found
from tests.fakes.reader import FakeReader
from tests.register.worlds import APART, CLOCK, a_register, by, digest_of, listed, rebuilt, take_in

ONE = a_found("Wuxi and CETC signed a framework agreement on 2024-07-14. Wuxi will build a base.", source="one.txt")
TWO = a_found("CETC and Wuxi signed a framework agreement on 2024-07-15. CETC will send men.", source="two.txt")
OTHER = a_found("Wuxi and CEC signed a framework agreement on 2024-07-14.", source="other.txt")


def _read_again(register, version: int = 2) -> None:
    read_again(register, FakeReader(version), APART, clock=lambda: CLOCK, progress=lambda done, of: None)


def test_two_reports_of_one_signing_are_one_agreement_and_a_rival_s_stays_apart() -> None:
    with a_register() as register:
        take_in(register, [ONE, TWO, OTHER])
        agreements = {tuple(p["name"] for p in a["parties"]): a["reports"] for a in listed(register, "agreements")}
        assert agreements == {("CETC", "Wuxi"): 2, ("CEC", "Wuxi"): 1}


def test_a_rejected_agreement_goes_with_all_its_reports_and_does_not_come_back_with_a_later_one() -> None:
    with a_register() as register:
        take_in(register, [ONE])
        reject_fact(by(register), listed(register, "agreements")[0]["id"])
        assert listed(register, "agreements") == []
        take_in(register, [TWO])
        assert listed(register, "agreements") == []


def test_a_report_rejected_only_here_leaves_the_agreement_to_the_others() -> None:
    with a_register() as register:
        take_in(register, [ONE, TWO])
        agreement = listed(register, "agreements")[0]
        reject_fact(by(register), agreement["id"], only_here=True)
        assert [a["reports"] for a in listed(register, "agreements")] == [1]


def test_a_corrected_value_lies_over_every_report_also_later_ones() -> None:
    with a_register() as register:
        take_in(register, [ONE])
        set_value(by(register), listed(register, "agreements")[0]["id"], "date", "2024-07-13")
        take_in(register, [TWO])
        assert [(a["date"], a["reports"]) for a in listed(register, "agreements")] == [("2024-07-13", 2)]


def test_the_newest_of_two_corrections_holds() -> None:
    with a_register() as register:
        take_in(register, [ONE])
        target = listed(register, "agreements")[0]["id"]
        for place in ("Beijing", "Nanjing"):
            set_value(by(register), target, "place", place)
        assert listed(register, "agreements")[0]["place"] == "Nanjing"


def test_corrected_parties_replace_those_of_all_reports() -> None:
    with a_register() as register:
        take_in(register, [ONE, TWO])
        set_value(by(register), listed(register, "agreements")[0]["id"], "parties", ["Wuxi", "CEC"])
        assert [[p["name"] for p in a["parties"]] for a in listed(register, "agreements")] == [["CEC", "Wuxi"]]
        assert digest_of(register) == rebuilt(register)


def test_a_fact_entered_by_hand_has_the_entry_as_its_evidence_and_can_be_undone() -> None:
    with a_register() as register:
        take_in(register, [OTHER])
        before = digest_of(register)
        made = enter_fact(by(register), "agreement", {"kind": "intent", "parties": ["Wuxi", "Ningbo"], "date": "2019"})
        entered = next(a for a in listed(register, "agreements") if a["kind"] == "intent")
        with register.asking() as connection:
            evidence = show(connection, entered["id"])["evidence"]
        assert [(e["role"], e["note"]) for e in evidence] == [("entry", made.id)]
        assert digest_of(register) == rebuilt(register)
        undo(by(register), made.id)
        assert digest_of(register) == before


def test_a_fact_entered_with_its_words_points_at_them() -> None:
    with a_register() as register:
        take_in(register, [ONE])
        document = listed(register, "documents")[0]["id"]
        enter_fact(by(register), "project", {"name": "a base", "kind": "base", "state": "announced", "parties": ["Wuxi"]},
                   document=document, quote="build a base")  # fmt: skip
        assert [(p["name"], p["quote"]) for p in listed(register, "projects")] == [("a base", "build a base")]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"kind": "treaty", "parties": ["Wuxi"]}, "treaty"),
        ({"parties": ["Wuxi"]}, "'kind' is missing"),
        ({"kind": "intent", "colour": "red"}, "no field 'colour'"),
        ({"kind": "intent", "date": "2052-13-40"}, "date"),
        ({"kind": "intent", "date": "2023-02-30"}, "no day of the calendar"),
    ],
)
def test_an_entry_that_the_model_does_not_know_is_refused_and_nothing_is_kept(fields: dict, said: str) -> None:
    with a_register() as register:
        with pytest.raises(DecisionError, match=said):
            enter_fact(by(register), "agreement", fields)
        with register.asking() as connection:
            assert history(connection) == []


def test_a_withdrawn_document_hides_its_facts_until_that_is_undone() -> None:
    with a_register() as register:
        take_in(register, [ONE, OTHER])
        before = digest_of(register)
        gone = withdraw(by(register), listed(register, "documents", source="one")[0]["id"])
        assert [d["state"] for d in listed(register, "documents", source="one")] == ["withdrawn"]
        assert len(listed(register, "agreements")) == 1
        undo(by(register), gone.id)
        assert digest_of(register) == before


def test_undoing_an_undo_brings_the_decision_back() -> None:
    with a_register() as register:
        take_in(register, [ONE])
        first = reject_fact(by(register), listed(register, "agreements")[0]["id"])
        second = undo(by(register), first.id)
        assert len(listed(register, "agreements")) == 1
        undo(by(register), second.id)
        assert listed(register, "agreements") == []
        assert digest_of(register) == rebuilt(register)


def test_what_is_undone_cannot_be_undone_again() -> None:
    with a_register() as register:
        take_in(register, [ONE])
        first = reject_fact(by(register), listed(register, "agreements")[0]["id"])
        undo(by(register), first.id)
        with pytest.raises(DecisionError, match="undone already"):
            undo(by(register), first.id)
        with pytest.raises(NotFoundError, match="no decision"):
            undo(by(register), "d77")


def test_a_decision_stands_when_better_rules_cut_the_words_otherwise() -> None:
    with a_register() as register:
        take_in(register, [ONE])
        set_value(by(register), listed(register, "commitments")[0]["id"], "modality", "hoped")
        _read_again(register)
        commitments = listed(register, "commitments")
        assert [(c["modality"], c["quote"]) for c in commitments] == [("hoped", "Wuxi will build a base.")]


class _Forgetful(FakeReader):
    """A reader that finds no posts any more."""

    def __init__(self) -> None:
        super().__init__(3)

    def read(self, text, published):
        import msgspec

        return msgspec.structs.replace(super().read(text, published), posts=(), commitments=())


def test_a_decision_whose_fact_is_no_longer_read_is_listed_as_orphaned_and_holds_again_when_it_is() -> None:
    with a_register() as register:
        take_in(register, [ONE])
        decided = set_value(by(register), listed(register, "commitments")[0]["id"], "modality", "hoped")
        read_again(register, _Forgetful(), APART, clock=lambda: CLOCK, progress=lambda done, of: None)
        with register.asking() as connection:
            told = history(connection)
        assert [(d["id"], d["state"]) for d in told] == [(decided.id, "orphaned")]
        assert "no longer there" in told[0]["reason"]
        assert digest_of(register) == rebuilt(register)
        _read_again(register, version=4)
        with register.asking() as connection:
            assert [d["state"] for d in history(connection)] == ["stands"]
        assert [c["modality"] for c in listed(register, "commitments")] == ["hoped"]


def test_decisions_move_to_the_text_that_a_newer_normaliser_makes_of_the_same_bytes() -> None:
    import msgspec

    newer = a_found(ONE.text.content + "\n", source="one.txt", normaliser="2")
    newer = msgspec.structs.replace(newer, appearance=msgspec.structs.replace(newer.appearance, raw=ONE.appearance.raw))
    with a_register() as register, a_register() as other:
        take_in(register, [ONE])
        reject_fact(by(register), listed(register, "agreements")[0]["id"])
        take_in(register, [newer])
        assert sorted(d["state"] for d in listed(register, "documents")) == ["read", "superseded"]
        assert listed(register, "agreements") == []
        take_in(other, [newer, ONE])
        assert [len(listed(other, name)) for name in ("agreements", "commitments")] == [1, 1]


def test_two_people_may_decide_on_one_fact_and_both_are_remembered() -> None:
    with a_register() as register:
        take_in(register, [ONE])
        target = listed(register, "agreements")[0]["id"]
        set_value(by(register, "Ana"), target, "place", "Beijing")
        set_value(by(register, "Bo"), target, "place", "Wuxi")
        with register.asking() as connection:
            assert [(d["by"], d["decision"]["value"]) for d in history(connection)] == [
                ("Bo", "Wuxi"),
                ("Ana", "Beijing"),
            ]


def test_a_whole_body_is_not_a_fact_to_be_rejected() -> None:
    with a_register() as register:
        take_in(register, [ONE])
        with pytest.raises(DecisionError, match="is a party"):
            reject_fact(by(register), listed(register, "parties")[0]["id"])


def test_what_people_joined_with_a_rejected_agreement_stands_again_when_the_document_of_that_is_withdrawn() -> None:
    one = a_found("Wuxi and CETC signed a framework agreement on 2024-07-14.", source="1.txt")
    other = a_found("Nanjing and Wuxi Port signed a cooperation agreement on 2025-01-01.", source="2.txt")
    with a_register() as register:
        take_in(register, [one, other])
        first, second = (listed(register, "agreements", document=found.text.id)[0]["id"] for found in (one, other))
        merge(by(register), first, second)
        reject_fact(by(register), first)
        assert listed(register, "agreements") == []
        withdraw(by(register), one.text.id)
        assert [told["id"] for told in listed(register, "agreements")] == [second]
        assert digest_of(register) == rebuilt(register)
