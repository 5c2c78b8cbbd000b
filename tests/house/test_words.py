"""Every word that the app shows has its Chinese, what errors say too, and every word of a closed list its label."""

import ast
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import get_args

from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from accord.model import terms
from accord.model.labels import labels
from accord.tsv import read_table
from accord.web.render import environment

ACCORD = Path(__file__).parents[2] / "src" / "accord"
WEB = ACCORD / "web"
ROOMS = ("flows", "insight", "register", "web")  # whose errors reach pages
COLUMNS = ACCORD / "exchange" / "ledger" / "columns.py"  # what a person types of columns is answered on a page
SHOWN = (
    "AccordError",
    "ConflictError",
    "DecisionError",
    "Message",
    "NewPasswordError",
    "NotFoundError",
    "NotInsideError",
    "StrangeFormError",
    "WrongPasswordError",
)  # by what they say
MADE = {
    "flows/decide.py",  # why a decision holds on to nothing, as the fold has kept it: a message of ours
    "register/file/store.py",  # before there is an app
    "web/answers.py",  # the name of an error of the program itself; what the framework says
}
HOLE = re.compile(r"%\(\w+\)s|%s|\{\w*\}")


def wanted() -> set[object]:
    """Return every string of the app that goes through gettext."""
    methods = [("**.html", "jinja2.ext:babel_extract"), ("**.py", "python")]
    found = extract_from_dir(
        WEB,
        methods,
        {"**.html": {"trimmed": "true", "silent": "false"}},
        {"_": None, "gettext": None, "ngettext": (1, 2)},
    )
    templates = {message[0] if isinstance(message, tuple) else message for _, _, message, _, _ in found}
    return templates | {said.value for _, said in errors() if isinstance(said, ast.Constant)}


def errors() -> Iterator[tuple[Path, ast.expr]]:
    """Yield what each error says that can reach a page; the API, copies and the command line speak English alone."""
    for path in sorted([COLUMNS, *(one for room in ROOMS for one in (ACCORD / room).rglob("*.py"))]):
        shown = (*SHOWN, "ConfigError") if path == COLUMNS else SHOWN
        if WEB / "api" in path.parents or ACCORD / "register" / "moving" in path.parents:
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in shown and node.args:
                yield path, node.args[0]


def given() -> dict[object, object]:
    """Return the Chinese of every string in the catalogue."""
    told: dict[object, object] = {}
    for part in sorted((WEB / "words" / "zh").glob("*.po")):
        for message in read_po(BytesIO(part.read_bytes()), locale="zh_Hans_CN"):
            key = message.id[0] if isinstance(message.id, tuple | list) else message.id
            if key:
                first = message.string[0] if isinstance(message.string, tuple | list) else message.string
                assert told.setdefault(key, first) == first, f"{part.name}: {key!r} has another Chinese elsewhere"
    return told


def test_every_string_of_the_app_has_its_chinese() -> None:
    told = given()
    assert not sorted(str(one) for one in wanted() if not told.get(one))


def test_what_errors_say_stands_apart_from_the_values_in_it() -> None:
    """A message that is put together before it is raised can be said in no other language."""
    made = {path.relative_to(ACCORD).as_posix() for path, said in errors() if not isinstance(said, ast.Constant)}
    assert made <= MADE, made - MADE


def test_no_chinese_is_left_of_a_string_that_is_gone() -> None:
    assert not sorted(str(one) for one in set(given()) - wanted())


def test_chinese_keeps_the_values_that_a_string_shows() -> None:
    for english, chinese in given().items():
        assert sorted(set(HOLE.findall(str(english)))) == sorted(set(HOLE.findall(str(chinese)))), english


def test_every_word_of_a_closed_list_has_a_label_in_both_languages() -> None:
    for name in ("AgreementKind", "AgreementStatus", "PartyKind", "MeetingKind", "Modality", "Instrument", "State", "MechanismKind",
                 "Cadence", "ProjectKind", "TopicKind", "FactKind", "EarlierRelation", "Sector"):  # fmt: skip
        for word in get_args(getattr(terms, name)):
            for language in ("en", "zh"):
                assert labels(language).get((name, word)), (name, word, language)


def test_every_refusal_has_its_reason_and_advice_on_pages() -> None:
    told = environment("en").get_template("documents/reasons.html").module
    slugs = {
        row["reason"]
        for part in ("sources", "exchange/ledger")
        for row in read_table(ACCORD / part / "data" / "refusals.tsv").rows
    }
    assert not slugs - set(told.reasons)
    assert not slugs - set(told.advices)
