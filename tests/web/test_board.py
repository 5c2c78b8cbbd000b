"""The board: each promise once, in the column of its state; what is silent is found; nothing is moved here."""

import pytest
from playwright.sync_api import Page, expect

from accord.flows import Deciding, ingest
from accord.flows.reached import Words, reached
from tests.builders import a_found
from tests.web.conftest import NOW, Served
from tests.web.test_promises import FIRST, LATER, promise

NEXT = a_found(
    "China Road and Bridge Corporation said on Monday that it had named a new head of its office in Nairobi.",
    source="next.txt",
    title="Contractor names new head of office",
    published="2024-03-05",
)
AGAIN = a_found(
    "Nairobi - Kenya and China signed an agreement in Nairobi on 11 May 2014 on a standard gauge railway. Under the "
    "agreement, China Road and Bridge Corporation will build a 609-kilometre railway line between Mombasa and Nairobi by the "
    "end of 2017. Shares rose.",
    source="again.txt",
    title="Railway agreement signed",
    published="2014-05-13",
)
SILENT = {"en": "silent", "zh": "无消息"}
BOARD = {"en": "Board", "zh": "看板"}
SHOW = {"en": "Show these", "zh": "按此显示"}


@pytest.fixture
def followed(office: Served) -> Served:
    """An office that has read of a promise twice, of its delivery, and of something else of the same body."""
    house = office.house
    found = [FIRST, AGAIN, LATER, NEXT]
    ingest(found, register=house.register, reader=house.reader(), identity=house.identity, clock=lambda: NOW)
    return office


def test_a_promise_told_twice_is_one_card_and_stands_where_its_state_is(
    followed: Served, page: Page, language: str
) -> None:
    card = page.locator("li.card", has_text="609-kilometre")
    page.goto(followed.key())
    page.goto(f"{followed.address}/promises")
    page.locator("nav.views").get_by_role("link", name=BOARD[language], exact=True).click()
    expect(card).to_have_count(1)
    expect(page.locator("#lane-agreed").locator("li.card", has_text="609-kilometre")).to_have_count(1)
    deciding = Deciding(followed.house.register, followed.house.identity, "Wang", followed.house.clock)
    reached(
        deciding, promise(followed)["id"], "delivered", Words(LATER.text.id, quote="opened the 609-kilometre railway")
    )
    page.reload()
    expect(card).to_have_count(1)
    expect(page.locator("#lane-delivered").locator("li.card", has_text="609-kilometre")).to_have_count(1)


def test_what_is_silent_is_found_on_the_board_and_in_the_list(followed: Served, page: Page, language: str) -> None:
    page.goto(followed.key())
    page.goto(f"{followed.address}/promises/board")
    page.locator("select[name=mark]").select_option("silent")
    page.get_by_role("button", name=SHOW[language]).click()
    cards = page.locator("li.card")
    expect(cards.filter(has_text="609-kilometre")).to_contain_text(SILENT[language])
    expect(cards.filter(has_not_text=SILENT[language])).to_have_count(0)
    rows = page.locator("tbody tr", has_text="609-kilometre")
    page.goto(f"{followed.address}/promises?mark=silent&grade=measured&until=2014-12-31")
    expect(rows).to_have_count(2)
    page.goto(f"{followed.address}/promises?mark=silent&grade=checkable&until=2014-12-31")
    expect(rows).to_have_count(0)


def test_a_party_that_nobody_knows_is_told_and_nothing_breaks(followed: Served, page: Page, language: str) -> None:
    page.goto(followed.key())
    page.goto(f"{followed.address}/promises/board?party=Nowhere+Works&mark=nonsense&show_agreed=99999999")
    expect(page.get_by_role("alert")).to_contain_text("Nowhere Works")
    expect(page.locator(".empty")).to_be_visible()
