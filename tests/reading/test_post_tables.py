"""Posts and signatories of whole sentences, read from plain words: the tables say why each one is there."""

import tomllib
from pathlib import Path

import pytest

from accord.langs import load_pack
from accord.model import Text, text_id
from accord.reading import read, scene_of
from accord.reading.posts.posts import find_posts

TABLES = Path(__file__).parent / "tables"


def cases(name):
    for case in tomllib.loads((TABLES / f"{name}.toml").read_text("utf-8"))["case"]:
        marks = [pytest.mark.xfail(reason=case["reason"], strict=True)] if "reason" in case else []
        yield pytest.param(case, id=case["why"], marks=marks)


def text(words):
    return Text(text_id(words), words, "en", "1")


@pytest.mark.parametrize("case", list(cases("posts")))
def test_who_holds_which_post_of_which_body(case):
    posts = find_posts(scene_of(text(case["text"]), published=None, pack=load_pack("en")))
    assert sorted([p.person, p.post, p.organization or ""] for p in posts) == sorted(case["posts"])


@pytest.mark.parametrize("case", list(cases("signatories")))
def test_who_signed(case):
    facts = read(text(case["text"]), published=None, pack=load_pack("en"))
    assert sorted({name for a in facts.agreements for name in a.signatories}) == sorted(case["signed"])
