"""What rows workbooks of different make hold, and what each row says, value by value with its cell."""

import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from accord.errors import ConfigError, NotFoundError, RefusedError
from accord.exchange.ledger import (
    Book,
    LedgerRow,
    RowCell,
    RowRead,
    Wanted,
    cell_at,
    open_book,
    page_of,
    parse_overrides,
    read_row,
    row_of,
    unmatched,
)
from accord.exchange.ledger.bodies import names_in
from accord.exchange.ledger.page import on_one_line, tidy
from accord.model.reading import Money
from tests.ledger import workbooks

Made = Callable[[Path], Path]


def _book(make: Made, folder: Path, **said: Any) -> Book:
    return open_book(make(folder / "ledger.xlsx"), Wanted(**said))


def _said(book: Book, sheet: int = 0) -> list[tuple[str, RowRead]]:
    pages = [page_of(row) for row in book.sheets[sheet].rows]
    return [(page, read_row(page, book.sheets[sheet].overrides)) for page in pages]


def _values(read: RowRead) -> dict[str, Any]:
    agreement = read.facts.agreements[0]
    amount = f"{agreement.amount.value} {agreement.amount.currency}" if agreement.amount else None
    return {
        "title": agreement.title, "kind": agreement.kind, "status": agreement.status, "date": agreement.date,
        "place": agreement.place, "amount": amount, "sectors": agreement.sectors,
        "parties": [party.name for party in read.facts.parties], "states": [p.state for p in read.facts.progress],
    }  # fmt: skip


def _cells(page: str, read: RowRead) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for why in read.facts.agreements[0].because:
        cell = cell_at(page, why.start, why.end)
        assert cell is not None
        assert why.rule == f"ledger.cell {cell.sheet}!{cell.cell}"
        found.setdefault(why.field, []).append((cell.cell, page[why.start : why.end]))
    return found


def test_levels_of_headers_that_are_not_merged_are_read_together(tmp_path: Path) -> None:
    def make(path: Path) -> Path:
        book = Workbook()
        for row in (
            ["No.", "Project", "Parties", None, "Signing", None],
            [None, None, "Party A", "Party B", "Date", "Value (EUR m)"],
            [1, "Cold chain", "Wuxi City", "Siemens AG", "2024-03-05", 1.5],
        ):
            book.active.append(row)
        book.save(path)
        return path

    book = _book(make, tmp_path)
    assert [column.header for column in book.sheets[0].columns] == [
        "No.", "Project", "Parties / Party A", "Parties / Party B", "Signing / Date", "Signing / Value (EUR m)",
    ]  # fmt: skip
    assert [_values(read)["title"] for _, read in _said(book)] == ["Cold chain"]


def test_a_row_under_chinese_headers_gives_every_value_with_its_cell(tmp_path: Path) -> None:
    page, read = _said(_book(workbooks.chinese_headers, tmp_path))[0]
    assert _values(read) == {
        "title": "战略合作框架协议", "kind": "strategic_cooperation", "status": "signed", "date": "2019-08-18",
        "place": "无锡市", "amount": "3200000000 CNY", "sectors": ("integrated_circuits",),
        "parties": ["无锡市人民政府", "中国电子科技集团有限公司"], "states": ["partly_delivered", "under_way"],
    }  # fmt: skip
    assert _cells(page, read) == {
        "parties": [("C2", "无锡市人民政府"), ("D2", "中国电子科技集团有限公司")],
        "title": [("B2", "战略合作框架协议")], "kind": [("B2", "战略合作框架协议")], "date": [("E2", "2019-08-18")],
        "place": [("F2", "无锡市")], "amount": [("G2", "投资额（万元）\t320000")], "sectors": [("H2", "集成电路")],
    }  # fmt: skip
    assert [page[s:e] for one in read.facts.progress for s, e in one.evidence] == ["一期已投产", "二期在建"]


def test_a_cell_names_several_bodies_and_each_stands_where_its_mention_says(tmp_path: Path) -> None:
    for page, read in _said(_book(workbooks.chinese_headers, tmp_path)):
        for party in read.facts.parties:
            assert [page[start:end] for start, end in party.mentions] == [party.name]
    assert [p.name for p in read.facts.parties][1:] == ["招商局集团有限公司", "中国远洋海运集团有限公司"]
    assert read.facts.agreements[0].amount == Money("850005000", "CNY")


