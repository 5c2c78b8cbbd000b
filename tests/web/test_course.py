"""The course of an agreement: its signing, its sessions, what people confirmed and what is due, as a picture and as a list."""

import pytest
from playwright.sync_api import Page, expect

from accord.flows import Deciding, ingest
from accord.flows.reached import Words, reached
from accord.register import list_records
from tests.web.conftest import NOW, Served
from tests.web.test_mechanisms import MET, NAME, SIGNED

SIGNING = {"en": "signed", "zh": "签署"}
HELD = {"en": "session held", "zh": "会议已召开"}
DUE = {"en": "due", "zh": "到期"}
EXPECTED = {"en": "session expected by then", "zh": "此前应召开会议"}


@pytest.fixture
def followed(office: Served) -> Served:
    """An office that has read of an agreement with a committee, and confirmed its first session."""
    house = office.house
    ingest([SIGNED, MET], register=house.register, reader=house.reader(), identity=house.identity, clock=lambda: NOW)
    with house.register.asking() as asking:
        found = list_records(asking, "mechanisms", filters={"document": [SIGNED.text.id]}).records
    committee = next(one["id"] for one in found if one["name"] == NAME)
    words = Words(MET.text.id, quote="held its first meeting on 18 May 2026")
    deciding = Deciding(house.register, house.identity, "Wang", lambda: NOW)
    reached(deciding, committee, "under_way", words, day="2026-05-18")
    return office


def test_the_page_of_an_agreement_tells_its_course_in_order_with_the_words_that_prove_each_step(
    followed: Served, page: Page, language: str
) -> None:
    with followed.house.register.asking() as asking:
        agreement = asking.execute("SELECT id FROM agreement ORDER BY date DESC").scalar()
    page.goto(followed.key())
    page.goto(f"{followed.address}/agreements/{agreement}")
    steps = page.locator("ol.course > li:not(.asked) .mark")
    expect(steps).to_have_text([SIGNING[language], HELD[language], DUE[language], EXPECTED[language]])
    expect(page.locator("ol.course > li.held")).to_contain_text("held its first meeting")
    expect(page.locator("svg.course circle.signed")).to_have_count(1)
    page.set_viewport_size({"width": 390, "height": 844})
    expect(page.locator("svg.course")).to_be_hidden()
    page.locator("ol.course").get_by_role("link", name=NAME).first.click()
    expect(page.locator("h1")).to_have_text(NAME)
