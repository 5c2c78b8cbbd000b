"""Documents are handed in by file and by address, read beside the page, and each is said to be what it became."""

import io
import os
import socket
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import httpx2
import pytest
from openpyxl import Workbook
from playwright.sync_api import Page, expect

from accord.register import quarantined
from accord.web.safety.sessions import COOKIE
from tests.sources.site import a_site
from tests.web.conftest import Served, house_over, serving
from tests.web.test_every_page import AXE, SETTINGS

NINE = [
    f"<html><head><title>Notice {n}</title></head><body><p>Wuxi City and Lotus Group signed a framework agreement in Wuxi "
    f"on {n + 1} March 2024. The two sides will build park number {n}.</p></body></html>"
    for n in range(9)
]
READ = {"en": "read", "zh": "已读取"}
REFUSED = {"en": "refused", "zh": "未能读取"}


def files() -> list[dict[str, object]]:
    good = [
        {"name": f"notice-{n}.html", "mimeType": "text/html", "buffer": text.encode()} for n, text in enumerate(NINE)
    ]
    return [*good, {"name": "broken.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 nothing more"}]


def grave(page: Page) -> list[str]:
    """Return what keeps somebody from using the page."""
    page.evaluate(AXE)
    told = page.evaluate("settings => axe.run(document, settings)", SETTINGS)["violations"]
    return [f"{one['id']}: {one['nodes'][0]['target']}" for one in told if one["impact"] in ("serious", "critical")]


def test_ten_files_are_handed_in_and_the_broken_one_says_why(office: Served, page: Page, language: str) -> None:
    page.goto(office.key())
    page.goto(f"{office.address}/documents/add")
    page.set_input_files("input[name=file]", files())
    page.wait_for_url("**batch=**")
    rows = page.locator(".jobs tbody tr")
    expect(rows).to_have_count(10)
    expect(rows.locator(".chip.good", has_text=READ[language])).to_have_count(9, timeout=120_000)
    bad = rows.filter(has_text="broken.pdf")
    expect(bad.locator(".chip.bad")).to_have_text(REFUSED[language])
    expect(bad.locator("form button")).to_be_visible()
    with office.house.register.asking() as asking:
        assert [one["reason"] for one in quarantined(asking)] == ["damaged"]
    assert grave(page) == []
    rows.first.locator("a").first.click()
    expect(page.locator("article, main")).to_contain_text(["Lotus Group"] * page.locator("article, main").count())


@pytest.mark.slow
def test_what_is_dropped_on_the_page_is_handed_in(office: Served, page: Page) -> None:
    page.goto(office.key())
    page.goto(f"{office.address}/documents/add")
    page.evaluate(
        """text => { const held = new DataTransfer(); held.items.add(new File([text], "dropped.txt", {type: "text/plain"}));
        document.querySelector(".drop").dispatchEvent(new DragEvent("drop", {dataTransfer: held, bubbles: true, cancelable: true})); }""",
        "Wuxi City and Lotus Group signed a framework agreement in Wuxi on 4 March 2024.",
    )
    expect(page.locator(".jobs tbody tr", has_text="dropped.txt").locator(".chip.good")).to_be_visible(timeout=60_000)


@pytest.mark.slow
def test_a_file_that_is_too_large_is_said_to_be_before_it_is_sent(office: Served, page: Page) -> None:
    page.goto(office.key())
    page.goto(f"{office.address}/documents/add")
    page.evaluate("document.getElementById('by-file').dataset.max = '10'")
    page.set_input_files("input[name=file]", files()[:2])
    expect(page.locator("#sending .differs")).to_have_count(2)


class _News(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/away":
            self.send_response(302)
            self.send_header("Location", "http://169.254.169.254/latest/meta-data/")
            self.end_headers()
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(NINE[0].encode())

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def news() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _News)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.fixture
def near(office: Served) -> Iterator[Served]:
    """The office again, which may reach this machine (and nothing else inside)."""
    yield from serving(house_over(office.house.register, may_reach=lambda address: address == "127.0.0.1"))


def inside(served: Served, role: str = "admin") -> tuple[httpx2.Client, str]:
    client = httpx2.Client(base_url=served.address, follow_redirects=True, timeout=30)
    client.get(served.key(role=role).removeprefix(served.address))
    page = client.get("/documents/add").text
    return client, page.partition('name="csrf" value="')[2].partition('"')[0]


