"""What becomes of each source when it is brought in."""

import pytest

from accord import identity
from accord.flows import Step, ingest
from accord.model.document import Refusal
from tests.builders import a_found
from tests.fakes.reader import FakeReader
from tests.register.worlds import CLOCK, a_register, listed, take_in

SIGNED = "Wuxi and CETC signed a framework agreement."
CHINESE = a_found("无锡与中国电科签署合作协议。", source="zh.txt", language="zh-Hans")
BROKEN = Refusal("bad.txt", None, "empty", "the file is empty", "Save it again.")


def _outcomes(register, found, reader=None) -> list[str]:
    steps: list[Step] = []
    ingest(
        found, register=register, reader=reader or FakeReader(), identity=identity, clock=lambda: CLOCK,
        progress=steps.append,
    )  # fmt: skip
    return [step.outcome for step in steps]


def test_every_source_ends_in_one_of_five_ways() -> None:
    one, twin = a_found(SIGNED, source="one.txt"), a_found(SIGNED, source="two.txt")
    with a_register() as register:
        assert _outcomes(register, [one, one, twin, CHINESE, BROKEN]) == [
            "new", "known", "another_place", "unread", "refused",
        ]  # fmt: skip


def test_a_text_in_a_language_that_nobody_reads_is_kept_and_found() -> None:
    with a_register() as register:
        take_in(register, [CHINESE])
        assert [(d["state"], d["language"], d["facts"]) for d in listed(register, "documents")] == [
            ("unread", "zh-Hans", 0)
        ]


def test_what_is_committed_stays_when_the_rest_is_interrupted() -> None:
    def sources():
        yield a_found(SIGNED, source="one.txt")
        raise KeyboardInterrupt

    with a_register() as register:
        with pytest.raises(KeyboardInterrupt):
            take_in(register, sources())
        assert len(listed(register, "agreements")) == 1


def test_an_earlier_appearance_lets_relative_dates_be_read_again_against_its_day() -> None:
    late = a_found(SIGNED, source="late.txt", published="2024-07-20")
    early = a_found(SIGNED, source="early.txt", published="2024-07-15")
    with a_register() as register:
        take_in(register, [late])
        assert listed(register, "agreements")[0]["date"] == "2024-07-20"
        reader = FakeReader()
        take_in(register, [early], reader=reader)
        assert (listed(register, "agreements")[0]["date"], reader.times) == ("2024-07-15", 1)
        take_in(register, [late, early], reader=reader)
        assert reader.times == 1


def test_a_newer_reader_reads_what_an_older_one_has_read() -> None:
    found = a_found(SIGNED, source="one.txt")
    with a_register() as register:
        assert _outcomes(register, [found], FakeReader(1)) == ["new"]
        assert _outcomes(register, [found], FakeReader(2)) == ["new"]
        assert _outcomes(register, [found], FakeReader(1)) == ["known"]
        assert listed(register, "agreements")[0]["id"] != ""
        assert len(listed(register, "agreements")) == 1


def test_a_file_whose_words_have_changed_is_said_to_have() -> None:
    with a_register() as register:
        take_in(register, [a_found(SIGNED, source="one.txt")])
        steps: list[Step] = []
        changed = a_found(SIGNED + " They will build a base.", source="one.txt")
        ingest([changed], register=register, reader=FakeReader(), identity=identity, clock=lambda: CLOCK, progress=steps.append)  # fmt: skip
        old = next(d["id"] for d in listed(register, "documents") if d["facts"] == 1)
        assert steps[0].outcome == "new"
        assert old.removeprefix("sha256:")[:12] in steps[0].message