def test_a_state_that_is_not_reached_is_no_progress_and_is_told(tmp_path: Path) -> None:
    _, read = _said(_book(workbooks.chinese_headers, tmp_path))[2]
    assert read.facts.progress == ()
    assert [(one.cell, one.content, one.reason) for one in read.unread] == [("J4", "尚未开工", "state")]


def test_two_header_rows_are_one_header_and_the_unit_above_the_table_holds(tmp_path: Path) -> None:
    book = _book(workbooks.two_header_rows, tmp_path)
    fields = {column.header: column.field for column in book.sheets[0].columns}
    assert fields == {
        "序号": "serial", "项目名称": "project", "合作双方 / 甲方": "party", "合作双方 / 乙方": "party",
        "签约情况 / 时间": "date", "签约情况 / 地点": "place", "投资情况 / 总投资": "amount", "投资情况 / 已到位资金": "-",
    }  # fmt: skip
    (page, first), (_, second) = _said(book)
    assert _values(first)["date"] == "2024-03-05"
    assert (_values(first)["amount"], _values(second)["amount"]) == ("1250000000 CNY", "80000000 CNY")
    assert _cells(page, first)["amount"] == [("G5", "12.5"), ("H2", "单位：亿元")]
    assert _values(second)["parties"] == ["苏州市人民政府", "中国科学技术大学"]
    assert second.facts.parties[1].kind == "university"


def test_dates_are_read_as_people_type_them_and_no_further_than_they_say(tmp_path: Path) -> None:
    dates = [_values(read)["date"] for _, read in _said(_book(workbooks.dates_as_text, tmp_path))]
    assert dates == [
        "2024-03-05", "2024-03", "2024-03-05", "2024-03", "2024-10-01", "2024", None, "2024-03-05", "2024", "2024-07",
    ]  # fmt: skip


def test_an_amount_without_a_unit_or_with_two_numbers_is_refused_and_told(tmp_path: Path) -> None:
    said = _said(_book(workbooks.dates_as_text, tmp_path))
    assert [_values(read)["amount"] for _, read in said] == [
        "320000000 CNY", "60000000 CNY", "5000000 USD", None, None, None, "12000000 CNY", None, None, None,
    ]  # fmt: skip
    told = [(one.cell, one.reason) for _, read in said for one in read.unread if "amount" in one.reason]
    assert told == [(f"E{row}", "amount without a unit") for row in (5, 6, 7, 9)]


def test_states_are_those_of_the_one_table(tmp_path: Path) -> None:
    states = [_values(read)["states"] for _, read in _said(_book(workbooks.dates_as_text, tmp_path))]
    assert states == [
        ["under_way"], ["agreed"], ["delivered"], [], ["delivered"], ["stalled"], ["under_way"], ["dropped"], [], [],
    ]  # fmt: skip


def test_a_merged_cell_holds_for_all_its_rows_but_no_amount_is_counted_twice(tmp_path: Path) -> None:
    said = _said(_book(workbooks.merged_cells, tmp_path))
    assert [_values(read)["parties"][1] for _, read in said[:3]] == ["国家电力投资集团有限公司"] * 3
    assert [_values(read)["date"] for _, read in said] == ["2022-09-09"] * 3 + ["2023-02-14"]
    assert _cells(*said[1])["date"] == [("E3:E5", "2022-09-09")]
    assert [_values(read)["amount"] for _, read in said] == ["3000000000 CNY", None, None, "800000000 CNY"]
    page, third = said[2]
    assert [page[d.start : d.end] for d in third.facts.agreements[0].doubts] == ["45"]


def test_a_section_row_holds_for_the_rows_below_it(tmp_path: Path) -> None:
    said = _said(_book(workbooks.merged_cells, tmp_path))
    assert [_values(read)["sectors"] for _, read in said] == [("energy",)] * 3 + [()]
    assert _cells(*said[0])["sectors"] == [("A2", "一、新能源产业")]


