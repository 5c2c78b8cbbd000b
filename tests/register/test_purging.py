"""Words that a person has erased are nowhere any more, and never come back."""

import random
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from accord.errors import DecisionError
from accord.flows import enter_fact, merge, purge, read_again, reject_fact, set_value, undo, verify_register, withdraw
from accord.flows.inbox import inbox_of
from accord.model.decision import Confirm
from accord.model.document import Found
from accord.register import anchor_of, history, open_register, problems, search, show
from accord.register.jobs.jobs import add_job
from accord.register.log import log
from tests.builders import a_found
from tests.fakes.reader import FakeReader
from tests.register.worlds import (
    APART,
    CLOCK,
    DRAWN,
    a_register,
    by,
    bytes_of,
    copy_log,
    digest_of,
    documents,
    listed,
    rebuilt,
    take_in,
)

SECRET = "Zanzibarite"
ONE = a_found(
    f"{SECRET} and CETC signed a framework agreement on 2024-07-14. {SECRET} will build a base. "
    f"Li Shouwu is director of {SECRET}.",
    source="one.txt",
    title=f"{SECRET} signs",
)
TWO = a_found("CETC and Wuxi signed a cooperation agreement on 2023-07-15. CETC will send men.", source="two.txt")
KEPT = "0123456789abcdef/one.txt"
LAW = settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def because(register, why: str = "a private letter", identity=APART):
    return replace(by(register, identity=identity), why=why)


def purge_one(register, document: str = ONE.text.id) -> str:
    return purge(because(register), document).id


def _anchor_of(register, fact: str):
    with register.reading() as connection:
        return anchor_of(connection, fact)


def test_a_purged_document_keeps_its_hash_its_place_and_the_reason_and_nothing_it_said() -> None:
    with a_register() as register:
        take_in(register, [ONE, TWO])
        decided = purge_one(register)
        with register.asking() as asking:
            page = show(asking, ONE.text.id)
            told = next(one for one in history(asking) if one["id"] == decided)
            assert search(asking, SECRET) == []
        assert (page["text"], page["evidence"], page["record"]["title"]) == ("", [], None)
        assert (page["record"]["state"], page["record"]["source"]) == ("purged", "one.txt")
        assert (told["kind"], told["by"], told["why"]) == ("purge", "Ana", "a private letter")
        assert SECRET not in str([listed(register, name) for name in ("parties", "agreements", "commitments")])


def test_no_byte_of_the_words_is_left_in_the_file_also_not_in_decisions_indexes_and_the_journal() -> None:
    with a_register() as register:
        take_in(register, [ONE, TWO])
        party = next(one["id"] for one in listed(register, "parties") if one["name"] == SECRET)
        other = next(one["id"] for one in listed(register, "parties") if one["name"] == "Wuxi")
        merge(by(register), party, other)
        signed = next(one["id"] for one in listed(register, "agreements") if one["date"] == "2024-07-14")
        set_value(by(register), signed, "place", SECRET)
        words = f"{SECRET} will build a base"
        enter_fact(
            by(register),
            "commitment",
            {"actors": [SECRET], "modality": "agreed", "instrument": "project"},
            document=ONE.text.id,
            quote=words,
        )
        reject_fact(by(register), next(c["id"] for c in listed(register, "commitments") if SECRET in str(c)))
        post = next(c["id"] for c in listed(register, "posts"))
        confirm = Confirm(_anchor_of(register, post))
        with register.writing() as connection:
            log.add_decision(connection, confirm, by="Ana", at=CLOCK, why=None)
            add_job(connection, batch="b", kind="file", name=SECRET, source="one.txt", by="Ana", at=CLOCK, path=KEPT)
        assert SECRET.encode() in bytes_of(register)
        waiting = inbox_of(register)
        (waiting.folder / KEPT).parent.mkdir(parents=True)
        (waiting.folder / KEPT).write_text(SECRET)
        purge_one(register)
        assert not (waiting.folder / KEPT).exists()
        left = bytes_of(register)
        assert SECRET.encode() not in left
        assert SECRET.lower().encode() not in left


def test_the_same_words_are_refused_ever_after_with_who_when_and_why() -> None:
    with a_register() as register:
        take_in(register, [ONE])
        purge_one(register)
        before, said = digest_of(register), []
        take_in(register, [ONE, replace(ONE, appearance=replace(ONE.appearance, source="copy.txt"))], said=said)
        assert all("purged on 2026-01-01 by Ana: a private letter" in one for one in said)
        assert digest_of(register) == before
        with register.asking() as asking:
            reasons = asking.execute("SELECT source, reason FROM quarantine ORDER BY source").all()
        assert reasons == [("copy.txt", "purged"), ("one.txt", "purged")]


