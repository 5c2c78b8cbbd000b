"""Coming in: by the link that `accord serve` prints, once."""

from playwright.sync_api import BrowserContext, Page, expect

from tests.web.conftest import Served

ENTRY = {"en": "Agreements", "zh": "协议"}


def test_the_link_lets_one_browser_in_once(shown: Served, page: Page, context: BrowserContext, language: str) -> None:
    link = shown.key()
    page.goto(link)
    expect(page.get_by_role("navigation").get_by_role("link", name=ENTRY[language]).first).to_be_visible()
    context.clear_cookies()
    page.goto(link)
    expect(page.locator("nav")).to_have_count(0)
