"""A real app on a real port over the examples, and a real browser that looks at it."""

import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from accord.bootstrap import the_identity, the_reader
from accord.flows import ingest
from accord.register import Register, open_register
from accord.sources import find
from accord.web import House, make_app
from accord.web.safety.sessions import Sessions
from tests.database import copy_register

EXAMPLES = Path(__file__).parents[2] / "examples" / "news"
NOW = "2026-11-22T09:00:00+00:00"
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome")


def chromium() -> str:
    """Return the browser's path; where there is none it is installed, where apt can."""
    found = next((path for name in CHROMIUMS if (path := shutil.which(name))), None)
    if found is None and sys.platform == "linux" and shutil.which("apt-get"):
        for command in (["apt-get", "update", "-q"], ["apt-get", "install", "-y", "-q", "chromium", "fonts-noto-cjk"]):
            subprocess.run(command, check=False, capture_output=True, timeout=900)
        found = next((path for name in CHROMIUMS if (path := shutil.which(name))), None)
    assert found, "the web tests need Chromium, and it could not be installed: apt-get install chromium fonts-noto-cjk"
    return found


class Served:
    """An app that is being served, and its house."""

    def __init__(self, house: House, address: str) -> None:
        self.house, self.address = house, address

    def key(self, person: str = "Wang", role: str = "admin") -> str:
        """Return an address that lets somebody in."""
        return f"{self.address}/enter?key={self.house.sessions.key_for(person, role)}"


def house_over(register: Register, **more: object) -> House:
    """Return a house over a register, with a still clock."""
    return House(register, the_identity(), the_reader, lambda: NOW, Sessions(), person="Wang", **more)


@pytest.fixture(scope="session")
def examples_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The examples, read once; tests that write take a copy."""
    path = tmp_path_factory.mktemp("examples") / "examples.db"
    with open_register(str(path), create=True) as register:
        ingest(
            find([str(EXAMPLES)]),
            register=register,
            reader=the_reader(),
            identity=the_identity(),
            clock=lambda: NOW,
            batch=50,
        )
    return path


def serving(house: House) -> Iterator[Served]:
    """Yield the app being served on a free port; stopped in the end."""
    server = uvicorn.Server(uvicorn.Config(make_app(house), host="127.0.0.1", port=0, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield Served(house, f"http://127.0.0.1:{port}")
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="session")
def shown(examples_file: Path) -> Iterator[Served]:
    """The examples, for tests that only look."""
    with open_register(str(examples_file), create=False) as register:
        yield from serving(house_over(register))


@pytest.fixture
def office(examples_file: Path, tmp_path: Path) -> Iterator[Served]:
    """The examples in a register of the test's own, to be changed."""
    copy = tmp_path / "office.db"
    copy_register(examples_file, copy)
    with open_register(str(copy), create=False) as register:
        yield from serving(house_over(register))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Headless Chromium."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(params=["en", "zh"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def context(browser: Browser, language: str) -> Iterator[BrowserContext]:
    """A browser window of its own, in one language; scripts that fail, fail the test."""
    opened = browser.new_context(
        locale={"en": "en-GB", "zh": "zh-CN"}[language], viewport={"width": 1440, "height": 900}
    )
    opened.set_default_timeout(10_000)
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page whose errors and refused scripts (CSP) fail the test."""
    opened, troubles = context.new_page(), []
    opened.on("pageerror", lambda error: troubles.append(str(error)))
    opened.on("console", lambda said: troubles.append(said.text) if "Content Security Policy" in said.text else None)
    yield opened
    assert not troubles, troubles


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run a story in one language always (the one with more to go wrong), and in the other with everything slow."""
    for item in items:
        asked = getattr(item, "callspec", None)
        if (
            asked is not None
            and asked.params.get("language") == "en"
            and {"page", "browser"} & {*getattr(item, "fixturenames", ())}
        ):
            item.add_marker(pytest.mark.slow)
