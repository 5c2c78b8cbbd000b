"""Read Chinese news plainly: jieba's words with their parts of speech, and regular expressions.

In:  a text's words and its day of publication.
Out: `Facts`. Words before 公司, 大学 and the like are one name with it; places stand for their governments.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from accord.model.reading import Facts, Money
from bench.baselines.told import Act, Office, Promise, facts_of, sectors_in

__all__ = ["names_only", "read_chinese"]

_SENTENCE = re.compile("[^。！？\n]+[。！？]?")
_SIGN = re.compile("签署|签订|签约|签下|续签|达成|缔结")
_DOCUMENT = re.compile("协议|备忘录|合同|意向书|协定|签约|战略合作|合作关系")
_NO = re.compile("未签|没有签|拒绝签|未能|停火|劳动合同|租房|购房|责任书|离婚|转会|前锋|球员|法官|纠纷")
_KINDS = (
    ("memorandum", "备忘录"),
    ("intent", "意向"),
    ("strategic_cooperation", "战略合作"),
    ("framework", "框架"),
    ("contract", "合同|采购|投资协议|项目"),
    ("cooperation", "合作|协议|共建|签约"),
)
_PLANNED = re.compile("(?:将|拟|计划|即将|准备)[^，。]{0,12}(?:签|达成)")
_MEET = re.compile("会见|会谈|座谈|考察|来访|访问|洽谈|拜会|一行")
_TOPIC = re.compile("合作|交流|对接|共建|投资|招商")
_PROMISE = (
    ("hoped", "希望|期待|(?:强调|指出)[^。]{0,40}要"),
    ("agreed", "根据协议|按照协议|双方将|三方将|双方约定|双方同意"),
    ("pledged", "将|计划|拟|愿|力争|承诺"),
)
_ENDS = re.compile(
    "(?:有限公司|公司|集团|大学|学院|学校|研究院|研究所|科学院|银行|人民政府|政府|管委会|委员会|协会|商会|中心|医院|园区|开发区|高新区|厅|局|部)$"
)
_INNER = frozenset(
    ["n", "ns", "nt", "nz", "nr", "nrt", "nrfg", "j", "vn", "eng", "m", "b", "f", "s", "a", "an", "v", "l", "i"]
)
_PARTED = frozenset({"与", "和", "同", "及", "、", "在", "由", "对", "将", "就", "等", "签署", "签订", "签约"})
_LONGEST = 8  # words of a name
_TITLE = re.compile(
    "(?:党委书记|省委书记|市委书记|区委书记|县委书记|书记|副省长|副市长|副区长|省长|市长|区长|县长|董事长|总经理|副总裁|总裁|校长|院长|主任|局长|厅长|部长|会长|行长|主席|大使)$"
)
_DATE = re.compile(r"(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日")
_PLACE = re.compile("在([\u4e00-\u9fff]{2,6}?)(?:签|举行|举办|会见)")
_MONEY = re.compile(r"([\d.]+)\s?(万|亿)?(?:人民币)?(元|美元|欧元)")
_TIMES = {None: 1, "万": 10**4, "亿": 10**8}
_CURRENCIES = {"元": "CNY", "美元": "USD", "欧元": "EUR"}
_SHORT = re.compile("（(?:以下)?简称[“”：:]?([^（）“”]{2,10})[“”]?）")

_Name = tuple[int, int, str]  # offsets, and whether a person ('nr') or a body ('nt')


def read_chinese(content: str, published: str | None) -> Facts:
    """Return what a text says, as far as a plain reader sees it."""
    acts, offices, promises = [], [], []
    aliases: dict[str, str] = {}
    for found in _SENTENCE.finditer(content):
        words, (start, end) = found.group(), found.span()
        named = _names(words)
        bodies = tuple(dict.fromkeys(words[a:b] for a, b, tag in named if tag == "nt"))
        persons = tuple(words[a:b] for a, b, tag in named if tag == "nr")
        acts += _acts(words, (start, end), bodies, persons, published)
        offices += _offices(words, start, named)
        for a, b, tag in named:
            short = _SHORT.match(words, b)
            if tag == "nt" and short:
                aliases[short[1]] = words[a:b]
        modality = next((name for name, cue in _PROMISE if re.search(cue, words)), None)
        if modality:
            promises.append(Promise((start, end), bodies[:1], modality))
    return facts_of(acts, offices, promises, aliases)


def names_only(contents: list[str]) -> int:
    """Return how many names jieba's parts of speech show in texts, and do nothing else with them."""
    return sum(flag in ("nr", "ns", "nt") for content in contents for _, flag in _tagger().cut(content))


