"""`accord watch`: sources are kept, asked when they are due, and tell what came, what failed and when it is asked again."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from accord.cli import exits
from accord.errors import ConfigError
from accord.register import open_register
from accord.settings import from_environment
from tests.cli.town import Town, lines_of
from tests.sources.site import Site, a_site

ROOT = Path(__file__).parents[2]


@pytest.fixture
def site() -> Iterator[Site]:
    with a_site() as found:
        yield found


@pytest.fixture
def office(town: Town) -> Town:
    town.settings = msgspec.structs.replace(town.settings, pause_s=0.0, contact="news@office.example")
    return town


def words_of(number: int) -> str:
    return f"Wuxi and Lotus signed a framework agreement on 2024-07-14. Lotus will build bridge number {number}."


def records(town: Town) -> list[dict]:
    return town.json("watch", "list")["records"]


def test_an_address_is_kept_and_read_at_once(office: Town, site: Site) -> None:
    site.feed(*(site.news(n, words_of(n)) for n in range(3)))
    told = office.run("watch", f"{site.address}/feed", "--allow-private")
    assert told.exit_code == exits.OK, told.stderr
    assert lines_of(told) == ["3 new; next look after 2026-01-01T01:00:00+00:00"]
    [source] = records(office)
    assert {name: source[name] for name in ("place", "kind", "new", "read", "waiting", "refused", "gone", "failures")} == {
        "place": f"{site.address}/feed", "kind": "feed", "new": 3, "read": 3, "waiting": 0, "refused": 0, "gone": 0, "failures": 0,
    }  # fmt: skip
    assert "+news@office.example" in site.heads[0][1]["user-agent"]
    assert len(office.listed("documents")) == 3
    assert office.run("watch", "--allow-private").stdout.startswith("nothing is new")
    assert site.asked["/feed"] == 1


def test_a_source_that_fails_and_a_page_that_cannot_be_read_end_with_a_code_of_their_own(
    office: Town, site: Site
) -> None:
    site.pages["/news/1.html"] = "<html><body><script>no words</script></body></html>"
    site.feed("/news/1.html", "/news/2.html")
    site.fails = lambda path, time: {"/away": 500, "/news/2.html": 500}.get(path)
    assert office.run("watch", "add", f"{site.address}/feed", f"{site.address}/away").exit_code == exits.OK
    told = office.run("watch", "--allow-private")
    assert told.exit_code == exits.INPUTS_FAILED
    assert "1 asked for again later, 1 refused; 1 wait" in told.stdout
    assert (
        f"{site.address}/away: 127.0.0.1 answered with an error (status 500); asked again after 2026-01-01T00:0"
        in told.stderr
    )
    assert f"refused: {site.address}/news/1.html" in told.stderr
    feed, away = records(office)
    assert (feed["waiting"], feed["refused"], feed["trouble"]) == (1, 1, None)
    assert (away["failures"], away["kind"]) == (1, "?")
    told = office.run("watch", "list").stdout
    assert "a feed, every 60 minutes; looked at 2026-01-01 00:00; 0 new, 1 wait, 1 could not be read;" in told
    assert "status 500" in told
    [waiting] = office.json("watch", "pages", "--state", "waiting")["records"]
    assert (waiting["address"], waiting["reason"], waiting["tries"]) == (
        f"{site.address}/news/2.html",
        "failed_there",
        1,
    )
    assert "no words" in office.run("watch", "pages", f"{site.address}/feed").stdout
    assert office.run("watch", "--allow-private").exit_code == exits.OK, "nothing is due"


def test_a_page_that_lists_news_is_watched_by_a_selector(office: Town, site: Site) -> None:
    site.news(1, words_of(1))
    site.pages["/list"] = '<ul class="n"><li><a href="/news/1.html">One</a></ul><a href="/about">About</a>'
    place = f"{site.address}/list"
    assert office.run("watch", "add", place, "--next", "a").exit_code == exits.WRONG_CALL
    assert office.run("watch", "add", place, "--kind", "pages").exit_code == exits.REFUSED
    assert office.run("watch", "add", place, "--select", "ul..").exit_code == exits.REFUSED
    assert office.run("watch", "add", place, "--select", "ul.n a", "--every", "30").exit_code == exits.OK
    assert office.run("watch", "add", place, "--select", "ul.n a").exit_code == exits.REFUSED, "it is watched already"
    assert office.run("watch", "--allow-private", "--quiet").stdout.startswith("1 new")
    assert (records(office)[0]["kind"], records(office)[0]["picks"]) == ("pages", {"select": "ul.n a", "next": ""})


def test_a_folder_is_watched_with_the_same_words(office: Town) -> None:
    for file in office.news.iterdir():
        os.utime(file, (1, 1))
    told = office.run("watch", office.news)
    assert told.exit_code == exits.INPUTS_FAILED, "one file is empty"
    assert told.stdout.startswith("2 new, 1 kept but not read, 1 refused")
    assert records(office)[0]["kind"] == "folder"


def test_what_is_watched_no_longer_is_not_asked(office: Town, site: Site) -> None:
    site.feed(site.news(1, words_of(1)))
    office.run("watch", "add", f"{site.address}/feed", office.news)
    assert office.run("watch", "remove", f"{site.address}/feed", office.news).exit_code == exits.OK
    assert office.run("watch", "remove", f"{site.address}/feed").exit_code == exits.NOT_FOUND
    assert "Nothing is watched yet" in office.run("watch", "list").stdout
    assert "nothing is watched yet" in office.run("watch").stdout
    assert not site.asked


def test_addresses_of_the_own_network_are_asked_only_where_a_person_says_so(office: Town, site: Site) -> None:
    told = office.run("watch", f"{site.address}/feed")
    assert told.exit_code == exits.INPUTS_FAILED
    assert "inside of a network" in told.stderr
    assert not site.asked


def test_it_goes_on_every_so_many_minutes_until_it_is_stopped(
    office: Town, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.feed(site.news(1, words_of(1)))
    rests = []

    def rest(seconds: float) -> None:
        rests.append(seconds)
        if len(rests) == 3:
            raise KeyboardInterrupt

    monkeypatch.setattr("accord.cli.watch_run.rest", rest)
    told = office.run("watch", "run", f"{site.address}/feed", "--every", "10", "--allow-private", "--format", "json")
    assert told.exit_code == exits.INTERRUPTED
    assert rests == [600, 600, 600]
    rounds = msgspec.json.decode(b"[" + told.stdout.replace("}\n{", "},{").encode() + b"]")
    assert [one["counts"] for one in rounds] == [{"new": 1}, {}, {}]
    assert office.run("watch", "--once", "--every", "5").exit_code == exits.WRONG_CALL


def test_while_another_accord_reads_what_is_watched_nothing_is_asked_twice(
    office: Town, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.feed(site.news(1, words_of(1)))
    office.run("watch", "add", f"{site.address}/feed")
    monkeypatch.setattr("accord.cli.watch_run._WAIT_S", 0.1)
    rests = []

    def rest(seconds: float) -> None:
        rests.append(seconds)
        if len(rests) == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr("accord.cli.watch_run.rest", rest)
    with open_register(str(office.register), create=False) as other, other.alone("watching"):
        told = office.run("watch", "--allow-private")
        assert told.exit_code == exits.REFUSED
        assert "another accord reads" in told.stderr
        assert office.run("watch", "--every", "5", "--allow-private").exit_code == exits.INTERRUPTED
        assert len(rests) == 2, "it waits for its turn"
    assert not site.asked


def test_what_is_no_command_and_no_place_is_a_wrong_call(office: Town) -> None:
    assert office.run("watch", "lsit").exit_code == exits.WRONG_CALL
    assert office.run("watch", "run", "nowhere").exit_code == exits.REFUSED
    assert "accord watch add" in office.run("watch", "--help").stdout


@pytest.mark.parametrize(
    ("name", "value", "good"),
    [
        ("ACCORD_PAUSE", "0", True), ("ACCORD_PAUSE", "1.5", True), ("ACCORD_PAUSE", "-1", False), ("ACCORD_PAUSE", "nan", False),
        ("ACCORD_PAUSE", "9999", False), ("ACCORD_CONTACT", "https://office.example/accord", True), ("ACCORD_CONTACT", "a b", False),
        ("ACCORD_CONTACT", "a\r\nHost: x", False), ("ACCORD_CONTACT", "a)b", False), ("ACCORD_CONTACT", "新闻", False),
    ],
)  # fmt: skip
def test_settings_of_a_guest_are_checked(name: str, value: str, good: bool) -> None:
    if good:
        assert from_environment({name: value})
    else:
        with pytest.raises(ConfigError, match=name):
            from_environment({name: value})


def program(register: Path, *words: str) -> subprocess.Popen[str]:
    env = {**os.environ, "ACCORD_REGISTER": str(register), "ACCORD_PAUSE": "0", "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-m", "accord", "watch", *words, "--allow-private", "--format", "json"]
    return subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.mark.slow
@pytest.mark.parametrize(
    "how", ["killed", pytest.param("interrupted", marks=pytest.mark.skipif(os.name == "nt", reason="no SIGINT"))]
)
def test_the_program_may_be_ended_at_any_moment_and_goes_on(tmp_path: Path, site: Site, how: str) -> None:
    paths = [site.news(n, f"The mayor opened bridge number {n} in the morning.") for n in range(120)]
    site.sitemap(*paths)
    register, chance = tmp_path / "accord.db", random.Random(7)
    for _ in range(4):
        child, before = program(register, f"{site.address}/sitemap.xml"), site.asked_news().total()
        wanted, ends = before + chance.randint(1, 25), time.monotonic() + 120
        while site.asked_news().total() < wanted and child.poll() is None and time.monotonic() < ends:
            time.sleep(0.005)
        child.send_signal(
            signal.SIGINT if how == "interrupted" else signal.SIGKILL if os.name != "nt" else signal.SIGTERM
        )
        out, _ = child.communicate(timeout=60)
        if how == "interrupted":
            assert child.returncode == exits.INTERRUPTED
            assert json.loads(out)["interrupted"]
    last = program(register, f"{site.address}/sitemap.xml")
    out, said = last.communicate(timeout=240)
    assert last.returncode == exits.OK, said
    assert json.loads(out)["waiting"] == 0
    assert site.asked_news().total() <= 120 + 4, "at most the page that was cut is asked for twice"
    with open_register(str(register), create=False) as opened, opened.asking() as asking:
        assert asking.execute("SELECT COUNT(*) FROM text").scalar() == 120
        assert asking.execute("SELECT COUNT(*) FROM reading").scalar() == 120
        assert asking.execute("SELECT COUNT(*) FROM watched_page WHERE state = 'read'").scalar() == 120
