"""A ledger comes in with conflicts that a person settles, and goes back with exactly the decided cells changed."""

import io
import zipfile
from datetime import datetime

import pytest
from openpyxl import Workbook, load_workbook
from playwright.sync_api import Page, expect

from accord.flows import ingest
from accord.register import list_records
from tests.builders import a_found
from tests.web.conftest import NOW, Served
from tests.web.test_papers import inside

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NEWS = [
    a_found(
        f"{city} City and Lotus Group signed a framework agreement in {city} on {day} March 2024. The two sides will build a "
        "park for chips.",
        source=f"{city}.txt",
        title=f"{city} and Lotus Group sign",
        published=f"2024-03-{day + 1}",
    )
    for city, day in (("Wuxi", 14), ("Ningbo", 20))
]
HEADS = ["序号", "协议名称", "甲方", "乙方", "签约时间", "备注"]
OLD_FORMAT = {"en": "older format", "zh": "旧版"}


def a_workbook(**changed: object) -> bytes:
    """Two signings that the news tells with another day, and one that only the ledger knows."""
    book = Workbook()
    sheet = book.active
    sheet.title = "签约"
    for row in (
        HEADS,
        [1, "框架协议", "Wuxi City", "Lotus Group", datetime(2024, 3, 15), None],
        [2, "框架协议", "Ningbo City", "Lotus Group", datetime(2024, 3, 21), None],
        [3, "人才协议", "苏州市", "莲花集团", datetime(2024, 5, 6), "每年一次"],
    ):
        sheet.append(row)
    for cell, value in changed.items():
        sheet[cell] = value
    to = io.BytesIO()
    book.save(to)
    return to.getvalue()


def the_file(content: bytes, name: str = "台账.xlsx") -> dict[str, object]:
    return {"name": name, "mimeType": XLSX, "buffer": content}


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {one: package.read(one) for one in package.namelist()}


def cells(content: bytes) -> dict[str, object]:
    sheet = load_workbook(io.BytesIO(content)).active
    return {cell.coordinate: cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None}


@pytest.fixture
def told(office: Served) -> Served:
    """An office that has read of both signings."""
    house = office.house
    ingest(NEWS, register=house.register, reader=house.reader(), identity=house.identity, clock=lambda: NOW)
    return office


def days_of(served: Served) -> dict[str, list[str]]:
    """Return the days of the agreements with the Lotus Group, by the city."""
    with served.house.register.asking() as asking:
        found = list_records(asking, "agreements", filters={"party": ["Lotus Group"]}, limit=20).records
    days: dict[str, list[str]] = {}
    for one in found:
        city = next(body["name"] for body in one["parties"] if "Lotus" not in body["name"])
        days.setdefault(city.split()[0], []).append(one["date"])
    return days


def bring_in(served: Served, page: Page) -> None:
    """Hand the workbook in; of Wuxi's signing the report is right, of Ningbo's the ledger."""
    page.goto(f"{served.address}/documents/add")
    page.set_input_files("input[name=file]", the_file(a_workbook()))
    page.locator(".jobs a.button").click(timeout=60_000)
    asked = page.locator("details.part", has=page.locator("input[type=radio]"))
    expect(asked.locator("tbody tr")).to_have_count(2)
    asked.locator("tr", has_text="2024-03-15").locator("input[value=report]").check()
    asked.locator("tr", has_text="2024-03-21").locator("input[value=ledger]").check()
    page.locator("button[value=write]").click()
    expect(page.locator(".chip.good a, .chip.good + a")).to_have_count(2, timeout=60_000)


def test_conflicts_of_a_ledger_are_settled_and_exactly_the_decided_cells_go_back(
    told: Served, page: Page, language: str
) -> None:
    page.goto(told.key())
    bring_in(told, page)
    assert days_of(told) == {"Wuxi": ["2024-03-14"], "Ningbo": ["2024-03-21"]}
    now = a_workbook(F4="每年两次")  # the office has worked on in its workbook
    page.goto(f"{told.address}/papers/ledger")
    page.set_input_files("#file", the_file(now))
    page.locator("form.sheet button").first.click()
    expect(page.locator("#changes tbody tr")).to_have_count(1, timeout=60_000)
    expect(page.locator("#changes ins")).to_have_text("2024-03-14")
    expect(page.locator("#others")).to_contain_text("每年两次")
    with page.expect_download() as coming:
        page.locator('a[href$="/workbook"]').click()
    with open(coming.value.path(), "rb") as stream:
        made = stream.read()
    before, after = cells(now), cells(made)
    assert {cell: after[cell] for cell in after if after[cell] != before.get(cell)} == {"E2": datetime(2024, 3, 14)}
    assert before.keys() == after.keys()
    differ = [name for name, held in parts(now).items() if parts(made)[name] != held]
    assert differ == ["xl/worksheets/sheet1.xml"]


