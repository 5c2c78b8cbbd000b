"""The map: regions as points on a plain ground, what flows between them, and an office's own approved map under it."""

import csv
import io
import json
import re

import httpx2
import pytest
from playwright.sync_api import Page, expect

from tests.web.conftest import Served

JIANGSU = {"en": "Jiangsu", "zh": "江苏"}
OURS = {"type": "MultiLineString", "coordinates": [[[110, 20], [120, 40]], [[100, 30], [125, 30]]]}


def inside(served: Served, role: str = "admin") -> httpx2.Client:
    client = httpx2.Client(base_url=served.address, follow_redirects=True)
    client.get(served.key("Wang", role).removeprefix(served.address))
    return client


@pytest.fixture
def client(shown: Served) -> httpx2.Client:
    return inside(shown)


def test_a_point_leads_to_the_regions_that_it_agrees_with_and_to_the_agreements(
    shown: Served, page: Page, language: str
) -> None:
    page.goto(shown.key())
    page.goto(f"{shown.address}/map")
    expect(page.locator("#map text", has_text=JIANGSU[language])).to_be_visible()
    page.locator("#map [data-path='/map/at/320000'] circle").click()
    expect(page.locator("#at-name")).to_have_text(JIANGSU[language])
    page.locator("#at ul a").first.click()
    expect(page.locator("#at-name")).to_contain_text(" — ")
    page.locator("#at a[href^='/agreements?']").click()
    expect(page.locator("table.records tbody tr").first).to_be_visible()


@pytest.mark.slow
def test_the_map_is_taken_out_as_a_picture(shown: Served, page: Page) -> None:
    page.goto(shown.key())
    page.goto(f"{shown.address}/map?level=prefecture")
    page.locator("#zoom [data-zoom='1.4']").click()
    with page.expect_download() as taken:
        page.locator("#take").click()
    assert taken.value.path().read_bytes().startswith(b"\x89PNG")


@pytest.mark.slow
def test_an_office_puts_its_own_map_under_the_points_and_takes_it_away(office: Served, page: Page, tmp_path) -> None:
    file = tmp_path / "ours.geojson"
    file.write_text(json.dumps(OURS), "utf-8")
    page.goto(office.key())
    page.goto(f"{office.address}/map/ground")
    page.locator("#file").set_input_files(str(file))
    page.locator("#approval").fill("GS (2026) 0001")
    page.locator("form[enctype] button").click()
    expect(page.locator("#map .ground")).to_have_attribute("d", re.compile("^M.*L"))
    expect(page.locator("main")).to_contain_text("GS (2026) 0001")
    page.goto(f"{office.address}/map/ground")
    page.locator("button.danger").click()
    expect(page.locator("#map .graticule")).to_have_count(1)
    expect(page.locator("#map .ground")).to_have_count(0)


def test_a_map_that_cannot_be_drawn_is_refused_and_nothing_changes(office: Served) -> None:
    client = inside(office)
    token = re.search(r'name="csrf" value="([^"]+)"', client.get("/map/ground").text)[1]
    answer = client.post("/map/ground", data={"csrf": token}, files={"file": ("a.json", b"<script>alert(1)</script>")})
    assert 'class="notice refused"' in answer.text
    assert "alert(1)" not in answer.text
    assert 'class="ground"' not in client.get("/map").text


def test_only_an_administrator_changes_the_ground(office: Served) -> None:
    client = inside(office, "reviewer")
    assert client.get("/map/ground").status_code == 403
    assert client.post("/map/ground", data={"away": "yes"}).status_code == 403


def test_a_file_that_is_laid_beside_the_register_and_is_none_does_no_harm(office: Served) -> None:
    path = office.house.register.beside
    path.with_name(f"{path.name}.ground.geojson").write_text("{", "utf-8")
    client = inside(office)
    assert client.get("/map").status_code == 200
    assert 'role="alert"' in client.get("/map/ground").text


@pytest.mark.parametrize("level", ["province", "prefecture"])
def test_the_files_and_the_links_count_the_same_agreements(client: httpx2.Client, level: str) -> None:
    def rows(what: str) -> list[dict[str, str]]:
        answer = client.get(f"/map.csv?level={level}&what={what}")
        return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))

    assert rows("flows")
    for one in rows("flows"):
        found = client.get(f"/agreements.json?region={one['left']}&region={one['right']}").json()
        assert len(found) == int(one["agreements"]), one
    for one in rows("places"):
        assert len(client.get(f"/agreements.json?region={one['code']}").json()) == int(one["agreements"]), one


def test_no_line_is_drawn_but_whole_degrees_and_flows(client: httpx2.Client) -> None:
    text = client.get("/map?level=prefecture").text
    drawn = set(
        re.findall(
            r'<path class="([a-z]+)"', text[text.index('id="map"') : text.index("</svg>", text.index('id="map"'))]
        )
    )
    assert drawn == {"graticule", "curve", "reach"}


@pytest.mark.parametrize("path", ["/map?level=moon&since=a&page=-1", "/map?sector=none", "/map?region=Nowhere"])
def test_whatever_stands_in_the_address_is_answered(client: httpx2.Client, path: str) -> None:
    assert client.get(path).status_code == 200


def test_where_nobody_is_is_said_to_be_nowhere(client: httpx2.Client) -> None:
    for path in ("/map/at/999999", "/map/flow/999999/320000", "/map.exe"):
        assert client.get(path).status_code == 404
