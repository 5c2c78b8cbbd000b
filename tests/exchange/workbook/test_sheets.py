"""Sheets as programs write them: strict, prefixed, with addresses left out; whatever is edited, exactly that is read back."""

import re
import zipfile
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter

from accord.errors import NotFoundError, RefusedError
from accord.exchange.workbook import Day, Edit, NewRow, patch, patched
from tests.exchange.workbook.raw import MAIN, RELATIONS, STRICT, members, put
from tests.exchange.workbook.twelve import TWELVE, edits_of, many_rows

PACKAGE = "http://schemas.openxmlformats.org/package/2006"
STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
STYLES = '<styleSheet xmlns="{main}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>'


def a_book(sheet: str, *, main: str = MAIN, relations: str = RELATIONS, strings: tuple[str, ...] = ()) -> bytes:
    """Return a workbook whose one sheet, "S", has this XML."""
    made = BytesIO()
    shared = "".join(f"<si><t>{one}</t></si>" for one in strings)
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as files:
        files.writestr("[Content_Types].xml", f'<Types xmlns="{PACKAGE}/content-types"/>')
        files.writestr("_rels/.rels", f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>')  # fmt: skip
        files.writestr("xl/workbook.xml", f'<workbook xmlns="{main}" xmlns:r="{relations}"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>')  # fmt: skip
        files.writestr("xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{relations}/worksheet" Target="/xl/worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{relations}/styles" Target="styles.xml"/><Relationship Id="rId3" Type="{relations}/sharedStrings" Target="sharedStrings.xml"/></Relationships>')  # fmt: skip
        files.writestr("xl/styles.xml", STYLES.format(main=main))
        files.writestr("xl/sharedStrings.xml", f'<sst xmlns="{main}">{shared}</sst>')
        files.writestr("xl/worksheets/sheet1.xml", sheet)
    return made.getvalue()


def sheet_of(book: bytes) -> str:
    with zipfile.ZipFile(BytesIO(book)) as files:
        return files.read("xl/worksheets/sheet1.xml").decode()


def a_sheet(inside: str, *, main: str = MAIN) -> str:
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n<worksheet xmlns="{main}">{inside}</worksheet>'


def test_only_the_bytes_of_the_cell_change() -> None:
    before = a_sheet(
        "<!-- r='1' --><sheetData>\n <row r='1' x:dy=\"0.2\" xmlns:x='x'>\n  <c r='A1' s='1' t='s'><v>0</v></c><c r=\"B1\"><v>2</v></c>\n</row></sheetData><legacy a='>'/>"
    )
    done = patch(a_book(before, strings=("old",)), [Edit("S", "A1", "new & <more>")])
    new = "<c r='A1' s='1' t=\"inlineStr\"><is><t xml:space=\"preserve\">new &amp; &lt;more&gt;</t></is></c>"
    assert sheet_of(done.content) == before.replace("<c r='A1' s='1' t='s'><v>0</v></c>", new)


@pytest.mark.parametrize(
    ("inside", "cell", "after", "why"),
    [
        ("<sheetData/>", "B2", '<sheetData><row r="2"><c r="B2"><v>7</v></c></row></sheetData>', "an empty sheet"),
        ('<sheetData><row r="2"/></sheetData>', "B2", '<sheetData><row r="2"><c r="B2"><v>7</v></c></row></sheetData>', "an empty row"),
        ('<sheetData><row r="1"/><row r="3"/></sheetData>', "A2", '<sheetData><row r="1"/><row r="2"><c r="A2"><v>7</v></c></row><row r="3"/></sheetData>', "a row between others"),
        ('<sheetData><row r="1"><c r="A1"/><c r="C1"/></row></sheetData>', "B1", '<sheetData><row r="1"><c r="A1"/><c r="B1"><v>7</v></c><c r="C1"/></row></sheetData>', "a cell between others"),
        ("<sheetData><row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row></sheetData>", "A2", "<sheetData><row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>7</v></c></row></sheetData>", "addresses left out"),
        ('<sheetData><row r="1"><c r="A1" t="d" s="1"><v>2024-01-02</v></c></row></sheetData>', "A1", '<sheetData><row r="1"><c r="A1" s="1"><v>7</v></c></row></sheetData>', "a day of a strict file"),
        ('<sheetData><row r="1"><c r="A1" cm="1" vm="2" s="1"><v>1</v></c></row></sheetData>', "A1", '<sheetData><row r="1"><c r="A1" s="1"><v>7</v></c></row></sheetData>', "what was said of the old value"),
        ('<sheetData><row r="1"><c r="A1"><v><![CDATA[1]]></v></c></row></sheetData>', "A1", '<sheetData><row r="1"><c r="A1"><v>7</v></c></row></sheetData>', "CDATA"),
        ('<dimension ref="A1"/><sheetData><row r="1" spans="1:1"><c r="A1"/></row></sheetData>', "C1", '<dimension ref="A1:C1"/><sheetData><row r="1" spans="1:3"><c r="A1"/><c r="C1"><v>7</v></c></row></sheetData>', "outside of the used range"),
        ('<cols><col min="2" max="4" style="1"/></cols><sheetData><row r="1"/></sheetData>', "C1", '<cols><col min="2" max="4" style="1"/></cols><sheetData><row r="1"><c r="C1" s="1"><v>7</v></c></row></sheetData>', "the column's style"),
    ],
)  # fmt: skip
def test_a_cell_is_put_where_it_belongs(inside: str, cell: str, after: str, why: str) -> None:
    done = patch(a_book(a_sheet(inside)), [Edit("S", cell, Decimal(7))])
    assert sheet_of(done.content) == a_sheet(after), why


def test_strict_files_and_prefixed_names_are_the_same_to_it() -> None:
    inside = '<x:sheetData><x:row r="1"><x:c r="A1" s="1"><x:v>45000</x:v></x:c></x:row></x:sheetData>'
    before = f'<x:worksheet xmlns:x="{STRICT}">{inside}</x:worksheet>'
    book = a_book(before, main=STRICT, relations=STRICT_RELATIONS)
    done = patch(book, [Edit("S", "A1", Day("2024-03-05")), Edit("S", "B1", "Ü")])
    cells = '<x:c r="A1" s="1"><x:v>45356</x:v></x:c><x:c r="B1" t="inlineStr"><x:is><x:t xml:space="preserve">Ü</x:t></x:is></x:c>'
    assert sheet_of(done.content) == before.replace('<x:c r="A1" s="1"><x:v>45000</x:v></x:c>', cells)
    assert [(one.before, one.after) for one in done.written] == [("2023-03-15", "2024-03-05"), ("", "Ü")]


def test_a_merged_cell_is_written_to_its_first() -> None:
    inside = '<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="A2"/></row></sheetData><mergeCells count="1"><mergeCell ref="A1:B2"/></mergeCells>'
    done = patch(a_book(a_sheet(inside)), [Edit("S", "B2", Decimal(7))])
    assert [(one.cell, one.before, one.after) for one in done.written] == [("A1", "1", "7")]
    assert "<v>7</v>" in sheet_of(done.content)
    twice = patch(a_book(a_sheet(inside)), [Edit("S", "B2", Decimal(7)), Edit("S", "A1", Decimal(8))])
    assert [(one.cell, one.reason) for one in twice.refused] == [("A1", "twice")]


def test_what_a_formula_makes_is_refused_and_all_else_written() -> None:
    inside = '<sheetData><row r="1"><c r="A1"><f>B1</f><v>1</v></c><c r="B1"><v>1</v></c></row><row r="2"><c r="A2"><f t="shared" si="0"/><v>1</v></c></row><row r="3"><c r="A3"><f t="array" ref="A3:A4">B1:B2</f></c></row><row r="4"><c r="A4"><v>1</v></c></row></sheetData>'
    done = patch(
        a_book(a_sheet(inside)), [Edit("S", f"A{row}", "x") for row in (1, 2, 3, 4)] + [Edit("S", "B1", Decimal(2))]
    )
    assert [(one.cell, one.reason) for one in done.refused] == [
        ("A1", "formula"),
        ("A2", "formula"),
        ("A3", "formula"),
        ("A4", "array"),
    ]
    assert sheet_of(done.content) == a_sheet(inside.replace('<c r="B1"><v>1</v></c>', '<c r="B1"><v>2</v></c>'))
    assert done.stale == ("S!A1", "S!A3")


@pytest.mark.parametrize(
    ("edit", "reason"),
    [
        (Edit("Other", "A1", "x"), "no_sheet"),
        (Edit("S", "1A", "x"), "no_cell"),
        (Edit("S", "A0", "x"), "no_cell"),
        (Edit("S", "A1", "x" * 32_768), "too_long"),
        (Edit("S", "A1", Day("2024-03-05")), "no_day"),
        (Edit("S", "A1", Decimal("1234567890.12345678")), "no_number"),
        (Edit("S", "A1", Decimal("NaN")), "no_number"),
    ],
)
def test_what_cannot_stand_in_a_cell_is_told_with_its_reason(edit: Edit, reason: str) -> None:
    book = a_book(a_sheet('<sheetData><row r="1"><c r="A1"><v>12</v></c></row></sheetData>'))
    done = patch(book, [edit])
    assert ([one.reason for one in done.refused], done.content) == ([reason], book)


def test_days_keep_the_form_that_the_cell_has() -> None:
    texts = ("2024.3.5", "2024年3月", "5 March 2024", "soon")
    cells = "".join(f'<c r="{get_column_letter(at + 1)}1" t="s"><v>{at}</v></c>' for at in range(4))
    inside = f'<sheetData><row r="1">{cells}<c r="E1" s="1"><v>45000.5</v></c><c r="F1" s="1"/><c r="G1"/><c r="H1"><v>20240305</v></c><c r="I1" t="d"><v>2024-01-01T00:00:00</v></c></row></sheetData>'
    days = [Edit("S", f"{letter}1", Day("2025-11-08")) for letter in "ABCDEFGHI"]
    done = patch(a_book(a_sheet(inside), strings=texts), days)
    assert [one.after for one in done.written] == [
        "2025.11.8", "2025年11月8日", "8 November 2025", "2025-11-08", "2025-11-08", "2025-11-08", "2025-11-08", "20251108", "2025-11-08",
    ]  # fmt: skip
    assert '<c r="F1" s="1"><v>45969</v></c>' in sheet_of(done.content)
    assert '<c r="G1" t="inlineStr">' in sheet_of(done.content)


def test_a_row_is_written_only_where_nothing_stands() -> None:
    inside = '<sheetData><row r="2" ht="30" hidden="1" customHeight="1"><c r="A2" s="1"><v>1</v></c><c r="B2"><f>A2</f></c></row><row r="4"><c r="A4" t="str"><v>Total</v></c></row></sheetData>'
    done = patch(
        a_book(a_sheet(inside)),
        [],
        [
            NewRow("S", 2, {"A": Day("2024-03-05")}),
            NewRow("S", 2, {"A": Day("2024-03-06")}),
            NewRow("S", 9, {"A": "x"}),
        ],
    )
    row = '<row r="3" ht="30" customHeight="1"><c r="A3" s="1"><v>45356</v></c><c r="B3"/></row>'
    assert sheet_of(done.content) == a_sheet(inside.replace('<row r="4">', row + '<row r="4">'))
    assert [(one.cell, one.reason) for one in done.refused] == [("4:4", "taken"), ("10:10", "no_row")]


def test_a_total_that_ends_above_new_rows_is_told() -> None:
    inside = '<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="A2"><v>1</v></c></row><row r="9"><c r="A9"><f>SUM(A$1:A2)</f></c><c r="B9"><f>SUM(A1:A8)+A2</f></c></row></sheetData>'
    done = patch(a_book(a_sheet(inside)), [], [NewRow("S", 2, {"A": Decimal(5)})])
    assert (done.notes, done.stale) == ((("short", "S!A9"),), ("S!B9",))


def test_a_row_that_was_formatted_beforehand_keeps_its_formats() -> None:
    inside = '<sheetData><row r="2" ht="30"><c r="A2" s="1"><v>1</v></c><c r="B2"/></row><row r="3" ht="12"><c r="A3"/><c r="B3" s="1"/><c r="C3" s="1"/></row></sheetData><autoFilter ref="A1:B2"><filterColumn colId="0"/></autoFilter>'
    done = patch(a_book(a_sheet(inside)), [], [NewRow("S", 2, {"A": Decimal(4), "B": "x"})])
    text = '<is><t xml:space="preserve">x</t></is>'
    row = f'<row r="3" ht="12"><c r="A3" s="1"><v>4</v></c><c r="B3" s="1" t="inlineStr">{text}</c><c r="C3" s="1"/></row>'
    assert row in sheet_of(done.content)
    assert '<autoFilter ref="A1:B3"><filterColumn colId="0"/></autoFilter>' in sheet_of(done.content)
    assert done.notes == (("filter", "S"),)


NUMBERS = st.integers(-(10**14), 10**14).map(Decimal) | st.decimals(-1000, 1000, places=3)
TEXTS = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), min_size=1, max_size=12
).filter(lambda text: "_x" not in text)
VALUES = NUMBERS | TEXTS | st.booleans() | st.none()
PLACES = st.tuples(st.integers(1, 9), st.integers(1, 6))


