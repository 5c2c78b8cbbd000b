"""The network: who agrees with whom, as a picture, beside it what a click tells, and the same as a table."""

import csv
import io
import json
import re

import httpx2
import pytest
from playwright.sync_api import Page, expect

from tests.web.conftest import Served

NANJING = {"en": "Nanjing", "zh": "南京"}
NETWORK = {"en": "Network", "zh": "合作网络"}


def opened(shown: Served, page: Page, path: str = "/network") -> None:
    page.goto(shown.key())
    page.goto(f"{shown.address}{path}")


def click_on(page: Page, id_: str) -> None:
    """Click where a body stands in the picture."""
    at = page.evaluate("id => document.getElementById('graph')._cyreg.cy.getElementById(id).renderedPosition()", id_)
    page.locator("#graph").scroll_into_view_if_needed()
    page.locator("#graph").click(position={"x": at["x"], "y": at["y"]})


@pytest.fixture
def client(shown: Served) -> httpx2.Client:
    client = httpx2.Client(base_url=shown.address, follow_redirects=True)
    client.get(shown.key().removeprefix(shown.address))
    return client


def drawn(client: httpx2.Client, query: str = "") -> dict[str, list]:
    """Return what the page gives its script to draw."""
    told = re.search(r'id="network-data">(.*?)</script>', client.get(f"/network{query}").text, re.DOTALL)
    return json.loads(told[1]) if told else {"bodies": [], "ties": []}


def test_a_body_in_the_picture_leads_to_its_partners_and_their_agreements(
    shown: Served, page: Page, language: str, client: httpx2.Client
) -> None:
    opened(shown, page)
    expect(page.locator("#graph")).to_have_attribute("data-drawn", re.compile(r"^\d+$"))
    strongest = drawn(client)["bodies"][0]["id"]
    click_on(page, strongest)
    expect(page.locator("#at-name")).to_contain_text(NANJING[language])
    page.locator("#at ul a").first.click()
    expect(page.locator("#at-name")).to_contain_text(" — ")
    page.locator("#at a[href^='/agreements?']").click()
    expect(page.locator("table.records tbody tr").first).to_be_visible()
    expect(page.locator("table.records tbody tr").first).to_contain_text(NANJING[language])


@pytest.mark.slow
def test_the_picture_is_the_same_each_time_it_is_opened(shown: Served, page: Page) -> None:
    places = []
    for _ in range(2):
        opened(shown, page)
        expect(page.locator("#graph")).to_have_attribute("data-drawn", re.compile(r"^\d+$"))
        told = "() => document.getElementById('graph')._cyreg.cy.nodes().map(one => [one.id(), one.position('x'), one.position('y')])"
        places.append(page.evaluate(told))
    assert places[0] == places[1]


@pytest.mark.slow
def test_a_body_is_brought_into_the_picture_with_its_partners(shown: Served, page: Page, language: str) -> None:
    opened(shown, page)
    before = page.evaluate("document.getElementById('graph')._cyreg.cy.nodes().length")
    page.evaluate("document.getElementById('graph')._cyreg.cy.nodes().slice(1).remove()")
    page.locator("#q").fill(NANJING[language])
    page.locator("#q").press("Enter")
    page.locator("#matches [data-bring]").first.click()
    expect(page.locator("#at-name")).to_contain_text(NANJING[language])
    expect(page.locator("#at [data-more]")).to_be_visible()
    after = page.evaluate("document.getElementById('graph')._cyreg.cy.nodes().length")
    assert 1 < after <= before


@pytest.mark.slow
def test_the_period_is_moved_by_the_keyboard_and_narrows_the_picture(shown: Served, page: Page) -> None:
    opened(shown, page)
    slider = page.locator(".span input").first
    slider.focus()
    slider.press("ArrowRight")
    slider.press("ArrowRight")
    expect(page.locator("#since")).to_have_value("2019")
    page.locator(".filters button").click()
    expect(page).to_have_url(re.compile("since=2019"))


@pytest.mark.slow
def test_without_script_the_table_and_the_pages_behind_it_tell_the_same(shown: Served, browser, language: str) -> None:
    context = browser.new_context(java_script_enabled=False, locale={"en": "en-GB", "zh": "zh-CN"}[language])
    page = context.new_page()
    opened(shown, page, "/network?q=Nanjing")
    page.locator("#matches a").first.click()
    expect(page.locator("h1")).to_contain_text(NANJING[language])
    expect(page.locator("#table tbody tr").first).to_be_visible()
    context.close()


def test_the_file_holds_every_tie_and_the_links_lead_to_as_many_agreements(client: httpx2.Client) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get("/network.csv").content.decode("utf-8-sig"))))
    data = drawn(client)
    assert sorted((row["left"], row["right"], int(row["agreements"])) for row in rows) == sorted(
        map(tuple, data["ties"])
    )
    for row in rows[:4]:
        found = client.get(f"/agreements.json?party={row['left']}&party={row['right']}").json()
        assert len(found) == int(row["agreements"])


@pytest.mark.parametrize("query", ["since=2020&until=2023", "sector=parks", "kind=framework", "region=320000"])
def test_a_filtered_picture_counts_what_the_filtered_list_holds(client: httpx2.Client, query: str) -> None:
    days = query.replace("since=2020", "since=2020-01-01").replace("until=2023", "until=2023-12-31")
    data = drawn(client, f"?{query}")
    assert data["ties"]
    for left, right, many in data["ties"]:
        assert len(client.get(f"/agreements.json?party={left}&party={right}&{days}").json()) == many


def test_around_a_body_stand_only_those_within_two_steps(client: httpx2.Client) -> None:
    data = drawn(client)
    known = {
        left: {right for a, right, _ in data["ties"] if a == left} | {a for a, b, _ in data["ties"] if b == left}
        for left in (one["id"] for one in data["bodies"])
    }
    for id_ in list(known)[:4]:
        near = {id_} | known[id_] | {other for one in known[id_] for other in known[one]}
        assert {one["id"] for one in drawn(client, f"?party={id_}")["bodies"]} == near


@pytest.mark.parametrize(
    "path",
    [
        "/network?since=٢٠٢٠&until=x&sector=none&kind=%00&body=a&region=%27%20OR%201",
        "/network?page=999999999999",
        "/network?party=p-none",
        "/network?q=%22",
        "/network?since=99999",
        "/network?sector=no-such",
    ],
)
def test_whatever_stands_in_the_address_is_answered(client: httpx2.Client, path: str) -> None:
    assert client.get(path).status_code == 200


def test_who_is_not_there_is_said_to_be_not_there(client: httpx2.Client) -> None:
    for path in ("/network/body/p-none", "/network/around/p-none", "/network/tie/p-none/p-none", "/network.exe"):
        assert client.get(path).status_code == 404
