"""A small office whose people log in, asked over HTTP without a browser."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fastapi.routing import APIRoute
from starlette.testclient import TestClient

from accord.bootstrap import the_identity
from accord.flows.accounts import Acting, add_account, new_password
from accord.register import Register, open_register
from accord.web import House, make_app
from accord.web.safety import passwords
from accord.web.safety.kept import KeptSessions
from accord.web.safety.sessions import Sessions
from tests.fakes.reader import FakeReader

__all__ = [
    "NOW",
    "PEOPLE",
    "SECRET",
    "Clock",
    "Office",
    "alone_in",
    "dependencies",
    "office_in",
    "routes",
    "team_house",
]

NOW = "2026-11-22T09:00:00+00:00"
SECRET = "tea at seven, lake at eight"
PEOPLE = {"Rui": "reader", "Ed": "editor", "Vera": "reviewer", "Chen": "admin"}
_TOKEN = re.compile(r'name="csrf" value="([^"]+)"')
_HASHED = passwords.hashed(SECRET)


class Clock:
    """Seconds that pass only when a test says so."""

    def __init__(self) -> None:
        self.now = 1_790_000_000.0

    def __call__(self) -> float:
        return self.now


def team_house(register: Register, clock: Clock | None = None, **more: object) -> House:
    """Return a house in which everybody logs in."""
    sessions = KeptSessions(register, clock) if clock else KeptSessions(register)
    return House(register, the_identity(), FakeReader, lambda: NOW, sessions, team=True, **more)


class Office:
    """An app, its house, and its people."""

    def __init__(self, house: House, clock: Clock | None = None) -> None:
        self.house, self.clock, self.app = house, clock or Clock(), make_app(house)

    def browser(self, address: str = "http://127.0.0.1", client: tuple[str, int] = ("10.0.0.7", 1)) -> TestClient:
        """Return somebody's browser, which follows no redirect."""
        return TestClient(
            self.app, base_url=address, follow_redirects=False, raise_server_exceptions=False, client=client
        )

    def hire(self, people: dict[str, str] = PEOPLE) -> None:
        """Make accounts whose passwords are chosen already."""
        acting = Acting(self.house.register, "test", lambda: NOW)
        for name, role in people.items():
            add_account(acting, name, role=role, hashed=_HASHED)
            new_password(acting, name, _HASHED, renew=False)

    def knock(self, browser: TestClient, name: str, password: str = SECRET, back: str = "/account"):
        """Return the answer to a log-in through the page's own form."""
        csrf = token_of(browser.get("/login").text)
        return browser.post("/login", data={"csrf": csrf, "name": name, "password": password, "back": back})

    def logged_in(self, name: str) -> TestClient:
        """Return the browser of somebody who is inside."""
        browser = self.browser()
        assert self.knock(browser, name).status_code == 303
        return browser


def token_of(page: str) -> str:
    """Return what the forms of a page bring."""
    found = _TOKEN.search(page)
    assert found, "the page has no form"
    return found[1]


@contextmanager
def office_in(folder: Path) -> Iterator[Office]:
    """Yield an office with an empty register and four people."""
    clock = Clock()
    with open_register(str(folder / "office.db"), create=True) as register:
        office = Office(team_house(register, clock), clock)
        office.hire()
        yield office


@contextmanager
def alone_in(folder: Path) -> Iterator[tuple[Office, TestClient]]:
    """Yield the app of one person who works alone, and the browser that the link let in."""
    with open_register(str(folder / "alone.db"), create=True) as register:
        sessions = Sessions()
        office = Office(House(register, the_identity(), FakeReader, lambda: NOW, sessions, person="Wang"))
        browser = office.browser()
        assert browser.get(f"/enter?key={sessions.key_for('Wang', 'admin')}").status_code == 303
        yield office, browser


def routes(office: Office) -> list[tuple[str, str, APIRoute]]:
    """Return method, path with made-up values, and route, of every route of the app."""
    found = []

    def walk(listed) -> None:
        for route in listed:
            if isinstance(route, APIRoute):
                path = re.sub(r"\{[^}]*(row|page|number|seq)[^}]*\}", "1", route.path)
                path = re.sub(r"\{[^}]+\}", "nothing", path)
                found.extend((method, path, route) for method in sorted(route.methods) if method != "HEAD")
            else:
                inner = getattr(route, "original_router", None) or getattr(route, "router", None)
                if inner is not None:
                    walk(inner.routes)

    walk(office.app.routes)
    return found


def dependencies(route: APIRoute) -> set[object]:
    """Return every function that a route asks before it answers."""

    def below(dependant) -> set[object]:
        return {dependant.call} | {each for one in dependant.dependencies for each in below(one)}

    return below(route.dependant)