@st.composite
def _books(draw: st.DrawFn) -> bytes:
    """Return a workbook as openpyxl writes it, with gaps, styles and merged cells."""
    book = Workbook()
    sheet = book.active
    sheet.title = "S"
    for (row, column), value in draw(st.dictionaries(PLACES, NUMBERS | TEXTS, max_size=12)).items():
        cell = sheet.cell(row, column)
        cell.value = float(value) if isinstance(value, Decimal) else value
        cell.data_type = "n" if isinstance(value, Decimal) else "s"
        if draw(st.booleans()):
            cell.number_format = "0.00"
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def _read(book: bytes) -> dict[str, Any]:
    sheet = load_workbook(BytesIO(book))["S"]
    return {
        cell.coordinate: (cell.value, cell.number_format)
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }


@settings(max_examples=60, deadline=None)
@given(_books(), st.dictionaries(PLACES, VALUES, max_size=8))
def test_whatever_is_edited_is_read_back_and_nothing_else_changes(
    book: bytes, values: dict[tuple[int, int], Any]
) -> None:
    edits = {f"{get_column_letter(column)}{row}": value for (row, column), value in values.items()}
    before = _read(book)
    done = patch(book, [Edit("S", cell, value) for cell, value in edits.items()])
    after = _read(done.content)
    assert done.refused == ()
    for cell in before.keys() | after.keys() | edits.keys():
        was, is_ = before.get(cell), after.get(cell)
        if cell not in edits:
            assert is_ == was
            continue
        value = edits[cell]
        text = was is not None and isinstance(was[0], str)
        if value is None:
            assert is_ is None
        elif isinstance(value, Decimal) and not isinstance(value, bool):
            assert is_ is not None
            assert Decimal(str(is_[0])) == value
            assert isinstance(is_[0], str) == text
        else:
            assert is_ is not None
            assert is_[0] == value
        if was and is_:
            assert is_[1] == was[1]
    again = patch(done.content, [Edit("S", cell, value) for cell, value in edits.items()])
    assert (again.content, again.written) == (done.content, ())


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=20))
def test_any_text_at_all_makes_a_file_that_can_be_read_and_says_it(text: str) -> None:
    book = a_book(a_sheet("<sheetData/>"))
    done = patch(book, [Edit("S", "A1", text)])
    if text:
        assert patch(done.content, [Edit("S", "A1", text)]).same == 1


