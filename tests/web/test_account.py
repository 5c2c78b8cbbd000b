"""Stories at the door and in the office: be refused, be let in, choose a password, make a colleague's account."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from accord.bootstrap import the_reader
from accord.flows.accounts import Acting, add_account, new_password
from accord.register import history, list_records, open_register
from accord.web.safety import passwords
from tests.database import copy_register
from tests.web.conftest import Served, serving
from tests.web.teams import NOW, PEOPLE, SECRET, team_house
from tests.web.test_every_page import AXE, SETTINGS

WORDS = {
    "en": {"in": "Log in", "out": "Log out", "wrong": "Name or password is wrong.", "name": "Name", "password": "Password",
           "make": "Make an account", "choose": "Choose one of your own", "holds": "The new password holds",
           "refused": "Your role does not allow this", "audit": "Audit log", "token": "Make a token",
           "purged": "erased for ever", "hidden": "hidden with all its facts"},
    "zh": {"in": "登录", "out": "退出登录", "wrong": "姓名或密码不正确。", "name": "名称", "password": "密码",
           "make": "新建账号", "choose": "请先设置自己的密码", "holds": "新密码已生效", "refused": "您的角色无此权限",
           "audit": "审计日志", "token": "新建令牌", "purged": "永久清除", "hidden": "已撤回"},
}  # fmt: skip
_HASHED = passwords.hashed(SECRET)


@pytest.fixture
def team(examples_file: Path, tmp_path: Path) -> Iterator[Served]:
    """The examples in an office whose people log in."""
    copy = tmp_path / "team.db"
    copy_register(examples_file, copy)
    with open_register(str(copy), create=False) as register:
        acting = Acting(register, "test", lambda: NOW)
        for name, role in PEOPLE.items():
            add_account(acting, name, role=role, hashed=_HASHED)
            new_password(acting, name, _HASHED, renew=False)
        house = team_house(register)
        assert house.reader is not the_reader
        yield from serving(house)


def log_in(page: Page, team: Served, name: str, password: str = SECRET, path: str = "/account") -> None:
    page.goto(team.address + path)
    page.fill("#name", name)
    page.fill("#password", password)
    page.locator("form.door button").click()


def test_log_in_be_refused_be_let_in(team: Served, page: Page, language: str) -> None:
    words = WORDS[language]
    log_in(page, team, "Rui", "a wrong password", "/agreements?kind=framework")
    expect(page.get_by_role("alert")).to_have_text(words["wrong"])
    expect(page.locator("#password")).to_be_focused()
    page.fill("#password", SECRET)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/agreements\?kind=framework$"))
    page.goto(f"{team.address}/accounts")
    expect(page.get_by_role("heading", level=1)).to_have_text(words["refused"])
    page.goto(f"{team.address}/account")
    page.get_by_role("button", name=words["out"]).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(words["in"])


@pytest.mark.slow
def test_an_administrator_makes_an_account_and_its_owner_chooses_a_password(
    team: Served, page: Page, browser: Browser, language: str
) -> None:
    words = WORDS[language]
    log_in(page, team, "Chen", path="/accounts")
    making = page.get_by_role("region", name=words["make"])
    making.locator("#name").fill("孙悦")
    making.locator("#role").select_option("editor")
    making.get_by_role("button").click()
    one_time = page.locator("code.secret").inner_text()
    context = browser.new_context(locale={"en": "en-GB", "zh": "zh-CN"}[language])
    theirs = context.new_page()
    log_in(theirs, team, "孙悦", one_time, "/agreements")
    expect(theirs.get_by_role("status")).to_contain_text(words["choose"])
    for field, value in (("#old", one_time), ("#new", "a lake at dawn"), ("#again", "a lake at dawn")):
        theirs.fill(field, value)
    theirs.locator("form[action='/account/password'] button").click()
    expect(theirs.get_by_role("status").first).to_contain_text(words["holds"])
    theirs.goto(f"{team.address}/agreements")
    expect(theirs.locator("table.records")).to_be_visible()
    context.close()
    page.get_by_role("link", name=words["audit"]).click()
    expect(page.locator("table.records tbody tr").filter(has_text="孙悦").first).to_be_visible()


@pytest.mark.slow
def test_a_token_is_shown_once_and_ended(team: Served, page: Page, language: str) -> None:
    words = WORDS[language]
    log_in(page, team, "Vera")
    page.locator("summary", has_text=words["token"]).click()
    page.fill("#label", "weekly report")
    page.get_by_role("button", name=words["token"]).click()
    expect(page.locator("code.secret")).to_have_text(re.compile("^accord_"))
    page.goto(f"{team.address}/account")
    expect(page.locator("code.secret")).to_have_count(0)
    page.locator("form[action^='/account/tokens/'] button").first.click()
    expect(page.get_by_text("weekly report")).to_have_count(0)


@pytest.mark.slow
def test_a_document_is_hidden_and_another_is_erased_for_ever(team: Served, page: Page, language: str) -> None:
    words = WORDS[language]
    with team.house.register.asking() as asking:
        first, second = (one["id"] for one in list_records(asking, "documents", limit=2).records)
    log_in(page, team, "Chen", path=f"/documents/{first}")
    page.locator("details.ways-out summary").click()
    page.fill("#why-withdraw", "an advertisement")
    page.locator("form[action$='/withdraw'] button").click()
    expect(page.get_by_role("status").first).to_contain_text(words["hidden"])
    page.goto(f"{team.address}/documents/{second}")
    page.locator("details.ways-out summary").click()
    page.fill("#why-purge", "a private letter")
    page.fill("#confirm", second[7:15])
    page.locator("form[action$='/purge'] button").click()
    expect(page.get_by_role("status").first).to_contain_text(words["purged"])
    expect(page.get_by_text("a private letter").first).to_be_visible()
    with team.house.register.asking() as asking:
        assert [(one["kind"], one["by"]) for one in history(asking)] == [("purge", "Chen"), ("withdraw", "Chen")]


@pytest.mark.slow
def test_whoever_mistypes_the_confirmation_erases_nothing(team: Served, page: Page, language: str) -> None:
    with team.house.register.asking() as asking:
        document = list_records(asking, "documents", limit=1).records[0]["id"]
    log_in(page, team, "Chen", path=f"/documents/{document}")
    csrf = page.locator("form[action$='/purge'] input[name=csrf]").get_attribute("value")
    answer = page.request.post(
        f"{team.address}/documents/{document}/purge", form={"csrf": csrf, "why": "x", "confirm": "00000000"}
    )
    assert answer.status == 409
    with team.house.register.asking() as asking:
        assert history(asking) == []


@pytest.mark.slow
def test_the_audit_log_is_filtered_and_paged_without_a_script(team: Served, page: Page, language: str) -> None:
    for number in range(120):
        add = Acting(team.house.register, "test", lambda: NOW)
        if number < 60:
            new_password(add, "Rui", _HASHED, renew=False)
    log_in(page, team, "Chen", path="/audit")
    rows = page.locator("table.records tbody tr")
    expect(rows).to_have_count(50)
    page.locator("a[rel=next]").click()
    page.locator("a[rel=prev]").click()
    expect(rows).to_have_count(50)
    page.select_option("#what", "log_in")
    page.locator("form.audit-find button").click()
    expect(rows).to_have_count(1)
    page.fill("#who", "nobody")
    page.locator("form.audit-find button").click()
    expect(page.locator(".empty")).to_be_visible()


@pytest.mark.slow
@pytest.mark.parametrize("width", [1440, 390])
def test_everybody_can_use_the_door_and_the_pages_of_the_team(
    team: Served, page: Page, language: str, width: int
) -> None:
    add_account(Acting(team.house.register, "test", lambda: NOW), "孙悦", role="reader", hashed=_HASHED)
    page.set_viewport_size({"width": width, "height": 900})

    def look() -> None:
        page.evaluate(AXE)
        told = page.evaluate("settings => axe.run(document, settings)", SETTINGS)["violations"]
        assert not [(one["id"], one["nodes"][0]["target"]) for one in told if one["impact"] in ("serious", "critical")]
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), page.url

    log_in(page, team, "孙悦", "a wrong password")
    look()
    page.fill("#password", SECRET)
    page.keyboard.press("Enter")
    expect(page.locator("#new")).to_be_visible()
    look()
    page.context.clear_cookies()
    log_in(page, team, "Chen", path="/accounts")
    page.locator(".make-account #name").fill("Li Na")
    page.locator(".make-account button").click()
    page.locator("details.sheet summary").click()
    look()
    for path in ("/audit", "/account"):
        page.goto(team.address + path)
        look()
