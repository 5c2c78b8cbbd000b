"""Who may do what: the table cell by cell over HTTP, and every route of the app against it."""

from pathlib import Path

import pytest
from fastapi import Depends
from starlette.testclient import TestClient

from accord.register.log.audit import audited
from accord.web.safety.guards import inside, needs, own, posted
from accord.web.safety.roles import ROLES, actions
from tests.web.teams import PEOPLE, Office, alone_in, dependencies, office_in, routes, token_of

FOR_ALL = {"/enter", "/login", "/language/nothing", "/theme/nothing"}  # whoever is outside may ask for these
OF_ONESELF = {"/leave", "/account", "/account/password", "/account/sessions/end", "/account/tokens/1/end"}
BY_ROLE = {role: name for name, role in PEOPLE.items()}
REFUSED = "Your role does not allow this"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    with office_in(tmp_path_factory.mktemp("roles")) as made:
        for action in actions():
            made.app.add_api_route(f"/probe/{action}", lambda: "done", dependencies=[Depends(needs(action))])
            kept = [Depends(needs(action)), Depends(own)]
            made.app.add_api_route(f"/api/probe/{action}", lambda: "done", methods=["POST"], dependencies=kept)
        yield made


@pytest.fixture(scope="module")
def browsers(office: Office) -> dict[str, TestClient]:
    return {role: office.logged_in(name) for role, name in BY_ROLE.items()}


def test_the_table_gives_every_action_to_somebody_and_more_to_each_next_role() -> None:
    for action, roles in actions().items():
        assert roles, action
        at = [role in roles for role in ROLES]
        assert at == sorted(at), f"{action}: whoever may do more may do this too"
    assert all("admin" in roles for roles in actions().values())


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("action", sorted(actions()))
def test_each_cell_of_the_table_holds_over_http(
    office: Office, browsers: dict[str, TestClient], role: str, action: str
) -> None:
    answer = browsers[role].get(f"/probe/{action}")
    assert answer.status_code == (200 if role in actions()[action] else 403)
    assert (REFUSED in answer.text) == (role not in actions()[action])


@pytest.mark.parametrize("action", sorted(actions()))
def test_nobody_may_do_anything_without_logging_in(office: Office, action: str) -> None:
    outside = office.browser()
    assert outside.get(f"/probe/{action}").headers["location"].startswith("/login?back=")
    assert outside.post(f"/api/probe/{action}").status_code == 401


def test_every_route_asks_for_an_action_or_is_known_to_need_none(office: Office) -> None:
    without = {
        path for _, path, route in routes(office) if not any(hasattr(one, "action") for one in dependencies(route))
    }
    assert without - OF_ONESELF == FOR_ALL
    for _, path, route in routes(office):
        assert path not in OF_ONESELF or {inside, posted} & dependencies(route), path


@pytest.mark.parametrize("role", ROLES)
def test_every_route_refuses_whom_the_table_refuses_and_nobody_else(office: Office, role: str) -> None:
    browser = office.logged_in(BY_ROLE[role])
    csrf = token_of(browser.get("/account").text)
    for method, path, route in routes(office):
        wanted = {one.action for one in dependencies(route) if hasattr(one, "action")}
        if path in FOR_ALL | OF_ONESELF or "probe" in path:
            continue
        answer = browser.request(method, path, headers={"X-CSRF-Token": csrf} if method != "GET" else {})
        may = all(role in actions()[action] for action in wanted)
        refused = answer.status_code == 403 and (REFUSED in answer.text or '"forbidden"' in answer.text)
        assert refused == (not may), (method, path, wanted, answer.status_code)


def test_a_refusal_stands_in_the_audit_log(office: Office, browsers: dict[str, TestClient]) -> None:
    browsers["reader"].get("/probe/purge")
    with office.house.register.asking() as asking:
        newest = audited(asking, {"what": "refused"}, limit=1)[0]
    assert (newest["who"], newest["about"]) == ("Rui", "purge: GET /probe/purge")


def test_an_export_stands_in_the_audit_log(office: Office, browsers: dict[str, TestClient]) -> None:
    assert browsers["admin"].get("/audit.csv?who=Rui").status_code == 200
    with office.house.register.asking() as asking:
        newest = audited(asking, {"what": "export"}, limit=1)[0]
    assert (newest["who"], newest["about"], newest["address"]) == ("Chen", "/audit.csv?who=Rui", "10.0.0.7")


def test_who_works_alone_may_do_everything(tmp_path: Path) -> None:
    with alone_in(tmp_path) as (office, browser):
        for method, path, _ in routes(office):
            if method == "GET" and path not in FOR_ALL:
                assert browser.get(path).status_code in (200, 303, 404, 422), path


def test_no_route_changes_or_removes_a_line_of_the_audit_log(office: Office) -> None:
    assert {(method, path) for method, path, _ in routes(office) if path.startswith("/audit")} == {
        ("GET", "/audit"),
        ("GET", "/audit.csv"),
    }
