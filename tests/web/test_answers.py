"""Every error has an answer: a status, a page for people in their language, a problem for programs."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from accord.errors import AccordError, ConflictError, DecisionError, Listed, Message, NotFoundError, RefusedError
from accord.web.answers import STATUS
from accord.web.render import error_told
from tests.web.teams import Office, alone_in, office_in, routes, token_of

CHINESE = {"Accept-Language": "zh-CN"}
SAID = re.compile(r'<section class="empty">(.*?)</section>', re.DOTALL)
ENDING = ("/leave", "/account/sessions/end")  # forms that end the session they come with
ENGLISH = re.compile(
    r"\b(?!nothing|accord|csv|xlsx|json|ics|docx|html)[a-z]{3,}\b"
)  # what routes() makes up, and names of ours, stay


def _classes(base: type[AccordError] = AccordError) -> Iterator[type[AccordError]]:
    yield base
    for below in base.__subclasses__():
        yield from _classes(below)


def _told(page: str) -> str:
    found = SAID.search(page)
    assert found, page
    return re.sub(r"<[^>]+>", " ", found[1])


def test_every_error_has_a_status_of_its_own() -> None:
    assert {one.code for one in _classes()} == set(STATUS)
    assert all(400 <= status < 600 for status in STATUS.values())


@pytest.mark.parametrize(
    ("error", "english", "chinese"),
    [
        (NotFoundError("there is no job %(row)s", row=7), "There is no job 7", "没有第 7 号任务"),
        (
            NotFoundError("%(id)s is a %(what)s, no document", hint="see: accord", id="p-1", what=Listed("Thing", "party")),
            "p-1 is a party, no document",
            "p-1 是主体，不是文档",
        ),
        (
            ConflictError("%(id)s is %(answer)s already: %(decision)s", id="q-1", answer=Message("rejected"), decision="d2"),
            "q-1 is rejected already: d2",
            "q-1 已驳回：d2",
        ),
        (
            DecisionError("'%(role)s' is no role; there are: %(all)s", role="tsar", all=[Listed("Role", "reader")]),
            "'tsar' is no role; there are: reader",
            "没有“tsar”这一角色；现有：查阅者",
        ),
        (RefusedError("archive", "this is a ZIP", "Unpack it."), "An archive. Unpack it, and give its files.", None),
        (NotFoundError("100% of it"), "100% of it", "100% of it"),
    ],
)  # fmt: skip
def test_what_an_error_says_is_told_in_the_language_of_who_looks(
    error: AccordError, english: str, chinese: str | None
) -> None:
    assert error_told(error, "en") == english
    told = error_told(error, "zh")
    assert told == chinese or (chinese is None and not ENGLISH.search(told))


def test_a_hint_for_the_command_line_is_on_no_page() -> None:
    error = NotFoundError("there is no decision '%(id)s'", hint="they are listed by: accord history", id="d9")
    assert str(error) == "there is no decision 'd9'; they are listed by: accord history"
    assert "accord" not in error_told(error, "en")


def test_no_page_of_a_thing_that_is_not_there_speaks_english_to_chinese_readers(tmp_path: Path) -> None:
    with alone_in(tmp_path) as (office, browser):
        paths = {path for method, path, route in routes(office) if method == "GET" and "{" in route.path}
        seen = 0
        for path in sorted(one for one in paths if not one.startswith(("/api/", "/static/"))):
            browser.cookies.delete("accord_language")
            answer = browser.get(path, headers=CHINESE)
            if answer.status_code < 400:
                continue
            seen += 1
            assert answer.status_code in (404, 422), (path, answer.status_code)
            assert not ENGLISH.search(_told(answer.text)), (path, _told(answer.text))
        assert seen > 10
        assert not ENGLISH.search(_told(browser.get("/no-such-room", headers=CHINESE).text))


def test_no_form_that_cannot_be_taken_is_answered_in_english_to_chinese_readers(office: Office) -> None:
    browser = office.logged_in("Chen")
    csrf = token_of(browser.get("/account").text)
    unsafe = [path for method, path, _ in routes(office) if method == "POST" and not path.startswith("/api/")]
    codes = set()
    for path in [one for one in unsafe if one not in ENDING]:
        for brought in ({"csrf": csrf}, {}):  # what is asked is nowhere; the form is not ours
            answer = browser.post(path, data=brought, headers=CHINESE)
            codes.add(answer.status_code)
            if SAID.search(answer.text):
                assert not ENGLISH.search(_told(answer.text)), (path, _told(answer.text))
    assert codes >= {403, 404, 409, 422}
    assert not {code for code in codes if code >= 500}


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with office_in(tmp_path) as made:
        yield made
