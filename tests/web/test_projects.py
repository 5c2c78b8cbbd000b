"""Projects: each once, whatever names it; why one is counted and another is not, with the words and the rule."""

import csv
import io

import httpx2
import pytest
from playwright.sync_api import Page, expect

from accord.flows import ingest
from tests.builders import a_found
from tests.web.conftest import NOW, Served

SIGNED = a_found(
    "Kenya and China signed an agreement in Nairobi on 11 May 2014 on a standard gauge railway. The railway will cost 3.8 "
    "billion dollars.",
    source="first.txt",
    title="Kenya and China sign agreement on railway",
    published="2014-05-12",
)
AGAIN = a_found(
    "Mombasa - Kenya and China signed an agreement in Nairobi on 11 May 2014 on a standard gauge railway, officials said.",
    source="again.txt",
    title="Agreement on railway signed",
    published="2014-05-13",
)
OUT = {"en": "left out", "zh": "不计"}
AGAIN_RULE = {
    "en": "another report of an act that is counted or left out once",
    "zh": "同一事项的另一篇报道，只计一次",
}
OUTSIDE = {"en": "it happened outside the period", "zh": "不在统计期内"}
COUNT = {"en": "Count so", "zh": "按此统计"}
PROJECTS = {"en": "Projects", "zh": "项目"}


@pytest.fixture
def told(office: Served) -> Served:
    """An office that has read twice of one signing."""
    house = office.house
    ingest([SIGNED, AGAIN], register=house.register, reader=house.reader(), identity=house.identity, clock=lambda: NOW)
    return office


def test_a_person_sees_why_a_project_was_not_counted(told: Served, page: Page, language: str) -> None:
    page.goto(told.key())
    page.goto(f"{told.address}/")
    page.locator("nav.side").get_by_role("link", name=PROJECTS[language], exact=True).click()
    page.locator("input[name=party]").fill("Kenya")
    page.locator("form.filter button").click()
    expect(page.locator("tbody tr")).to_have_count(1)
    page.locator("tbody a.main").click()
    left = page.locator(".acts li", has_text=OUT[language])
    expect(page.locator(".acts li.counts")).to_have_count(1)
    expect(left).to_contain_text(AGAIN_RULE[language])
    expect(left.locator("mark")).to_contain_text("Kenya and China")
    page.locator("input[name=period]").fill("2026-10")
    page.get_by_role("button", name=COUNT[language]).click()
    expect(page.locator(".acts li.counts")).to_have_count(0)
    expect(page.locator(".acts li").first).to_contain_text(OUTSIDE[language])


def test_the_table_is_narrowed_by_what_counts_and_taken_out_as_shown(told: Served) -> None:
    with httpx2.Client(base_url=told.address, follow_redirects=True) as client:
        client.get(told.key().removeprefix(told.address))
        everything = rows(client, "/projects.csv")
        counted, not_counted = rows(client, "/projects.csv?counted=yes"), rows(client, "/projects.csv?counted=no")
        assert len({row["id"] for row in everything}) == len(everything) == len(counted) + len(not_counted)
        assert all(row["counted"] == "1" for row in counted)
        assert rows(client, "/projects.csv?counted=yes&period=2014") == rows(
            client, "/projects.csv?counted=yes&period=2014-05"
        )
        assert [row["parties"] for row in rows(client, "/projects.csv?counted=yes&period=2014-Q2")] == ["China; Kenya"]
        assert client.get("/projects?stage=nonsense&period=nonsense&sort=nonsense&page=7").status_code == 200
        assert client.get("/projects/a-000000000000").status_code == 404
        assert "Nowhere Works" in client.get("/projects?party=Nowhere+Works").text


def test_every_id_that_a_project_is_joined_from_leads_to_it(told: Served) -> None:
    with told.house.register.asking() as asking:
        named = asking.execute("SELECT id FROM fact WHERE kind = 'project' ORDER BY id").scalars()
    with httpx2.Client(base_url=told.address, follow_redirects=True) as client:
        client.get(told.key().removeprefix(told.address))
        assert named
        assert {client.get(f"/projects/{id_}").status_code for id_ in named} == {200}


def rows(client: httpx2.Client, path: str) -> list[dict[str, str]]:
    """Return the rows of a file."""
    return list(csv.DictReader(io.StringIO(client.get(path).text.removeprefix("\ufeff"))))