def test_hidden_rows_are_taken_and_hidden_sheets_are_not_and_both_are_said(tmp_path: Path) -> None:
    book = _book(workbooks.merged_cells, tmp_path)
    assert [(sheet.name, sheet.hidden_rows) for sheet in book.sheets] == [("央企合作", 1)]
    assert (book.hidden_sheets, book.other_sheets) == (("草稿",), ("说明",))
    assert [sheet.name for sheet in _book(workbooks.merged_cells, tmp_path, sheets=("草稿",)).sheets] == ["草稿"]


def test_totals_notes_blank_rows_and_repeated_headers_are_left_out_and_said(tmp_path: Path) -> None:
    sheet = _book(workbooks.totals, tmp_path).sheets[0]
    assert [row.number for row in sheet.rows] == [3, 4, 8]
    assert [(left.row, left.reason) for left in sheet.left_out] == [
        (5, "total"), (7, "header"), (9, "total"), (10, "note"), (11, "note"),
    ]  # fmt: skip
    assert sheet.unkept == ("D5",)


def test_one_body_and_nothing_else_is_no_agreement_and_is_said(tmp_path: Path) -> None:
    book = Workbook()
    for row in (
        ["协议名称", "甲方", "乙方", "签约时间", "金额（万元）"],
        [None, "青岛市人民政府", None, None, 5],
        [None, "青岛市人民政府", None, "近期", 5],
        [None, "青岛市人民政府", None, "2024.3.5", None],
        [None, "青岛市人民政府", "山东大学", None, None],
        ["合作协议", "青岛市人民政府", None, None, None],
    ):
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    sheet = open_book(tmp_path / "a.xlsx").sheets[0]
    assert [(left.row, left.reason) for left in sheet.left_out] == [(2, "alone"), (3, "alone")]
    assert [row.number for row in sheet.rows] == [4, 5, 6]


def test_a_row_of_those_who_still_talk_gives_a_planned_agreement_only_without_a_day(tmp_path: Path) -> None:
    def undated(path: Path) -> Path:
        book = Workbook()
        book.active.append(["项目名称", "投资方", "项目状态"])
        book.active.append(["光伏组件", "隆基绿能科技股份有限公司", "在谈"])
        book.save(path)
        return path

    assert _values(_said(_book(undated, tmp_path))[0][1])["status"] == "planned"
    assert _values(_said(_book(workbooks.totals, tmp_path))[1][1])["status"] == "signed"


def test_an_english_ledger_is_read_by_the_same_rules(tmp_path: Path) -> None:
    first, second = (_values(read) for _, read in _said(_book(workbooks.english, tmp_path)))
    assert first == {
        "title": "Memorandum of Understanding on ports", "kind": "memorandum", "status": "signed", "date": "2024-03-05",
        "place": "Ningbo", "amount": "20000000 USD", "sectors": ("logistics_ports",),
        "parties": ["Ningbo Municipal People's Government", "Port of Rotterdam Authority"], "states": ["under_way"],
    }  # fmt: skip
    assert second["parties"] == ["Ministry of Industry and Information Technology", "Siemens AG"]
    assert (second["date"], second["amount"], second["states"]) == ("2024", "1500000 EUR", [])


def test_a_person_says_once_what_a_column_holds(tmp_path: Path) -> None:
    said = parse_overrides(["备注=place", "责任单位=party", "G=-", "投资额（万元）=amount:亿元"])
    book = _book(workbooks.chinese_headers, tmp_path, overrides=said)
    assert {column.letter: column.field for column in book.sheets[0].columns if column.told} == {
        "G": "amount", "I": "party", "K": "place",
    }  # fmt: skip
    assert book.sheets[0].columns[6].unit is not None
    assert book.sheets[0].columns[6].unit.scale == Decimal(100_000_000)


@pytest.mark.parametrize(("said", "missing"), [("备注", []), ("c", []), ("Z", ["Z"]), ("不存在", ["不存在"])])
def test_what_is_said_of_a_column_that_is_not_there_is_found_out(said: str, missing: list[str], tmp_path: Path) -> None:
    assert unmatched(_book(workbooks.chinese_headers, tmp_path), [said]) == missing


@pytest.mark.parametrize("said", ["备注", "备注=colour", "=date", "投资额=amount:parsec", "备注=date:CNY"])
def test_what_no_column_can_hold_is_refused(said: str) -> None:
    with pytest.raises(ConfigError, match="--map"):
        parse_overrides([said])


