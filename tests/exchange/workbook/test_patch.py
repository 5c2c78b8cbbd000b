"""A workbook written back: exactly the changed cells differ, every other part is byte for byte as it was."""

import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from accord.exchange.workbook import Edit, NewRow, Patched, patched
from tests.exchange.workbook.raw import members
from tests.exchange.workbook.twelve import TWELVE, Make, edits_of

pytestmark = pytest.mark.filterwarnings("ignore:Conditional Formatting extension")  # openpyxl, which only compares here

FAST = {name: made for name, made in TWELVE.items() if name != "twenty thousand rows"}
EVERY = [*FAST, pytest.param("twenty thousand rows", marks=pytest.mark.slow)]


def _cells(path: Path) -> dict[tuple[str, str], tuple[Any, Any]]:
    """Return the content of every cell, formulas as formulas, with the number of its style."""
    book = load_workbook(path, keep_vba=False)
    return {
        (sheet.title, cell.coordinate): (getattr(cell.value, "text", cell.value), cell.style_id)
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }


def _written(path: Path, done: Patched) -> Path:
    out = path.with_name(f"new-{path.name}")
    out.write_bytes(done.content)
    return out


def _made(made: Make, folder: Path) -> Path:
    return made.make(folder / f"ledger{made.suffix}")


def _records(path: Path) -> list[tuple[Any, ...]]:
    """Return what the directory of a ZIP file says of its members, but for sizes and places."""
    with zipfile.ZipFile(path) as files:
        return [
            (i.filename, i.date_time, i.compress_type, i.extra, i.external_attr, i.comment) for i in files.infolist()
        ]


@pytest.mark.parametrize("name", EVERY)
def test_without_changes_a_workbook_is_the_same_file(name: str, tmp_path: Path) -> None:
    path = _made(TWELVE[name], tmp_path)
    before = path.read_bytes()
    assert patched(path, []).content == before
    sheet = TWELVE[name].sheet
    place, said = next((at, value) for (of, at), (value, _) in _cells(path).items() if of == sheet and type(value) is str and not value.startswith("="))  # fmt: skip
    done = patched(path, [Edit(sheet, place, said)])
    assert (done.content, done.same, done.parts) == (before, 1, ())


@pytest.mark.parametrize("name", EVERY)
def test_exactly_the_changed_cells_differ(name: str, tmp_path: Path) -> None:
    made = TWELVE[name]
    path = _made(made, tmp_path)
    edits = edits_of(made)
    done = patched(path, edits)
    assert done.refused == ()
    out = _written(path, done)
    before, after = _cells(path), _cells(out)
    differ = {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
    assert differ == {(edit.sheet, edit.cell) for edit in edits}
    for (sheet, cell), (value, style) in after.items():
        if (sheet, cell) in differ and (sheet, cell) in before:
            assert style == before[sheet, cell][1], f"{cell} keeps its style"
        if (sheet, cell) == (made.sheet, f"E{made.first}"):
            assert str(value).startswith("2023.4.18" if made.days == "text" else "2023-04-18")
    assert after[made.sheet, f"F{made.first + 1}"][0] == 480000.25
    assert after[made.sheet, f"H{made.first}"][0] == "  依据：2024年12月新闻\n第二行"


@pytest.mark.parametrize("name", EVERY)
def test_every_other_part_is_byte_for_byte_as_it_was(name: str, tmp_path: Path) -> None:
    path = _made(TWELVE[name], tmp_path)
    done = patched(path, edits_of(TWELVE[name]))
    out = _written(path, done)
    before, after = members(path), members(out)
    assert list(before) == list(after)
    assert len(done.parts) == 1
    assert {part for part in before if before[part] != after[part]} == set(done.parts)
    assert _records(path) == _records(out)
    assert zipfile.ZipFile(out).testzip() is None
    old, new = path.read_bytes(), out.read_bytes()
    for part in before.keys() - set(done.parts):
        assert _raw(old, path, part) == _raw(new, out, part)


def _raw(whole: bytes, path: Path, part: str) -> bytes:
    """Return the record of a member as it stands in the file: header, name, extra fields, compressed bytes."""
    with zipfile.ZipFile(path) as files:
        info = files.getinfo(part)
    at = info.header_offset
    names = int.from_bytes(whole[at + 26 : at + 28], "little") + int.from_bytes(whole[at + 28 : at + 30], "little")
    return whole[at : at + 30 + names + info.compress_size]


libreoffice = [
    pytest.mark.slow,
    pytest.mark.skipif(
        shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed on this machine"
    ),
]


def _convert(path: Path, told: str) -> Path:
    """Return the folder in which LibreOffice wrote a file in another form."""
    out = path.parent / "out"
    profile = f"-env:UserInstallation={(path.parent / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", told, "--outdir", str(out), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return out


def _shown(path: Path, sheet: str) -> str:
    """Return what LibreOffice shows of a sheet, as CSV."""
    out = _convert(path, "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1")
    return next(out.glob(f"*{sheet}.csv")).read_text("utf-8")


@pytest.mark.parametrize("name", [pytest.param(name, marks=libreoffice) for name in TWELVE])
def test_libreoffice_opens_what_was_written(name: str, tmp_path: Path) -> None:
    made = TWELVE[name]
    path = _made(made, tmp_path)
    above = load_workbook(path)[made.sheet].max_row if name == "charts" else 0
    new = [NewRow(made.sheet, above, {"B": "又一个项目"})] if above else []
    shown = _shown(_written(path, patched(path, edits_of(made), new)), made.sheet)
    assert "一期已投产 <二期 & 三期>" in shown
    assert "480000.25" in shown
    assert "依据：2024年12月新闻" in shown
    assert ("又一个项目" in shown) == bool(above)


@pytest.mark.parametrize("name", [pytest.param(name, marks=libreoffice) for name in FAST])
def test_a_workbook_as_libreoffice_keeps_it_is_patched_as_well(name: str, tmp_path: Path) -> None:
    made = TWELVE[name]
    path = _convert(_made(made, tmp_path), "xlsx") / "ledger.xlsx"
    edits = edits_of(made)
    out = _written(path, patched(path, edits))
    before, after = _cells(path), _cells(out)
    differ = {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
    assert differ == {(edit.sheet, edit.cell) for edit in edits}
    assert sum(members(out)[part] != content for part, content in members(path).items()) == 1


def test_new_rows_take_the_format_of_the_row_above(tmp_path: Path) -> None:
    path = _made(TWELVE["validation"], tmp_path)
    done = patched(
        path, [], [NewRow("台账", 4, {"B": "新项目", "E": None, "G": "签约"}), NewRow("台账", 4, {"B": "又一个"})]
    )
    sheet = load_workbook(_written(path, done))["台账"]
    assert [sheet["B5"].value, sheet["G5"].value, sheet["B6"].value] == ["新项目", "签约", "又一个"]
    assert sheet["B5"].border.left.style == sheet["C6"].border.left.style == "thin"
    assert sheet.row_dimensions[5].height == sheet.row_dimensions[6].height == 28.5
    assert sheet["E5"].number_format == sheet["E4"].number_format
    assert sheet.tables["List"].ref == "A1:H6"
    assert sheet.dimensions == "A1:H6"
    assert set(done.parts) == {"xl/worksheets/sheet1.xml", "xl/tables/table1.xml"}
    assert done.notes == (("table", "xl/tables/table1.xml"),)
