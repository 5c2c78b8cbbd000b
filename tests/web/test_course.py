"""The course of an agreement: its signing, its sessions, what people confirmed and what is due, as a picture and as a list."""

import httpx2
import pytest
from playwright.sync_api import Page, expect

from accord.flows import Deciding, ingest
from accord.flows.reached import Words, reached
from accord.register import list_records
from tests.builders import a_found
from tests.web.conftest import NOW, Served
from tests.web.test_mechanisms import MET, NAME, SIGNED

SIGNING = {"en": "signed", "zh": "签署"}
HELD = {"en": "session held", "zh": "会议已召开"}
SET_UP = {"en": "delivered", "zh": "已落地"}  # that there is a committee, shown by its first session
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
    expect(steps).to_have_text([SIGNING[language], HELD[language], SET_UP[language], DUE[language], EXPECTED[language]])
    expect(page.locator("ol.course > li.held")).to_contain_text("held its first meeting")
    expect(page.locator("svg.course circle.signed")).to_have_count(1)
    page.set_viewport_size({"width": 390, "height": 844})
    expect(page.locator("svg.course")).to_be_hidden()
    page.locator("ol.course").get_by_role("link", name=NAME).first.click()
    expect(page.locator("h1")).to_have_text(NAME)


def test_a_series_of_which_one_has_no_day_is_shown_in_the_order_of_its_news(office: Served) -> None:
    words = "Wuxi City and Lotus Sensor Group signed a {kind} agreement{day} in Wuxi. Lotus Sensor Group will build a {thing} in Wuxi."
    dated = words.format(kind="cooperation", day=" on 9 February 2026", thing="base")
    undated = words.format(kind="framework", day="", thing="school")
    found = [
        a_found(dated, source="dated.txt", published="2026-02-10"),
        a_found(undated, source="undated.txt", published="2024-06-10"),
    ]
    house = office.house
    ingest(found, register=house.register, reader=house.reader(), identity=house.identity, clock=lambda: NOW)
    with house.register.asking() as asking:
        told = list_records(asking, "agreements", filters={"party": ["Lotus Sensor Group"]}).records
    agreements = {one["date"]: one["id"] for one in told}
    assert set(agreements) == {None, "2026-02-09"}
    with httpx2.Client(base_url=office.address, follow_redirects=True) as client:
        client.get(office.key().removeprefix(office.address))
        page = client.get(f"/agreements/{agreements['2026-02-09']}")
    assert page.status_code == 200
    line = page.text.split('<ol class="line">')[1].split("</ol>")[0]
    assert line.index(agreements[None]) < line.index('aria-current="true"')
