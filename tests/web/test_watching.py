"""A person watches a body; what happens to it stands on the first page once, and in a feed that nobody else can read."""

import csv
import io
import re
from pathlib import Path
from xml.etree import ElementTree

import httpx2
import pytest
from playwright.sync_api import Page, expect

from accord.flows import ingest
from accord.flows.accounts import Acting, close_account
from accord.register import list_records
from accord.register.accounts.watches import watches_of
from tests.builders import a_found
from tests.register.worlds import bytes_of
from tests.web.conftest import NOW, Served
from tests.web.teams import Office, alone_in, office_in, token_of

NANJING = "p-320100"
NEWS = a_found(
    "Nanjing and Wuxi signed a framework cooperation agreement on 3 November 2026 in Nanjing. Under the agreement, Nanjing "
    "will build a chip park with 20 factories by the end of 2028.",
    source="later.txt",
    title="Nanjing and Wuxi <b>sign</b> & build",
    published="2026-11-04",
)
NEXT = a_found(
    "Nanjing and Suzhou signed a cooperation agreement on 5 November 2026.",
    source="next.txt",
    title="Next",
    published="2026-11-06",
)
WATCH = {"en": "Watch", "zh": "关注"}
AGAIN = {"en": "Show as new what I saw last", "zh": "把上次看过的重新标为新"}
MAKE = {"en": "Make the address", "zh": "生成地址"}
ATOM = {"a": "http://www.w3.org/2005/Atom"}


def came(house, *found) -> None:
    ingest(found, register=house.register, reader=house.reader(), identity=house.identity, clock=lambda: NOW)


def entries(content: bytes) -> list[str]:
    return [
        one.findtext("a:title", namespaces=ATOM) for one in ElementTree.fromstring(content).findall("a:entry", ATOM)
    ]


def test_what_happens_to_a_watched_body_stands_on_the_first_page_once_and_in_the_feed_once(
    office: Served, page: Page, language: str
) -> None:
    page.goto(office.key())
    news = page.locator("section[aria-labelledby=watched]")
    expect(news.locator("li")).to_have_count(0)
    page.goto(f"{office.address}/parties/{NANJING}")
    page.locator("form.watch").get_by_role("button", name=WATCH[language]).click()
    expect(page.get_by_role("status")).to_be_visible()
    came(office.house, NEWS)
    page.goto(office.address)
    expect(news.locator("li")).to_have_count(1)
    expect(news).to_contain_text("Nanjing and Wuxi <b>sign</b> & build")
    expect(news.locator("mark").first).to_have_text(
        "Nanjing and Wuxi signed a framework cooperation agreement on 3 November 2026 in Nanjing."
    )
    page.goto(office.address)
    expect(news.locator("li")).to_have_count(0)
    news.get_by_role("button", name=AGAIN[language]).click()
    expect(news.locator("li")).to_have_count(1)
    page.goto(f"{office.address}/watching")
    page.get_by_role("button", name=MAKE[language]).click()
    address = page.locator("code.secret").first.inner_text()
    came(office.house, NEXT)
    with httpx2.Client() as reader:
        told = reader.get(address)
        assert entries(told.content) == ["Next", "Nanjing and Wuxi <b>sign</b> & build"]
        assert reader.get(address, headers={"If-None-Match": told.headers["etag"]}).status_code == 304
        assert f'xml:lang="{ {"en": "en", "zh": "zh-Hans"}[language] }"'.encode() in told.content
    page.goto(f"{office.address}/watching?show=new")
    expect(page.locator("li.news.fresh")).to_have_count(1)
    page.goto(f"{office.address}/watching?show=new")
    expect(page.locator("li.news")).to_have_count(0)


def test_an_agreement_and_a_promise_are_watched_from_their_pages_and_left_again(
    office: Served, page: Page, language: str
) -> None:
    with office.house.register.asking() as asking:
        paths = [
            f"/{where}/{list_records(asking, name, limit=1).records[0]['id']}"
            for where, name in (("agreements", "agreements"), ("promises", "commitments"))
        ]
    page.goto(office.key())
    for path in paths:
        page.goto(f"{office.address}{path}")
        page.locator("form.watch button").click()
        expect(page).to_have_url(re.compile(path))
    page.goto(f"{office.address}/watching")
    expect(page.locator(".held li")).to_have_count(2)
    for left in (1, 0):
        page.locator(".held li button").first.click()
        expect(page.locator(".held li")).to_have_count(left)


def test_news_is_taken_out_as_shown_and_what_is_fetched_ahead_is_not_seen(office: Served) -> None:
    with httpx2.Client(base_url=office.address, follow_redirects=True) as client:
        client.get(office.key().removeprefix(office.address))
        csrf = token_of(client.get("/watching").text)
        assert client.post("/watching", data={"csrf": csrf, "id": NANJING}).status_code == 200
        came(office.house, NEWS)
        for ahead in ({"Sec-Purpose": "prefetch;prerender"}, {"Purpose": "prefetch"}, {"Sec-Fetch-Dest": "image"}):
            assert "Nanjing and Wuxi" in client.get("/", headers=ahead).text
        rows = list(csv.DictReader(io.StringIO(client.get("/watching.csv?show=new").text.removeprefix("\ufeff"))))
        assert [(row["what"], row["about"], row["source"]) for row in rows] == [("document", NANJING, "later.txt")]
        assert "factories" in client.get("/watching").text
        assert client.get("/watching.json?show=new").json() == []
        assert len(client.get("/watching.json").json()) == 1
        assert client.get("/watching.doc").status_code == 404


