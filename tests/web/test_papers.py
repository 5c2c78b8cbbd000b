"""Papers in the browser: a brief is chosen, read, printed and taken along; every number of a report opens."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2
import pytest
from docx import Document
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from accord.flows import ingest
from accord.sources import find
from tests.builders import a_found
from tests.web.conftest import NOW, Served

CHAIN = Path(__file__).parents[2] / "examples" / "chain"
BRIEF = {"en": "Brief", "zh": "简报"}
REPORT = {"en": "See the report", "zh": "查看报告"}
WHICH = {"en": "See which, and by which rule", "zh": "查看逐条及其规则"}
INSTEAD = {"en": "the report that stands for it", "zh": "代表该事项的报道"}
AGAIN = {"en": "another report of an act", "zh": "同一事项的另一篇报道"}
PROMISES = {"en": "Promises and what became of them", "zh": "承诺事项及进展"}


@pytest.fixture
def chain(office: Served) -> Served:
    """The examples with the chain of the demo, from a signing to its delivery."""
    house = office.house
    found = find([str(CHAIN)])
    ingest(found, register=house.register, reader=house.reader(), identity=house.identity, clock=lambda: NOW)
    return office


def ids_of(served: Served, *names: str) -> list[str]:
    with served.house.register.asking() as asking:
        return [
            str(asking.execute("SELECT id FROM entity WHERE name_en = :name ORDER BY id", {"name": name}).scalar())
            for name in names
        ]


@contextmanager
def inside(served: Served) -> Iterator[httpx2.Client]:
    with httpx2.Client(base_url=served.address, follow_redirects=True, headers={"Accept-Language": "en"}) as client:
        client.get(served.key().removeprefix(served.address))
        yield client


def pages_of(pdf: bytes) -> int:
    return pdf.count(b"/Type /Page\n") or pdf.count(b"/Type /Page ") or pdf.count(b"/Type/Page/")


def test_a_brief_is_found_as_one_types_read_printed_on_two_pages_and_taken_along(
    chain: Served, page: Page, language: str
) -> None:
    page.goto(chain.key())
    page.goto(f"{chain.address}/papers/brief")
    page.locator("[name=name]").press_sequentially("肯尼亚" if language == "zh" else "Keny")
    page.locator('#found a[href*="p-KE&"]').click()
    page.locator("[name=name]").press_sequentially("中国" if language == "zh" else "China")
    page.locator('#found a[href*="p-CN&"]').click()
    paper = page.locator("article.paper")
    expect(paper.locator("h1")).to_contain_text(
        {"en": "Brief: Kenya and China", "zh": "会前简报：肯尼亚、中国"}[language]
    )
    expect(paper).to_contain_text(PROMISES[language])
    expect(paper).to_contain_text("609-kilometre")
    source = paper.locator("ol.sources a").first
    assert source.get_attribute("href").startswith("/documents/sha256:")
    page.emulate_media(media="print")
    expect(page.locator("nav.side")).to_be_hidden()
    expect(paper.locator(".on-print")).to_be_visible()
    assert 1 <= pages_of(page.pdf(prefer_css_page_size=True)) <= 2
    page.emulate_media(media="screen")
    with page.expect_download() as coming:
        page.get_by_role("link", name="DOCX").click()
    held = Document(coming.value.path())
    assert held.paragraphs[0].text == paper.locator("h1").inner_text()
    assert any("609-kilometre" in cell.text for table in held.tables for row in table.rows for cell in row.cells)


def test_a_brief_begins_at_a_body_and_at_two_that_agree(chain: Served, page: Page, language: str) -> None:
    [body] = ids_of(chain, "Nanjing City")
    page.goto(chain.key())
    page.goto(f"{chain.address}/parties/{body}")
    page.get_by_role("link", name=BRIEF[language], exact=True).click()
    expect(page.locator("article.paper h1")).to_be_visible()
    page.goto(f"{chain.address}/network/tie/{body}/p-cn-soe:cetc")
    page.get_by_role("link", name=BRIEF[language], exact=True).click()
    expect(page.locator(".about .chip")).to_have_count(2)


def test_a_brief_about_nobody_is_refused_and_a_day_that_is_none_is_today(chain: Served) -> None:
    [body] = ids_of(chain, "Nanjing City")
    with inside(chain) as client:
        assert "p-000000000000" in client.get("/papers/brief?party=p-000000000000").text
        assert client.get("/papers/brief.docx").status_code == 404
        assert client.get(f"/papers/brief.exe?party={body}").status_code == 404
        assert "2026-11-22" in client.get("/papers/brief", params={"party": body, "day": "soon"}).text
        early = client.get("/papers/brief.docx", params={"party": body, "day": "2001-01-01"})
    assert "2001-01-01" in "".join(one.text for one in Document(io.BytesIO(early.content)).paragraphs)


def test_a_number_of_the_report_opens_into_its_items_with_their_words_and_documents(
    chain: Served, page: Page, language: str
) -> None:
    page.goto(chain.key())
    page.goto(f"{chain.address}/papers")
    page.locator("main").get_by_role("link", name=REPORT[language]).click()
    page.locator("[name=period]").select_option("2024")
    page.locator("form.about button").click()
    tile = page.locator(".tile").first
    told = int(tile.locator("a").inner_text())
    tile.locator("a").click()
    expect(page.locator("tbody tr")).to_have_count(told)
    first = page.locator("tbody tr").first
    href = first.locator("td").last.locator("a").get_attribute("href")
    quote = first.locator("blockquote, a.main").last.inner_text()
    page.goto(f"{chain.address}{href}")
    assert "".join(quote.split())[:40] in "".join(page.locator("main").inner_text().split())


def test_one_sees_why_a_signing_was_not_counted_and_which_report_stands_for_it(
    chain: Served, page: Page, language: str
) -> None:
    page.goto(chain.key())
    page.goto(f"{chain.address}/papers/report?period=2024")
    page.get_by_role("link", name=WHICH[language]).click()
    page.locator("[name=said]").select_option("no")
    page.locator("form.about button").click()
    rows = page.locator("tbody tr")
    for at in range(rows.count()):
        expect(rows.nth(at)).to_contain_text(AGAIN[language])
    assert rows.count() > 0
    rows.first.get_by_role("link", name=INSTEAD[language]).click()
    expect(page).to_have_url(f"{chain.address}/agreements/{page.url.rpartition('/')[2]}")


def test_the_report_is_taken_along_as_a_workbook_and_a_paper_with_the_numbers_of_the_page(chain: Served) -> None:
    with inside(chain) as client:
        page = client.get("/papers/report?period=2024").text
        told = int(page.split('<li class="tile')[1].split("</a>")[0].rpartition(">")[2])
        book = load_workbook(io.BytesIO(client.get("/papers/report.xlsx?period=2024").content))
        paper = Document(io.BytesIO(client.get("/papers/report.docx?period=2024").content))
        items = client.get("/papers/report/items.json?period=2024&key=new_agreements").json()
        quarters = [client.get(f"/papers/report/items.json?period=2024-Q{one}").json() for one in (1, 2, 3, 4)]
        counting = client.get("/papers/report/counting.json?period=2024&said=no").json()
        assert client.get("/papers/report/items?period=2024&key=nonsense").status_code == 404
        assert client.get("/papers/report?period=nonsense&by=nonsense").status_code == 200
        assert client.get("/papers/report.exe").status_code == 404
    signed = next(row for row in book.worksheets[0].iter_rows(values_only=True) if row[1] == "Agreements signed")
    assert (signed[3], len(items)) == (told, told)
    assert sorted(one["id"] for part in quarters for one in part) == sorted(one["id"] for one in items)
    assert f"Agreements signed: {told}" in [one.text for one in paper.paragraphs]
    assert all(one["quote"] and one["document"] for one in items)
    assert {one["rule"] for one in counting} == {"again"}
    assert all(one["instead"] and one["instead"] != one["id"] and one["day"].startswith("2024") for one in counting)


def test_a_report_of_more_promises_than_a_page_waits_for_is_left_to_the_command(
    chain: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("accord.web.pages.papers_report.REPORTED", 0)
    with inside(chain) as client:
        page = client.get("/papers/report?period=2024")
        refused = client.get("/papers/report.xlsx?period=2024")
    assert page.status_code == 200
    assert "accord report --period 2024 --out report.xlsx" in page.text
    assert refused.status_code == 404
    assert "accord report --period 2024" in refused.text


def test_what_has_no_day_stands_in_a_part_of_its_own_that_opens(chain: Served, language: str) -> None:
    house = chain.house
    words = (
        "Hefei and Suzhou signed a framework agreement. Under it, Suzhou will build a school for 900 pupils in Hefei."
    )
    found = [a_found(words, source="undated.txt", published=None)]
    ingest(found, register=house.register, reader=house.reader(), identity=house.identity, clock=lambda: NOW)
    with inside(chain) as client:
        client.get("/", headers={"Accept-Language": language})
        page = client.get("/papers/report?period=2024", headers={"Accept-Language": language}).text
        items = client.get("/papers/report/items.json?period=2024&key=undated_signings").json()
        new = client.get("/papers/report/items.json?period=2024&key=new_agreements").json()
    assert 'id="undated"' in page
    assert "undated_signings" in page
    assert ["framework" in one["quote"] for one in items] == [True]
    assert items[0]["id"] not in {one["id"] for one in new}