def test_the_same_bytes_read_by_a_newer_normaliser_are_refused_too() -> None:
    newer = a_found(f"{ONE.text.content} ", source="one.txt", normaliser="2")
    newer = replace(newer, appearance=replace(newer.appearance, raw=ONE.appearance.raw))
    with a_register() as register:
        take_in(register, [ONE])
        purge_one(register)
        take_in(register, [newer])
        assert [one["state"] for one in listed(register, "documents")] == ["purged"]


def test_every_version_of_the_same_bytes_goes_at_once() -> None:
    newer = a_found(f"{ONE.text.content} ", source="one.txt", normaliser="2")
    newer = replace(newer, appearance=replace(newer.appearance, raw=ONE.appearance.raw))
    with a_register() as register:
        take_in(register, [ONE, newer, TWO])
        purge_one(register, newer.text.id)
        assert SECRET.encode() not in bytes_of(register)
        assert digest_of(register) == rebuilt(register)


def test_a_purge_needs_a_reason_and_cannot_be_undone_or_repeated() -> None:
    with a_register() as register:
        take_in(register, [ONE])
        with pytest.raises(DecisionError, match="say why"):
            purge(because(register, " "), ONE.text.id)
        with pytest.raises(DecisionError, match="is no document"):
            purge(because(register), listed(register, "agreements")[0]["id"])
        decided = purge_one(register)
        with pytest.raises(DecisionError, match="cannot be undone"):
            undo(by(register), decided)
        with pytest.raises(DecisionError, match="purged already"):
            purge_one(register)


def test_undoing_an_older_withdrawal_brings_no_purged_words_back() -> None:
    with a_register() as register:
        take_in(register, [ONE])
        hidden = withdraw(by(register), ONE.text.id)
        purge_one(register)
        undo(by(register), hidden.id)
        assert [one["state"] for one in listed(register, "documents")] == ["purged"]


def test_newer_rules_read_no_purged_document() -> None:
    with a_register() as register:
        take_in(register, [ONE, TWO])
        purge_one(register)
        reader = FakeReader(2)
        read_again(register, reader, APART, clock=lambda: CLOCK, progress=lambda done, of: None)
        assert reader.times == 1
        with register.reading() as connection:
            assert list(problems(connection)) == []


def test_a_register_with_purged_words_still_holds(tmp_path: Path) -> None:
    with a_register() as register, open_register(str(tmp_path / "scratch.db"), create=True) as scratch:
        take_in(register, [ONE, TWO])
        purge_one(register)
        copy_log(register, scratch)
        assert list(verify_register(register, APART, scratch=scratch, progress=lambda done, of: None)) == []


@LAW
@given(documents(), st.randoms(use_true_random=False))
def test_what_was_purged_by_and_by_and_what_is_rebuilt_at_once_are_the_same(
    found: list[Found], chance: random.Random
) -> None:
    with a_register() as register:
        half = len(found) // 2 + 1
        take_in(register, found[:half], identity=DRAWN)
        parties = [one["id"] for one in listed(register, "parties")]
        if len(parties) > 1:
            with suppress(DecisionError):
                merge(by(register, identity=DRAWN), *chance.sample(parties, k=2))
        gone = chance.choice(found[:half])
        purge(because(register, identity=DRAWN), gone.text.id)
        take_in(register, found, identity=DRAWN)
        assert digest_of(register) == rebuilt(register, DRAWN)
        states = {one["id"]: one["state"] for one in listed(register, "documents")}
        assert states[gone.text.id] == "purged"


@LAW
@given(documents(), st.randoms(use_true_random=False))
def test_a_purged_document_counts_for_nothing_as_if_it_were_withdrawn(
    found: list[Found], chance: random.Random
) -> None:
    gone = chance.choice(found).text.id
    with a_register() as one, a_register() as other:
        for register in (one, other):
            take_in(register, found, identity=DRAWN)
        withdraw(by(one, identity=DRAWN), gone)
        purge(because(other, identity=DRAWN), gone)
        for name in ("parties", "agreements", "commitments", "posts"):
            assert listed(one, name) == listed(other, name)
