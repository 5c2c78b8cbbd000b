"""Every page, in both languages, light and dark, wide and narrow: it opens, fits, and can be used by everybody."""

from pathlib import Path
from typing import Any

import pytest
from fastapi.routing import APIRoute
from playwright.sync_api import Browser, Page

from accord.web.pages import ROUTERS
from tests.web.conftest import Served

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text("utf-8")
SETTINGS = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
NO_PAGES = (
    "/enter",
    "/language/",
    "/theme/",
    "/agreements.",
    "/parties.",
    "/promises.",
    "/watching.",
    "/feed.atom",
    "/feed.ics",
    "/projects.",
    "/rates.",
    "/rates/items.",
    "/mechanisms.",
    "/calendar.",
    "/audit.",
    "/login",
    "/signings/bodies",
)  # they lead on, or are files
LOOKS = [(width, theme) for width in (1440, 390) for theme in ("light", "dark")]


def paths(served: Served) -> list[str]:
    """Return the address of every page, with an example of each thing that it shows."""
    with served.house.register.asking() as asking:
        ids = {
            "/agreements/": asking.execute("SELECT id FROM agreement ORDER BY reports DESC, id").scalar(),
            "/parties/": asking.execute("SELECT id FROM entity ORDER BY id").scalar(),
            "/promises/": asking.execute(
                "SELECT id FROM fact WHERE kind = 'commitment' ORDER BY published, id"
            ).scalar(),
            "/mechanisms/": asking.execute("SELECT id FROM fact WHERE kind = 'mechanism' ORDER BY id").scalar(),
            "/projects/": asking.execute("SELECT id FROM agreement WHERE status = 'signed' ORDER BY id").scalar(),
            "/persons/": asking.execute("SELECT id FROM person ORDER BY id").scalar(),
            "/documents/": asking.execute(
                "SELECT id FROM unit WHERE text IS NOT NULL ORDER BY facts DESC, id"
            ).scalar(),
        }
    found = []
    for route in (one for router in ROUTERS for one in router.routes):
        if not isinstance(route, APIRoute) or "GET" not in (route.methods or ()) or route.path.startswith(NO_PAGES):
            continue
        if "{" not in route.path:
            found.append(route.path)
        elif (
            (start := route.path.split("{")[0]) in ids
            and route.path.count("/") == 2
            and "." not in route.path.split("}")[1]
        ):
            found.append(f"{start}{ids[start]}")
    return [
        *sorted(set(found) - {"/rates/items"}),
        "/rates/items?kind=started_of_signed&part=cases",
        "/search?q=Nanjing",
        "/agreements?kind=framework&status=planned",
        "/nothing/here",
    ]


def open_every(served: Served, browser: Browser, language: str, width: int, theme: Any) -> list[tuple[str, Page]]:
    """Yield every page, opened."""
    context = browser.new_context(
        locale={"en": "en-GB", "zh": "zh-CN"}[language], viewport={"width": width, "height": 900}, color_scheme=theme
    )
    page = context.new_page()
    page.goto(served.key())
    for path in paths(served):
        page.goto(f"{served.address}{path}")
        if page.locator("html[lang]").count():  # else a part, that scripts put into a page
            yield path, page
    context.close()


@pytest.mark.slow
@pytest.mark.parametrize(("width", "theme"), LOOKS)
def test_every_page_can_be_used_by_everybody(
    shown: Served, browser: Browser, language: str, width: int, theme: str
) -> None:
    found = {}
    for path, page in open_every(shown, browser, language, width, theme):
        page.evaluate(AXE)
        told = page.evaluate("settings => axe.run(document, settings)", SETTINGS)["violations"]
        grave = [
            f"{one['id']}: {one['nodes'][0]['target']} {one['nodes'][0]['failureSummary'][:160]}"
            for one in told
            if one["impact"] in ("serious", "critical")
        ]
        if grave:
            found[path] = grave
    assert not found


@pytest.mark.slow
def test_no_page_is_wider_than_a_phone(shown: Served, browser: Browser, language: str) -> None:
    for path, page in open_every(shown, browser, language, 390, "light"):
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), path


@pytest.mark.slow
def test_nothing_in_a_form_is_wider_than_its_sheet_on_a_phone(shown: Served, browser: Browser, language: str) -> None:
    """A page can fit while a field stands out of the sheet that it is in."""
    outside = """() => [...document.querySelectorAll(".sheet :is(input, select, textarea, button, .hint)")].filter(one => {
      const [own, sheet] = [one, one.closest(".sheet")].map(each => each.getBoundingClientRect());
      return own.width && own.height > 1 && own.right > sheet.right + 1 && !one.closest(".scroll, .unseen");
    }).map(one => one.id || one.className || one.outerHTML.slice(0, 80))"""
    for path, page in open_every(shown, browser, language, 390, "light"):
        assert page.evaluate(outside) == [], path


@pytest.mark.slow
def test_no_table_has_to_be_pushed_sideways(shown: Served, browser: Browser, language: str) -> None:
    """On a phone rows are cards, so that nothing of them is hidden; on a desk every column fits."""
    pushed = """() => [...document.querySelectorAll("main .scroll, main .wide")]
      .filter(one => one.scrollWidth > one.clientWidth + 1).map(one => one.innerText.slice(0, 80))"""
    found = {}
    for width in (390, 1440):
        for path, page in open_every(shown, browser, language, width, "light"):
            page.evaluate("() => document.querySelectorAll('main details').forEach(one => one.open = true)")
            if tables := page.evaluate(pushed):
                found[path, width] = tables
    assert not found


def test_every_page_opens_without_trouble(shown: Served, browser: Browser, language: str) -> None:
    troubles: list[str] = []
    for path, page in open_every(shown, browser, language, 1440, "light"):
        if path == "/nothing/here":
            continue
        assert page.locator("main h1").count() == 1, f"{path} has no heading of its own"
        if page.locator(".empty h1").count() and "/search" not in path:
            troubles.append(f"{path}: {page.locator('main').inner_text()[:200]}")
    assert not troubles
