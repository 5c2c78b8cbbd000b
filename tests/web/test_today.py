"""Today shows what is new and what waits; the search box finds bodies, facts and documents."""

from playwright.sync_api import Page, expect

from tests.web.conftest import Served

SOUGHT = {"en": "consultation mechanism", "zh": "慧海湾"}


def test_the_first_page_leads_to_an_agreement_and_its_words(shown: Served, page: Page) -> None:
    page.goto(shown.key())
    expect(page.locator(".tile b").first).to_have_text("12")
    page.locator("section[aria-labelledby=news] li a").first.click()
    expect(page.locator("table.said")).to_be_visible()


def test_the_search_box_is_reached_by_a_key_and_marks_what_it_found(shown: Served, page: Page, language: str) -> None:
    page.goto(shown.key())
    page.keyboard.press("/")
    page.keyboard.type(SOUGHT[language])
    page.keyboard.press("Enter")
    expect(page.locator("main mark").first).to_be_visible()


def test_what_is_not_found_is_said_with_advice(shown: Served, page: Page) -> None:
    page.goto(shown.key())
    page.goto(f"{shown.address}/search?q=zzzzqqq")
    expect(page.locator(".empty p")).to_be_visible()
