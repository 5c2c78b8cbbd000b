"""What forms must bring, what every answer says to the browser, which names we answer to, which files we give."""

import http.client
from pathlib import Path

import pytest
import uvicorn

from accord.web import troubles
from accord.web.answers import STATUS
from accord.web.safety.headers import POLICY
from tests.web.conftest import serving
from tests.web.teams import Office, alone_in, office_in, routes, token_of

LONELY = {"/login"}  # forms of those who are outside; tests/web/test_safety_door.py


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    with office_in(tmp_path_factory.mktemp("forms")) as made:
        made.app.add_api_route("/broken", lambda: 1 / 0)
        yield made


def unsafe(office: Office) -> list[tuple[str, str]]:
    return [(method, path) for method, path, _ in routes(office) if method != "GET" and path not in LONELY]


def test_there_are_forms_to_be_tried(office: Office) -> None:
    assert len(unsafe(office)) > 15


@pytest.mark.parametrize(
    "brought",
    [
        {},
        {"X-CSRF-Token": ""},
        {"X-CSRF-Token": "x" * 32},
        {"X-CSRF-Token": "é"},
        {"site": "cross-site"},
        {"site": "same-site"},
    ],
    ids=["nothing", "empty", "wrong", "odd", "another site", "a neighbour"],
)
def test_no_route_that_changes_something_takes_a_form_that_is_not_ours(office: Office, brought: dict[str, str]) -> None:
    browser = office.logged_in("Chen")
    headers = {name: value.encode() for name, value in brought.items() if name != "site"}
    if "site" in brought:
        mine = token_of(browser.get("/account").text)
        headers = {"X-CSRF-Token": mine.encode(), "Sec-Fetch-Site": brought["site"].encode()}
    for method, path in unsafe(office):
        answer = browser.request(method, path, headers=headers)
        assert answer.status_code == 403, (method, path)
        assert "This form is too old" in answer.text or '"strange_form"' in answer.text, (method, path)
    assert browser.get("/account").status_code == 200, "nobody was logged out"


def test_the_token_of_somebody_else_s_session_is_refused(office: Office) -> None:
    browser, other = office.logged_in("Chen"), office.logged_in("Vera")
    theirs = token_of(other.get("/account").text)
    for method, path in unsafe(office):
        assert browser.request(method, path, headers={"X-CSRF-Token": theirs}).status_code == 403, path


def test_every_answer_says_what_a_browser_may_do_with_it(office: Office) -> None:
    browser = office.logged_in("Chen")
    asked = [(method, path) for method, path, _ in routes(office)]
    asked += [("GET", "/nowhere"), ("GET", "/static/accord.css"), ("GET", "/static/none.css"), ("GET", "/broken")]
    asked += [("POST", "/agreements"), ("GET", "/api/none")]
    for method, path in asked:
        if path == "/leave":
            continue
        headers = browser.request(method, path).headers
        assert headers["content-security-policy"] == POLICY, path
        assert headers["x-content-type-options"] == "nosniff", path
        assert headers["referrer-policy"] == "same-origin", path
        assert path.startswith("/static/") or headers["cache-control"] in ("no-store", "private, no-cache"), path


def test_the_policy_lets_no_inline_script_style_or_foreign_file_run() -> None:
    assert "unsafe" not in POLICY
    assert "*" not in POLICY
    for part in (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    ):
        assert part in POLICY


def test_no_template_holds_an_inline_script_style_or_handler() -> None:
    folder = Path(__file__).parents[2] / "src" / "accord" / "web" / "templates"
    for path in folder.rglob("*.html"):
        text = path.read_text("utf-8")
        assert " style=" not in text, path.name
        assert "<style" not in text, path.name
        assert "hx-on" not in text, path.name
        assert "|safe" not in text.replace(" ", ""), path.name
        assert "javascript:" not in text, path.name


def test_an_error_of_the_program_tells_nothing_of_its_inside(office: Office) -> None:
    answer = office.logged_in("Chen").get("/broken")
    assert answer.status_code == 500
    assert "Traceback" not in answer.text
    assert "lambda" not in answer.text


def test_every_error_of_the_door_has_its_status() -> None:
    for name in troubles.__all__:
        assert getattr(troubles, name).code in STATUS, name


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8000", "127.0.0.1.evil.example", "", "localhost.evil", "[::2]", "0.0.0.0"]
)
def test_who_works_alone_is_answered_under_the_names_of_this_machine_only(tmp_path: Path, host: str) -> None:
    with alone_in(tmp_path) as (_, browser):
        refused = browser.get("/agreements", headers={"Host": host})
        assert refused.status_code == 421
        assert refused.headers["content-security-policy"] == POLICY
        for own in ("127.0.0.1", "localhost:8000", "[::1]:8000", "LOCALHOST"):
            assert browser.get("/agreements", headers={"Host": own}).status_code == 200, own


def test_a_team_is_answered_under_whatever_name_its_server_has(office: Office) -> None:
    assert office.browser("http://accord.office").get("/login").status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py", "/static/..%2fapp.py", "/static/%2e%2e/app.py", "/static/..%5capp.py", "/static//etc/passwd",
        "/static/%2fetc%2fpasswd", "/static/....//app.py", "/static/js/../../app.py", "/static/accord.css%00.py",
        "/static/..%252fapp.py", "/static/%c0%ae%c0%ae/app.py", "/static/..;/app.py", "/../../etc/passwd",
        "/documents/..%2f..%2fetc%2fpasswd", "/agreements/..%2f..%2fapp.py", "/agreements.%2e%2e%2fapp", "/static/",
        "/static/..", "/static/words/../../words/zh/frame.po",
    ],
)  # fmt: skip
def test_no_path_leads_out_of_what_is_shown(served: tuple[str, int], path: str) -> None:
    asked = http.client.HTTPConnection(*served, timeout=10)
    asked.putrequest("GET", path, skip_host=False)
    asked.endheaders()
    answer = asked.getresponse()
    told = answer.read()
    assert answer.status in (303, 400, 401, 404, 405), (answer.status, told[:80])
    assert b"make_app" not in told
    assert b"root:" not in told
    assert b"msgid" not in told


@pytest.fixture(scope="module")
def served(office: Office) -> tuple[str, int]:
    """Return where the office is served by a real server, which is asked paths as they are."""
    assert uvicorn
    for one in serving(office.house):
        yield ("127.0.0.1", int(one.address.rpartition(":")[2]))
