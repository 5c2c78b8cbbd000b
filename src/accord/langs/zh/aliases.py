"""Why two names of one page may name one body.

In:  names in plain characters.
Out: a reason as a slug, or None; the key that two spellings of a name share; what a name holds.
"""

import re
from functools import lru_cache

from accord.gazetteer import named
from accord.langs.zh.page.heads import head_kind, without_fields
from accord.langs.zh.page.seats import abbreviated, is_large, level_of, seats

__all__ = [
    "brand_of",
    "brands_of",
    "country_of",
    "head_of",
    "home_of",
    "name_key",
    "names_within",
    "place_levels",
    "region_of",
    "same_name",
    "same_place",
]

_LEVELS = "特别行政区|自治区|自治州|自治县|自治旗|地区|新区|省|市|州|盟|县|区|旗|镇|乡|街道|村|社区"
_LEVEL = re.compile(rf"(?:{_LEVELS})$")
_PLACE = re.compile(rf"^[\u4e00-\u9fff]{{2,}}?(?:{_LEVELS})$")
_PART = re.compile(rf"[\u4e00-\u9fff]{{2,8}}?(?:{_LEVELS})")
_GOVERNMENT = re.compile(r"(?:人民政府|政府|管委会|管理委员会)$")
_OF_GROUP = re.compile(r"集团(?!有限|股份|公司|控股|总公司|企业|总部|（|$)")  # 甲集团乙公司 is a daughter of 甲集团
_OF_FIRM = re.compile(
    r"^(?P<firm>(?:中国)?(?P<brand>[\u4e00-\u9fff]{2,4}?))(?:通信)?(?:集团)?(?:股份)?(?:有限)?(?:责任)?(?:公司)?"
    r"(?P<where>[\u4e00-\u9fff]{2,3}?)(?:省|市)?(?:有限|分)?公司$"
)
_OF_BANK = re.compile(r"^(?P<bank>.{2,}?)(?P<branch>[\u4e00-\u9fff]{2,8}(?:分行|支行|分公司|营业部))$")
_LEGAL = re.compile(r"(?:（[^（）]*）|股份|有限|责任|公司|集团|控股|（有限合伙）|总|企业)")
_BRANCH = re.compile(
    r"分行|支行|分公司|子公司|学院|研究院|研究所|研究中心|实验室|分院|医院|事业部|办事处|代表处|分部|中国区|营业部"
)
_FIRM_END = re.compile(r"(?:公司|集团|（有限合伙）)$")
_LEGAL_END = re.compile(r"(?:股份|控股)?(?:有限)?(?:责任)?公司$")
_SCHOOL_MAX = 4  # characters of the short form of a university
_NO_SCHOOLS = ("人大", "中大", "重大", "上大", "广大", "同大", "巨大", "北方大", "国大")  # words, too
_LEVEL_ALONE = re.compile("^[省市县区]+$")
_PIECE_MAX = 3  # characters that a short form leaves out in one place, where it leaves out several
_LETTERS_MIN = 4  # characters of a short form that only leaves out letters
_BRAND_MIN = 3  # characters of a short form that is looked for
_ZONES = (
    ("高新技术产业开发区", "高新区"),
    ("高新技术开发区", "高新区"),
    ("高新技术产业", "高新"),
    ("经济技术开发区", "经开区"),
    ("经济开发区", "经开区"),
    ("综合保税区", "综保区"),
    ("自由贸易试验区", "自贸区"),
    ("自贸试验区", "自贸区"),
    ("自由贸易港", "自贸港"),
)
_ZONE_END = re.compile("(?:区|园|港|城)$")
_TAIL_MIN = 6  # characters of a firm's whole name without what it begins with
_FRONT_LONGEST = 12  # characters of the place with which a body's name begins
_FRONT = re.compile(r"^(?:中国|中华人民共和国|国家|[\u4e00-\u9fff]{2,3}(?:省|市|自治区))")


