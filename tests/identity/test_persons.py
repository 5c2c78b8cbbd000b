"""Whether two names of persons may be one person's."""

import pytest

from accord.identity import body_keys, form, same_body
from accord.model.mention import Mention, opposite

CASES = [
    ("marks within the given name", "Chen Min'er", "Chen Min’er", "same"),
    ("marks left out", "Chen Miner", "陈敏尔", "same"),
    ("one syllable differs", "Chen Ming'er", "陈敏尔", "different"),
    ("order of names", "Keqiang Li", "李克强", "same"),
    ("capitals say the surname", "Keqiang LI", "李克强", "same"),
    ("surnames are read as surnames", "Shan Jixiang", "单霁翔", "same"),
    ("and not as the sign is read elsewhere", "Dan Jixiang", "单霁翔", "different"),
    ("ü is written in three ways", "Lyu Yansong", "吕岩松", "same"),
    ("or is it u?", "Lu Yansong", "吕岩松", "unsure"),
    ("two signs of one sound", "王毅", "王怡", "different"),
    ("a surname of two signs", "Ming-gao Ouyang", "欧阳明高", "same"),
    ("Xi'an is no Xian", "Li Xi'an", "李先", "different"),
    ("a title before", "省委书记信长星", "信长星", "same"),
    ("a title after", "Ren Zhengfei, founder of Huawei", "任正非", "same"),
    ("Uyghur names by lexicon", "Erkin Tuniyaz", "艾尔肯·吐尼亚孜", "same"),
    ("not by sound", "Aierken Tuniyazi", "艾尔肯·吐尼亚孜", "unsure"),
    ("Tibetan names by lexicon", "Tashi Tsering", "扎西次仁", "same"),
    ("Hong Kong spellings by lexicon", "Leung Chun-ying", "梁振英", "same"),
    ("foreign names part by part", "Angela Merkel", "安格拉·默克尔", "same"),
    ("a surname alone", "Merkel", "Angela Merkel", "unsure"),
    ("an initial in the middle", "Angela D. Merkel", "Angela Merkel", "same"),
    ("an initial for the first name", "A. Merkel", "Angela Merkel", "unsure"),
    ("accents", "Ola Källenius", "Ola Kallenius", "same"),
]


def a_person(name: str, *bodies: str) -> Mention:
    return Mention(f"p-{name}", name, (name,), "person", None, bodies)


@pytest.mark.parametrize(("why", "left", "right", "verdict"), CASES, ids=[case[0] for case in CASES])
def test_a_name_is_one_only_for_a_reason(why: str, left: str, right: str, verdict: str) -> None:
    told = same_body(a_person(left), a_person(right))
    assert told.verdict == verdict, f"{why}: {told}"
    assert same_body(a_person(right), a_person(left)).verdict == verdict
    if verdict == "same":
        assert set(map(opposite, body_keys(a_person(left)))) & set(body_keys(a_person(right)))


def test_one_name_with_different_bodies_is_left_open() -> None:
    one, other = a_person("韩立明", "320100"), a_person("韩立明", "cn-soe:cetc")
    assert same_body(one, other).verdict == "unsure"
    assert same_body(one, a_person("Han Liming", "320100")).verdict == "same"


def test_a_person_is_no_body() -> None:
    assert same_body(a_person("华为"), Mention("p", "华为", (), "enterprise", None)).verdict == "different"


def test_a_surname_with_a_title_is_nobody_in_particular() -> None:
    one, other = (Mention(f"p-{i}", "王总", ("王总",), "person", None) for i in (1, 2))
    assert form(one) != form(other)
    assert same_body(one, other).verdict == "unsure"