@pytest.mark.slow
def test_a_cell_that_both_changed_stays_until_a_person_says_who_is_right(
    told: Served, page: Page, language: str
) -> None:
    page.goto(told.key())
    bring_in(told, page)
    now = a_workbook(E2=datetime(2024, 3, 18))
    page.goto(f"{told.address}/papers/ledger")
    page.set_input_files("#file", the_file(now))
    page.locator("form.sheet button").first.click()
    expect(page.locator("#conflicts tbody tr")).to_have_count(1, timeout=60_000)
    expect(page.locator("#changes")).to_have_count(0)
    page.locator("#conflicts input[value=register]").check()
    page.locator("button[value=choose]").click()
    expect(page.locator("#changes tbody tr")).to_have_count(1, timeout=60_000)
    expect(page.locator("#conflicts input[value=register]")).to_be_checked()
    with inside(told) as client:
        made = client.get(page.url.removeprefix(told.address) + "/workbook").content
    assert cells(made)["E2"] == datetime(2024, 3, 14)
    page.locator("button[value=forget]").click()
    expect(page.get_by_role("status")).to_be_visible()
    with inside(told) as client:
        gone = client.get(page.url.removeprefix(told.address) + "/1/workbook")
    assert gone.status_code == 404
    assert not [one for one in (told.house.register.beside.parent / "office.db-inbox").rglob("*") if one.is_file()]


@pytest.mark.slow
def test_agreements_that_the_ledger_does_not_have_get_new_rows_where_a_person_ticks_them(
    told: Served, page: Page, language: str
) -> None:
    page.goto(told.key())
    bring_in(told, page)
    house = told.house
    words = "Hefei City and Lotus Group signed a framework agreement in Hefei on 2 May 2024. They will build a school."
    new = [a_found(words, source="Hefei.txt", title="Hefei and Lotus Group sign", published="2024-05-03")]
    ingest(new, register=house.register, reader=house.reader(), identity=house.identity, clock=lambda: NOW)
    page.goto(f"{told.address}/papers/ledger")
    page.set_input_files("#file", the_file(a_workbook()))
    page.locator("form.sheet button").first.click()
    page.locator("#lacking summary").click(timeout=60_000)
    ticks = page.locator("#lacking li", has_text="合肥" if language == "zh" else "Hefei")
    expect(ticks).to_have_count(1)
    expect(page.locator("#lacking li", has_text="2024-03-14")).to_have_count(0)
    ticks.locator("input").check()
    page.locator("button[value=choose]").click()
    expect(page.locator("#added tbody tr")).to_have_count(1, timeout=60_000)
    with inside(told) as client:
        made = client.get(page.url.removeprefix(told.address) + "/workbook").content
    assert cells(made)["A5"] == 4
    assert cells(made)["E5"] == datetime(2024, 5, 2)


@pytest.mark.slow
def test_what_only_the_workbook_says_is_brought_into_the_register_from_there(
    told: Served, page: Page, language: str
) -> None:
    page.goto(told.key())
    bring_in(told, page)
    page.goto(f"{told.address}/papers/ledger")
    page.set_input_files("#file", the_file(a_workbook(E4=datetime(2024, 5, 9))))
    page.locator("form.sheet button").first.click()
    page.locator("button[value=bring]").click(timeout=60_000)
    page.locator("button[value=write]").click(timeout=60_000)
    expect(page.locator(".notice").first).to_contain_text(
        {"en": "was written", "zh": "已写入"}[language], timeout=60_000
    )
    with told.house.register.asking() as asking:
        assert asking.execute("SELECT COUNT(*) FROM agreement WHERE date = '2024-05-09'").scalar() == 1


@pytest.mark.slow
def test_a_workbook_of_an_older_format_is_refused_with_what_to_do(told: Served, page: Page, language: str) -> None:
    page.goto(told.key())
    bring_in(told, page)
    old = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(4096)
    for name in ("台账.xls", "台账.et"):
        page.goto(f"{told.address}/papers/ledger")
        page.set_input_files("#file", the_file(old, name))
        page.locator("form.sheet button").first.click()
        expect(page.get_by_role("alert")).to_contain_text(OLD_FORMAT[language], timeout=60_000)
        expect(page.get_by_role("alert")).to_contain_text(".xlsx")


def test_an_older_format_that_is_handed_in_says_what_to_do(office: Served, page: Page, language: str) -> None:
    page.goto(office.key())
    page.goto(f"{office.address}/documents/add")
    page.set_input_files("input[name=file]", the_file(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(4096), "台账.et"))
    expect(page.locator(".jobs tbody")).to_contain_text(OLD_FORMAT[language], timeout=60_000)
    expect(page.locator(".jobs tbody")).to_contain_text(".xlsx")


def test_what_is_no_ledger_on_its_way_back_is_not_found(told: Served) -> None:
    with inside(told) as client:
        assert client.get("/papers/ledger/99").status_code == 404
        assert client.get("/papers/ledger/99/workbook").status_code == 404
        assert client.get("/papers/ledger?name=nothing").status_code == 200
