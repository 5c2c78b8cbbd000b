"""Rates: each number opens into what makes it, with words; too few are said to be too few; parts are taken out as shown."""

import csv
import io

import httpx2
from playwright.sync_api import Page, expect

from tests.web.conftest import Served

FEW = {"en": "too few to say", "zh": "基数过小，不作结论"}
RATES = {"en": "Rates", "zh": "落地率"}


def test_a_number_opens_into_its_projects_and_their_words(shown: Served, page: Page, language: str) -> None:
    page.goto(shown.key())
    page.goto(f"{shown.address}/projects")
    page.locator("nav.views").get_by_role("link", name=RATES[language], exact=True).click()
    tile = page.locator(".tile").first
    expect(tile).to_contain_text(FEW[language])
    number = tile.locator("a").nth(1)
    cases = int(number.inner_text())
    number.click()
    expect(page.locator("tbody tr")).to_have_count(cases)
    page.locator("tbody a.main").first.click()
    expect(page.locator(".acts mark").first).to_be_visible()


def test_what_is_asked_is_what_the_files_hold_and_nonsense_breaks_nothing(shown: Served) -> None:
    with httpx2.Client(base_url=shown.address, follow_redirects=True) as client:
        client.get(shown.key().removeprefix(shown.address))
        over = {row["rate"]: row for row in rows(client, "/rates.csv") if not row["group"]}
        listed = rows(client, "/rates/items.csv?kind=delivered_of_checkable&part=cases")
        assert len(listed) == int(over["delivered_of_checkable"]["cases"]) > 0
        assert all(row["quote"] and row["document"] for row in listed)
        late = {row["rate"]: row for row in rows(client, "/rates.csv?since=2024") if not row["group"]}
        assert 0 < int(late["started_of_signed"]["cases"]) < int(over["started_of_signed"]["cases"])
        assert all(row["share"] == "" for row in over.values() if int(row["cases"]) < 30)
        assert client.get("/rates?by=nonsense&since=nonsense&sector=nonsense&page=99").status_code == 200
        assert "Nowhere Works" in client.get("/rates?partner=Nowhere+Works").text
        assert client.get("/rates/items?kind=nonsense").status_code == 404
        assert client.get("/rates/items?kind=started_of_signed&by=sector&key=nonsense").status_code == 404


def rows(client: httpx2.Client, path: str) -> list[dict[str, str]]:
    """Return the rows of a file."""
    return list(csv.DictReader(io.StringIO(client.get(path).text.removeprefix("\ufeff"))))
