"""A new signing is read from a text, corrected with its words beside it, and saved; or entered by hand."""

import re

import httpx2
import pytest
from playwright.sync_api import Page, expect

from accord.web.pages.signing_forms import _quote
from tests.web.conftest import Served
from tests.web.test_adding import grave, inside

TEXT = {
    "en": "NINGBO, July 3 (Xinhua) -- Ningbo Municipal Government and Lotus Heavy Industry Group signed a strategic cooperation "
    "agreement in Ningbo on July 3, 2024. Under the agreement, the group will invest 2 billion yuan in a port equipment base.",
    "zh": "7月3日，宁波市人民政府与莲花重工集团有限公司在宁波签署战略合作协议，协议金额20亿元。根据协议，莲花重工将在宁波建设港口装备基地。",
}  # fmt: skip
FROM = {"en": "pasted by Wang, 22 Nov 2026", "zh": "Wang粘贴，2026年11月22日"}
LATE = """
  const own = window.fetch;
  let asked = 0;
  window.fetch = async (...all) => {
    if (String(all[0]).includes("/signings/like") && ++asked < 3) await new Promise((done) => setTimeout(done, 1000));
    return own(...all);
  };
"""
TWO_SECTORS = {
    "en": "The two sides hope to widen cooperation in clean energy and ports.",
    "zh": "双方希望在清洁能源和港口领域扩大合作。",
}


def test_a_pasted_text_is_read_corrected_saved_and_found(office: Served, page: Page, language: str) -> None:
    page.goto(office.key())
    page.goto(f"{office.address}/signings/new")
    page.fill("#text", TEXT[language])
    page.fill("#published", "2024-07-04")
    page.locator("form:has(#text) button.first").click()
    amount = page.locator("input[name$='.amount']")
    expect(amount).to_be_visible(timeout=60_000)
    expect(page.locator("input[name$='.date']")).to_have_value("2024-07-03")
    expect(page.locator("input[name$='.parties']").first).not_to_have_value("")
    assert grave(page) == []
    page.locator("details.why summary").first.click()
    expect(page.locator("details.why[open] mark").first).to_be_visible()
    page.locator("details.why[open] a").first.click()
    expect(page.locator(".words mark.here")).to_be_visible()
    amount.fill("32.5亿")
    page.locator("button[value=save]").click()
    expect(page).to_have_url(re.compile("/agreements/a-"))
    expect(page.locator("main")).to_contain_text({"en": "3.25 billion", "zh": "32.5亿"}[language])
    page.goto(f"{office.address}/documents")
    expect(page.locator("#results")).to_contain_text(FROM[language])
    page.goto(f"{office.address}/search?q={'Lotus Heavy' if language == 'en' else '莲花重工'}")
    expect(page.locator("main mark").first).to_be_visible()


@pytest.mark.slow
def test_a_day_that_cannot_be_is_said_at_its_field_and_nothing_typed_is_lost(office: Served, page: Page) -> None:
    page.goto(office.key())
    page.goto(f"{office.address}/signings/by-hand")
    parties = page.locator("input[name='new.parties']")
    parties.nth(0).fill("Ningbo")
    parties.nth(1).fill("Lotus Heavy Industry")
    page.fill("input[name='new.date']", "2052-02-03")
    page.fill("input[name='new.amount']", "a lot")
    page.locator("form button.first").click()
    expect(page.locator("#new-date-wrong")).to_be_visible()
    expect(page.locator("#new-amount-wrong")).to_be_visible()
    expect(page.locator("input[name='new.date']")).to_have_value("2052-02-03")
    expect(page.locator("input[name='new.amount']")).to_have_value("a lot")
    expect(parties.nth(1)).to_have_value("Lotus Heavy Industry")
    page.fill("input[name='new.date']", "2024年2月3日")
    page.fill("input[name='new.amount']", "3.2亿元")
    page.locator("form button.first").click()
    expect(page).to_have_url(re.compile("/agreements/a-"))
    expect(page.locator("main")).to_contain_text("Lotus Heavy Industry")


