"""Link new documents to many promises: how long it takes on one core.

In:  how many promises and documents. The words are made up: bodies, places and things drawn by chance, of a fixed seed; one
     sentence of each document speaks of a promise, the others of nothing. Every second promise is told in English, the others
     in Chinese; so are the documents, whatever the language of their promise is.
Out: seconds to know the promises, once; seconds to link the documents, and as many others when what the promises mean has been
     asked for once; what share of the first found its promise first, and what share of those told in the other language did.
"""

import random
import time

import msgspec

from accord.follow.linking import Later, Promise, Promises, links_of

__all__ = ["following"]

_SYLLABLES = {  # and how Chinese writes their sound
    "ka": "卡", "ro": "罗", "mi": "米", "ten": "滕", "vos": "沃斯", "lu": "卢", "bri": "布里", "sha": "沙", "dor": "多尔",
    "wen": "文", "pol": "波尔", "gar": "加尔", "nes": "内斯", "tim": "蒂姆", "bak": "巴克", "fel": "费尔", "gus": "古斯",
    "hol": "霍尔", "kem": "克姆", "lat": "拉特", "mor": "莫尔", "nik": "尼克", "pas": "帕斯", "rud": "鲁德", "sil": "西尔",
    "tap": "塔普", "dul": "杜尔", "fran": "弗兰", "gred": "格雷德", "stav": "斯塔夫",
}  # fmt: skip
_THINGS = {
    "paper mill": "造纸厂",
    "railway line": "铁路",
    "technology park": "科技园",
    "research centre": "研究中心",
    "training course": "培训班",
    "hospital": "医院",
    "fund": "基金",
    "airport terminal": "航站楼",
    "power station": "电站",
    "data centre": "数据中心",
}
_OTHERS = 10  # sentences of a document that speak of no promise


class _Matter(msgspec.Struct, frozen=True):
    """Who promises what to whom, and where: names by their syllables."""

    who: tuple[str, ...]
    whom: tuple[str, ...]
    where: tuple[str, ...]
    thing: str
    cost: int


def following(promises: int, documents: int) -> dict[str, float]:
    """Return the figures for so many promises and documents."""
    chance = random.Random(1)
    told = [_matter(chance) for _ in range(promises)]
    start = time.perf_counter()
    known = Promises(_promise(at, matter) for at, matter in enumerate(told))
    for han in (False, True):
        links_of(_later(0, told[0], chance, han=han), known)  # rules, tables and the dictionary are read once
    ready = time.perf_counter()
    right = {False: list[bool](), True: list[bool]()}
    for at in range(1, documents + 1):
        one, han = chance.randrange(promises), at % 2 == 1
        firsts = {link.promise.id for link in links_of(_later(at, told[one], chance, han=han), known) if link.rank == 1}
        right[han != _is_han(one)].append(f"c{one}" in firsts)
    linked = time.perf_counter()
    for at in range(documents + 1, 2 * documents + 1):
        links_of(_later(at, told[chance.randrange(promises)], chance, han=at % 2 == 1), known)
    return {
        "promises": promises,
        "documents": documents,
        "knowing_s": round(ready - start, 2),
        "linking_s": round(linked - ready, 2),
        "linking_again_s": round(time.perf_counter() - linked, 2),
        "first_share": round(sum(right[False]) / max(1, len(right[False])), 3),
        "first_share_abroad": round(sum(right[True]) / max(1, len(right[True])), 3),
    }


def _is_han(at: int) -> bool:
    return at % 2 == 1


def _promise(at: int, matter: _Matter) -> Promise:
    han = _is_han(at)
    who, whom, where = (_spelt(name, han=han) for name in (matter.who, matter.whom, matter.where))
    if han:
        thing = _THINGS[matter.thing]
        quote = f"{who}将与{whom}在{where}建设一座{thing}，投资{matter.cost}亿欧元。"
        title, around = f"{who}与{whom}签署{where}{thing}协议", f"{who}与{whom}周一签署框架协议。双方官员举行会谈。"
    else:
        quote = f"{who} will build a {matter.thing} in {where} with {whom}, at a cost of {matter.cost} million euros."
        title = f"{who} and {whom} sign agreement on {matter.thing} in {where}"
        around = f"{who} and {whom} signed a framework agreement on Monday. Officials of both sides met. "
    return Promise(
        id=f"c{at}",
        kind="commitment",
        document=f"d{at // 3}",
        source=f"d{at // 3}.txt",
        span=(0, len(quote)),
        quote=quote,
        title=title,
        around=around + quote,
        names=f"{who} {whom}",
        agreement="",
        parties=frozenset({who, whom}),
        bodies=frozenset({who, where, whom}),
        said="2019",
        amount="",
    )


def _later(at: int, matter: _Matter, chance: random.Random, *, han: bool) -> Later:
    who, where = (_spelt(name, han=han) for name in (matter.who, matter.where))
    others = [(_spelt(_name(chance), han=han), chance.choice(list(_THINGS))) for _ in range(_OTHERS)]
    if han:
        thing = _THINGS[matter.thing]
        title, first = f"{who}{where}{thing}投入使用", f"{who}的{where}{thing}周一建成启用。"
        rest = "".join(f"{name}官员谈到一座{_THINGS[other]}。" for name, other in others)
    else:
        title = f"{who} opens {matter.thing} in {where}"
        first = f"The {matter.thing} in {where} was opened on Monday by {who}. "
        rest = " ".join(f"Officials of {name} spoke of a {other}." for name, other in others)
    return Later(
        document=f"l{at}",
        source=f"l{at}.txt",
        title=title,
        text=first + rest,
        published="2021",
        bodies={who: who, where: where},
        agreements={},
    )


def _matter(chance: random.Random) -> _Matter:
    who, whom, where = (_name(chance) for _ in range(3))
    return _Matter(who, whom, where, chance.choice(list(_THINGS)), chance.randint(10, 900))


def _name(chance: random.Random) -> tuple[str, ...]:
    return tuple(chance.choice(list(_SYLLABLES)) for _ in range(3))


def _spelt(name: tuple[str, ...], *, han: bool) -> str:
    return "".join(_SYLLABLES[one] for one in name) if han else "".join(name).title()