def same_name(long: str, short: str) -> str | None:
    """Return why `short` may be a short form of `long`, as a slug; None where nothing says so.

    >>> same_name("科大讯飞股份有限公司", "科大讯飞"), same_name("南京市人民政府", "南京"), same_name("南京大学", "南京")
    ('known', 'seat', None)
    """
    if len(short) == 1:
        first = long.startswith(short) and any(level_of(code, "国") for code in seats(long))
        return "place" if first or abbreviated(short) & seats(long) else None
    if len(short) >= len(long):
        one_place = _place_reason(long, short) if _GOVERNMENT.search(short) else None
        return "spelling" if name_key(long) == name_key(short) else one_place
    if (reason := _place_reason(long, short)) or _rivals(long, short):
        return reason
    group = _OF_GROUP.search(long)
    if group and without_fields(_LEGAL.sub("", long[group.end() :])):
        return same_name(long[group.end() :], short) or next(
            (slug for slug, holds in _SURE if holds(long, short)), None
        )
    branch = _BRANCH.search(long) and not _BRANCH.search(short)
    reasons = _SURE if branch else (*_SURE, *_SHORTER) if not _is_place(short) else (*_SURE, _SHORTER[0])
    return next((slug for slug, holds in reasons if holds(long, short)), None)


def same_place(one: str, other: str) -> bool:
    """Return whether two names are one place, or a place and its government.

    >>> same_place("广州", "广州市"), same_place("万象市政府", "万象"), same_place("广州", "南京市")
    (True, True, False)
    """
    long, short = sorted((one, other), key=len, reverse=True)
    return _place_reason(long, short) is not None


def brands_of(name: str) -> tuple[str, ...]:
    """Return by which shorter names a firm may go, without its legal form and its place.

    >>> brands_of("江苏海天药业集团股份有限公司")
    ('江苏海天药业集团', '江苏海天药业', '海天药业集团', '海天药业')
    """
    if name.endswith("大学") and len(name) > _SCHOOL_MAX - 1:
        inner = name[1:-2]
        return tuple(
            dict.fromkeys(
                one for one in (name[0] + "大", *(name[0] + c + "大" for c in inner)) if one not in _NO_SCHOOLS
            )
        )
    if not _FIRM_END.search(name):
        home = _at_place(name)
        return (home,) if home != name and head_kind(home) and not _is_place(home) else ()
    group = _OF_GROUP.search(name)
    bare = _LEGAL_END.sub("", re.sub(r"（[^（）]*）", "", name[group.end() :] if group else name))
    whole = (bare, bare.removesuffix("集团"))
    forms = dict.fromkeys((*whole, *(_FRONT.sub("", one) or one for one in whole), *(_at_place(one) for one in whole)))
    return tuple(one for one in forms if len(one) >= _BRAND_MIN and one != name and not _is_place(one))


def brand_of(name: str) -> str | None:
    """Return the two characters of a firm's name that are neither its place, its field nor its legal form.

    >>> brand_of("上海商汤智能科技有限公司"), brand_of("商汤科技"), brand_of("南京银行")
    ('商汤', '商汤', None)
    """
    if head_kind(name) != "enterprise":
        return None
    bare = without_fields(_LEGAL.sub("", _at_place(_FRONT.sub("", name))))
    return bare if len(bare) == 2 and name.find(bare) >= 0 and not _is_place(bare) else None


def _at_place(name: str) -> str:
    """Return a name without the place that it begins with."""
    ends = (end for end in (3, 2) if len(name) - end >= _BRAND_MIN and any(is_large(c) for c in seats(name[:end])))
    return name[next(ends, 0) :]


def name_key(name: str) -> str:
    """Return what is left of a name that two spellings of it share."""
    return re.sub(r"[\s“”‘’《》·（）\-]", "", name).casefold()


def names_within(name: str) -> tuple[str, ...]:
    """Return shorter names that a name of a place holds, the places around it first.

    >>> names_within("江苏省苏州市吴江区"), names_within("南京市政府")
    (('江苏省', '苏州市', '吴江区'), ('南京市',))
    """
    seat = _GOVERNMENT.sub("", name)
    parts = tuple(found.group() for found in _PART.finditer(seat))
    whole = len(parts) > 1 and "".join(parts) == seat
    return parts if whole else (seat,) if seat != name and _is_place(seat) else ()


