"""The door: log-in, guessing, sessions, passwords, tokens."""

import threading
import time
from pathlib import Path
from statistics import median

import pytest
from argon2 import PasswordHasher
from fastapi import Depends

from accord.flows.accounts import Acting, close_account, give_role, new_password
from accord.register.accounts.accounts import account_named
from accord.register.log.audit import audited
from accord.web.pages.door import own_path
from accord.web.safety import passwords
from accord.web.safety.guards import needs, own
from accord.web.safety.sessions import COOKIE, IDLE_S, WHOLE_S
from tests.register.worlds import bytes_of
from tests.web.teams import NOW, SECRET, Office, alone_in, office_in, token_of


@pytest.fixture
def office(tmp_path: Path) -> Office:
    with office_in(tmp_path) as made:
        yield made


def lines(office: Office, what: str) -> list[tuple[str, str]]:
    with office.house.register.asking() as asking:
        return [(one["who"], one["about"]) for one in audited(asking, {"what": what}, limit=100)]


def inside(browser) -> bool:
    return browser.get("/account").status_code == 200


def test_log_in_be_refused_be_let_in_and_leave(office: Office) -> None:
    browser = office.browser()
    asked = browser.get("/agreements?kind=framework")
    assert asked.headers["location"] == "/login?back=%2Fagreements%3Fkind%3Dframework"
    assert office.knock(browser, "Rui", "not the password").status_code == 401
    assert not inside(browser)
    entered = office.knock(browser, " rui ", back="/agreements?kind=framework")
    assert (entered.status_code, entered.headers["location"]) == (303, "/agreements?kind=framework")
    page = browser.get("/account").text
    browser.post("/leave", data={"csrf": token_of(page)})
    assert not inside(browser)
    assert [who for who, _ in lines(office, "log_in")] == ["Rui"]
    assert [who for who, _ in lines(office, "log_out")] == ["Rui"]


@pytest.mark.slow  # it measures time, and a busy machine has other plans
def test_a_wrong_name_and_a_wrong_password_look_the_same_and_take_as_long(office: Office) -> None:
    close_account(Acting(office.house.register, "Chen", lambda: NOW), "Ed")
    texts, took = {}, {}
    for name in ("Rui", "Nobody", "Ed"):
        times = []
        for turn in range(4):
            browser = office.browser(client=(f"10.0.{turn}.{len(texts)}", 1))
            csrf = token_of(browser.get("/login").text)
            start = time.perf_counter()
            answer = browser.post("/login", data={"csrf": csrf, "name": name, "password": "wrong password"})
            times.append(time.perf_counter() - start)
        texts[name] = (answer.status_code, answer.text.replace(name, "NAME").replace(csrf, ""))
        took[name] = median(times)
    assert texts["Rui"] == texts["Nobody"] == texts["Ed"]
    assert min(took.values()) > max(took.values()) / 3, "each name costs one look at a hash"
    assert ("", "no such account") in lines(office, "log_in_refused")
    assert "Nobody" not in str(lines(office, "log_in_refused")), "what is no name may be a password"


@pytest.mark.parametrize("name", ["Rui", "Nobody"])
def test_guessing_at_one_name_waits_longer_and_longer_from_wherever_and_the_right_password_waits_too(
    office: Office, name: str
) -> None:
    waits = []
    for turn in range(14):
        browser = office.browser(client=(f"10.1.0.{turn}", 1))
        answer = office.knock(browser, name, "wrong password")
        if answer.status_code == 429:
            waits.append(int(answer.headers["retry-after"]))
            assert office.knock(browser, name).status_code == 429
            office.clock.now += waits[-1]
    assert waits == sorted(waits)
    assert len(set(waits)) >= 3
    assert waits[0] == 1
    browser = office.browser(client=("10.2.0.1", 1))
    office.clock.now += 3600 * 2
    assert office.knock(browser, "Rui").status_code == 303


def test_guessing_at_many_names_from_one_address_waits_too(office: Office) -> None:
    browser = office.browser()
    answers = [office.knock(browser, f"name {turn}", "wrong password").status_code for turn in range(24)]
    assert answers.count(401) == 21
    assert answers[-3:] == [429, 429, 429]
    assert office.knock(browser, "Rui").status_code == 429
    elsewhere = office.browser(client=("10.0.0.8", 1))
    assert office.knock(elsewhere, "Rui").status_code == 303