def _names(words: str) -> list[_Name]:
    """Return persons and bodies: words up to one that ends as names of bodies do, places, and what jieba calls a body."""
    tokens, at = [], 0
    for word, flag in _tagger().cut(words):
        tokens.append((at, at + len(word), word, flag))
        at += len(word)
    found: list[_Name] = []
    for n, (start, end, word, flag) in enumerate(tokens):
        if _ENDS.search(word) and (first := _front(tokens, n)) < start:
            found = [one for one in found if one[1] <= first] + [(first, end, "nt")]
        elif flag in ("ns", "nt") and len(word) > 1:
            found.append((start, end, "nt"))
        elif flag in ("nr", "nrt", "nrfg") and len(word) in (2, 3, 4):
            found.append((start, end, "nr"))
    return found


def _front(tokens: Sequence[tuple[int, int, str, str]], last: int) -> int:
    """Return where the name begins that a word such as 公司 closes."""
    first = tokens[last][0]
    for start, _, word, flag in reversed(tokens[max(0, last - _LONGEST) : last]):
        if word in _PARTED or flag.rstrip("0123456789") not in _INNER:
            break
        first = start
    return first


def _acts(
    words: str, span: tuple[int, int], bodies: tuple[str, ...], persons: tuple[str, ...], published: str | None
) -> list[Act]:
    if len(bodies) < 2 or _NO.search(words):
        return []
    place = _PLACE.search(words)
    values = {"date": _day(words, published), "place": place[1] if place else None}
    parties = tuple(name for name in bodies if name != values["place"])
    if _SIGN.search(words) and _DOCUMENT.search(words):
        kind = next((name for name, cue in _KINDS if re.search(cue, words)), "other")
        sectors = sectors_in(words, "zh")
        status = "planned" if _PLANNED.search(words) else "signed"
        known = {"status": status, "signatories": persons, "sectors": sectors, "amount": _amount(words)}
        return [Act(kind, parties, span, values | known)]
    return [Act("meeting", parties, span, values)] if _MEET.search(words) and _TOPIC.search(words) else []


def _offices(words: str, start: int, named: Sequence[_Name]) -> list[Office]:
    """Return the posts of a sentence: a title right before a person, and the body right before it."""
    found = []
    for a, b, tag in named:
        body = next(((c, d) for c, d, kind in reversed(named) if kind == "nt" and d <= a and a - d <= 14), None)
        title = _TITLE.search(words[body[1] if body else max(0, a - 8) : a])
        if tag == "nr" and title:
            found.append(Office(words[a:b], title.group(), words[slice(*body)] if body else None, (start, start + b)))
    return found


def _day(words: str, published: str | None) -> str | None:
    found = _DATE.search(words)
    if not found:
        return published
    year = found[1] or (published or "")[:4]
    return f"{year}-{int(found[2]):02}-{int(found[3]):02}" if year else None


def _amount(words: str) -> Money | None:
    found = _MONEY.search(words)
    if not found or not re.fullmatch(r"\d+(\.\d+)?", found[1]):
        return None
    return Money(f"{float(found[1]) * _TIMES[found[2]]:.0f}", _CURRENCIES[found[3]])


@cache
def _tagger() -> Any:  # noqa: ANN401 - jieba has no types
    import logging

    import jieba
    import jieba.posseg

    jieba.setLogLevel(logging.WARNING)
    return jieba.posseg
