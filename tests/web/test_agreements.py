"""Agreements: found by what is known of them, each with the words that prove it, taken out as shown."""

import csv
import io
import json
import re

import httpx2
import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.web.conftest import Served

WUXI = {"en": "Wuxi", "zh": "无锡"}
SERIES = {"en": "Series and lineage", "zh": "系列与沿革"}


def test_what_wuxi_and_cethik_agreed_is_found_with_the_sentence(shown: Served, page: Page, language: str) -> None:
    page.goto(shown.key())
    page.goto(f"{shown.address}/agreements")
    page.locator(".facets").get_by_role("link", name=WUXI[language]).first.click()
    expect(page.locator(".chip.on")).to_contain_text(WUXI[language])
    page.locator("table.records a.main", has_text={"en": "CETHIK", "zh": "中电海康"}[language]).first.click()
    said = page.locator("table.said details").first
    said.locator("summary").click()
    expect(said.locator("blockquote mark").first).to_be_visible()
    expect(said.locator("figcaption a, .source a").first).to_have_attribute("href", re.compile("/documents/sha256:"))


def test_reports_that_differ_are_shown_so(shown: Served, page: Page, language: str) -> None:
    page.goto(shown.key())
    page.goto(f"{shown.address}/agreements/a-37d50bc8c05c")
    expect(page.locator(".differs")).to_have_count(1)
    expect(page.get_by_role("heading", name=SERIES[language])).to_be_visible()
    expect(page.locator("ol.line .unknown")).to_contain_text("4")


@pytest.fixture
def client(shown: Served) -> httpx2.Client:
    client = httpx2.Client(base_url=shown.address, follow_redirects=True)
    client.get(shown.key().removeprefix(shown.address))
    return client


def test_what_is_shown_is_what_is_taken_out(client: httpx2.Client) -> None:
    asked = "?kind=framework&sort=date"
    shown = client.get(f"/agreements.json{asked}").json()
    page = client.get(f"/agreements{asked}").text
    assert [page.index(f'"/agreements/{one["id"]}"') for one in shown] == sorted(
        page.index(f'"/agreements/{one["id"]}"') for one in shown
    )
    rows = list(csv.DictReader(io.StringIO(client.get(f"/agreements.csv{asked}").content.decode("utf-8-sig"))))
    assert [row["id"] for row in rows] == [one["id"] for one in shown]
    sheet = load_workbook(io.BytesIO(client.get(f"/agreements.xlsx{asked}").content)).active
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == [one["id"] for one in shown]


def test_the_counts_of_a_facet_are_those_of_the_list_behind_it(client: httpx2.Client) -> None:
    for asked in (
        "?kind=framework",
        "?region=320200",
        "?sector=parks",
        "?status=signed",
        "?since=2024-01-01&until=2024-12-31",
    ):
        found = client.get(f"/agreements.json{asked}").json()
        assert f"<small>{len(found)}</small>" in client.get(f"/agreements{asked}").text


def test_a_party_that_nobody_knows_is_said_and_nothing_breaks(client: httpx2.Client) -> None:
    answer = client.get("/agreements?party=Nobody%20At%20All")
    assert answer.status_code == 200
    assert 'role="alert"' in answer.text


@pytest.mark.parametrize("page", ["0", "-3", "9999999999999999999", "two", "٣"])
def test_a_page_that_is_none_is_a_page_all_the_same(client: httpx2.Client, page: str) -> None:
    assert client.get(f"/agreements?page={page}").status_code == 200


def test_what_is_not_there_is_said_to_be_not_there(client: httpx2.Client) -> None:
    assert client.get("/agreements/a-000000000000").status_code == 404
    assert client.get("/agreements.exe").status_code == 404
    assert json.loads(client.get("/agreements.json?kind=none-such").text) == []
