"""Laws of what is printed: it fits, it steers no terminal, it loses no id."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.cli.marks import in_context, marked
from accord.cli.progress import Progress
from accord.cli.tables import table
from accord.cli.width import MARK_OFF, MARK_ON, clean, columns, cut, pad, wrap

TEXT = st.text(alphabet=st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from("无锡市 ab\n，。é\x1b")))


@given(TEXT)
def test_a_cleaned_text_is_one_line_that_steers_no_terminal(text: str) -> None:
    assert not any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 or c in "\u202e\u2066" for c in clean(text))


@given(TEXT.map(clean), st.integers(2, 40))
def test_a_cut_text_fits(text: str, width: int) -> None:
    assert columns(cut(text, width)) <= width
    assert columns(pad(cut(text, width), width)) == width


@given(TEXT.map(clean), st.integers(12, 60))
def test_wrapped_chinese_and_short_words_fit_and_nothing_is_lost(text: str, width: int) -> None:
    lines = list(wrap(text, width, indent="  "))
    longest = max((columns(piece) for piece in text.split()), default=0)
    assert all(columns(line) <= max(width, 2 + longest) for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "width", "why"),
    [
        ("Wuxi", 4, "one column a letter"),
        ("无锡", 4, "two columns a Chinese character"),
        ("e\u0301", 1, "an accent takes none"),
    ],
)
def test_columns_are_those_of_a_terminal(text: str, width: int, why: str) -> None:
    assert columns(text) == width, why


RECORDS = st.lists(
    st.fixed_dictionaries({"id": st.just("a-123456"), "date": st.just("2024-07-14"), "parties": TEXT, "quote": TEXT}),
    min_size=1, max_size=4,
)  # fmt: skip


@given(RECORDS, st.integers(44, 120))
def test_a_table_fits_and_shows_ids_whole(records: list[dict[str, str]], width: int) -> None:
    lines = list(table(records, ("id", "date", "parties", "quote"), width=width))
    assert len(lines) == len(records) + 1
    assert all(columns(line) <= width for line in lines)
    assert all(line.startswith("a-123456  2024-07-14") for line in lines[1:])


def test_free_text_gives_way_before_days_and_kinds() -> None:
    record = {"id": "a-123456", "kind": "strategic_cooperation", "parties": "A very long name of a body" * 3}
    line = list(table([record], ("id", "kind", "parties"), width=60))[1]
    assert "strategic_cooperation" in line
    assert line.endswith("…")


def test_where_it_is_narrow_the_least_useful_fields_are_left_out_and_named() -> None:
    record = {"id": "a-123456", "date": "2024-07-14", "kind": "strategic_cooperation", "parties": "Lotus Group " * 5}
    fields = ("id", "date", "kind", "parties")
    lines = list(table([record], fields, width=60, spare=("kind",)))
    assert lines[1].startswith("a-123456  2024-07-14  Lotus Group")
    assert lines[-1] == "not shown: kind; widen the terminal, or --format json"
    assert len(list(table([record], fields, width=80, spare=("kind",)))) == 2


def test_an_amount_is_grouped_and_has_its_currency() -> None:
    record = {"id": "j-123456", "amount": "1200000000", "currency": "CNY"}
    assert list(table([record], ("id", "amount"), width=60))[1] == "j-123456  1,200,000,000 CNY"


def test_words_are_marked_where_they_stand() -> None:
    assert marked("Wuxi signs", [(0, 4)]) == f"{MARK_ON}Wuxi{MARK_OFF} signs"
    assert in_context("said. ", "We sign.", " Then") == f"said. {MARK_ON}We sign.{MARK_OFF} Then"
    assert in_context("我们", "签署", "协议") == f"我们{MARK_ON}签署{MARK_OFF}协议"


def test_marks_in_a_document_are_none_of_ours() -> None:
    assert MARK_ON not in clean(f"a{MARK_ON}b")


def test_progress_off_a_terminal_is_a_line_a_tenth_and_nothing_if_quiet(capsys: pytest.CaptureFixture[str]) -> None:
    progress = Progress("reading")
    for done in range(1, 101):
        progress(done, 100)
        Progress("reading", quiet=True)(done, 100)
    told = capsys.readouterr().err.splitlines()
    assert len(told) == 10
    assert told[-1] == "reading: 100 of 100"
