"""Promises: found, followed from later words that a person confirms, never by themselves; taken out as shown."""

import csv
import io

import httpx2
import pytest
from playwright.sync_api import Page, expect

from accord.flows import ingest
from accord.register import list_records
from tests.builders import a_found
from tests.web.conftest import NOW, Served

FIRST = a_found(
    "Kenya and China signed an agreement in Nairobi on 11 May 2014 on a standard gauge railway. Under the agreement, China "
    "Road and Bridge Corporation will build a 609-kilometre railway line between Mombasa and Nairobi by the end of 2017.",
    source="first.txt",
    title="Kenya and China sign agreement on railway",
    published="2014-05-12",
)
LATER = a_found(
    "Kenya's president opened the 609-kilometre railway line between Mombasa and Nairobi on Wednesday, built by China Road "
    "and Bridge Corporation. Fares start at 700 shillings.",
    source="later.txt",
    title="Railway between Mombasa and Nairobi opened",
    published="2017-05-31",
)
SAYS = {"en": "What later news says", "zh": "后续报道"}
CONFIRM = {"en": "Confirm", "zh": "确认"}
OTHER = {"en": "Not of this promise", "zh": "与此承诺无关"}
DELIVERED = {"en": "delivered", "zh": "已落地"}


@pytest.fixture
def followed(office: Served) -> Served:
    """An office that has read of a promise, and later of its delivery."""
    house = office.house
    ingest([FIRST, LATER], register=house.register, reader=house.reader(), identity=house.identity, clock=lambda: NOW)
    return office


def promise(served: Served) -> dict:
    with served.house.register.asking() as asking:
        found = list_records(asking, "commitments", filters={"document": [FIRST.text.id]}, limit=10).records
    return next(one for one in found if "609-kilometre" in one["quote"])


def test_later_words_wait_until_a_person_confirms_them_and_the_promise_shows_them(
    followed: Served, page: Page, language: str
) -> None:
    before = promise(followed)
    assert before["state"] == "agreed"
    page.goto(followed.key())
    page.goto(f"{followed.address}/promises")
    page.get_by_role("link", name=SAYS[language]).click()
    page.locator("nav.tabs").get_by_role("link", name=DELIVERED[language], exact=True).click()
    asked = page.locator("article.follow").filter(has=page.locator(f'a[href="/promises/{before["id"]}"]')).first
    expect(asked).to_contain_text("opened the 609-kilometre railway line")
    assert promise(followed)["state"] == "agreed"
    asked.get_by_role("button", name=CONFIRM[language]).click()
    expect(page.get_by_role("status")).to_contain_text("d1")
    assert promise(followed)["state"] == "delivered"
    page.goto(f"{followed.address}/promises/{before['id']}")
    expect(page.locator("h1")).to_contain_text(DELIVERED[language])
    expect(page.locator(".steps")).to_contain_text("opened the 609-kilometre railway line")


def test_words_of_something_else_are_not_asked_again_and_change_nothing(
    followed: Served, page: Page, language: str
) -> None:
    before = promise(followed)
    page.goto(followed.key())
    page.goto(f"{followed.address}/promises/{before['id']}")
    page.get_by_role("button", name=OTHER[language]).first.click()
    expect(page.get_by_role("status")).to_contain_text("d1")
    expect(page.get_by_role("button", name=OTHER[language])).to_have_count(0)
    assert promise(followed)["state"] == "agreed"


def test_a_person_says_a_state_of_his_own_and_a_day_that_is_none_is_refused(
    followed: Served, page: Page, language: str
) -> None:
    id_ = promise(followed)["id"]
    page.goto(followed.key())
    page.goto(f"{followed.address}/promises/{id_}")
    page.locator("details summary").last.click()
    page.locator("form.own[action$='/state'] select").select_option("stalled")
    page.locator("form.own[action$='/state'] [name=why]").fill("told by telephone")
    page.locator("form.own[action$='/state'] button").click()
    expect(page.locator(".steps")).to_contain_text("told by telephone")
    assert promise(followed)["state"] == "stalled"


def test_the_list_is_narrowed_and_what_is_shown_is_taken_out(followed: Served) -> None:
    with httpx2.Client(base_url=followed.address, follow_redirects=True) as client:
        client.get(followed.key().removeprefix(followed.address))
        assert "609-kilometre" in client.get("/promises?state=agreed&sort=due").text
        assert "609-kilometre" not in client.get("/promises?state=dropped").text
        assert client.get("/promises?state=nonsense").status_code == 200
        assert client.get("/promises/c-000000000000").status_code == 404
        rows = list(csv.DictReader(io.StringIO(client.get("/promises.csv?state=agreed").text.removeprefix("\ufeff"))))
    assert any("609-kilometre" in row["quote"] and row["state"] == "agreed" for row in rows)


def test_a_program_says_what_became_of_a_promise_and_half_of_the_words_is_refused(followed: Served) -> None:
    id_ = promise(followed)["id"]
    with httpx2.Client(base_url=followed.address, follow_redirects=True) as client:
        client.get(followed.key().removeprefix(followed.address))
        headers = {"X-CSRF-Token": client.get("/").text.split('"X-CSRF-Token": "')[1].split('"')[0]}
        said = {"type": "reached", "promise": id_, "state": "delivered", "document": LATER.text.id}
        half = client.post("/api/v1/decisions", json=said, headers=headers)
        assert half.status_code == 409, half.text
        quote = "opened the 609-kilometre railway line"
        taken = client.post("/api/v1/decisions", json={**said, "quote": quote}, headers=headers)
        assert taken.status_code == 201, taken.text
    assert promise(followed)["state"] == "delivered"
