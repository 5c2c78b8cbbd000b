"""Earlier agreements that a Chinese page mentions."""

import pytest

from accord.langs import load_pack
from accord.model import Text
from accord.model.document import text_id
from accord.reading import read

PAGE = "南京与中国移动签约\n\n6月3日，南京市人民政府与中国移动通信集团有限公司签署合作协议。{said}\n"
OWN = {"南京市人民政府", "中国移动通信集团有限公司"}

MENTIONS = [
    ("2017年，南京市人民政府与中国移动通信集团有限公司曾签署战略合作框架协议。", ("mentioned", "2017")),
    ("去年5月，南京市人民政府与中国移动通信集团有限公司签订了合作框架协议，进展顺利。", ("mentioned", "2020-05")),
    (
        "根据2019年南京市人民政府与中国移动通信集团有限公司签署的战略合作框架协议，双方已建成数据中心。",
        ("carries_out", "2019"),
    ),
]


def the_earlier(said: str):
    content = PAGE.format(said=said)
    facts = read(Text(text_id(content), content, "zh-Hans", "1"), published="2021-06-04", pack=load_pack("zh"))
    names = {party.id: party.name for party in facts.parties}
    return [(one.relation, one.date, {names[p] for p in one.parties}) for one in facts.earlier]


@pytest.mark.parametrize(("said", "expected"), MENTIONS, ids=[said[:16] for said, _ in MENTIONS])
def test_an_agreement_that_is_not_the_news_is_mentioned_with_its_date(said: str, expected: tuple) -> None:
    assert the_earlier(said) == [(*expected, OWN)]


@pytest.mark.parametrize(
    "said",
    [
        "双方将于2022年签署第二份协议。",
        "2017年，南京建成新的图书馆。",
        "双方相识于2005年。",
        "此前双方曾签署框架协议。",
    ],
)
def test_what_has_no_date_or_lies_ahead_is_no_mention(said: str) -> None:
    assert the_earlier(said) == []
