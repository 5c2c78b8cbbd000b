"""What importing a ledger does to a register: through the command line, with the program's own identity."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from tests.cli.town import Town
from tests.ledger import workbooks

Made = Callable[[Path], Path]
SIX: dict[str, tuple[Made, int]] = {
    "chinese headers": (workbooks.chinese_headers, 3),
    "two header rows": (workbooks.two_header_rows, 2),
    "dates as text": (workbooks.dates_as_text, 10),
    "merged cells": (workbooks.merged_cells, 4),
    "totals": (workbooks.totals, 3),
    "english": (workbooks.english, 2),
    "two thousand rows": (lambda path: workbooks.large(path, 2_000), 2_000),
}


@pytest.fixture
def office(tmp_path: Path) -> Town:
    return Town(tmp_path).as_("Wang")


def _import(town: Town, path: Path, *words: str) -> dict[str, Any]:
    return dict(town.json("ledger", "import", path, "--quiet", *words))


def _signed(town: Town) -> dict[str, dict[str, Any]]:
    return {one["title"]: one for one in town.listed("agreements")}


def _table(path: Path, *rows: list[object]) -> Path:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def _edited(path: Path, **cells: object) -> Path:
    book = load_workbook(path)
    for address, content in cells.items():
        book.active[address] = content
    book.save(path)
    return path


@pytest.mark.parametrize(
    "name", [pytest.param(one, marks=[pytest.mark.slow] * (one == "two thousand rows")) for one in SIX]
)
def test_ledgers_of_every_make_come_in_whole_and_twice_without_doubling(name: str, office: Town) -> None:
    make, rows = SIX[name]
    path = make(office.folder / "ledger.xlsx")
    first = _import(office, path, "--yes")
    assert (first["rows"], len(first["new"]), first["unchanged"]) == (rows, rows, 0)
    stands = office.run("digest").stdout
    assert office.json("agreements")["total"] == rows
    again = _import(office, path, "--yes")
    assert (again["new"], again["changed"], again["gone"], again["unchanged"]) == ([], [], [], rows)
    assert office.run("digest").stdout == stands
    verified = office.run("verify", "--quiet")
    assert verified.exit_code == 0, verified.stdout


def test_a_preview_tells_and_writes_nothing(office: Town) -> None:
    path = workbooks.chinese_headers(office.folder / "签约.xlsx")
    shown = office.run("ledger", "import", path, "--quiet")
    assert shown.exit_code == 0
    assert "签约台账 row 2: 战略合作框架协议" in shown.stdout
    assert "3 rows of the ledger “签约”: 3 new" in shown.stdout
    assert "--yes" in shown.stderr
    assert not office.register.exists()
    office.ingested()
    stands = office.run("digest").stdout
    assert _import(office, path)["written"] is False
    assert office.run("digest").stdout == stands


def test_a_preview_tells_what_each_row_is_understood_to_say(office: Town) -> None:
    path = workbooks.chinese_headers(office.folder / "a.xlsx")
    shown = office.run("ledger", "import", path, "--quiet").stdout
    assert "    2019-08-18, 3,200,000,000 CNY: 无锡市人民政府; 中国电子科技集团有限公司\n" in shown
    assert "    2021-05-06, no amount: 无锡市人民政府; 东南大学; 江南大学\n" in shown
    first = _import(office, path)["new"][0]
    assert (first["parties"], first["date"], first["amount"], first["also"]) == (
        ["无锡市人民政府", "中国电子科技集团有限公司"], "2019-08-18", {"value": "3200000000", "currency": "CNY"}, [],
    )  # fmt: skip


def test_a_preview_tells_which_rows_others_report_too(office: Town) -> None:
    path = _town_ledger(office.folder / "a.xlsx", "2024-07-14")
    shown = office.ingested().run("ledger", "import", path, "--quiet").stdout
    assert "others report it too: a-" in shown
    [also] = _import(office, path)["new"][0]["also"]
    assert also["source"].endswith("one.txt")
    assert office.run("show", also["report"]).exit_code == 0


def test_where_most_rows_are_gone_a_person_is_warned(office: Town) -> None:
    path = workbooks.chinese_headers(office.folder / "a.xlsx")
    _import(office, path, "--yes")
    assert "Warning" not in office.run("ledger", "import", workbooks.chinese_headers(path, rows=2), "--quiet").stdout
    shown = office.run("ledger", "import", workbooks.chinese_headers(path, rows=1), "--quiet").stdout
    assert "Warning: 2 of 3 rows that came before are gone." in shown


def test_the_evidence_of_an_agreement_names_its_cells(office: Town) -> None:
    _import(office, workbooks.chinese_headers(office.folder / "a.xlsx"), "--yes")
    shown = office.json("show", _signed(office)["战略合作框架协议"]["id"])
    told = {(one["field"], one["note"], one["quote"]) for one in shown["evidence"] if one["role"] == "because"}
    assert ("date", "ledger.cell 签约台账!E2", "2019-08-18") in told
    assert ("amount", "ledger.cell 签约台账!G2", "投资额（万元）\t320000") in told


def test_a_changed_cell_takes_the_place_of_the_old_one_and_can_change_back(office: Town) -> None:
    path = office.folder / "a.xlsx"
    _import(office, workbooks.chinese_headers(path), "--yes")
    before = _signed(office)["战略合作框架协议"]
    done = _import(office, workbooks.chinese_headers(path, change={"G2": 400000}), "--yes")
    assert [(one["row"], one["cells"]) for one in done["changed"]] == [(2, [["投资额（万元）", "320000", "400000"]])]
    assert _signed(office)["战略合作框架协议"]["amount"] == "4000000000"
    assert office.json("agreements")["total"] == 3
    _import(office, workbooks.chinese_headers(path), "--yes")
    after = _signed(office)["战略合作框架协议"]
    assert {name: after[name] for name in ("amount", "date", "title", "reports")} == {
        name: before[name] for name in ("amount", "date", "title", "reports")
    }
    assert office.run("verify", "--quiet").exit_code == 0


def test_a_row_that_is_gone_is_told_and_stays_until_a_person_withdraws_it(office: Town) -> None:
    path = office.folder / "a.xlsx"
    _import(office, workbooks.chinese_headers(path), "--yes")
    fewer = workbooks.chinese_headers(path, rows=2)
    assert [one["title"] for one in _import(office, fewer, "--yes")["gone"]] == ["港口物流合作备忘录"]
    assert "港口物流合作备忘录" in _signed(office)
    document = office.json("show", _signed(office)["港口物流合作备忘录"]["id"])["evidence"][0]["document"]
    assert office.run("decide", "withdraw", document).exit_code == 0
    assert "港口物流合作备忘录" not in _signed(office)
    assert _import(office, fewer, "--yes")["gone"] == []


def test_a_row_put_in_above_and_new_running_numbers_change_nothing_else(office: Town) -> None:
    path = office.folder / "a.xlsx"
    _import(office, workbooks.chinese_headers(path), "--yes")
    book = load_workbook(path)
    book.active.insert_rows(2)
    for column, content in enumerate([1, "数字经济合作协议", "无锡市人民政府", "清华大学", "2024.6.1"], start=1):
        book.active.cell(2, column, content)
    for row, number in ((3, 2), (4, 3), (5, 4)):
        book.active.cell(row, 1, number)
    book.save(path)
    done = _import(office, path, "--yes")
    assert [one["title"] for one in done["new"]] == ["数字经济合作协议"]
    assert (done["changed"], done["gone"], done["unchanged"]) == ([], [], 3)


def test_a_number_that_only_counts_the_rows_does_not_say_which_row_is_which(office: Town) -> None:
    path, head = office.folder / "a.xlsx", ["编号", "项目名称", "甲方", "签约时间"]
    rows = [[title, "厦门市人民政府", "2024.2.3"] for title in ("软件园", "邮轮港", "冷链基地")]
    _import(office, _table(path, head, *([at, *row] for at, row in enumerate(rows, start=1))), "--yes")
    del rows[0]
    done = _import(office, _table(path, head, *([at, *row] for at, row in enumerate(rows, start=1))), "--yes")
    assert (done["unchanged"], done["changed"], [one["title"] for one in done["gone"]]) == (2, [], ["软件园"])


def test_a_number_of_its_own_says_which_row_is_which_whatever_else_changes(office: Town) -> None:
    path, head = office.folder / "a.xlsx", ["项目编号", "项目名称", "甲方", "签约时间"]
    _import(
        office,
        _table(
            path, head, ["XM-7", "软件园", "厦门市人民政府", "2024.2.3"], ["XM-9", "邮轮港", "厦门市人民政府", None]
        ),
        "--yes",
    )
    done = _import(
        office,
        _table(
            path,
            head,
            ["XM-9", "国际邮轮母港", "厦门港务控股集团有限公司", "2024.5.6"],
            ["XM-7", "软件园", "厦门市人民政府", "2024.2.3"],
        ),
        "--yes",
    )
    assert (done["new"], done["gone"], [one["title"] for one in done["changed"]]) == ([], [], ["国际邮轮母港"])


def test_a_title_that_was_mended_is_a_change_and_no_second_agreement(office: Town) -> None:
    path = office.folder / "a.xlsx"
    _import(office, workbooks.chinese_headers(path), "--yes")
    done = _import(office, _edited(path, B3="人才联合培养合作协议"), "--yes")
    assert (len(done["changed"]), done["new"], done["gone"]) == (1, [], [])
    assert "人才培养合作协议" not in _signed(office)


def test_what_a_person_decided_about_a_row_stands_when_another_cell_changes(office: Town) -> None:
    path = office.folder / "a.xlsx"
    _import(office, workbooks.chinese_headers(path), "--yes")
    office.run("decide", "set", _signed(office)["战略合作框架协议"]["id"], "place", "Lake Tai")
    _import(office, workbooks.chinese_headers(path, change={"K2": "每半年会商一次"}), "--yes")
    assert _signed(office)["战略合作框架协议"]["place"] == "Lake Tai"
    assert office.run("verify", "--quiet").exit_code == 0


def test_spaces_and_lines_in_cells_are_no_change(office: Town) -> None:
    path = _table(
        office.folder / "a.xlsx",
        ["项目名称", "合作\n单位", "签约时间"],
        [" 数字  港口", "青岛港集团有限公司\n\n 山东大学 ", "2024.1.2 "],
    )
    _import(office, path, "--yes")
    assert _import(office, path)["unchanged"] == 1


def test_a_row_that_stands_in_two_sheets_is_taken_once(office: Town) -> None:
    path = workbooks.chinese_headers(office.folder / "a.xlsx")
    book = load_workbook(path)
    book.copy_worksheet(book.active).title = "汇总"
    book.save(path)
    done = _import(office, path, "--yes")
    assert (len(done["new"]), len(done["repeated"])) == (3, 3)
    assert office.json("agreements")["total"] == 3


def _town_ledger(path: Path, day: str, amount: object = None) -> Path:
    return _table(
        path,
        ["Title", "Party A", "Party B", "Date", "Amount (CNY)"],
        ["Framework agreement", "Wuxi", "Lotus", day, amount],
    )


def test_news_and_ledger_of_one_signing_are_one_agreement_in_whatever_order_they_come(
    tmp_path: Path, office: Town
) -> None:
    path = _town_ledger(tmp_path / "a.xlsx", "2024-07-14")
    done = _import(office.ingested(), path, "--yes")
    assert (done["joined"], done["conflicts"]) == (1, [])
    [agreement] = [one for one in office.listed("agreements") if one["date"] == "2024-07-14"]
    assert agreement["reports"] == 2
    (tmp_path / "other").mkdir()
    other = Town(tmp_path / "other")
    _import(other, path, "--yes")
    assert [one["reports"] for one in other.listed("agreements")] == [1]
    assert [one["reports"] for one in other.ingested().listed("agreements") if one["date"] == "2024-07-14"] == [2]


def test_a_day_that_the_news_gives_otherwise_is_a_conflict_before_anything_is_written(office: Town) -> None:
    done = _import(office.ingested(), _town_ledger(office.folder / "a.xlsx", "2024-07-15"))
    assert [(one["field"], one["ledger"], one["other"], one["joined"]) for one in done["conflicts"]] == [
        ("date", "2024-07-15", "2024-07-14", True)
    ]
    assert done["written"] is False


def test_what_a_person_says_of_a_column_is_remembered_for_tables_with_these_headers(office: Town) -> None:
    rows = (["名目", "甲方", "乙方", "何时"], ["智能制造合作", "武汉市人民政府", "华中科技大学", "2024.5.6"])
    path = _table(office.folder / "a.xlsx", *rows)
    unmapped = _import(office, path, "--header", "1")
    assert [one["field"] for one in unmapped["sheets"][0]["columns"]] == ["-", "party", "party", "-"]
    _import(office, path, "--map", "名目=project", "--map", "何时=date", "--yes")
    assert _signed(office)["智能制造合作"]["date"] == "2024-05-06"
    rows[1][3] = "2024.5.7"
    again = _import(office, _table(path, *rows), "--yes")
    assert [one["told"] for one in again["sheets"][0]["columns"]] == [True, False, False, True]
    assert _signed(office)["智能制造合作"]["date"] == "2024-05-07"


def test_a_column_that_is_understood_anew_is_read_anew_in_rows_that_did_not_change(office: Town) -> None:
    path = workbooks.chinese_headers(office.folder / "a.xlsx")
    _import(office, path, "--yes")
    done = _import(office, path, "--map", "投资额（万元）=-", "--yes")
    assert (len(done["read_anew"]), done["changed"], done["new"]) == (2, [], [])
    assert _signed(office)["战略合作框架协议"]["amount"] is None
    _import(office, path, "--map", "投资额（万元）=amount", "--yes")
    assert _signed(office)["战略合作框架协议"]["amount"] == "3200000000"


def test_a_newer_file_of_a_known_list_is_recognised_by_its_columns(office: Town) -> None:
    _import(office, workbooks.chinese_headers(office.folder / "5月.xlsx"), "--yes")
    shown = office.run("ledger", "import", workbooks.chinese_headers(office.folder / "6月.xlsx"), "--quiet")
    assert "say --ledger 5月" in shown.stdout
    done = _import(office, office.folder / "6月.xlsx", "--ledger", "5月", "--yes")
    assert done["unchanged"] == 3


def test_a_sheet_that_was_not_asked_for_is_left_alone(office: Town) -> None:
    path = workbooks.chinese_headers(office.folder / "a.xlsx")
    book = load_workbook(path)
    other = book.create_sheet("另表")
    other.append(["项目名称", "甲方", "签约时间"])
    other.append(["绿色港口合作", "青岛市人民政府", "2022-02-02"])
    book.save(path)
    _import(office, path, "--yes")
    done = _import(office, path, "--sheet", "另表", "--yes")
    assert (done["gone"], done["unchanged"]) == ([], 1)


def test_progress_of_a_row_is_in_the_list_of_progress(office: Town) -> None:
    _import(office, workbooks.chinese_headers(office.folder / "a.xlsx"), "--yes")
    told = {(one["object"], one["state"]) for one in office.listed("progress")}
    assert told == {
        ("战略合作框架协议", "partly_delivered"), ("战略合作框架协议", "under_way"), ("人才培养合作协议", "agreed"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["missing.xlsx"], 4, "no file"),
        (["a.xlsx", "--map", "备注=colour"], 2, "the fields are"),
        (["a.xlsx", "--map", "不存在=party"], 2, "no column 不存在; the columns are 签约台账: A 序号, B 协议名称"),
        (["a.xlsx", "--map", "Z=party"], 2, "no column Z"),
        (["a.xlsx", "--sheet", "无"], 4, "has no sheet 无; it has: 签约台账. Give one"),
        (["a.xlsx", "--ledger", "a#b"], 2, "without #"),
        (["a.xlsx", "--header", "0"], 2, "--header"),
        (
            ["a.xlsx", "--header", "30"],
            3,
            "below the headers (sheets: 签约台账). Say where the header stands: --header N",
        ),
    ],
)
def test_a_wrong_call_says_what_to_do(words: list[str], code: int, said: str, office: Town) -> None:
    workbooks.chinese_headers(office.folder / "a.xlsx")
    result = office.run("ledger", "import", office.folder / words[0], *words[1:])
    assert (result.exit_code, said in result.stderr) == (code, True), result.stderr


def test_reading_everything_anew_leaves_the_rows_of_ledgers_as_they_are(office: Town) -> None:
    _import(office, workbooks.chinese_headers(office.folder / "a.xlsx"), "--yes")
    stands = office.run("digest").stdout
    assert office.run("rebuild", "--reread", "--quiet").exit_code == 0
    assert office.run("digest").stdout == stands


def test_search_finds_words_of_cells_that_fill_no_field(office: Town) -> None:
    _import(office, workbooks.chinese_headers(office.folder / "a.xlsx"), "--yes")
    found = office.run("search", "工业和信息化局", "--in", "documents", "--format", "json")
    assert found.exit_code == 0
    assert "战略合作框架协议" in found.stdout
    assert "人才培养合作协议" not in found.stdout


@pytest.mark.slow
def test_twenty_thousand_rows_come_in_within_a_minute(office: Town) -> None:
    path = workbooks.large(office.folder / "ledger.xlsx", 20_000)
    began = time.process_time()
    assert len(_import(office, path, "--yes")["new"]) == 20_000
    assert time.process_time() - began < 60
    assert len(_import(office, path)["new"]) == 0
