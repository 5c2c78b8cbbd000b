"""A ledger goes back to its office as the workbook that it was, with what the register knows by now."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from accord.bootstrap import the_identity, the_register
from accord.flows import Deciding
from accord.flows.reached import Words, reached
from tests.cli.town import Town
from tests.exchange.workbook.raw import members
from tests.exchange.workbook.twelve import TWELVE
from tests.ledger import workbooks


@pytest.fixture
def office(tmp_path: Path) -> Town:
    return Town(tmp_path).as_("Wang")


pytestmark = pytest.mark.filterwarnings("ignore:Conditional Formatting extension")  # openpyxl, which only compares here
Make = Callable[[Path], Path]


def _kept(town: Town, make: Make = workbooks.chinese_headers) -> Path:
    """Return a ledger that is in the register."""
    path = make(town.folder / "签约.xlsx")
    assert town.run("ledger", "import", path, "--quiet", "--yes").exit_code == 0
    return path


def _set(town: Town, title: str, field: str, value: str, *words: str) -> None:
    [agreement] = [one for one in town.listed("agreements") if one["title"] == title]
    done = town.run("decide", "set", agreement["id"], field, value, *words)
    assert done.exit_code == 0, done.stderr


def _export(town: Town, path: Path, *words: object, to: str = "new.xlsx") -> dict[str, Any]:
    return dict(town.json("ledger", "export", path, "--out", town.folder / to, "--replace", *words))


def _cells(path: Path) -> dict[tuple[str, str], Any]:
    book = load_workbook(path)
    return {
        (s.title, c.coordinate): getattr(c.value, "text", c.value)
        for s in book.worksheets
        for row in s.iter_rows()
        for c in row
        if c.value is not None
    }


def _differ(one: Path, other: Path) -> dict[str, Any]:
    """Return the cells that differ, as the other has them."""
    before, after = _cells(one), _cells(other)
    return {
        place: after.get((sheet, place))
        for sheet, place in sorted(before.keys() | after.keys())
        if before.get((sheet, place)) != after.get((sheet, place))
    }


def test_a_ledger_of_which_nothing_was_decided_goes_back_as_the_same_file(office: Town) -> None:
    path = _kept(office)
    done = _export(office, path)
    assert (done["changes"], done["conflicts"], done["left_out"], done["others"]) == ([], [], [], [])
    assert (done["known"], done["rows"], done["ledger"]) == (True, 3, "签约")
    assert (office.folder / "new.xlsx").read_bytes() == path.read_bytes()


def test_a_corrected_day_and_amount_stand_in_their_cells_in_the_offices_own_way(office: Town) -> None:
    path = _kept(office)
    _set(office, "战略合作框架协议", "date", "2019-08-20", "--why", "the minutes say so")
    _set(office, "港口物流合作备忘录", "amount", "860000000 CNY")
    done = _export(office, path)
    told = {one["cell"]: (one["before"], one["after"]) for one in done["changes"]}
    assert told == {"E2": ("2019-08-18", "2019-08-20"), "G4": ("85000.5", "86000")}
    [day] = [one for one in done["changes"] if one["cell"] == "E2"]
    assert "Wang" in day["why"]
    assert "the minutes say so" in day["why"]
    assert day["quote"] == "", "the row itself proves nothing that it does not say"
    new = office.folder / "new.xlsx"
    assert {place: str(value) for place, value in _differ(path, new).items()} == {
        "E2": "2019-08-20 00:00:00",
        "G4": "86000",
    }
    assert {part for part, content in members(path).items() if members(new)[part] != content} == set(done["parts"])
    assert len(done["parts"]) == 1


@pytest.mark.parametrize("name", [name for name in TWELVE if name != "twenty thousand rows"])
def test_ledgers_of_every_make_go_back_with_the_one_cell_changed_that_was_decided(name: str, office: Town) -> None:
    made = TWELVE[name]
    path = made.make(office.folder / f"签约{made.suffix}")
    assert office.run("ledger", "import", path, "--quiet", "--yes").exit_code == 0
    title = str(_cells(path)[made.sheet, f"B{made.first}"])
    _set(office, title, "date", "2023-04-18")
    new = f"new{made.suffix}"
    done = _export(office, path, to=new)
    assert [(one["cell"], one["after"]) for one in done["changes"]] == [
        (f"E{made.first}", "2023.4.18" if made.days == "text" else "2023-04-18")
    ]
    assert (done["conflicts"], done["left_out"], done["others"], done["new"]) == ([], [], [], [])
    assert set(_differ(path, office.folder / new)) == {f"E{made.first}"}
    differ = {part for part, content in members(path).items() if members(office.folder / new)[part] != content}
    assert differ == set(done["parts"])


def test_days_that_are_typed_as_text_stay_text_of_the_same_shape(office: Town) -> None:
    path = _kept(office, workbooks.dates_as_text)
    _set(office, "第1批合作项目", "date", "2024-03-09")
    _set(office, "第2批合作项目", "date", "2024-04")
    _set(office, "第1批合作项目", "amount", "350000000 CNY")
    _export(office, path)
    assert _differ(path, office.folder / "new.xlsx") == {"D2": "2024.3.9", "D3": "2024年4月", "E2": "3.5亿元"}


def test_a_corrected_state_is_said_in_the_words_that_the_office_uses(office: Town) -> None:
    path = _kept(office)
    [said] = [one for one in office.listed("progress") if one["state"] == "under_way"]
    assert office.run("decide", "set", said["id"], "state", "delivered").exit_code == 0
    _export(office, path)
    assert _differ(path, office.folder / "new.xlsx") == {"J2": "一期已投产，投产"}


def test_what_goes_back_comes_in_again_as_it_was_decided(office: Town) -> None:
    path = _kept(office)
    _set(office, "战略合作框架协议", "date", "2019-08-20")
    _set(office, "战略合作框架协议", "place", "苏州市")
    _set(office, "港口物流合作备忘录", "amount", "860000000 CNY")
    _export(office, path)
    new = office.folder / "new.xlsx"
    assert office.run("ledger", "import", new, "--ledger", "签约", "--quiet", "--yes").exit_code == 0
    again = _export(office, new, to="newer.xlsx")
    assert (again["changes"], again["conflicts"], again["left_out"]) == ([], [], [])
    assert office.run("verify", "--quiet").exit_code == 0


def test_a_cell_that_both_changed_is_a_conflict_that_a_person_decides(office: Town) -> None:
    path = _kept(office)
    _set(office, "战略合作框架协议", "place", "苏州市")
    workbooks.chinese_headers(path, change={"F2": "宜兴市", "K4": "已延期"})
    done = _export(office, path)
    assert done["known"] is False
    assert [(one["cell"], one["imported"], one["before"], one["after"]) for one in done["conflicts"]] == [
        ("F2", "无锡市", "宜兴市", "苏州市")
    ]
    assert {(one["cell"], one["imported"], one["now"]) for one in done["others"]} == {
        ("F2", "无锡市", "宜兴市"),
        ("K4", "拟于明年启动", "已延期"),
    }
    new = office.folder / "new.xlsx"
    assert _differ(path, new) == {}
    _export(office, path, "--prefer", "workbook")
    assert _differ(path, new) == {}
    _export(office, path, "--prefer", "register")
    assert _differ(path, new) == {"F2": "苏州市"}


def test_what_an_earlier_export_put_into_the_workbook_is_no_change_of_the_office(office: Town) -> None:
    path = _kept(office)
    _set(office, "战略合作框架协议", "date", "2019-08-20")
    _set(office, "港口物流合作备忘录", "amount", "860000000 CNY")
    _export(office, path)
    _set(office, "战略合作框架协议", "date", "2019-08-21")
    _set(office, "港口物流合作备忘录", "amount", "870000000 CNY")
    new = office.folder / "new.xlsx"
    done = _export(office, new, to="newer.xlsx")
    assert (len(done["changes"]), done["conflicts"]) == (2, [])
    assert {place: str(value) for place, value in _differ(new, office.folder / "newer.xlsx").items()} == {
        "E2": "2019-08-21 00:00:00", "G4": "87000",
    }  # fmt: skip


def test_of_single_cells_a_person_says_who_is_right(office: Town) -> None:
    path = _kept(office)
    for title in ("战略合作框架协议", "人才培养合作协议"):
        _set(office, title, "place", "苏州市")
    workbooks.chinese_headers(path, change={"F2": "宜兴市", "F3": "常州市"})
    _export(office, path, "--prefer", "register", "--prefer", "签约台账!F3=workbook")
    assert _differ(path, office.folder / "new.xlsx") == {"F2": "苏州市"}
    assert office.run("ledger", "export", path, "--dry-run", "--prefer", "me").exit_code == 2


def test_two_things_decided_of_one_cell_stand_in_it_both(office: Town) -> None:
    path = _kept(office)
    for said in office.listed("progress"):
        if said["state"] in ("under_way", "partly_delivered"):
            assert office.run("decide", "set", said["id"], "state", "stalled").exit_code == 0
    done = _export(office, path)
    assert (done["conflicts"], done["left_out"]) == ([], [])
    assert _differ(path, office.folder / "new.xlsx") == {"J2": "停滞，停滞"}


def test_a_corrected_body_takes_the_place_of_the_other_in_its_cell(office: Town) -> None:
    path = _kept(office)
    _set(office, "人才培养合作协议", "parties", "无锡市人民政府; 东南大学; 南京大学")
    _set(office, "战略合作框架协议", "parties", "无锡市人民政府; 中国电子科技集团有限公司; 清华大学")
    _set(office, "港口物流合作备忘录", "parties", "宁波市人民政府; 招商局集团有限公司")
    _export(office, path)
    assert _differ(path, office.folder / "new.xlsx") == {
        "D3": "东南大学、南京大学", "D2": "中国电子科技集团有限公司、清华大学", "D4": "招商局集团有限公司",
    }  # fmt: skip


def test_sectors_kind_and_who_signed_are_written_in_words(office: Town) -> None:
    path = _kept(office)
    _set(office, "港口物流合作备忘录", "sectors", "logistics_ports; artificial_intelligence")
    _set(office, "战略合作框架协议", "kind", "memorandum")
    done = _export(office, path)
    assert [(one["cell"], one["after"]) for one in done["changes"]] == [("H4", "物流、人工智能")]
    assert [(one["field"], one["reason"]) for one in done["left_out"]] == [("kind", "no_column")]


def test_a_formula_is_never_written_over(office: Town) -> None:
    path = workbooks.chinese_headers(office.folder / "签约.xlsx")
    kept = members(path)
    sheet = kept["xl/worksheets/sheet1.xml"].decode()
    assert "<v>320000</v>" in sheet
    kept["xl/worksheets/sheet1.xml"] = sheet.replace("<v>320000</v>", "<f>160000*2</f><v>320000</v>").encode()
    from tests.exchange.workbook.raw import packed

    packed(path, kept)
    assert office.run("ledger", "import", path, "--quiet", "--yes").exit_code == 0
    _set(office, "战略合作框架协议", "amount", "3300000000 CNY")
    done = _export(office, path)
    assert (done["changes"], [(one["cell"], one["reason"]) for one in done["left_out"]]) == ([], [("G2", "formula")])
    assert (office.folder / "new.xlsx").read_bytes() == path.read_bytes()


def test_an_amount_in_another_currency_than_the_column_has_is_left(office: Town) -> None:
    path = _kept(office)
    _set(office, "港口物流合作备忘录", "amount", "860000000 USD")
    _set(office, "人才培养合作协议", "amount", "2500000 CNY")
    done = _export(office, path)
    assert [(one["field"], one["reason"]) for one in done["left_out"]] == [("amount", "no_way")]
    assert _differ(path, office.folder / "new.xlsx") == {"G3": 250}


def test_a_cell_that_holds_for_several_rows_is_left(office: Town) -> None:
    path = _kept(office, workbooks.merged_cells)
    _set(office, "海上风电", "date", "2022-09-10")
    done = _export(office, path)
    assert [(one["reason"], one["field"]) for one in done["left_out"]] == [("several_rows", "date")]


def test_a_preview_says_each_cell_before_and_after_and_why_and_writes_nothing(office: Town) -> None:
    path = _kept(office)
    _set(office, "战略合作框架协议", "date", "2019-08-20", "--why", "the minutes say so")
    shown = office.run("ledger", "export", path, "--dry-run")
    assert shown.exit_code == 0, shown.stderr
    assert "签约台账!E2 战略合作框架协议" in shown.stdout
    assert "签约时间: 2019-08-18 -> 2019-08-20" in shown.stdout
    assert "the minutes say so" in shown.stdout
    assert "1 cell would be written; nothing is written yet" in shown.stdout
    assert sorted(one.name for one in office.folder.iterdir() if one.suffix == ".xlsx") == ["签约.xlsx"]


def test_a_decision_on_the_news_of_the_same_signing_reaches_the_ledger(office: Town) -> None:
    path = _kept(office.ingested(), _town_ledger)
    [agreement] = [one for one in office.listed("agreements") if one["reports"] == 2]
    assert office.run("decide", "set", agreement["id"], "date", "2024-07-16").exit_code == 0
    [change] = _export(office, path)["changes"]
    assert _differ(path, office.folder / "new.xlsx") == {"D2": "2024-07-16"}
    assert change["why"].startswith("d1, Wang")


def test_an_agreement_from_the_news_gets_a_row_in_the_format_of_the_row_above(office: Town) -> None:
    path = _kept(office.ingested(), _town_ledger)
    [new] = [one for one in office.listed("agreements") if one["date"] == "2024-08-02"]
    [old] = [one for one in office.listed("agreements") if one["reports"] == 2]
    done = _export(office, path, "--add", new["id"], "--add", old["id"], "--lang", "en")
    assert [(one["row"], one["reason"]) for one in done["added"]] == [(4, ""), (0, "has_row")]
    assert "signed a cooperation agreement" in done["added"][0]["quote"]
    told = _differ(path, office.folder / "new.xlsx")
    assert set(told) == {"B4", "C4", "D4"}
    assert (sorted([told["B4"], told["C4"]]), told["D4"]) == (["Lotus", "Ningbo City"], "2024-08-02")
    again = office.run(
        "ledger", "import", office.folder / "new.xlsx", "--ledger", "签约", "--quiet", "--yes", "--format", "json"
    )
    assert again.exit_code == 0
    [joined] = [one for one in office.listed("agreements") if one["date"] == "2024-08-02"]
    assert joined["reports"] == 2, "the new row and the news are one agreement"


def _confirm(town: Town, state: str, quote: str, *, promise: str | None = None, claim: bool = False) -> None:
    """Confirm that a promise of the signing is in a state, by words of a later document."""
    asked = promise or town.listed("commitments")[0]["id"]
    document = next(one["id"] for one in town.listed("documents") if one["source"].endswith("later.txt"))
    with the_register(str(town.register)) as register:
        deciding = Deciding(register, the_identity(), "Wang", lambda: "2026-02-03T00:00:00+00:00")
        reached(deciding, asked, state, Words(document, quote=quote), claim=claim, day="2025-05-06")  # type: ignore[arg-type]


def _followed(town: Town) -> Path:
    """Return a ledger of a signing that the news reports too, with its promise, and later news of it."""
    for name in ("two.txt", "three.txt", "empty.txt"):
        (town.news / name).unlink()
    signed = "Wuxi and Lotus signed a framework agreement on 2024-07-14. Wuxi and Lotus will build a base at the lake."
    (town.news / "one.txt").write_text(signed, encoding="utf-8")
    (town.news / "later.txt").write_text("The base at the lake was opened. It rained.", encoding="utf-8")
    assert town.run("ingest", town.news, "--quiet").exit_code == 0
    return _kept(town, _town_ledger)


def test_a_state_that_was_confirmed_from_the_news_goes_back_with_its_quote(office: Town) -> None:
    path = _followed(office)
    assert _export(office, path)["changes"] == [], "nothing goes back that nobody confirmed"
    _confirm(office, "delivered", "The base at the lake was opened.")
    [change] = _export(office, path)["changes"]
    assert (change["header"], change["before"], change["after"]) == ("Status", "under construction", "in operation")
    assert change["quote"] == "The base at the lake was opened."
    assert "Wang" in change["why"]
    assert _differ(path, office.folder / "new.xlsx") == {"F2": "in operation"}, "the office's own word for delivered"


def test_a_state_of_one_promise_of_several_is_written_only_if_a_person_chooses_it(office: Town) -> None:
    more = " Wuxi will open a school for the workers."
    path = _followed(office)
    both = (office.news / "one.txt").read_text("utf-8") + more
    (office.news / "again.txt").write_text(both, encoding="utf-8")
    assert office.run("ingest", office.news, "--quiet").exit_code == 0
    promise = next(one["id"] for one in office.listed("commitments") if "school" in one["quote"])
    _confirm(office, "delivered", "The base at the lake was opened.", promise=promise)
    done = _export(office, path)
    assert [(one["cell"], one["after"], one["reason"]) for one in done["left_out"]] == [
        ("F2", "in operation", "some_promises")
    ]
    assert done["changes"] == []
    _export(office, path, "--prefer", "register")
    assert _differ(path, office.folder / "new.xlsx") == {}
    _export(office, path, "--prefer", "Sheet!F2=register")
    assert _differ(path, office.folder / "new.xlsx") == {"F2": "in operation"}


def test_a_claim_of_one_side_is_written_only_if_a_person_chooses_it(office: Town) -> None:
    path = _followed(office)
    _confirm(office, "delivered", "The base at the lake was opened.", claim=True)
    assert [one["reason"] for one in _export(office, path)["left_out"]] == ["claim"]


def _town_ledger(path: Path) -> Path:
    book = Workbook()
    book.active.append(["Title", "Party A", "Party B", "Date", "Amount (CNY)", "Status"])
    book.active.append(["Framework agreement", "Wuxi", "Lotus", "2024-07-14", None, "under construction"])
    book.active.append(["Port agreement", "Ningbo", "Harbour Group", "2023-01-01", None, "in operation"])
    book.save(path)
    return path


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["签约.xlsx"], 2, "--out FILE; or --dry-run"),
        (["missing.xlsx", "--dry-run"], 4, "no file"),
        (["签约.xlsx", "--out", "签约.xlsx"], 5, "never written over"),
        (["签约.xlsx", "--out", "a.xlsm"], 2, "ends in .xlsx"),
        (["签约.xlsx", "--dry-run", "--ledger", "other"], 4, "no ledger 'other'; it has: 签约. Say which"),
        (["old.xls", "--dry-run"], 3, "Save As"),
    ],
)
def test_a_wrong_call_says_what_to_do(words: list[str], code: int, said: str, office: Town) -> None:
    _kept(office)
    (office.folder / "old.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    placed = [str(office.folder / word) if "." in word else word for word in words]
    result = office.run("ledger", "export", *placed)
    assert (result.exit_code, said in result.stderr) == (code, True), result.stderr