def ended(client: httpx2.Client, batch: str) -> str:
    for _ in range(300):
        page = client.get(f"/documents/add?batch={batch}").text
        if 'hx-trigger="every 1s"' not in page:
            return page
        time.sleep(0.2)
    raise AssertionError("it takes too long")


@pytest.mark.slow
def test_a_page_is_fetched_by_its_address(near: Served, news: str, page: Page) -> None:
    page.goto(near.key())
    page.goto(f"{near.address}/documents/add")
    page.fill("#address", f"{news}/one\n{news}/away")
    page.locator("form:has(#address) button").click()
    expect(page.locator(".jobs .chip.good")).to_have_count(1, timeout=60_000)
    expect(page.locator(".jobs .chip.bad")).to_have_count(1, timeout=60_000)


@pytest.mark.parametrize("address", [
    "file:///etc/passwd", "http://127.0.0.1/", "http://169.254.169.254/latest/meta-data/", "http://[::1]/", "http://2130706433/",
    "http://localhost/", "http://10.0.0.1:8080/", "ftp://example.org/", "http://example.org:25/", "/etc/passwd", "C:\\secret.txt",
])  # fmt: skip
def test_no_address_of_a_form_reaches_into_the_network_or_the_machine(office: Served, address: str) -> None:
    client, csrf = inside(office)
    client.post("/documents/add", data={"csrf": csrf, "address": address, "batch": "b"})
    page = ended(client, "b")
    assert "chip bad" in page
    assert "root:" not in page
    with office.house.register.asking() as asking:
        assert asking.execute("SELECT COUNT(*) FROM unit WHERE source = :at", {"at": address}).scalar() == 0


def test_what_was_handed_in_goes_on_after_the_app_ended(office: Served) -> None:
    client, csrf = inside(office)
    client.post(
        "/documents/add", data={"csrf": csrf, "batch": "b"}, files={"file": ("a.txt", NINE[1].encode(), "text/plain")}
    )
    with office.house.register.writing() as connection:  # as if the app had been killed in the middle
        connection.exec_driver_sql("UPDATE job SET state = 'working', outcome = NULL")
    for again in serving(house_over(office.house.register)):
        client, _ = inside(again)
        assert "chip good" in ended(client, "b") or "chip " in ended(client, "b")


def test_names_of_files_are_shown_as_words_and_lead_nowhere(office: Served) -> None:
    client, csrf = inside(office)
    name = '../../<img src=x onerror="alert(1)">.txt'
    client.post("/documents/add", data={"csrf": csrf, "batch": "b"}, files={"file": (name, b"words", "text/html")})
    page = ended(client, "b")
    assert "<img src=x" not in page
    inbox = Path(f"{office.house.register.beside}-inbox")
    assert all(path.resolve().is_relative_to(inbox.resolve()) for path in inbox.rglob("*"))


def test_only_who_may_add_adds_and_only_an_administrator_watches(office: Served, tmp_path: Path) -> None:
    reader, _ = inside(office, "reader")
    assert reader.get("/documents/add").status_code == 403
    editor, csrf = inside(office, "editor")
    assert editor.get("/documents/watched").status_code == 200
    asked = {"csrf": csrf, "place": str(tmp_path), "every": "60"}
    assert editor.post("/documents/watched", data=asked).status_code == 403
    assert editor.post("/documents/add", data={"address": "https://example.org"}).status_code == 403, (
        "without its token"
    )


def test_a_form_that_is_too_long_is_not_taken_in(office: Served) -> None:
    client, csrf = inside(office)
    host, _, port = office.address.removeprefix("http://").partition(":")
    with socket.create_connection((host, int(port)), timeout=10) as raw:
        cookie = f"{COOKIE}={client.cookies[COOKIE]}"
        head = f"POST /documents/add HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\nX-CSRF-Token: {csrf}\r\n"
        raw.sendall(
            f"{head}Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 999999999999\r\n\r\n".encode()
        )
        assert b" 413 " in raw.recv(200)


def a_ledger() -> bytes:
    book = Workbook()
    sheet = book.active
    for row in (["序号", "协议名称", "签约双方", "签约时间", "金额（万元）"], [1, "战略合作协议", "无锡市、莲花集团", "2024-03-05", 3000],
                [2, "框架协议", "宁波市、莲花集团", "2024-04-01", 500]):  # fmt: skip
        sheet.append(row)
    to = io.BytesIO()
    book.save(to)
    return to.getvalue()