def test_a_row_comes_back_from_its_text_unchanged(tmp_path: Path) -> None:
    for make in (workbooks.chinese_headers, workbooks.two_header_rows, workbooks.merged_cells, workbooks.english):
        for row in _book(make, tmp_path).sheets[0].rows:
            back = row_of(page_of(row))
            assert [(c.ref, c.header, c.content, c.form) for c in back.cells] == [
                (c.ref, c.header, c.content, c.form) for c in row.cells
            ]


def test_cells_of_several_lines_keep_their_lines_and_their_addresses(tmp_path: Path) -> None:
    def lines(path: Path) -> Path:
        book = Workbook()
        book.active.append(["项目名称", "合作单位", "签约\n时间"])
        book.active.append(["产学研合作", "1.南京大学\n2.东南大学\n\n3.河海大学", "2024-01-02"])
        book.save(path)
        return path

    page, read = _said(_book(lines, tmp_path))[0]
    assert _values(read)["parties"] == ["南京大学", "东南大学", "河海大学"]
    assert {cell for cell, _ in _cells(page, read)["parties"]} == {"B2"}
    assert _values(read)["date"] == "2024-01-02"


def _old(path: Path) -> Path:
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    return path


def _locked(path: Path) -> Path:
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le") + bytes(600))
    return path


def _words(path: Path) -> Path:
    path.write_text("序号,项目名称\n", encoding="utf-8")
    return path


def _half(path: Path) -> Path:
    path.write_bytes(workbooks.chinese_headers(path).read_bytes()[:3000])
    return path


def _without_sheet(path: Path) -> Path:
    whole = workbooks.chinese_headers(path.with_name("whole.xlsx"))
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name)[:200] if "sheet1" in name else old.read(name))
    return path


def _bomb(path: Path) -> Path:
    whole = workbooks.chinese_headers(path.with_name("whole.xlsx"))
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
        new.writestr("xl/worksheets/sheet9.xml", bytes(32 * 1024**2))
    return path


def _entities(path: Path) -> Path:
    whole = workbooks.chinese_headers(path.with_name("whole.xlsx"))
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            new.writestr(
                name, b'<!DOCTYPE x [<!ENTITY a "b">]>' + old.read(name) if "sheet1" in name else old.read(name)
            )
    return path


def _strict(path: Path) -> Path:
    whole = workbooks.chinese_headers(path.with_name("whole.xlsx"))
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            usual = b"schemas.openxmlformats.org/spreadsheetml/2006/main"
            new.writestr(name, old.read(name).replace(usual, b"purl.oclc.org/ooxml/spreadsheetml/main"))
    return path


def _slides(path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as new:
        new.writestr("ppt/presentation.xml", "<p/>")
    return path


def _binary(path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as new:
        new.writestr("xl/workbook.bin", "x")
    return path


def _no_header(path: Path) -> Path:
    book = Workbook()
    book.active.append(["天气", "温度"])
    book.active.append(["晴", 20])
    book.save(path)
    return path


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (_old, "old_format"),
        (_locked, "encrypted"),
        (_words, "not_workbook"),
        (_half, "damaged"),
        (_without_sheet, "damaged"),
        (_bomb, "too_large"),
        (_entities, "hostile"),
        (_strict, "strict_format"),
        (_slides, "other_office"),
        (_binary, "binary_workbook"),
        (_no_header, "no_header"),
    ],
)
def test_what_cannot_be_read_is_refused_with_advice(make: Made, reason: str, tmp_path: Path) -> None:
    with pytest.raises(RefusedError) as refused:
        open_book(make(tmp_path / "ledger.xlsx"))
    assert refused.value.reason == reason
    assert refused.value.advice
    assert "{" not in f"{refused.value} {refused.value.advice}"


def test_a_file_or_a_sheet_that_is_not_there_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="there is no file"):
        open_book(tmp_path / "none.xlsx")
    with pytest.raises(NotFoundError, match="it has: 签约台账"):
        open_book(workbooks.chinese_headers(tmp_path / "a.xlsx"), Wanted(sheets=("无",)))


_TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=30)


