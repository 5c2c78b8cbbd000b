"""The page of a promise shows the post that owes it, and who holds that post by a later document."""

from playwright.sync_api import Page, expect

from accord.flows import ingest
from accord.register import list_records
from tests.insight.test_owners import SAME, SIGNED, later
from tests.web.conftest import NOW, Served

OWNER = {"en": "Owner post", "zh": "责任岗位"}
NAME = {"en": "Name the post", "zh": "指定责任岗位"}
STAYS = {"en": "The promise stays with the post.", "zh": "承诺随岗位，不随人走。"}


def test_a_promise_shows_its_post_and_the_successor_with_the_words(office: Served, page: Page, language: str) -> None:
    house = office.house
    found = [SIGNED[language], later(language, SAME[language], "2025-09-13")]
    ingest(found, register=house.register, reader=house.reader(), identity=house.identity, clock=lambda: NOW)
    with house.register.asking() as asking:
        records = list_records(asking, "commitments", filters={"document": [SIGNED[language].text.id]}).records
    page.goto(office.key())
    page.goto(f"{office.address}/promises/{records[0]['id']}")
    expect(page.locator("dt", has_text=OWNER[language])).to_be_visible()
    expect(page.locator(".owner")).to_contain_text(SAME[language])
    expect(page.locator(".owner")).to_contain_text(STAYS[language])
    expect(page.locator(".owner .proof mark")).to_contain_text({"en": "Zhao Guodong", "zh": "赵国栋"}[language])


def test_a_person_names_the_post_that_is_to_keep_a_promise(office: Served, page: Page, language: str) -> None:
    house = office.house
    ingest(
        [SIGNED[language]], register=house.register, reader=house.reader(), identity=house.identity, clock=lambda: NOW
    )
    with house.register.asking() as asking:
        [first, *_] = list_records(asking, "commitments").records
    page.goto(office.key())
    page.goto(f"{office.address}/promises/{first['id']}")
    form = page.locator("form[action$='/owner']")
    page.locator("summary", has_text=NAME[language]).click()
    form.locator("input[name=post]").fill("Head of the investment office")
    form.locator("select[name=body]").select_option(index=1)
    form.get_by_role("button").click()
    expect(page.locator("dd", has_text="Head of the investment office")).to_be_visible()
    page.goto(f"{office.address}/history")
    expect(page.locator("main")).to_contain_text("Head of the investment office")
