"""What is written in a format can be read back from it."""

import csv
import io
import json
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.errors import ConfigError
from accord.exchange import FORMATS, flat, write_csv, write_jsonl
from accord.exchange.columns import type_of
from accord.exchange.csv_file import safe
from accord.register import LISTS, list_records
from accord.register.asking.stream import all_records
from tests.builders import a_found
from tests.register.worlds import a_register, take_in

COLUMNS = ("id", "parties", "place", "reports")
RECORD = {
    "id": "a-1", "parties": [{"id": "p-1", "name": "无锡市"}, {"id": "p-2", "name": "Lotus"}], "place": None, "reports": 2,
}  # fmt: skip


def _csv(*records: dict[str, Any], bom: bool = False) -> bytes:
    to = io.BytesIO()
    assert write_csv(records, COLUMNS, to, bom=bom) == len(records)
    return to.getvalue()


def test_csv_holds_names_joined_and_nothing_for_nothing() -> None:
    assert _csv(RECORD).decode("utf-8") == "id,parties,place,reports\r\na-1,无锡市; Lotus,,2\r\n"


def test_a_byte_order_mark_stands_first_where_asked() -> None:
    assert _csv(RECORD, bom=True) == b"\xef\xbb\xbf" + _csv(RECORD)


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "＝", "  ="])
def test_no_cell_is_taken_for_a_formula(sign: str) -> None:
    assert safe(f"{sign}HYPERLINK()") == f"'{sign}HYPERLINK()"
    assert safe("Wuxi = Lotus") == "Wuxi = Lotus"


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=20), max_size=5))
def test_csv_gives_every_text_back_but_for_the_apostrophe(places: list[str]) -> None:
    written = _csv(*({"id": "a-1", "place": place} for place in places)).decode("utf-8")
    read = [row["place"] for row in csv.DictReader(io.StringIO(written, newline=""))]
    assert read == [safe(place) for place in places]


def test_many_records_are_written_as_they_come() -> None:
    to, seen = io.BytesIO(), []

    def records() -> Iterator[dict[str, Any]]:
        for number in range(1_200):
            seen.append(len(to.getvalue()))
            yield {"id": f"a-{number}"}

    assert write_csv(records(), ("id",), to) == 1_200
    assert seen[-1] > 0, "nothing was written before the end"


def test_json_lines_hold_every_value_as_it_is() -> None:
    to = io.BytesIO()
    assert write_jsonl([RECORD], COLUMNS, to) == 1
    assert json.loads(to.getvalue()) == RECORD


def test_flat_is_one_text() -> None:
    assert [flat(value) for value in (None, True, False, 5, ["a", "b"], {"id": "p-1", "name": "Wuxi"})] == [
        "", "yes", "no", "5", "a; b", "Wuxi",
    ]  # fmt: skip


_PYTHON = {"text": str, "integer": int, "number": float, "truth": bool, "texts": list, "bodies": list}
NEWS = [
    a_found(
        f"Wuxi and Lotus signed a framework agreement on 2024-07-{day}. Wuxi will build a base. Li Min is head of Lotus."
    )
    for day in (10, 18, 26)
]


@pytest.mark.parametrize("name", LISTS)
def test_every_field_of_every_list_holds_what_its_type_says(name: str) -> None:
    with a_register() as register:
        take_in(register, NEWS)
        with register.asking() as connection:
            for record in list_records(connection, name).records:
                wrong = {
                    field: value
                    for field, value in record.items()
                    if value is not None and not isinstance(value, _PYTHON[type_of(field)])
                }
                assert wrong == {}


@pytest.mark.parametrize("name", LISTS)
def test_a_streamed_list_is_the_list_in_the_order_of_its_ids_whatever_the_chunk(name: str) -> None:
    with a_register() as register:
        take_in(register, NEWS)
        with register.asking() as connection:
            listed = sorted(list_records(connection, name).records, key=lambda record: record["id"])
            for chunk in (1, 2, 100):
                assert list(all_records(connection, name, chunk=chunk)) == listed


def test_parquet_gives_every_record_back() -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    to = io.BytesIO()
    assert FORMATS["parquet"].write([RECORD, {**RECORD, "id": "a-2", "parties": []}], COLUMNS, to) == 2
    to.seek(0)
    assert parquet.read_table(to).to_pylist() == [RECORD, {**RECORD, "id": "a-2", "parties": []}]


def test_parquet_without_its_library_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ConfigError, match=r'pip install "accord\[bulk\]"'):
        FORMATS["parquet"].write([RECORD], COLUMNS, io.BytesIO())
