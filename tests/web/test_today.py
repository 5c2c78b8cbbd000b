"""Today shows what is new and what waits; the search box finds bodies, facts and documents."""

import re

from playwright.sync_api import Browser, Page, expect

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


def test_results_come_as_one_types_and_are_reached_by_keys(shown: Served, page: Page, language: str) -> None:
    page.goto(shown.key())
    page.keyboard.press("/")
    page.keyboard.type(SOUGHT[language])
    expect(page.locator("#hits a mark").first).to_be_visible()
    expect(page.locator("#hits [role=status]")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    expect(page.locator("#hits a").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#find")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/(documents|agreements|parties|persons)/"))
    expect(page.locator("#hits a")).to_have_count(0)


def test_what_is_typed_as_soon_as_the_page_is_there_is_looked_for(shown: Served, page: Page, language: str) -> None:
    page.add_init_script("const soon = setTimeout; window.setTimeout = (what, ms) => soon(what, ms || 2000)")  # busy
    page.goto(shown.key())
    page.keyboard.press("/")
    page.keyboard.type(SOUGHT[language])
    expect(page.locator("#hits a mark").first).to_be_visible()


def test_results_that_come_as_one_types_go_when_the_box_is_left(shown: Served, page: Page, language: str) -> None:
    page.goto(shown.key())
    page.fill("#find", SOUGHT[language])
    expect(page.locator("#hits a").first).to_be_visible()
    page.fill("#find", "z")
    expect(page.locator("#hits a")).to_have_count(0)
    page.fill("#find", SOUGHT[language])
    expect(page.locator("#hits a").first).to_be_visible()
    page.mouse.click(1400, 880)
    expect(page.locator("#hits")).to_be_hidden()


def test_without_a_script_the_search_is_a_form(shown: Served, browser: Browser) -> None:
    plain = browser.new_context(java_script_enabled=False).new_page()
    plain.goto(shown.key())
    plain.fill("#find", "Nanjing")
    plain.press("#find", "Enter")
    expect(plain).to_have_url(re.compile(r"/search\?q=Nanjing"))
    expect(plain.locator("main li a").first).to_be_visible()
    plain.context.close()


def test_all_that_waits_is_counted_and_leads_to_its_question(shown: Served, page: Page) -> None:
    page.goto(shown.key())
    waits = page.locator(".tile.waits")
    expect(waits.locator("b")).to_have_text(page.locator(".side .count").inner_text().split()[0])
    page.locator("section[aria-labelledby=waiting] li a").last.click()
    expect(page).to_have_url(re.compile(r"/review\?one=[a-z]-"))
    expect(page.locator("form button.first").first).to_be_visible()
