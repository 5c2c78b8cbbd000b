"""Words of documents, names and files are shown as words, whatever they try to be."""

from collections.abc import Iterator
from html import escape
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser

from accord.bootstrap import the_identity
from accord.errors import RefusedError, SourceUnavailableError
from accord.register import Register, list_records, open_register
from accord.sources.fetch import Limits, fetch
from accord.web import House
from accord.web.safety.sessions import Sessions
from tests.web.conftest import serving
from tests.web.hostile import PAYLOADS, HostileReader, crawled, hostile_register, wrongs
from tests.web.teams import NOW, Office

LISTS = ["/", "/agreements", "/parties", "/persons", "/documents", "/documents/quarantine", "/history", "/review",
         "/network", "/map", "/signings/new", "/accounts", "/audit"]  # fmt: skip
ADDRESSES = [
    line.split("\t")
    for line in (Path(__file__).parent / "tables" / "addresses.tsv").read_text("utf-8").splitlines()[2:]
]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    path = tmp_path_factory.mktemp("hostile") / "hostile.db"
    with open_register(str(path), create=True) as register:
        hostile_register(register)
        yield register


@pytest.fixture(scope="module")
def office(hostile: Register) -> Office:
    return Office(House(hostile, the_identity(), HostileReader, lambda: NOW, Sessions(), person='"><img src=x>'))


@pytest.fixture
def browsing(office: Office):
    made = office.browser()
    made.get(f"/enter?key={office.house.sessions.key_for('<script>window.pwned=1</script>', 'admin')}")
    return made


def test_there_are_at_least_sixty_payloads_each_once() -> None:
    assert len(set(PAYLOADS)) == len(PAYLOADS) >= 60


def test_no_page_that_any_link_leads_to_holds_a_tag_or_handler_that_is_not_ours(browsing) -> None:
    queries = [f"{path}?q={quote(word)}&page=1&name={quote(word)}&title={quote(word)}" for word in PAYLOADS[:60:12]
               for path in ("/search", "/agreements", "/documents")]  # fmt: skip
    pages = crawled(browsing.get, LISTS + queries, 420)
    found = {path: wrong for path, page in pages.items() if (wrong := wrongs(page)[0])}
    assert not found
    assert sum(path.startswith("/documents/sha256") for path in pages) >= 60
    assert len(pages) > 150


def test_the_words_are_shown_and_shown_escaped(browsing, hostile: Register) -> None:
    with hostile.asking() as asking:
        documents = list_records(asking, "documents", limit=100).records
    assert len(documents) == len(PAYLOADS)
    for one in documents[::6]:
        page = browsing.get(f"/documents/{one['id']}").text
        assert str(escape(one["title"], quote=False)).split("'")[0].split('"')[0] in page, one["title"]
        if "<" in one["title"]:
            assert one["title"] not in page


def test_words_in_addresses_errors_and_forms_are_escaped_too(browsing) -> None:
    for word in PAYLOADS:
        for path in (
            f"/documents/{quote(word, safe='')}",
            f"/agreements/{quote(word, safe='')}",
            f"/nowhere?{quote(word)}",
        ):
            assert not wrongs(browsing.get(path).text)[0], path


@pytest.mark.slow
def test_nothing_runs_in_a_real_browser(browser: Browser, office: Office, hostile: Register) -> None:
    with hostile.asking() as asking:
        paths = [f"/{name}/{one['id']}" for name in ("documents", "agreements", "parties")
                 for one in list_records(asking, name, limit=100).records]  # fmt: skip
    context, troubles = browser.new_context(), []
    page = context.new_page()
    page.on("dialog", lambda dialog: troubles.append(f"dialog: {dialog.message}"))
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("console", lambda said: troubles.append(said.text) if "Content Security" in said.text else None)
    page.on("request", lambda asked: troubles.append(asked.url) if "evil.example" in asked.url else None)
    for served in serving(office.house):
        page.goto(served.key())
        for path in LISTS + paths:
            page.goto(served.address + path)
            assert page.evaluate("window.pwned") is None, path
            assert not troubles, (path, troubles)
    context.close()


@pytest.mark.parametrize(("address", "why"), ADDRESSES, ids=[why for _, why in ADDRESSES])
def test_no_address_that_leads_inside_is_fetched(address: str, why: str) -> None:
    with pytest.raises((RefusedError, SourceUnavailableError)):
        fetch(address, limits=Limits(max_bytes=1000))
