"""Every word that the app shows has its Chinese, and every word of a closed list its label."""

import re
from io import BytesIO
from pathlib import Path
from typing import get_args

from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from accord.model import terms
from accord.model.labels import labels

WEB = Path(__file__).parents[2] / "src" / "accord" / "web"
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
    return {message[0] if isinstance(message, tuple) else message for _, _, message, _, _ in found}


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
