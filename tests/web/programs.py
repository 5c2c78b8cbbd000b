"""A program that asks the API with a token."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from accord.bootstrap import the_identity
from accord.flows import stays
from accord.flows.accounts import Acting
from accord.register import Register, open_register
from accord.web import House, make_app
from accord.web.safety.roles import actions
from accord.web.safety.sessions import Sessions
from accord.web.safety.tokens import new_token
from tests.fakes.reader import FakeReader

__all__ = ["BASE", "NOW", "Program", "program_over", "token_for"]

BASE = "/api/v1"
NOW = "2026-11-22T09:00:00+00:00"


class Program:
    """Somebody's program: the client, the house that it asks, and its token."""

    def __init__(self, house: House, token: str) -> None:
        self.house, self.token = house, token
        self.client = TestClient(make_app(house), base_url="http://127.0.0.1", raise_server_exceptions=False)
        self.client.headers["Authorization"] = f"Bearer {token}"

    def get(self, path: str, **asked: Any):
        """Return the answer to a look; parameters by name."""
        return self.client.get(BASE + path, params=asked)

    def ask(self, path: str, **asked: Any) -> Any:
        """Return what a look gives."""
        answer = self.get(path, **asked)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def post(self, path: str, body: Any, **headers: str):
        """Return the answer to what is sent."""
        return self.client.post(BASE + path, json=body, headers={k.replace("_", "-"): v for k, v in headers.items()})

    def decide(self, **decision: Any) -> dict[str, Any]:
        """Return a decision as recorded."""
        answer = self.post("/decisions", decision)
        assert answer.status_code == 201, answer.text
        return answer.json()

    def all(self, path: str, **asked: Any) -> list[dict[str, Any]]:
        """Return the records of all pages."""
        found: list[dict[str, Any]] = []
        while True:
            page = self.ask(path, **asked)
            found += page["records"]
            if page["next"] is None:
                return found
            asked["cursor"] = page["next"]


def token_for(register: Register, scopes: Sequence[str], person: str = "Wang") -> str:
    """Return a token of the person who works alone."""
    token, hashed = new_token()
    acting = Acting(register, person, lambda: NOW)
    stays.make_token(acting, hashed, account=None, label="test", scopes=scopes, expires="2099-01-01T00:00:00+00:00")
    return token


@contextmanager
def program_over(
    path: Path, *, scopes: Sequence[str] = tuple(actions()), reader: object = FakeReader, max_bytes: int = 200_000
) -> Iterator[Program]:
    """Yield a program that asks a register."""
    with open_register(str(path), create=True) as register:
        house = House(register, the_identity(), reader, lambda: NOW, Sessions(), person="Wang", max_bytes=max_bytes)
        yield Program(house, token_for(register, scopes))
