"""The calendar: what is due and which sessions are expected stand on their days, in a grid, in a list, and in a feed."""

import csv
import io

import httpx2
import icalendar
import pytest
from playwright.sync_api import Page, expect

from accord.flows import ingest
from accord.register import list_records
from tests.builders import a_found
from tests.web.conftest import NOW, Served

SIGNED = a_found(
    "Wuxi City and Lotus Sensor Group signed a cooperation agreement on 9 February 2026. The two sides will set up a joint "
    "coordination committee, which meets once a quarter. Lotus Sensor Group will build a sensor base in Wuxi by the end of 2026. "
    "Lotus Sensor Group will train 300 engineers by June 2026.",
    source="signed.txt",
    title="Wuxi City and Lotus Sensor Group sign agreement",
    published="2026-02-10",
)
BASE, ENGINEERS, COMMITTEE = "build a sensor base", "train 300 engineers", "joint coordination committee"
TAB = {"en": "Calendar", "zh": "日历"}
SAID = {"en": "said: 2026", "zh": "原文：2026年"}
OVERDUE = {"en": "overdue by 145 days", "zh": "逾期 145 天"}
GO = {"en": "Go to Dec 2026", "zh": "转到2026年12月"}


@pytest.fixture
def agreed(office: Served) -> Served:
    """An office that has read of a committee and of two promises with a day."""
    house = office.house
    ingest([SIGNED], register=house.register, reader=house.reader(), identity=house.identity, clock=lambda: NOW)
    return office


def test_a_month_shows_what_is_due_in_it_and_what_is_overdue_beside_it(
    agreed: Served, page: Page, language: str
) -> None:
    page.goto(agreed.key())
    page.goto(f"{agreed.address}/promises")
    page.locator("nav.views").get_by_role("link", name=TAB[language], exact=True).click()
    expect(page.locator("section[aria-labelledby=late]")).to_contain_text(ENGINEERS)
    page.get_by_role("link", name=GO[language]).click()
    last = page.locator("table.month td.here").last
    expect(last).to_contain_text("31")
    expect(last).to_contain_text(BASE)
    expect(last).to_contain_text(COMMITTEE)
    expect(page.locator("#d2026-12-31")).to_contain_text(SAID[language])
    page.set_viewport_size({"width": 390, "height": 844})
    expect(page.locator("table.month")).to_be_hidden()
    page.locator("#d2026-12-31").get_by_role("link", name=BASE).click()
    expect(page.locator("h1")).to_be_visible()
    assert "/promises/c-" in page.url


def test_the_calendar_of_another_body_is_empty_and_a_month_that_is_none_is_this_one(agreed: Served) -> None:
    with httpx2.Client(base_url=agreed.address, follow_redirects=True) as client:
        client.get(agreed.key().removeprefix(agreed.address))
        assert BASE in client.get("/calendar?month=2026-12&party=Lotus+Sensor+Group").text
        assert BASE not in client.get("/calendar?month=2026-11").text
        assert client.get("/calendar?month=soon").status_code == 200
        assert client.get("/calendar?party=Nobody+at+all").status_code == 200
        assert client.get("/calendar.pdf").status_code == 404
        told = client.get("/calendar.csv?month=2026-12").text.removeprefix("\ufeff")
    found = [(row["day"], row["what"], row["said"]) for row in csv.DictReader(io.StringIO(told))]
    assert found == [("2026-12-31", "expected", "2026-Q4"), ("2026-12-31", "due", "2026")]


def test_another_program_opens_the_file_for_calendars_and_finds_the_promise_behind_each_entry(agreed: Served) -> None:
    with httpx2.Client(base_url=agreed.address, follow_redirects=True) as client:
        client.get(agreed.key().removeprefix(agreed.address))
        answer = client.get("/calendar.ics")
        again = client.get("/calendar.ics").content
    assert answer.headers["content-type"].startswith("text/calendar")
    assert again == answer.content
    events = {str(event["summary"]): event for event in icalendar.Calendar.from_ical(answer.content).walk("VEVENT")}
    base = next(event for name, event in events.items() if BASE in name)
    with agreed.house.register.asking() as asking:
        promise = next(one for one in list_records(asking, "commitments").records if BASE in one["quote"])
    assert base["url"] == f"{agreed.address}/promises/{promise['id']}"
    assert base.decoded("dtstart").isoformat() == "2026-12-31"
    assert any(COMMITTEE not in name and "2026-Q4" in name for name in events)


def test_a_calendar_program_subscribes_with_a_secret_and_is_told_when_nothing_changed(
    agreed: Served, page: Page, language: str
) -> None:
    page.goto(agreed.key())
    page.goto(f"{agreed.address}/watching")
    page.locator("section[aria-labelledby=feed] button").first.click()
    address = page.locator("code.calendar").inner_text()
    with httpx2.Client() as outside:
        first = outside.get(address)
        assert first.headers["content-type"].startswith("text/calendar")
        assert any(
            BASE in str(event["summary"]) for event in icalendar.Calendar.from_ical(first.content).walk("VEVENT")
        )
        assert outside.get(address, headers={"If-None-Match": first.headers["etag"]}).status_code == 304
        none = (f"{agreed.address}/feed.ics", f"{agreed.address}/feed.ics?key=x")
        assert [outside.get(one).status_code for one in none] == [404, 404]
        assert outside.get(f"{agreed.address}/calendar.ics").status_code != 200
