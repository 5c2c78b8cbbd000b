"""A plan that is no promise yet: who confirms what became of it makes it one, in one step."""

import pytest
from playwright.sync_api import Page, expect

from accord.flows import ingest
from accord.follow.thresholds import Threshold
from accord.register import list_records
from tests.builders import a_found
from tests.web.conftest import NOW, Served

FIRST = a_found(
    "Wuxi City and Lotus Sensor Group signed a cooperation agreement on 9 February 2024. Lotus Sensor Group will build a sensor "
    "base in Wuxi. The tram line from the sensor base to the airport of Wuxi is expected to open.",
    source="first.txt",
    title="Wuxi City and Lotus Sensor Group sign agreement",
    published="2024-02-10",
)
LATER = a_found(
    "Trams began to run on the tram line from the sensor base to the airport of Wuxi on Friday, Wuxi City said. The line was "
    "opened by the mayor.",
    source="later.txt",
    title="Tram line to airport of Wuxi opened",
    published="2025-11-10",
)
PLAN = "The tram line from"
CONFIRM = {"en": "Confirm", "zh": "确认"}
OTHER = {"en": "Not of this promise", "zh": "与此承诺无关"}


@pytest.fixture
def followed(office: Served) -> Served:
    """An office that has read of a plan that no fact holds, and later of what became of it."""
    house = office.house
    ingest([FIRST, LATER], register=house.register, reader=house.reader(), identity=house.identity, clock=lambda: NOW)
    return office


def planned(served: Served) -> list[dict]:
    with served.house.register.asking() as asking:
        found = list_records(asking, "commitments", filters={"document": [FIRST.text.id]}, limit=10).records
    return [one for one in found if one["quote"].startswith(PLAN)]


def test_a_plan_is_entered_as_a_promise_with_its_state_when_a_person_confirms_it(
    followed: Served, page: Page, language: str
) -> None:
    assert planned(followed) == []
    page.goto(followed.key())
    page.goto(f"{followed.address}/later")
    asked = page.locator("article.follow", has_text=PLAN).first
    asked.get_by_role("button", name=CONFIRM[language]).click()
    expect(page.get_by_role("status")).to_contain_text("d2")
    [promise] = planned(followed)
    assert (promise["state"], promise["modality"]) == ("delivered", "pledged")
    page.goto(f"{followed.address}/promises/{promise['id']}")
    expect(page.locator(".steps")).to_contain_text("Trams began to run")


def test_words_of_something_else_make_the_plan_a_promise_and_are_not_asked_again(
    followed: Served, page: Page, language: str
) -> None:
    page.goto(followed.key())
    page.goto(f"{followed.address}/later")
    page.locator("article.follow", has_text=PLAN).first.get_by_role("button", name=OTHER[language]).click()
    expect(page.get_by_role("status")).to_contain_text("d2")
    [promise] = planned(followed)
    assert promise["state"] == "announced"
    expect(page.locator("article.follow", has_text=PLAN).filter(has_text="Trams began to run")).to_have_count(0)


def test_what_is_less_sure_is_shown_to_who_asks_for_it(
    followed: Served, page: Page, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    sure = {"en": "at least 100% sure", "zh": "把握不低于100%"}[language]
    less = {"en": "what is less sure, too", "zh": "含把握较小的"}[language]
    certain = Threshold(value=100, unit="per cent", source="ours")
    monkeypatch.setattr("accord.flows.follow.threshold", lambda _: certain)
    monkeypatch.setattr("accord.web.pages.promises.threshold", lambda _: certain)
    page.goto(followed.key())
    page.goto(f"{followed.address}/later?state=all")
    expect(page.locator("article.follow")).to_have_count(0)
    expect(page.get_by_role("link", name=sure)).to_have_attribute("aria-current", "true")
    page.get_by_role("link", name=less).click()
    expect(page.locator("article.follow").first).to_be_visible()
    assert "state=all" in page.url
