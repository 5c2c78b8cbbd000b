"""Who is who at size: new mentions against a register that holds many bodies; with the real rules on names.

Names are made by grammar: places of the gazetteer with made-up words, trades and legal forms, in Chinese, in English
and shortened, so that near names, same names and codes all come about. No body of the world is meant.
"""

import random
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from accord.model.document import Appearance, Found, Text, bytes_hash, text_id
from accord.model.reading import Facts, Party
from accord.register import Register, open_register
from bench.measure import memory_mb
from bench.taking import take_in

__all__ = ["resolving"]

_A_LIST, _A_DOCUMENT = 100, 10  # mentions of a long list, as most come here; and of a document as news are
_PLACES = (
    ("南京", "Nanjing"), ("苏州", "Suzhou"), ("无锡", "Wuxi"), ("常州", "Changzhou"), ("宁波", "Ningbo"), ("杭州", "Hangzhou"),
    ("合肥", "Hefei"), ("芜湖", "Wuhu"), ("武汉", "Wuhan"), ("长沙", "Changsha"), ("成都", "Chengdu"), ("绵阳", "Mianyang"),
    ("重庆", "Chongqing"), ("西安", "Xi'an"), ("青岛", "Qingdao"), ("济南", "Jinan"), ("大连", "Dalian"), ("沈阳", "Shenyang"),
    ("厦门", "Xiamen"), ("广州", "Guangzhou"), ("深圳", "Shenzhen"), ("佛山", "Foshan"), ("天津", "Tianjin"), ("昆明", "Kunming"),
)  # fmt: skip
_SIGNS = (  # characters that firms like to be called by
    "安奥邦宝博昌辰诚创达大德迪鼎东恩帆方飞丰福富冠光广国海瀚航浩和恒弘宏鸿华辉汇惠吉佳嘉建江金锦晶景久君骏凯康科"
    "坤朗乐力立利联亮林凌龙隆茂美铭明诺鹏普启强勤庆荣锐瑞润森尚盛世顺思硕泰腾天通图旺威维伟文沃祥欣新信兴旭雅亚阳"
    "耀业亿益毅盈永优友宇裕元远源云运泽展兆振正志智中众卓"
)
_TRADES = (
    ("电子科技", "Electronic Technology"), ("生物医药", "Biomedicine"), ("新能源", "New Energy"), ("机械制造", "Machinery"),
    ("信息技术", "Information Technology"), ("新材料", "New Materials"), ("物流", "Logistics"), ("环保", "Environmental"),
    ("汽车零部件", "Auto Parts"), ("智能装备", "Intelligent Equipment"), ("化工", "Chemical"), ("建设", "Construction"),
)  # fmt: skip
_FORMS = (
    ("有限公司", "Co., Ltd."),
    ("股份有限公司", "Co., Ltd"),
    ("集团有限公司", "Group Co., Ltd."),
    ("集团", "Group"),
)
_ORGANS = ("市人民政府", "市政府", "市", "市委", "大学", "市发展和改革委员会", "高新技术产业开发区管理委员会")


class _MadeReader:
    """Finds in a made document the bodies that it was made from."""

    def name(self, language: str) -> str | None:
        return "made zh 1"

    def read(self, text: Text, published: str | None) -> Facts:
        parties, at = [], 0
        for number, name in enumerate(text.content.split("\n"), start=1):
            kind = "enterprise" if "公司" in name or "Co." in name or "Group" in name else "other"
            parties.append(Party(f"p{number}", name, (name,), kind, None, ((at, at + len(name)),)))
            at += len(name) + 1
        return Facts(relevant=True, parties=tuple(parties))


def resolving(bodies: int = 200_000, mentions: int = 100_000) -> dict[str, Any]:
    """Return how long so many new mentions take against a register with so many bodies, and one document more."""
    with tempfile.TemporaryDirectory() as folder, open_register(str(Path(folder) / "b.db"), create=True) as register:
        held, documents = 0, _documents(random.Random(1))
        while held < bodies:
            _take_in(register, documents, max(1, bodies // _A_LIST // 10), batch=50)
            held = _count(register, "entity")
        new = [next(documents) for _ in range(mentions // _A_LIST)]  # made before: only the taking in is timed
        mentions = sum(one.text.content.count("\n") + 1 for one in new)
        took = _seconds(lambda: _take_in(register, iter(new), len(new), batch=50))
        short = _documents(random.Random(2), size=_A_DOCUMENT)
        one = sorted(_seconds(lambda: _take_in(register, short, 1, batch=1)) for _ in range(25))
        return {
            "bodies_before": held,
            "new_mentions": mentions,
            "seconds": round(took, 1),
            "mentions_per_s": round(mentions / took),
            "one_document_ms": round(1000 * one[len(one) // 2], 1),
            "slowest_document_ms": round(1000 * one[-1], 1),
            "bodies_after": _count(register, "entity"),
            "verdicts_kept": _count(register, "likeness"),
            "memory_mb": round(memory_mb()),
        }


def _seconds(work: Callable[[], object]) -> float:
    """Return the seconds of processor time that the work takes: what one core would take that nobody else uses."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def _take_in(register: Register, documents: Iterator[Found], count: int, *, batch: int) -> None:
    take_in(register, (next(documents) for _ in range(count)), _MadeReader(), batch=batch)


def _count(register: Register, table: str) -> int:
    with register.asking() as connection:
        return int(connection.execute(f"SELECT COUNT(*) FROM {table}").scalar())


def _documents(draw: random.Random, *, size: int = _A_LIST) -> Iterator[Found]:
    number = 0
    while True:
        content = "\n".join(dict.fromkeys(_name(draw) for _ in range(size)))
        text = Text(text_id(content), content, "zh-Hans", "1")
        yield Found(
            text, Appearance(text.id, f"made/{size}/{number}.txt", bytes_hash(content.encode()), None, "2024-07-14")
        )
        number += 1


def _name(draw: random.Random) -> str:
    """Return a name: one in ten an organ or a school of a place, the others companies, of which many are near."""
    zh, en = draw.choice(_PLACES)
    if draw.random() < 0.1:
        return zh + draw.choice(_ORGANS)
    body = random.Random(int(draw.paretovariate(0.35)) if draw.random() < 0.3 else draw.random())
    zh, en = body.choice(_PLACES)
    sign = "".join(body.choice(_SIGNS) for _ in range(body.choice((2, 2, 3))))
    (trade, work), (form, legal) = body.choice(_TRADES), body.choice(_FORMS)
    way = draw.random()
    if way < 0.6:
        return f"{zh}{sign}{trade}{form}"
    if way < 0.8:
        return f"{zh}{sign}{trade}"
    if way < 0.9:
        return f"{sign}{trade}（{zh}）{form}"
    return f"{en} {' '.join(_roman(sign))} {work} {legal}".replace("  ", " ")


def _roman(sign: str) -> list[str]:
    from pypinyin import lazy_pinyin

    return ["".join(lazy_pinyin(sign)).capitalize()]
