"""Parties: found by any name, their profile with the sentence behind every line, merged and split with an undo."""

import csv
import io

import httpx2
import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.web.conftest import Served

MERGE = {"en": "The same as …", "zh": "合并到同一对象…"}
SPLIT = {"en": "A name is another body's", "zh": "有名称属于其他主体"}
ONE = {"en": "They are one", "zh": "确认为同一个"}
UNDO = {"en": "Undo", "zh": "撤销"}
LATELY = {"en": "Recent developments", "zh": "近期动态"}


def test_two_names_are_merged_and_that_is_undone(office: Served, page: Page, language: str) -> None:
    page.goto(office.key())
    page.goto(f"{office.address}/parties/p-cn-soe:cetc")
    page.get_by_role("link", name=MERGE[language], exact=True).click()
    page.locator("#other-name").fill("zhongguodianke")
    page.locator(".choices label", has_text="中国电科党组").locator("input").check()
    page.get_by_label({"en": "Why", "zh": "理由"}[language]).fill("one house")
    page.get_by_role("button", name=ONE[language], exact=True).click()
    done = page.locator(".notice.done")
    expect(done).to_contain_text("one house")
    expect(page.locator("section[aria-labelledby=names]")).to_contain_text("中国电科党组")
    expect(page.locator("section[aria-labelledby=names] .chip.seal").first).to_contain_text("d1")
    done.get_by_role("button", name=UNDO[language]).click()
    expect(page.locator(".notice")).to_be_visible()
    expect(page.locator("section[aria-labelledby=names]")).not_to_contain_text("中国电科党组")


@pytest.mark.slow
def test_what_the_gazetteer_knows_to_be_two_is_merged_only_with_a_reason(
    office: Served, page: Page, language: str
) -> None:
    page.goto(office.key())
    page.goto(f"{office.address}/parties/p-cn-soe:cetc/merge?name=CEC")
    page.locator("input[name=other][value='p-cn-soe:cec']").check()
    page.get_by_role("button", name=ONE[language], exact=True).click()
    expect(page.locator(".notice.refused")).to_contain_text("cn-soe:cec")
    with office.house.register.asking() as asking:
        assert asking.execute("SELECT COUNT(*) FROM decision").scalar() == 0
    page.locator("input[name=anyway]").check()
    page.locator("#why").fill("they have merged")
    page.get_by_role("button", name=ONE[language], exact=True).click()
    expect(page.locator(".notice.done")).to_contain_text("they have merged")


@pytest.mark.slow
def test_a_name_in_one_document_is_parted_and_that_is_undone(office: Served, page: Page, language: str) -> None:
    page.goto(office.key())
    page.goto(f"{office.address}/parties/p-320100")
    page.get_by_role("link", name=SPLIT[language], exact=True).click()
    page.locator("input[name=mention]").first.check()
    page.locator("form.narrowly button").click()
    expect(page.locator(".notice.done")).to_be_visible()
    assert "/parties/p-320100?" not in page.url
    page.locator(".notice.done").get_by_role("button", name=UNDO[language]).click()
    expect(page.locator("h1")).to_contain_text({"en": "Nanjing", "zh": "南京"}[language])


@pytest.mark.slow
def test_what_became_of_a_body_stands_with_its_sentence(shown: Served, page: Page, language: str) -> None:
    page.goto(shown.key())
    page.goto(f"{shown.address}/parties")
    page.locator("#name").press_sequentially("zgdz")
    page.locator(
        "table.records a.main", has_text={"en": "China Electronics Corporation", "zh": "中国电子信息产业集团"}[language]
    ).click()
    expect(page.get_by_role("heading", name=LATELY[language])).to_be_visible()
    first = page.locator("ul.lines > li").first
    expect(first.locator(".day").first).to_contain_text("2024")
    expect(first.locator("blockquote mark")).to_be_visible()
    expect(page.locator(".unknown").first).to_contain_text({"en": "not known", "zh": "不详"}[language])


@pytest.fixture
def client(shown: Served) -> httpx2.Client:
    client = httpx2.Client(base_url=shown.address, follow_redirects=True)
    client.get(shown.key().removeprefix(shown.address))
    return client


def test_what_is_shown_is_what_is_taken_out(client: httpx2.Client) -> None:
    asked = "?kind=enterprise&sort=name"
    shown = client.get(f"/parties.json{asked}").json()
    page = client.get(f"/parties{asked}").text
    places = [page.index(f'"/parties/{one["id"]}"') for one in shown]
    assert shown
    assert places == sorted(places)
    rows = list(csv.DictReader(io.StringIO(client.get(f"/parties.csv{asked}").content.decode("utf-8-sig"))))
    assert [row["id"] for row in rows] == [one["id"] for one in shown]
    sheet = load_workbook(io.BytesIO(client.get(f"/parties.xlsx{asked}").content)).active
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == [one["id"] for one in shown]
    assert client.get("/parties.exe").status_code == 404


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("name=zgdk", "p-cn-soe:cetc"),
        ("name=CETC", "p-cn-soe:cetc"),
        ("name=nanj", "p-320100"),
        ("region=320200", "p-320200"),
        ("contracting=yes&kind=institute", "p-cas:nimte"),
    ],
)
def test_parties_are_found_by_what_is_known_of_them(client: httpx2.Client, asked: str, found: str) -> None:
    assert found in {one["id"] for one in client.get(f"/parties.json?{asked}").json()}


@pytest.mark.parametrize(
    "asked", ["name=***", "kind=none-such", "region=Nowhere", "sort=none", "page=-1", "name=%22 OR"]
)
def test_what_nobody_goes_by_is_said_and_nothing_breaks(client: httpx2.Client, asked: str) -> None:
    assert client.get(f"/parties?{asked}").status_code == 200


def test_a_body_that_is_not_there_is_said_to_be_not_there(client: httpx2.Client) -> None:
    assert client.get("/parties/p-000000000000").status_code == 404
    assert client.get("/parties/a-37d50bc8c05c").status_code == 404


def test_who_may_only_look_merges_nothing(shown: Served) -> None:
    client = httpx2.Client(base_url=shown.address, follow_redirects=True)
    client.get(shown.key("Reader", "reader").removeprefix(shown.address))
    assert client.get("/parties/p-320100").status_code == 200
    assert "/merge" not in client.get("/parties/p-320100").text
    assert client.get("/parties/p-320100/merge").status_code == 403
    assert client.post("/parties/p-320100/split", data={}).status_code == 403