def head_of(name: str) -> str | None:
    """Return the kind of body that a name's head says."""
    return head_kind(name)


def place_levels(name: str) -> frozenset[str]:
    """Return the level that a name of a place ends with: 省, 市, 县 ..."""
    found = _LEVEL.search(name)
    return frozenset((found.group(),)) if found else frozenset()


def country_of(word: str) -> str:
    """Return the word: Chinese has no adjectives of countries."""
    return word


def home_of(name: str) -> str | None:
    """Return the country with which a body's name begins."""
    return "中国" if name.startswith(("中国", "中华人民共和国")) else None


def region_of(name: str) -> str | None:
    """Return the code of the one place that a name is or begins with; None where it says none."""
    own = seats(name)
    for end in range(min(len(name) - 1, _FRONT_LONGEST), 1, -1):
        front = name[:end]
        own = own or frozenset(code for code in seats(front) if _LEVEL.search(front) or is_large(code))
    return next(iter(own)) if len(own) == 1 else None


def _is_place(name: str) -> bool:
    return bool(_PLACE.match(name) or seats(name))


def _place_reason(long: str, short: str) -> str | None:
    """Return why two names are one place or its government."""
    if seats(long) & seats(short):
        return "seat" if _GOVERNMENT.search(long) else "place"
    seat, other = _GOVERNMENT.sub("", long), _GOVERNMENT.sub("", short)
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


def _innermost(place: str) -> str | None:
    """Return the last of several places, without its level: 百步亭 of 武汉市江岸区百步亭社区."""
    parts = names_within(place)
    return _bare(parts[-1]) if len(parts) > 1 and len(_bare(parts[-1])) > 2 else None


def _is_at_home(long: str, short: str) -> bool:
    """Whether a name is the short one behind its country or place: 立陶宛社会民主党, 江苏省发改委 (省发改委)."""
    if len(short) < 3 or not long.endswith(short):
        return False
    front = long[: -len(short)]
    return front in ("中国", "中华人民共和国", "国家") or front.endswith("附属") or bool(seats(front))


def _is_tail(long: str, short: str) -> bool:
    """Whether a firm's name ends in the short one, which says more than its field: 中国市政工程中南设计研究总院有限公司."""
    whole = len(short) >= _TAIL_MIN and long.endswith(short) and _FIRM_END.search(short) is not None
    return whole and len(without_fields(_LEGAL.sub("", short))) > 1


def _is_zone(long: str, short: str) -> bool:
    """Whether both are one zone, or a zone and who runs it: 合肥高新技术产业开发区管委会, 合肥高新区."""
    seat, other = _zone_key(long), _zone_key(short)
    if seat == long or not _ZONE_END.search(seat) or not _ZONE_END.search(other):
        return False
    wholes = [one for one in (seat, _at_place(seat)) if one[:2] == other[:2] and one[-1] == other[-1]]
    left = next((pieces for one in wholes if (pieces := _left_out(one, other)) is not None), None)
    return left is not None and not re.sub("国家级?|省级|[省市]", "", without_fields("".join(left)))


def _zone_key(name: str) -> str:
    """Return a zone's name in the shortest form of its kind: 高新区 for 高新技术产业开发区."""
    bare = _GOVERNMENT.sub("", name)
    for full, brief in _ZONES:
        bare = bare.replace(full, brief)
    return bare


def _is_school(long: str, short: str) -> bool:
    """Whether a name is the short form of a university: 哈工大, 东大, but not 人大."""
    whole = long.endswith("大学") and len(short) <= _SCHOOL_MAX and short.endswith("大") and short not in _NO_SCHOOLS
    return whole and short[0] == long[0] and _left_out(long, short) is not None


def _bare(place: str) -> str:
    """Return a place without its level: 南京 of 南京市."""
    bare = _LEVEL.sub("", place)
    return bare if len(bare) > 1 else place