@pytest.mark.slow
def test_a_ledger_is_looked_at_before_it_is_written(office: Served, page: Page, language: str) -> None:
    page.goto(office.key())
    page.goto(f"{office.address}/documents/add")
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    page.set_input_files("input[name=file]", {"name": "台账.xlsx", "mimeType": kind, "buffer": a_ledger()})
    page.locator(".jobs a.button").click(timeout=60_000)
    expect(page.locator(".tile b").nth(1)).to_have_text("2")
    with office.house.register.asking() as asking:
        assert asking.execute("SELECT COUNT(*) FROM unit WHERE source LIKE 'ledger:%'").scalar() == 0
    assert grave(page) == []
    page.locator("button[value=write]").click()
    expect(page.locator(".notice").first).to_contain_text(
        {"en": "was written", "zh": "已写入"}[language], timeout=60_000
    )
    with office.house.register.asking() as asking:
        assert asking.execute("SELECT COUNT(*) FROM unit WHERE source LIKE 'ledger:%'").scalar() == 2


@pytest.mark.slow
def test_a_folder_is_watched_paused_and_left_alone(office: Served, page: Page, tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.html").write_text(NINE[2])
    os.utime(folder / "a.html", (1, 1))
    page.goto(office.key())
    page.goto(f"{office.address}/documents/watched")
    page.fill("#place", str(tmp_path / "none"))
    page.locator("form:has(#place) button").click()
    expect(page.locator("#trouble")).to_be_visible()
    page.fill("#place", str(folder))
    page.locator("form:has(#place) button").click()
    for _ in range(60):
        page.reload()
        if page.locator(".watched b").count():
            break
        time.sleep(0.5)
    expect(page.locator(".watched b").first).to_have_text("1")
    assert grave(page) == []
    page.locator("button[value=pause]").click()
    expect(page.locator("button[value=resume]")).to_be_visible()
    page.locator("button[value=remove]").click()
    expect(page.locator(".watched")).to_have_count(0)


def shown_when(client: httpx2.Client, *words: str) -> str:
    page = ""
    for _ in range(300):
        page = client.get("/documents/watched").text
        if all(one in page for one in words):
            return page
        time.sleep(0.2)
    raise AssertionError(page[page.index("<h1") :])


def test_a_site_is_watched_and_its_page_says_what_came_what_failed_and_when_it_is_asked_again(office: Served) -> None:
    with a_site() as site:
        for number in range(2):
            site.pages[f"/news/{number}.html"] = NINE[number]
        site.pages["/news/2.html"] = "<html><body><script>nothing</script></body></html>"
        links = "".join(f"<li><a href='/news/{number}.html'>{number}</a>" for number in range(5))
        site.pages["/list"] = f"<ul class=n>{links}</ul>"
        site.fails = lambda path, time: 500 if path in ("/news/3.html", "/feed") else None
        house = house_over(office.house.register, may_reach=lambda address: address == "127.0.0.1", pause_s=0.0)
        for served in serving(house):
            client, csrf = inside(served)
            asked = {"csrf": csrf, "place": f"{site.address}/list", "every": "60", "select": "ul.n a", "next": ""}
            refused = client.post("/documents/watched", data={**asked, "select": "ul..n"})
            assert (refused.status_code, "ul..n" in refused.text) == (422, True)
            assert client.post("/documents/watched", data=asked).status_code == 200
            page = shown_when(
                client,
                "page that lists news",
                "<b>2</b> new",
                "2 pages wait",
                "1 page could not be read",
                f"{site.address}/news/3.html",
            )
            assert "next look: 22 Nov 2026, 10:00 UTC" in page
            assert "last look: 22 Nov 2026, 09:00 UTC" in page
            assert "Links: ul.n a" in page
            assert f'<a href="{site.address}/news/3.html"' in page
            assert "the site answered with an error · asked for again: 22 Nov 2026, 09:0" in page
            assert "a page without words</span>" in page
            client.post("/documents/watched", data={**asked, "place": f"{site.address}/feed", "select": ""})
            assert "status 500" in shown_when(client, "cannot be looked at")