def like_one_that_is_there(office: Served, page: Page) -> None:
    """Fill in by hand who signed an agreement that is there, and its day, until the page says so."""
    with office.house.register.asking() as asking:
        row, day = asking.execute(
            "SELECT a.row, a.date FROM agreement a WHERE length(a.date) = 10 AND (SELECT COUNT(*) FROM agreement_party p "
            "WHERE p.agreement = a.row) = 2 ORDER BY a.id LIMIT 1"
        ).one()
        names = asking.execute(
            f"SELECT e.name FROM agreement_party p JOIN entity e ON e.row = p.entity WHERE p.agreement = {row}"
        ).scalars()
    page.goto(office.key())
    page.goto(f"{office.address}/signings/by-hand")
    for at, name in enumerate(names):
        page.locator("input[name='new.parties']").nth(at).fill(name)
    page.fill("input[name='new.date']", day)
    page.locator("input[name='new.place']").focus()
    expect(page.locator("#like-new a")).to_be_visible()


@pytest.mark.slow
def test_what_is_there_already_is_shown_before_it_is_saved(office: Served, page: Page) -> None:
    like_one_that_is_there(office, page)
    before = page.url
    page.locator("form button.first").click()
    expect(page.locator("[role=alert]").first).to_be_visible()
    assert page.url == before
    page.locator("form button.first").click()
    expect(page).to_have_url(re.compile("/agreements/a-"))


def test_the_last_that_was_filled_in_counts_however_late_the_answers_to_the_first_come(
    office: Served, page: Page
) -> None:
    page.add_init_script(LATE)
    like_one_that_is_there(office, page)


@pytest.mark.slow
def test_names_are_completed_from_the_register(office: Served) -> None:
    client, _ = inside(office)
    assert any(
        "CETHIK" in name or "Wuxi" in name for name in client.get("/signings/bodies", params={"q": "Wuxi"}).json()
    )
    assert client.get("/signings/bodies", params={"q": ""}).json() == []


def test_a_draft_is_shown_to_nobody_else_and_can_be_forgotten(office: Served) -> None:
    client, csrf = inside(office)
    at = client.post("/signings/new", data={"csrf": csrf, "text": TEXT["en"]}, follow_redirects=False).headers[
        "location"
    ]
    other = httpx2.Client(base_url=office.address, follow_redirects=True)
    other.get(office.key("Li", "editor").removeprefix(office.address))
    assert other.get(at).status_code == 404
    assert client.get(at).status_code == 200
    client.post(at, data={"csrf": csrf, "do": "forget"})
    assert client.get(at).status_code == 404
    with office.house.register.asking() as asking:
        assert asking.execute("SELECT COUNT(*) FROM unit WHERE source LIKE 'pasted by%'").scalar() == 0


@pytest.mark.parametrize("told", ["en", "zh"])
def test_a_draft_that_is_saved_as_it_was_read_is_decided_by_nobody(office: Served, page: Page, told: str) -> None:
    page.goto(office.key())
    page.goto(f"{office.address}/signings/new")
    page.fill("#text", f"{TEXT[told]} {TWO_SECTORS[told]}")
    page.locator("form:has(#text) button.first").click()
    expect(page.locator(".pick .chip")).not_to_have_count(0, timeout=60_000)
    page.locator("button[value=save]").click()
    expect(page).to_have_url(re.compile("/agreements/a-"))
    with office.house.register.asking() as asking:
        assert asking.execute("SELECT COUNT(*) FROM decision").scalar() == 0


def test_words_around_a_quote_are_not_cut_within_a_word() -> None:
    content = f"{'alpha ' * 20}THESE WORDS{' omega' * 20}"
    told = _quote(content, 120, 131)
    assert told["quote"] == "THESE WORDS"
    assert set(told["before"].split()) == {"…alpha", "alpha"}
    assert set(told["after"].split()) == {"omega", "omega…"}


@pytest.mark.parametrize("published", ["2024-13-45", "yesterday", "--07-14"])
def test_the_day_of_a_text_must_be_one(office: Served, published: str) -> None:
    client, csrf = inside(office)
    answer = client.post("/signings/new", data={"csrf": csrf, "text": TEXT["en"], "published": published})
    assert answer.status_code == 422
    assert "Lotus Heavy Industry Group" in answer.text