def test_what_is_no_workbook_is_refused_with_what_to_do(tmp_path: Path) -> None:
    def file(name: str, content: bytes) -> Path:
        (tmp_path / name).write_bytes(content)
        return tmp_path / name

    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
    bomb = BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as files:
        files.writestr("xl/workbook.xml", b"<workbook/>")
        files.writestr("xl/worksheets/sheet1.xml", bytes(40 * 1024**2))
    cases = {
        "old.xls": (ole, "old_format"),
        "old.et": (ole, "old_format"),
        "locked.xlsx": (ole + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        "table.xlsx": ("项目,甲方\n一,二\n".encode(), "not_workbook"),
        "empty.xlsx": (b"", "not_workbook"),
        "bomb.xlsx": (bomb.getvalue(), "too_large"),
        "cut.xlsx": (a_book(a_sheet("<sheetData/>"))[:-40], "damaged"),
        "entities.xlsx": (a_book('<!DOCTYPE x [<!ENTITY a "b">]>' + a_sheet("<sheetData/>")), "hostile"),
        "broken.xlsx": (a_book(a_sheet("<sheetData><row></sheetData>")), "damaged"),
        "gb18030.xlsx": (a_book('<?xml version="1.0" encoding="GB18030"?><worksheet/>'), "damaged"),
    }
    for name, (content, reason) in cases.items():
        with pytest.raises(RefusedError) as caught:
            patched(file(name, content), [Edit("S", "A1", "x")])
        assert (caught.value.reason, bool(caught.value.advice)) == (reason, True), name
    with pytest.raises(NotFoundError):
        patched(tmp_path / "missing.xlsx", [])


def test_members_that_were_written_as_a_stream_keep_their_bytes() -> None:
    inner = a_book(a_sheet('<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>'))

    class Stream(BytesIO):
        """A file that cannot be gone back in, so that sizes stand behind the data."""

        def seekable(self) -> bool:
            return False

        def seek(self, *_: Any) -> int:
            raise OSError

    out = Stream()
    with zipfile.ZipFile(BytesIO(inner)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as files:
        for name in old.namelist():
            with files.open(name, "w", force_zip64=name.endswith("styles.xml")) as part:
                part.write(old.read(name))
    book = out.getvalue()
    assert b"PK\x07\x08" in book
    done = patch(b"before" + book, [Edit("S", "A1", Decimal(2))])
    with zipfile.ZipFile(BytesIO(done.content)) as files:
        assert files.testzip() is None
        assert b"<v>2</v>" in files.read("xl/worksheets/sheet1.xml")
    styles = book.index(b"xl/styles.xml")
    assert book[styles : styles + 200] in done.content


def test_a_mark_of_byte_order_before_the_sheet_is_no_matter() -> None:
    before = "\ufeff" + a_sheet('<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>')
    done = patch(a_book(before), [Edit("S", "A1", Decimal(2))])
    assert sheet_of(done.content) == before.replace("<v>1</v>", "<v>2</v>")


@pytest.mark.parametrize("name", ["formulas", "pivots", "validation"])
def test_formulas_are_calculated_on_opening_only_if_asked_for(name: str, tmp_path: Path) -> None:
    made = TWELVE[name]
    path = made.make(tmp_path / "a.xlsx")
    plain = put(path, {}, {"xl/workbook.xml": lambda xml: re.sub("<calcPr[^>]*>", "", xml)})
    done = patched(plain, edits_of(made), recalculate=True)
    assert (done.notes, len(done.parts)) == (
        ((("calculation", "xl/workbook.xml"),), 2) if name == "formulas" else ((), 1)
    )
    out = tmp_path / "b.xlsx"
    out.write_bytes(done.content)
    assert load_workbook(out).sheetnames == load_workbook(plain).sheetnames
    assert (b'<calcPr fullCalcOnLoad="1"/>' in members(out)["xl/workbook.xml"]) == (name == "formulas")
    assert len(patched(plain, edits_of(made)).parts) == 1


def test_a_signature_that_no_longer_holds_is_told() -> None:
    made = BytesIO(a_book(a_sheet("<sheetData/>")))
    with zipfile.ZipFile(made, "a") as files:
        files.writestr("_xmlsignatures/sig1.xml", "<Signature/>")
    assert patch(made.getvalue(), []).notes == ()
    assert patch(made.getvalue(), [Edit("S", "A1", "x")]).notes == (("signature", "_xmlsignatures/sig1.xml"),)


@pytest.mark.slow
def test_twenty_thousand_rows_are_written_back_within_ten_seconds(tmp_path: Path) -> None:
    import time

    path = many_rows(tmp_path / "a.xlsx")
    edits = [Edit("台账", f"G{row}", "投产") for row in range(2, 20_002)]
    began = time.process_time()
    done = patched(path, edits)
    assert len(done.written) + done.same == 20_000
    assert time.process_time() - began < 10
