"""The API takes files of any size and addresses to be read later; what stands inside of a network is never asked."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from accord.flows.jobs import do_next
from tests.web.programs import BASE, Program, program_over
from tests.web.test_api import NEWS

INSIDE = "10.20.30.40"
NAMES = {
    "intranet.example.org": [INSIDE],
    "both.example.org": ["93.184.216.34", INSIDE],
    "meta.example.org": ["169.254.169.254"],
}


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Program]:
    with program_over(tmp_path / "empty.db") as made:
        yield made


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A resolver under which public names have addresses inside; the connections that are tried."""
    tried: list[str] = []

    def resolve(host: str, port: object, *_: object, **__: object) -> list[tuple[object, ...]]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in NAMES[host]]

    def connect(_: socket.socket, place: tuple[str, int]) -> None:
        tried.append(place[0])
        raise ConnectionRefusedError(place[0])

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr(socket.socket, "connect", connect)
    return tried


def ended(program: Program, location: str) -> dict:
    """Return a job after everything that waits was read."""
    while do_next(program.client.app.state.background.works) is not None:
        pass
    return program.ask(location.removeprefix(BASE))


def test_a_file_is_handed_in_and_what_became_of_it_is_asked_later(empty: Program) -> None:
    made = empty.client.post(
        f"{BASE}/jobs?name=signing.txt", content=NEWS.encode(), headers={"Content-Type": "application/octet-stream"}
    )
    assert made.status_code == 202
    assert (made.json()["state"], made.json()["outcome"], made.json()["steps"]) == ("waiting", None, [])
    assert "etag" not in empty.client.get(made.headers["location"]).headers, "a job goes on while the register stays"
    job = ended(empty, made.headers["location"])
    assert (job["state"], job["outcome"], len(job["steps"])) == ("done", "new", 1)
    assert empty.ask(f"/documents/{job['steps'][0]['document']}")["text"] == NEWS


def test_what_cannot_be_read_is_told_by_the_job(empty: Program) -> None:
    made = empty.client.post(
        f"{BASE}/jobs?name=odd.bin", content=b"\x00\x01\x02" * 50, headers={"Content-Type": "application/octet-stream"}
    )
    job = ended(empty, made.headers["location"])
    assert (job["outcome"], job["steps"][0]["reason"]) == ("refused", "binary")
    assert empty.ask("/quarantine")["records"]


def test_nothing_is_a_job_that_is_none(empty: Program) -> None:
    for id_ in ("1", "999999999", "9999999999999", "x", "-1", "１"):
        assert empty.get(f"/jobs/{id_}").status_code == 404, id_


@pytest.mark.parametrize("host", NAMES)
def test_a_public_name_with_an_address_inside_is_not_fetched_for_a_program(
    empty: Program, asked: list[str], host: str
) -> None:
    made = empty.post("/jobs", {"address": f"http://{host}/news.html"})
    assert made.status_code == 202
    job = ended(empty, made.headers["location"])
    assert (job["outcome"], job["steps"][0]["reason"]) == ("refused", "private_address")
    assert not asked, "nobody was connected to"


@pytest.mark.parametrize("host", NAMES)
def test_a_public_name_with_an_address_inside_is_not_fetched_for_a_form(
    empty: Program, asked: list[str], host: str
) -> None:
    browser, sessions = empty.client, empty.house.sessions
    del browser.headers["Authorization"]
    browser.get(f"/enter?key={sessions.key_for('Wang', 'admin')}")
    csrf = browser.get("/documents/add").text.partition('name="csrf" value="')[2].partition('"')[0]
    sent = browser.post(
        "/documents/add",
        data={"csrf": csrf, "address": f"https://{host}/news.html", "batch": "one"},
        headers={"Accept-Language": "zh-CN"},
    )
    assert sent.status_code == 200
    while do_next(browser.app.state.background.works) is not None:
        pass
    shown = browser.get("/documents/add?batch=one", headers={"Accept-Language": "zh-CN"}).text
    assert "内部网络" in shown or "内网" in shown
    assert not asked, "nobody was connected to"


def test_a_watched_feed_inside_of_a_network_is_not_asked(empty: Program, asked: list[str]) -> None:
    from accord.flows.sites.guest import Guest
    from accord.flows.sites.rounds import Round
    from accord.flows.watching import watch
    from accord.register.jobs.watching import all_watched

    works = empty.client.app.state.background.works
    watch(works, "http://intranet.example.org/feed.xml", every=60, by="Wang")
    Round(works, Guest(works, sleep=lambda seconds: None)).run()
    with empty.house.register.asking() as asking:
        assert "inside of a network" in (all_watched(asking)[0].trouble or "")
    assert not asked
