"""Say which place a name means, as a place or as its government.

In:  names in plain characters; the gazetteer.
Out: codes of all places that the name may mean; those of one-character abbreviations (宁, 沪, 中).
"""

import re
from functools import lru_cache

from accord.gazetteer import entry, named, organ, within

__all__ = ["abbreviated", "is_large", "level_of", "may_hold", "seats"]

_ENDINGS = ("人民政府", "政府", "方面")
_HOME = "CN"
_STAN = "斯坦"
_LONGEST = 60  # characters of a name of a place or its government; nobody looks longer ones up
_STATE = re.compile("(?:人民|民主|伊斯兰|阿拉伯|联合|合作|多民族|社会主义)*(?:共和国|王国|联邦|合众国|酋长国|大公国)$")
_LEVELS = {  # what 我市, 省政府 may mean, by the level of the place; a municipality is a 市 and a province
    "省": ("province",),
    "自治区": ("province",),
    "市": ("prefecture", "province", "county"),
    "州": ("prefecture",),
    "盟": ("prefecture",),
    "县": ("county",),
    "区": ("county", "zone"),
    "旗": ("county",),
    "国": ("country",),
}


@lru_cache(maxsize=20_000)
def seats(name: str) -> frozenset[str]:
    """Return the codes of the places that a name may mean, as a place or as its government; none for other bodies.

    >>> sorted(seats("江苏省南京市")) == sorted(seats("南京市人民政府")) == sorted(seats("南京"))
    True
    """
    if not 1 < len(name) <= _LONGEST:
        return frozenset()
    bare = next((name.removesuffix(ending) for ending in _ENDINGS if name.endswith(ending)), name)
    if not named(bare):
        bare = _STATE.sub("", bare) or bare
        bare = bare + _STAN if named(bare + _STAN) else bare  # 哈萨克
    organs = organ(name) or organ(bare)
    found = {o.place.code for o in organs if o.place and o.sort == "government" and not o.department}
    found |= {e.code for e in named(bare) if e.kind in ("place", "country")}
    return frozenset(found)


@lru_cache(maxsize=2_000)
def abbreviated(character: str) -> frozenset[str]:
    """Return the codes of the places and countries that go by one character."""
    return frozenset(e.code for e in named(character, abbreviations=True) if e.kind in ("place", "country"))


def is_large(code: str) -> bool:
    """Return whether a place is a country, or a province or prefecture of this one: its bare name seldom means anything else.

    Names of cities abroad are sounds, with which brands and persons' names begin, too (汉堡王, 罗马仕).
    """
    one = entry(code)
    return bool(one and (one.level == "country" or (one.level in ("province", "prefecture") and within(code, _HOME))))


def level_of(code: str, level: str) -> bool:
    """Return whether a place is what 省, 市, 县 ... says."""
    one = entry(code)
    if not one or one.level not in _LEVELS.get(level, ()):
        return False
    return level == "国" or any(name.text.endswith(level) for name in one.names)


def may_hold(outer: str, inner: str) -> bool:
    """Return whether one place may lie in another; False where the gazetteer knows both and that neither does.

    >>> may_hold("江苏省", "无锡市"), may_hold("芜湖市", "马鞍山市"), may_hold("老挝", "万象市")
    (True, False, True)
    """
    around, within_it = seats(outer), seats(inner)
    return not around or not within_it or any(within(one, other) for one in within_it for other in around)