def test_many_tries_at_once_are_no_way_around_the_wait(office: Office) -> None:
    passwords.nobody()
    ended: list[int] = []

    def guess(turn: int) -> None:
        browser = office.browser(client=(f"10.3.0.{turn}", 1))
        ended.append(office.knock(browser, "Rui", "wrong password").status_code)

    threads = [threading.Thread(target=guess, args=(turn,)) for turn in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(set(ended)) == [401, 429]
    assert ended.count(401) <= 6
    assert len(lines(office, "log_in_refused")) == ended.count(401)


def test_whatever_secret_a_browser_brings_it_leaves_the_door_with_another(office: Office) -> None:
    attacker = "A" * 43
    browser = office.browser()
    browser.cookies.set(COOKIE, attacker)
    entered = office.knock(browser, "Rui")
    given = entered.cookies[COOKIE]
    assert given != attacker
    stranger = office.browser()
    stranger.cookies.set(COOKIE, attacker)
    assert not inside(stranger)
    again = office.knock(office.browser(), "Rui").cookies[COOKIE]
    assert again != given


@pytest.mark.parametrize(("address", "secure"), [("http://accord.office", False), ("https://accord.office", True)])
def test_no_script_reads_the_cookie_and_no_other_site_sends_it(office: Office, address: str, secure: bool) -> None:
    browser = office.browser(address)
    csrf = token_of(browser.get("/login").text)
    entered = browser.post("/login", data={"csrf": csrf, "name": "Rui", "password": SECRET})
    cookie = next(one for one in entered.headers.get_list("set-cookie") if one.startswith(COOKIE))
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Path=/" in cookie
    assert "Domain" not in cookie
    assert ("Secure" in cookie) == secure


def test_a_log_in_that_another_site_sends_is_refused(office: Office) -> None:
    browser = office.browser()
    form = {"name": "Rui", "password": SECRET}
    assert browser.post("/login", data=form).status_code == 403
    csrf = token_of(browser.get("/login").text)
    cross = browser.post("/login", data={**form, "csrf": csrf}, headers={"Sec-Fetch-Site": "cross-site"})
    assert cross.status_code == 403
    without_cookie = office.browser()
    assert without_cookie.post("/login", data={**form, "csrf": csrf}).status_code == 403
    assert browser.post("/login", data={**form, "csrf": csrf}).status_code == 303


@pytest.mark.parametrize(
    "back",
    [
        "//evil.example", "https://evil.example", "/\\evil.example", "\\\\evil.example", "javascript:alert(1)", "",
        "/ok\r\nSet-Cookie: a=b", "/\tevil", "evil.example", "data:text/html,x", " /agreements", "///evil.example",
    ],
)  # fmt: skip
def test_nobody_is_led_to_another_site(office: Office, back: str) -> None:
    assert own_path(back) == "/"
    browser = office.browser()
    assert office.knock(browser, "Rui", back=back).headers["location"] == "/"
    for path in ("/login", "/language/zh", "/theme/dark"):
        assert browser.get(path, params={"back": back}).headers["location"] == "/"


def test_a_session_ends_when_nobody_uses_it_and_at_the_latest_after_a_week(office: Office) -> None:
    browser = office.logged_in("Rui")
    office.clock.now += IDLE_S - 1
    assert inside(browser)
    office.clock.now += IDLE_S + 1
    assert not inside(browser)
    browser = office.logged_in("Rui")
    for _ in range(WHOLE_S // IDLE_S + 1):
        office.clock.now += IDLE_S - 1
        inside(browser)
    assert not inside(browser)


def test_sessions_outlive_a_restart_and_the_file_holds_no_secret(office: Office) -> None:
    browser = office.logged_in("Rui")
    secret = browser.cookies[COOKIE]
    anew = Office(office.house, office.clock).browser()
    anew.cookies.set(COOKIE, secret)
    assert inside(anew)
    held = bytes_of(office.house.register)
    assert secret.encode() not in held
    assert SECRET.encode() not in held
    assert b"$argon2id$" in held


def test_a_change_of_role_a_new_password_and_closing_end_what_is_open(office: Office) -> None:
    chen = Acting(office.house.register, "Chen", lambda: NOW)
    for change in (
        lambda: give_role(chen, "Ed", "reviewer"),
        lambda: new_password(chen, "Ed", passwords.hashed(SECRET), renew=False),
        lambda: close_account(chen, "Ed"),
    ):
        browser = office.logged_in("Ed")
        assert inside(browser)
        change()
        assert not inside(browser)
    assert office.knock(office.browser(), "Ed").status_code == 401


def test_a_password_of_one_s_own_is_chosen_before_anything_else(office: Office) -> None:
    admin, one_time = office.logged_in("Chen"), None
    made = admin.post(
        "/accounts", data={"csrf": token_of(admin.get("/accounts").text), "name": "Sun", "role": "editor"}
    )
    one_time = made.text.partition('<code class="secret">')[2].partition("<")[0]
    assert len(one_time) == 19
    browser = office.browser()
    assert office.knock(browser, "Sun", one_time).status_code == 303
    for path in ("/agreements", "/", "/documents"):
        assert browser.get(path).headers["location"] == "/account"
    page = browser.get("/account").text
    form = {"csrf": token_of(page), "old": one_time, "new": "a lake at dawn", "again": "a lake at dawn"}
    before = browser.cookies[COOKIE]
    assert browser.post("/account/password", data=form).status_code == 303
    assert browser.cookies[COOKIE] != before
    assert browser.get("/agreements").status_code == 200
    assert one_time not in admin.get("/accounts").text


@pytest.mark.parametrize(
    ("new", "again", "told"),
    [
        ("short", "short", "too short"),
        ("Rui", "Rui", "too short"),
        ("Rui.Rui.Rui", "Rui.Rui.Rui", "hardly more than your name"),
        ("Password-1234", "Password-1234", "tries this password first"),
        ("aaaaaaaaaaaa", "aaaaaaaaaaaa", "tries this password first"),
        ("x" * 300, "x" * 300, "too long"),
        ("a lake at dawn", "a lake at noon", "differ"),
        (SECRET, SECRET, "is the old one"),
    ],
)
def test_a_poor_password_is_not_taken(office: Office, new: str, again: str, told: str) -> None:
    browser = office.logged_in("Rui")
    form = {"csrf": token_of(browser.get("/account").text), "old": SECRET, "new": new, "again": again}
    answer = browser.post("/account/password", data=form)
    assert answer.status_code == 422
    assert told in answer.text
    assert inside(browser)


def test_whoever_finds_an_open_browser_cannot_change_the_password_and_guesses_as_slowly_as_at_the_door(
    office: Office,
) -> None:
    browser = office.logged_in("Rui")
    form = {"csrf": token_of(browser.get("/account").text), "new": "a lake at dawn", "again": "a lake at dawn"}
    answers = [browser.post("/account/password", data={**form, "old": "guess"}).status_code for _ in range(8)]
    assert answers[:5] == [422] * 5
    assert answers[-1] == 429
    assert office.knock(office.browser(), "Rui").status_code == 429


def test_a_hash_of_older_parameters_is_made_anew_at_the_next_log_in(office: Office) -> None:
    old = PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1).hash(SECRET)
    new_password(Acting(office.house.register, "Chen", lambda: NOW), "Rui", old, renew=False)
    office.logged_in("Rui")
    with office.house.register.asking() as asking:
        kept = account_named(asking, "Rui").password
    assert kept != old
    assert not passwords.outdated(kept)
    office.logged_in("Rui")


def test_one_ends_one_s_other_sessions_and_stays_inside(office: Office) -> None:
    here, there = office.logged_in("Rui"), office.logged_in("Rui")
    before = here.cookies[COOKIE]
    here.post("/account/sessions/end", data={"csrf": token_of(here.get("/account").text)})
    assert (inside(here), inside(there)) == (True, False)
    assert here.cookies[COOKIE] != before


def test_no_key_lets_anybody_in_where_everybody_logs_in(office: Office, tmp_path: Path) -> None:
    assert office.browser().get("/enter?key=anything").status_code == 303
    (tmp_path / "x").mkdir()
    with alone_in(tmp_path / "x") as (alone, browser):
        assert browser.post("/login", data={"name": "Wang", "password": SECRET}).status_code == 403
        assert browser.get("/login").headers["location"] == "/"
        assert alone.browser().get("/agreements").status_code == 401


def _api(office: Office) -> None:
    for action in ("look", "correct"):
        kept = [Depends(needs(action)), Depends(own)]
        office.app.add_api_route(f"/api/{action}", lambda: "done", methods=["POST"], dependencies=kept)
    office.app.add_api_route("/api/look", lambda: "done", dependencies=[Depends(needs("look"))])
    office.app.add_api_route("/elsewhere", lambda: "done", dependencies=[Depends(needs("look"))])


def _token(browser, *scopes: str) -> str:
    form = {"csrf": token_of(browser.get("/account").text), "label": "ledger", "days": "30", "scope": list(scopes)}
    return browser.post("/account/tokens", data=form).text.partition('<code class="secret">')[2].partition("<")[0]


def test_a_program_with_a_token_may_do_what_the_token_says_over_the_api_and_nothing_elsewhere(office: Office) -> None:
    _api(office)
    token = _token(office.logged_in("Ed"), "look", "purge")  # an editor cannot give what an editor may not
    program = office.browser()
    bearer = {"Authorization": f"Bearer {token}"}
    assert program.get("/api/look", headers=bearer).status_code == 200
    assert program.post("/api/look", headers=bearer).status_code == 200, (
        "a program has no cookie, and needs no form's token"
    )
    assert program.post("/api/correct", headers=bearer).status_code == 403, "not one of its scopes"
    assert program.get("/elsewhere", headers=bearer).status_code == 303, "pages are for people"
    assert program.get("/api/look", headers={"Authorization": f"Bearer {token}x"}).status_code == 401
    assert program.get("/api/look", headers={"Authorization": token}).status_code == 401
    assert program.get("/api/look").headers["www-authenticate"] == "Bearer"
    with office.house.register.asking() as asking:
        scopes, used = asking.execute("SELECT scopes, used FROM api_token").one()
    assert (scopes, used) == ('["look"]', NOW)


def test_where_a_program_shows_a_token_the_cookie_counts_for_nothing(office: Office) -> None:
    _api(office)
    browser = office.logged_in("Chen")
    assert browser.get("/api/look").status_code == 200
    assert browser.get("/api/look", headers={"Authorization": "Bearer accord_wrong"}).status_code == 401
    assert browser.post("/api/look").status_code == 403, "a browser must bring the session's token"
    csrf = token_of(browser.get("/account").text)
    assert browser.post("/api/look", headers={"X-CSRF-Token": csrf}).status_code == 200
    crossing = {"X-CSRF-Token": csrf, "Sec-Fetch-Site": "cross-site"}
    assert browser.post("/api/look", headers=crossing).status_code == 403


def test_a_token_follows_the_role_of_its_account_and_is_ended_by_its_owner_alone(office: Office) -> None:
    _api(office)
    ed, rui = office.logged_in("Ed"), office.logged_in("Rui")
    token = _token(ed, "look", "correct")
    program, bearer = office.browser(), {"Authorization": f"Bearer {token}"}
    assert program.post("/api/correct", headers=bearer).status_code == 200
    give_role(Acting(office.house.register, "Chen", lambda: NOW), "Ed", "reader")
    assert program.post("/api/correct", headers=bearer).status_code == 403
    rui.post("/account/tokens/1/end", data={"csrf": token_of(rui.get("/account").text)})
    assert program.get("/api/look", headers=bearer).status_code == 200
    ed = office.logged_in("Ed")
    assert token not in ed.get("/account").text, "it was shown once"
    ed.post("/account/tokens/1/end", data={"csrf": token_of(ed.get("/account").text)})
    assert program.get("/api/look", headers=bearer).status_code == 401


def test_a_token_of_one_person_alone_lets_nobody_into_a_team_and_the_other_way_round(tmp_path: Path) -> None:
    with alone_in(tmp_path) as (alone, browser):
        _api(alone)
        token = _token(browser, "look")
        bearer = {"Authorization": f"Bearer {token}"}
        assert alone.browser().get("/api/look", headers=bearer).status_code == 200