def _is_front(long: str, short: str) -> bool:
    """Whether a firm's name is the short one with its fields and legal form, perhaps behind its place."""
    if _is_organ(long):
        return False
    for whole in {long, _FRONT.sub("", long)}:
        at = whole.find(short)
        if at == 0 or (at > 0 and _FRONT.fullmatch(whole[:at])):
            rest = whole[at + len(short) :]
            if not rest or head_kind(long) not in ("enterprise", "finance", "media"):
                continue
            bare = without_fields(_LEGAL.sub("", rest))
            if not bare or (
                _FIRM_END.search(rest)
                and head_kind(short) in (None, "enterprise")
                and not _FIRM_END.search(short)
                and not _rivals(long, short)
            ):
                return True
    return False


def _is_short(long: str, short: str) -> bool:
    """Whether a name leaves out letters of the longer one: 工商银行贵阳分行, 中国贸促会, 中国石化集团."""
    long = re.sub("[（）]", "", _LEGAL_END.sub("", long) if not _LEGAL_END.search(short) else long)
    bare = _FRONT.sub("", long)
    bare = _at_place(bare) if short[0] not in (long[0], bare[:1]) else bare
    alike = len(short) >= 3 and short[0] in (long[0], bare[:1]) and short[-1] == long[-1]
    if _is_organ(long) or not alike or head_kind(short) != head_kind(long):
        return False
    left = _left_out(bare, short) or _left_out(long, short)
    if not left or (len(short) >= _LETTERS_MIN and all(len(piece) == 1 for piece in left)):
        return bool(left)  # 石化 of 石油化工
    if short[-2:] != long[-2:]:
        return len(short) >= _LETTERS_MIN
    if len(left) > 1 and len(left[-1]) == 1 and all(len(piece) <= _PIECE_MAX for piece in left):
        return True  # 城投集团 of 城市建设投资集团
    telling = _FRONT.sub("", _LEVEL_ALONE.sub("", "".join(left)))  # a whole head: what is left out must say nothing
    return not without_fields(_LEGAL.sub("", telling))


def _is_branch(long: str, short: str) -> bool:
    """Whether both are one branch of one bank or firm: 招行深圳分行 of 招商银行股份有限公司深圳分行, 湖北电信."""
    firm = _OF_FIRM.match(long)
    if firm and short in (firm["firm"] + firm["where"] + "公司", firm["where"] + firm["brand"]):
        return True
    mine, theirs = _OF_BANK.match(long), _OF_BANK.match(short)
    for cut in range(2, len(short) - 3) if mine and theirs else ():
        bank, branch = short[:cut], short[cut:]
        if len(branch) > _BRAND_MIN and long.endswith(branch) and same_name(long.removesuffix(branch), bank):
            return True
    return False


def _rivals(long: str, short: str) -> bool:
    """Whether the gazetteer knows both names, as two bodies: 中国电子 and 中国电子科技集团有限公司."""
    mine, theirs = _known(long), _known(short)
    return bool(mine and theirs and not mine & theirs)


def _is_known(long: str, short: str) -> bool:
    """Whether the gazetteer knows both names, as one body's."""
    return bool(_known(long) & _known(short))


def _is_level(long: str, short: str) -> bool:
    """Whether an organ's name only leaves out a level: 广州港务局 of 广州市港务局."""
    left = _left_out(long, short)
    whole = bool(left) and short[-2:] == long[-2:] and _is_organ(long)
    return whole and all(_LEVEL_ALONE.search(one) for one in left or ())


def _is_organ(name: str) -> bool:
    return head_kind(name) in ("government", "party_committee")


@lru_cache(maxsize=20_000)
def _known(name: str) -> frozenset[str]:
    return frozenset(e.code for e in named(name))


def _left_out(long: str, short: str) -> list[str] | None:
    """Return the pieces of `long` that `short` leaves out, in order; None where it is no such short form."""
    pieces, at = [""], 0
    for character in long:
        if at < len(short) and character == short[at]:
            at += 1
            if pieces[-1]:
                pieces.append("")
        else:
            pieces[-1] += character
    return [p for p in pieces if p] if at == len(short) else None


_SURE = (("known", _is_known), ("home", _is_at_home), ("branch", _is_branch), ("tail", _is_tail), ("zone", _is_zone))
_SHORTER = (("school", _is_school), ("level", _is_level), ("front", _is_front), ("short", _is_short))
