"""Mechanisms: a meeting is a session only after a person has said so; what was not seen is told with what was read."""

import csv
import io

import httpx2
import pytest
from playwright.sync_api import Page, expect

from accord.flows import ingest
from accord.register import list_records
from tests.builders import a_found
from tests.web.conftest import NOW, Served

SIGNED = a_found(
    "Wuxi City and Lotus Sensor Group signed a cooperation agreement on 9 February 2026. The two sides will set up a joint "
    "coordination committee, which meets once a quarter. Lotus Sensor Group will build a sensor base in Wuxi by the end of 2026.",
    source="signed.txt",
    title="Wuxi City and Lotus Sensor Group sign agreement",
    published="2026-02-10",
)
MET = a_found(
    "The joint coordination committee of Wuxi City and Lotus Sensor Group held its first meeting on 18 May 2026. Officials of "
    "both sides attended.",
    source="met.txt",
    title="Committee of Wuxi City and Lotus Sensor Group meets",
    published="2026-05-19",
)
PARK = a_found(
    "Wuxi City opened a park for makers of chips on 18 July 2026. Visitors from many provinces came to the opening of the park.",
    source="park.txt",
    title="Wuxi City opens a park",
    published="2026-07-20",
)
NAME = "joint coordination committee"
TAB = {"en": "Mechanisms", "zh": "机制"}
YES = {"en": "Yes, its session", "zh": "是，计为会议"}
NO = {"en": "No, another meeting", "zh": "不是，另一次会见"}
HELD = {"en": "held", "zh": "已召开"}
PERHAPS = {"en": "perhaps held", "zh": "可能已召开"}
MISSED = {"en": "no session seen in 1 document", "zh": "在 1 份资料中未见召开"}


@pytest.fixture
def agreed(office: Served) -> Served:
    """An office that has read of a committee, of one meeting of it, and later of something else that a member did."""
    house = office.house
    found = [SIGNED, MET, PARK]
    ingest(found, register=house.register, reader=house.reader(), identity=house.identity, clock=lambda: NOW)
    return office


def committee(served: Served) -> str:
    with served.house.register.asking() as asking:
        found = list_records(asking, "mechanisms", filters={"document": [SIGNED.text.id]}).records
    return next(one["id"] for one in found if one["name"] == NAME)


def test_a_meeting_may_be_a_session_until_a_person_says_so_and_what_was_not_seen_names_what_was_read(
    agreed: Served, page: Page, language: str
) -> None:
    page.goto(agreed.key())
    page.goto(f"{agreed.address}/promises")
    page.locator("nav.views").get_by_role("link", name=TAB[language], exact=True).click()
    expect(page.locator("tbody tr", has_text=NAME)).to_contain_text(f"1 {PERHAPS[language]}")
    page.get_by_role("link", name=NAME).click()
    expect(page.locator(".rhythm .missed").first).to_contain_text("2026-Q3")
    expect(page.locator(".rhythm .missed").first).to_contain_text(MISSED[language])
    asked = page.locator("article.follow", has_text="held its first meeting")
    asked.get_by_role("button", name=YES[language]).click()
    expect(page.get_by_role("status")).to_contain_text("d1")
    expect(page.locator(".rhythm .period.held")).to_contain_text(f"2026-Q2 {HELD[language]}")
    expect(page.locator(".steps")).to_contain_text("held its first meeting on 18 May 2026")
    expect(page.get_by_role("button", name=YES[language])).to_have_count(0)


def test_another_meeting_is_no_session_and_is_not_asked_again(agreed: Served, page: Page, language: str) -> None:
    page.goto(agreed.key())
    page.goto(f"{agreed.address}/mechanisms/{committee(agreed)}")
    page.get_by_role("button", name=NO[language]).click()
    expect(page.get_by_role("status")).to_contain_text("d1")
    expect(page.locator("article.follow")).to_have_count(0)
    expect(page.locator(".rhythm .period.held")).to_have_count(0)
    expect(page.locator(".rhythm .period.missed").first).to_contain_text("2026-Q2")


def test_a_person_enters_a_session_that_nobody_wrote_of_and_a_day_that_is_none_is_refused(
    agreed: Served, page: Page, language: str
) -> None:
    page.goto(agreed.key())
    page.goto(f"{agreed.address}/mechanisms/{committee(agreed)}")
    page.locator("details summary").last.click()
    form = page.locator("form.own")
    form.locator("[name=day]").fill("2026-08-13")
    form.locator("[name=why]").fill("minutes in the cabinet")
    form.get_by_role("button").click()
    expect(page.locator(".steps")).to_contain_text("minutes in the cabinet")
    expect(page.locator(".rhythm .period.held")).to_contain_text("2026-Q3")


def test_what_the_next_session_has_to_deal_with_is_what_its_agreement_put_on_somebody(
    agreed: Served, page: Page, language: str
) -> None:
    page.goto(agreed.key())
    page.goto(f"{agreed.address}/mechanisms/{committee(agreed)}")
    expect(page.locator("section[aria-labelledby=open]")).to_contain_text("build a sensor base")


def test_the_list_is_narrowed_by_what_was_seen_and_taken_out_as_it_is_shown(agreed: Served) -> None:
    with httpx2.Client(base_url=agreed.address, follow_redirects=True) as client:
        client.get(agreed.key().removeprefix(agreed.address))
        assert NAME in client.get("/mechanisms?session=missed&cadence=quarterly").text
        assert NAME not in client.get("/mechanisms?session=held").text
        assert NAME not in client.get("/mechanisms?cadence=weekly").text
        assert client.get("/mechanisms?party=Nobody+at+all").status_code == 200
        assert client.get("/mechanisms/n-000000000000").status_code == 404
        told = client.get("/mechanisms.csv?session=missed").text.removeprefix("\ufeff")
        row = next(row for row in csv.DictReader(io.StringIO(told)) if row["name"] == NAME)
    assert (row["expected"], row["held"], row["perhaps"], row["missed"], row["next"]) == ("3", "0", "1", "1", "2026-Q4")


def test_members_are_told_by_the_posts_that_signed_and_who_is_named_in_them_later(office: Served) -> None:
    signed = (
        "Wuxi City and Lotus Sensor Group signed a cooperation agreement in Wuxi on 9 February 2024. Li Ming, vice mayor of Wuxi "
        "City, and Wang Qiang, general manager of Lotus Sensor Group, signed the agreement on behalf of the two sides. The two "
        "sides will set up a joint coordination committee, which meets once a quarter."
    )
    after = "Zhao Guodong, general manager of Lotus Sensor Group, visited the sensor base in Wuxi on 12 September 2025."
    found = [
        a_found(signed, source="one.txt", published="2024-02-10"),
        a_found(after, source="two.txt", published="2025-09-13"),
    ]
    house = office.house
    ingest(found, register=house.register, reader=house.reader(), identity=house.identity, clock=lambda: NOW)
    with house.register.asking() as asking:
        told = list_records(asking, "mechanisms", filters={"document": [found[0].text.id]}).records
    with httpx2.Client(base_url=office.address, follow_redirects=True) as client:
        client.get(office.key().removeprefix(office.address))
        shown = client.get(f"/mechanisms/{told[0]['id']}").text
    assert "vice mayor" in shown
    assert "held by Wang Qiang when it was signed" in shown
    assert "later named in it: Zhao Guodong (13 Sept 2025)" in shown