@given(st.lists(st.tuples(_TEXTS, _TEXTS), max_size=5))
def test_whatever_stands_in_cells_comes_back_from_the_text_where_it_says(cells: list[tuple[str, str]]) -> None:
    kept = [
        RowCell(f"A{at}", on_one_line(header), tidy(content)) for at, (header, content) in enumerate(cells, start=1)
    ]
    page = page_of(LedgerRow("2024", 5, tuple(kept), "signings", "sha256:0", 1))
    back = row_of(page)
    assert [(c.ref, c.header, c.content) for c in back.cells] == [(c.ref, c.header, c.content) for c in kept]
    assert [page[c.start : c.end] for c in back.cells] == [c.content for c in kept]
    assert page_of(back) == page


HEADS: list[tuple[str, list[list[object]], dict[str, str]]] = [
    (
        "groups that are not merged",
        [["项目台账"], ["序号", "项目名称", "合作双方", None, "签约时间"], [None, None, "甲方", "乙方", None]],
        {"C": "party", "D": "party", "E": "date"},
    ),
    (
        "partners with numbers",
        [["合作单位1", "合作单位2", "协议", "签订日期"]],
        {"A": "party", "B": "party", "C": "title", "D": "date"},
    ),
    (
        "what was paid in is not what was agreed",
        [["项目名称", "投资方", "协议投资额（万元）", "实际到位资金（万元）", "其中：固定资产投资（万元）"]],
        {"C": "amount", "D": "-", "E": "-"},
    ),
    (
        "days of other things are no days of signing",
        [["协议名称", "甲方", "签署日期", "有效期", "到期日期", "计划开工时间", "更新时间"]],
        {"C": "date", "D": "-", "E": "-", "F": "-", "G": "-"},
    ),
    (
        "those who are responsible do not agree",
        [["项目名称", "牵头单位", "责任单位", "签约单位", "联系人"]],
        {"B": "-", "C": "-", "D": "party", "E": "-"},
    ),
    (
        "what is a document says which kind it is",
        [["甲方", "乙方", "协议文件", "签约时间"]],
        {"A": "party", "C": "kind", "D": "date"},
    ),
    (
        "English words in any case",
        [["NO.", "PROJECT NAME", "PARTNER", "DATE SIGNED", "TOTAL INVESTMENT (USD m)", "EXPIRY DATE"]],
        {"A": "serial", "B": "project", "C": "party", "D": "date", "E": "amount", "F": "-"},
    ),
]


@pytest.mark.parametrize(("why", "rows", "fields"), HEADS, ids=[head[0] for head in HEADS])
def test_headers_say_what_columns_hold(
    why: str, rows: list[list[object]], fields: dict[str, str], tmp_path: Path
) -> None:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.active.append([f"7 x{at}" for at in range(max(map(len, rows)))])
    book.save(tmp_path / "a.xlsx")
    columns = {column.letter: column.field for column in open_book(tmp_path / "a.xlsx").sheets[0].columns}
    assert {letter: columns[letter] for letter in fields} == fields, why


@pytest.mark.parametrize(
    ("content", "names", "why"),
    [
        ("无锡市和苏州市", ["无锡市", "苏州市"], "both end as bodies do"),
        ("市工业和信息化局", ["市工业和信息化局"], "one name with a joint in it"),
        ("华润（集团）有限公司、中国银行", ["华润（集团）有限公司", "中国银行"], "brackets inside a name are its own"),
        ("中国电子科技集团有限公司（中国电科）", ["中国电子科技集团有限公司"], "an aside behind a name is not"),
        (
            "Lotus Co., Ltd. and Wuxi Municipal Government",
            ["Lotus Co., Ltd.", "Wuxi Municipal Government"],
            "a comma of a form",
        ),
        ("Ministry of Culture and Tourism", ["Ministry of Culture and Tourism"], "one ministry"),
        ("1、南京大学 2、东南大学", ["南京大学", "东南大学"], "numbers of a list on one line"),
        ("360集团、58同城", ["360集团", "58同城"], "numbers that are names"),
        ("①北京大学②清华大学", ["北京大学", "清华大学"], "numbers in circles"),
        ("-", [], "a dash is nobody"),
    ],
)
def test_bodies_of_a_cell_are_parted_only_where_that_is_sure(content: str, names: list[str], why: str) -> None:
    assert [named.name for named in names_in(content)] == names, why
