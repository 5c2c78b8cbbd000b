"""The list of documents, and what could not be read."""

from pathlib import Path

import httpx2
import pytest
from playwright.sync_api import Page, expect

from accord.flows import ingest
from accord.register.asking import browsing
from accord.sources import find
from tests.web.conftest import NOW, Served

SAY = {
    "en": {"none": "No document fits", "again": "Read it again", "empty": "Nothing is in quarantine", "title": "Words of the title",
           "language": "Language", "quarantine": "Quarantine"},
    "zh": {"none": "没有符合条件的文档", "again": "重新读取", "empty": "隔离区为空", "title": "标题包含", "language": "语言", "quarantine": "隔离区"},
}  # fmt: skip


def client_of(served: Served, role: str = "admin") -> httpx2.Client:
    client = httpx2.Client(base_url=served.address)
    client.get(served.key("Wang", role).removeprefix(served.address))
    return client


def test_a_document_is_found_by_words_of_its_title_and_opened(shown: Served, page: Page, language: str) -> None:
    page.goto(shown.key())
    page.goto(f"{shown.address}/documents")
    page.get_by_label(SAY[language]["title"]).fill("CETHIK")
    page.keyboard.press("Enter")
    expect(page.locator("#results tbody tr")).to_have_count(1)
    expect(page.locator("#results .num").first).to_have_text({"en": "6 facts", "zh": "6 条事实"}[language])
    page.locator("#results a.main").click()
    expect(page.locator("#words")).to_contain_text("Internet of Things")


def test_what_no_document_fits_is_said(shown: Served, page: Page, language: str) -> None:
    page.goto(shown.key())
    page.goto(f"{shown.address}/documents?title=zeppelin")
    expect(page.get_by_role("heading", name=SAY[language]["none"])).to_be_visible()


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ("", 22),
        ("?language=zh-Hant", 2),
        ("?relevant=no", 5),
        ("?state=withdrawn", 0),
        ("?since=2024-01-01&until=2024-12-31", 7),
        ("?source=near-miss", 3),
        ("?sort=title&page=x", 22),
        ("?sort=nothing", 22),
    ],
)
def test_filters_stand_in_the_address(shown: Served, asked: str, count: int) -> None:
    page = client_of(shown).get(f"/documents{asked}").text
    assert page.count('class="main" href="/documents/') == count


def test_what_could_not_be_read_is_told_and_read_again(
    office: Served, page: Page, language: str, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.txt"
    broken.write_bytes(b"")
    house = office.house
    ingest(
        find([str(broken)]), register=house.register, reader=house.reader(), identity=house.identity, clock=lambda: NOW
    )
    page.goto(office.key())
    page.goto(f"{office.address}/documents")
    page.get_by_role("link", name=SAY[language]["quarantine"]).click()
    entry = page.locator(".quarantined li")
    expect(entry).to_contain_text("broken.txt")
    page.get_by_role("button", name=SAY[language]["again"], exact=True).click()
    expect(page.locator(".jobs .chip.bad")).to_be_visible(timeout=60_000)
    page.get_by_role("link", name=SAY[language]["quarantine"]).click()
    broken.write_text("Wuxi City and Lotus Group signed a framework agreement in Wuxi on 5 May 2024.", "utf-8")
    page.get_by_role("button", name=SAY[language]["again"], exact=True).click()
    expect(page.locator(".jobs .chip.good")).to_be_visible(timeout=60_000)
    page.get_by_role("link", name=SAY[language]["quarantine"]).click()
    expect(page.get_by_role("heading", name=SAY[language]["empty"])).to_be_visible()


def test_only_what_waits_in_quarantine_can_be_read_again(office: Served, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("Wuxi City and Lotus Group signed a framework agreement in Wuxi on 5 May 2024.", "utf-8")
    client = client_of(office)
    token = client.get("/documents").text.split('X-CSRF-Token": "')[1].split('"')[0]
    client.post("/documents/quarantine/retry", data={"csrf": token, "source": str(other)})
    with office.house.register.asking() as asking:
        assert asking.execute("SELECT COUNT(*) FROM unit WHERE source = :it", {"it": str(other)}).scalar() == 0


def test_long_lists_have_pages(office: Served) -> None:
    house = office.house
    ingest(
        find([f"/nowhere/{number}.txt" for number in range(30)]),
        register=house.register, reader=house.reader(), identity=house.identity, clock=lambda: NOW,
    )  # fmt: skip
    client = client_of(office)
    first, second = client.get("/documents/quarantine").text, client.get("/documents/quarantine?page=2").text
    assert first.count("/nowhere/") + second.count("/nowhere/") == 2 * 30
    assert 'rel="next" data-key="]" href="/documents/quarantine?page=2"' in first


def test_few_and_many_matches_are_listed_alike(shown: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    def ids(few: int, **asked: list[str]) -> list[str]:
        monkeypatch.setattr(browsing, "_FEW", few)
        with shown.house.register.asking() as asking:
            found = browsing.browse(asking, filters=asked, sort="-facts", limit=50, offset=0)
        return [one["id"] for one in found.page.records]

    for asked in ({"title": ["nanjing"]}, {"source": ["zh"]}, {"language": ["en"]}, {"title": ["zeppelin"]}):
        assert ids(0, **asked) == ids(2_000, **asked)
