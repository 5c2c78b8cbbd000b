"""Say when two names are one place, and what a name of a place holds.

In:  names in plain characters.
Out: whether they are one place or its government; shorter names, levels and the code of a name's place.
"""

import re

from accord.langs.zh.page.seats import is_large, seats

__all__ = [
    "GOVERNMENT",
    "LEVEL",
    "at_place",
    "is_place",
    "names_within",
    "place_levels",
    "place_reason",
    "region_of",
    "same_place",
    "without_form",
]

_LEVELS = "特别行政区|自治区|自治州|自治县|自治旗|地区|新区|省|市|州|盟|县|区|旗|镇|乡|街道|村|社区"
LEVEL = re.compile(rf"(?:{_LEVELS})$")
_PLACE = re.compile(rf"^[\u4e00-\u9fff]{{2,}}?(?:{_LEVELS})$")
_PART = re.compile(rf"[\u4e00-\u9fff]{{2,8}}?(?:{_LEVELS})")
GOVERNMENT = re.compile(r"(?:人民政府|政府|管委会|管理委员会)$")
_FORM = re.compile("(?:人民|民主|伊斯兰|阿拉伯|联合|合作|多民族|社会主义)*(?:共和国|王国|合众国|酋长国)")
_FRONT_LONGEST = 12  # characters of the place with which a body's name begins
_BRAND_MIN = 3  # characters of a short form that is looked for


def same_place(one: str, other: str) -> bool:
    """Return whether two names are one place, or a place and its government.

    >>> same_place("广州", "广州市"), same_place("万象市政府", "万象"), same_place("广州", "南京市")
    (True, True, False)
    """
    long, short = sorted((one, other), key=len, reverse=True)
    return place_reason(long, short) is not None


def place_reason(long: str, short: str) -> str | None:
    """Return why two names are one place or its government."""
    if seats(long) & seats(short):
        return "seat" if GOVERNMENT.search(long) else "place"
    seat, other = GOVERNMENT.sub("", long), GOVERNMENT.sub("", short)
    if not seat or not other:
        return None
    if seat != long and (seat == short or _bare(seat) == _bare(short)) and len(_bare(short)) > 1:
        return "seat"
    if (
        _PLACE.match(seat)
        and len(other) > 1
        and (_bare(seat) == other or _innermost(seat) == other or (_PLACE.match(other) and seat.endswith(other)))
    ):
        return "seat" if seat != long else "place"
    return None


def without_form(name: str) -> str:
    """Return a name without the form of the state that it begins with.

    >>> without_form("新加坡共和国贸易与工业部"), without_form("乌兹别克斯坦共和国"), without_form("中华人民共和国商务部")
    ('新加坡贸易与工业部', '乌兹别克斯坦', '中华人民共和国商务部')
    """
    form = _FORM.search(name)
    state = name[: form.start()] if form else ""
    return state + name[form.end() :] if form and seats(state) else name


def names_within(name: str) -> tuple[str, ...]:
    """Return shorter names that a name of a place holds, the places around it first.

    >>> names_within("江苏省苏州市吴江区"), names_within("南京市政府")
    (('江苏省', '苏州市', '吴江区'), ('南京市',))
    """
    seat = GOVERNMENT.sub("", name)
    parts = tuple(found.group() for found in _PART.finditer(seat))
    whole = len(parts) > 1 and "".join(parts) == seat
    return parts if whole else (seat,) if seat != name and is_place(seat) else ()


def place_levels(name: str) -> frozenset[str]:
    """Return the level that a name of a place ends with: 省, 市, 县 ..."""
    found = LEVEL.search(name)
    return frozenset((found.group(),)) if found else frozenset()


def region_of(name: str) -> str | None:
    """Return the code of the one place that a name is or begins with; None where it says none."""
    own = seats(name)
    for end in range(min(len(name) - 1, _FRONT_LONGEST), 1, -1):
        front = name[:end]
        own = own or frozenset(code for code in seats(front) if LEVEL.search(front) or is_large(code))
    return next(iter(own)) if len(own) == 1 else None


def is_place(name: str) -> bool:
    """Return whether a name is one of a place, by its level or the gazetteer."""
    return bool(_PLACE.match(name) or seats(name))


def at_place(name: str) -> str:
    """Return a name without the place that it begins with."""
    ends = (end for end in (3, 2) if len(name) - end >= _BRAND_MIN and any(is_large(c) for c in seats(name[:end])))
    return name[next(ends, 0) :]


def _innermost(place: str) -> str | None:
    """Return the last of several places, without its level: 百步亭 of 武汉市江岸区百步亭社区."""
    parts = names_within(place)
    return _bare(parts[-1]) if len(parts) > 1 and len(_bare(parts[-1])) > 2 else None


def _bare(place: str) -> str:
    """Return a place without its level: 南京 of 南京市."""
    bare = LEVEL.sub("", place)
    return bare if len(bare) > 1 else place
