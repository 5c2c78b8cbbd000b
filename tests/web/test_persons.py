"""Persons: found by any spelling, posts with tenure and words, who came before and after, merged and undone."""

import httpx2
import pytest
from playwright.sync_api import Page, expect

from accord.register import person_page
from tests.web.conftest import Served

UNDO = {"en": "Undo", "zh": "撤销"}
ONE = {"en": "They are one", "zh": "确认为同一个"}


def test_a_person_is_found_by_pinyin_with_the_sentence_that_names_the_post(
    shown: Served, page: Page, language: str
) -> None:
    page.goto(shown.key())
    page.goto(f"{shown.address}/persons")
    page.locator("#name").press_sequentially("hanlim")
    expect(page.locator("table.records a.main")).to_have_count(1)
    page.locator("table.records a.main").first.click()
    post = page.locator("section[aria-labelledby=posts] li").first
    post.locator("summary").click()
    expect(post.locator("blockquote mark").first).to_be_visible()


@pytest.mark.slow
def test_two_persons_are_merged_and_that_is_undone(office: Served, page: Page, language: str) -> None:
    page.goto(office.key())
    page.goto(f"{office.address}/persons?name=Chen%20Mingyong")
    page.locator("table.records a.main").first.click()
    page.locator("a[href$='/merge']").click()
    page.locator("#other-name").fill("Chen Zongnian")
    page.locator(".choices label", has_text="Chen Zongnian").locator("input").check()
    page.get_by_role("button", name=ONE[language], exact=True).click()
    expect(page.locator("section[aria-labelledby=names]")).to_contain_text("Chen Zongnian")
    page.locator(".notice.done").get_by_role("button", name=UNDO[language]).click()
    expect(page.locator("section[aria-labelledby=names]")).not_to_contain_text("Chen Zongnian")


@pytest.fixture
def client(shown: Served) -> httpx2.Client:
    client = httpx2.Client(base_url=shown.address, follow_redirects=True)
    client.get(shown.key().removeprefix(shown.address))
    return client


@pytest.mark.parametrize("asked", ["chenminer", "chen min'er", "cme", "陈敏尔", "陳敏爾", "Chen Min'er"])
def test_one_person_is_found_by_every_spelling(client: httpx2.Client, asked: str) -> None:
    page = client.get("/persons", params={"name": asked}).text
    assert "h-03302ea9059c" in page


def test_persons_of_a_body_are_listed(client: httpx2.Client) -> None:
    page = client.get("/persons", params={"body": "p-320100"}).text
    assert "Chen Zhichang" in page
    assert "Chen Mingyong" not in page


def test_what_nobody_goes_by_is_said(client: httpx2.Client) -> None:
    assert 'class="empty"' in client.get("/persons?name=Nobody+At+All").text
    assert client.get("/persons/h-000000000000").status_code == 404
    assert client.get("/persons?body=p-nothing").status_code == 200


@pytest.mark.parametrize(
    ("asked", "found"),
    [("zgdk", "/parties/p-cn-soe:cetc"), ("hanlim", "/persons/h-60525b7be8c8"), ("nanj", "/parties/p-320100")],
)
def test_the_one_search_box_finds_bodies_and_persons_by_pinyin(client: httpx2.Client, asked: str, found: str) -> None:
    assert f'href="{found}"' in client.get("/search", params={"q": asked}).text


def test_of_many_signings_the_newest_are_shown_and_all_where_they_are_asked_for(
    client: httpx2.Client, shown: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    with shown.house.register.asking() as asking:
        every = [person_page(asking, one, shown.house.identity) for (one,) in asking.execute("SELECT id FROM person")]
    one = max(every, key=lambda each: max(len(each.agreements), len(each.meetings)))
    assert max(len(one.agreements), len(one.meetings)) > 1
    monkeypatch.setattr("accord.web.pages.persons._SHOWN", 1)
    few, whole = (client.get(f"/persons/{one.id}{asked}").text for asked in ("", "?all=yes"))
    assert "all=yes" in few
    assert f'href="/persons/{one.id}?all=yes"' not in whole
    assert len(few) < len(whole)
