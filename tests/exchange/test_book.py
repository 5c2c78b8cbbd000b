"""A workbook's cells lead to where they say; the same sheets give the same bytes."""

import io
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest

from accord.exchange.book import Leads, Sheet, write_book

OFFICE = shutil.which("soffice")
SHEETS = (
    Sheet(
        "指标",
        ("数量", "占比", "说明"),
        (10, 10, 40),
        ((Leads(2, "明细", 3), 0.25, "=1+1"), (None, None, "b\x00c")),
        (1,),
    ),
    Sheet("明细", ("编号",), (10,), (("a",), ("b",), (Leads("c", address="https://example.org/c"),))),
)


def written(sheets: tuple[Sheet, ...] = SHEETS) -> bytes:
    held = io.BytesIO()
    write_book(sheets, held, title="报告", day="2026-10-31")
    return held.getvalue()


def test_the_same_sheets_give_the_same_bytes() -> None:
    assert written() == written()


def test_a_number_leads_to_its_row_and_text_is_no_formula() -> None:
    book = openpyxl.load_workbook(io.BytesIO(written()))
    first = book["指标"]
    assert (first["A2"].value, first["A2"].hyperlink.location) == (2, "'明细'!A3")
    assert (first["B2"].number_format, first["C2"].data_type, first["C3"].value) == ("0.0%", "s", "bc")
    assert first.freeze_panes == "A2"
    assert book["明细"]["A4"].hyperlink.target == "https://example.org/c"


@pytest.mark.slow
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice (soffice) is not installed")
def test_another_program_opens_it(tmp_path: Path) -> None:
    (tmp_path / "book.xlsx").write_bytes(written())
    subprocess.run(
        [str(OFFICE), f"-env:UserInstallation=file://{tmp_path}/office", "--headless", "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76", "book.xlsx"],
        cwd=tmp_path, check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    assert (tmp_path / "book.csv").read_text(encoding="utf-8").splitlines()[:2] == ["数量,占比,说明", "2,25.0%,=1+1"]