def test_news_that_do_not_fit_the_page_come_next_and_none_is_passed_over(office: Served) -> None:
    with httpx2.Client(base_url=office.address, follow_redirects=True) as client:
        client.get(office.key().removeprefix(office.address))
        csrf = token_of(client.get("/watching").text)
        client.post("/watching", data={"csrf": csrf, "id": NANJING})
        came(
            office.house,
            *(
                a_found(
                    f"Nanjing and Wuxi signed a cooperation agreement on 3 November 2026. Bus {n} goes there.",
                    source=f"{n}.txt",
                )
                for n in range(33)
            ),
        )
        shown = []
        for path, most in (
            ("/", 6),
            ("/watching?show=new", 25),
            ("/watching?show=new&page=2", 2),
            ("/watching?show=new", 0),
        ):
            told = re.findall(r'<li id="(sha256-\w+)" class="news fresh"', client.get(path).text)
            assert len(told) == most, path
            shown += told
        assert len(set(shown)) == 33


def test_what_cannot_be_watched_is_told_on_the_page(office: Served) -> None:
    with httpx2.Client(base_url=office.address, follow_redirects=True) as client:
        client.get(office.key().removeprefix(office.address))
        csrf = token_of(client.get("/watching").text)
        told = client.post("/watching", data={"csrf": csrf, "id": "p-000000000000", "back": "https://evil.example/"})
        assert "p-000000000000" in told.text
        assert str(told.url).startswith(office.address)
        assert client.post("/watching", data={"id": NANJING}).status_code == 403


@pytest.fixture
def team(tmp_path: Path):
    with office_in(tmp_path) as office:
        yield office


def feed_of(office: Office, name: str) -> tuple[object, str]:
    """Return somebody's browser and the path of a feed that was made with it."""
    browser = office.logged_in(name)
    told = browser.post("/watching/feed", data={"csrf": token_of(browser.get("/watching").text)}).text
    found = re.search(r"/feed\.atom\?key=[\w-]+&amp;lang=\w+", told)
    assert found, told
    return browser, found[0].replace("&amp;", "&")


def test_a_feed_is_read_without_logging_in_and_shows_its_owner_s_news_alone(team: Office) -> None:
    house, outside = team.house, team.browser()
    came(house, a_found("Wuxi and CETC signed a framework agreement on 2024-07-14.", source="one.txt"))
    with house.register.asking() as asking:
        party = list_records(asking, "parties", limit=1).records[0]["id"]
    (rui, hers), (_, his) = feed_of(team, "Rui"), feed_of(team, "Ed")
    rui.post("/watching", data={"csrf": token_of(rui.get("/watching").text), "id": party})
    came(house, a_found("Wuxi and CETC signed a cooperation agreement on 2025-07-14.", source="two.txt"))
    assert len(entries(outside.get(hers).content)) == 1
    assert entries(outside.get(his).content) == []
    with house.register.asking() as asking:
        assert [len(watches_of(asking, name)) for name in ("rui", "Ed")] == [1, 0]


def test_an_address_that_was_taken_back_made_anew_or_whose_owner_left_leads_nowhere(team: Office) -> None:
    outside = team.browser()
    browser, old = feed_of(team, "Rui")
    _, new = feed_of(team, "Rui")
    assert [outside.get(path).status_code for path in (old, new, "/feed.atom", "/feed.atom?key=", "/feed.atom?key=x")] == [
        404, 200, 404, 404, 404,
    ]  # fmt: skip
    browser.post("/watching/feed/end", data={"csrf": token_of(browser.get("/watching").text)})
    assert outside.get(new).status_code == 404
    _, last = feed_of(team, "Ed")
    close_account(Acting(team.house.register, "test", lambda: NOW), "Ed")
    assert outside.get(last).status_code == 404


def test_a_feed_s_secret_opens_nothing_but_the_feed_and_is_not_kept(team: Office) -> None:
    browser, path = feed_of(team, "Chen")
    secret = re.search(r"key=([\w-]+)", path)[1]
    outside = team.browser()
    for other in ("/", "/watching", "/accounts", "/api/v1/agreements"):
        assert outside.get(f"{other}?key={secret}").status_code in (303, 401)
        assert outside.get(other, headers={"Authorization": f"Bearer {secret}"}).status_code in (303, 401)
    assert secret not in browser.get("/watching").text
    assert secret.encode() not in outside.get(path).content
    assert secret.encode() not in bytes_of(team.house.register)


def test_the_feed_of_one_who_works_alone_is_no_team_s_and_ids_stay_with_a_new_address(tmp_path: Path) -> None:
    with alone_in(tmp_path) as (office, browser):
        came(office.house, a_found("Wuxi and CETC signed a framework agreement on 2024-07-14.", source="one.txt"))
        with office.house.register.asking() as asking:
            party = list_records(asking, "parties", limit=1).records[0]["id"]
        browser.post("/watching", data={"csrf": token_of(browser.get("/watching").text), "id": party})
        came(office.house, a_found("Wuxi and CETC signed a cooperation agreement on 2025-07-14.", source="two.txt"))

        def made() -> str:
            told = browser.post("/watching/feed", data={"csrf": token_of(browser.get("/watching").text)}).text
            return re.search(r"/feed\.atom\?key=[\w-]+", told)[0]

        told = [ElementTree.fromstring(office.browser().get(made()).content) for _ in range(2)]
        ids = [[one.text for one in root.iter("{http://www.w3.org/2005/Atom}id")] for root in told]
        assert ids[0] == ids[1]
        assert len(ids[0]) == 2
