"""Say whether a name leaves out letters of a longer one: zones, universities, organs, firms.

In:  names in plain characters.
Out: whether the shorter is such a form; the pieces that it leaves out must say nothing.
"""

import re

from accord.langs.zh.likeness.firms import FRONT, LEGAL, LEGAL_END, NO_SCHOOLS, SCHOOL_MAX
from accord.langs.zh.likeness.known import is_organ
from accord.langs.zh.likeness.places import GOVERNMENT, at_place
from accord.langs.zh.page.heads import head_kind, without_fields
from accord.langs.zh.page.seats import seats

__all__ = ["is_at_home", "is_level", "is_school", "is_short", "is_zone"]

_LEVEL_ALONE = re.compile("^[省市县区]+$")
_SMALL_LEVELS = ("州", "盟", "旗", "镇", "乡", "村")
_PIECE_MAX = 3  # characters that a short form leaves out in one place, where it leaves out several
_LETTERS_MIN = 4  # characters of a short form that only leaves out letters
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


def is_at_home(long: str, short: str) -> bool:
    """Whether a name is the short one behind its country or place: 立陶宛社会民主党, 江苏省发改委 (省发改委)."""
    if len(short) < 3 or not long.endswith(short):
        return False
    front = long[: -len(short)]
    return front in ("中国", "中华人民共和国", "国家") or front.endswith("附属") or bool(seats(front))


def is_zone(long: str, short: str) -> bool:
    """Whether both are one zone, or a zone and who runs it: 合肥高新技术产业开发区管委会, 合肥高新区."""
    seat, other = _zone_key(long), _zone_key(short)
    if seat == long or not _ZONE_END.search(seat) or not _ZONE_END.search(other):
        return False
    wholes = [one for one in (seat, at_place(seat)) if one[:2] == other[:2] and one[-1] == other[-1]]
    left = next((pieces for one in wholes if (pieces := _left_out(one, other)) is not None), None)
    return left is not None and not re.sub("国家级?|省级|[省市]", "", without_fields("".join(left)))


def _zone_key(name: str) -> str:
    """Return a zone's name in the shortest form of its kind: 高新区 for 高新技术产业开发区."""
    bare = GOVERNMENT.sub("", name)
    for full, brief in _ZONES:
        bare = bare.replace(full, brief)
    return bare


def is_school(long: str, short: str) -> bool:
    """Whether a name is the short form of a university: 哈工大, 东大, but not 人大."""
    whole = long.endswith("大学") and len(short) <= SCHOOL_MAX and short.endswith("大") and short not in NO_SCHOOLS
    wholes = (one for one in (long, FRONT.sub("", long), at_place(long)) if short[0] == one[0])
    return whole and any(_left_out(one, short) is not None for one in wholes)


def is_fronted(long: str, short: str) -> bool:
    """Whether a name has the level of its place only: 市作协 of 株洲市作家协会, 镇卫生院 of 石桥镇中心卫生院."""
    place, level, rest = long.partition(short[0])
    bare = short[1:]
    if not (_LEVEL_ALONE.match(short[0]) or short[0] in _SMALL_LEVELS) or len(bare) < 2 or len(place) < 2 or not level:
        return False
    tail = rest.endswith(bare) and not re.sub("中心|人民", "", rest.removesuffix(bare))
    return tail or (rest[:1] == bare[0] and head_kind(long) == head_kind(short) and _left_out(rest, bare) is not None)


def is_short(long: str, short: str) -> bool:
    """Whether a name leaves out letters of the longer one: 工商银行贵阳分行, 中国贸促会, 中国石化集团."""
    long = re.sub("[（）]", "", LEGAL_END.sub("", long) if not LEGAL_END.search(short) else long)
    bare = FRONT.sub("", long)
    bare = at_place(bare) if short[0] not in (long[:1], bare[:1]) else bare
    alike = len(short) >= 3 and short[0] in (long[:1], bare[:1]) and short[-1] == long[-1:]
    if is_organ(long) or not alike or head_kind(short) != head_kind(long):
        return False
    left = _left_out(bare, short) or _left_out(long, short)
    if not left or (len(short) >= _LETTERS_MIN and all(len(piece) == 1 for piece in left)):
        return bool(left)  # 石化 of 石油化工
    if short[-2:] != long[-2:]:
        return len(short) >= _LETTERS_MIN
    if len(left) > 1 and len(left[-1]) == 1 and all(len(piece) <= _PIECE_MAX for piece in left):
        return True  # 城投集团 of 城市建设投资集团
    telling = FRONT.sub("", _LEVEL_ALONE.sub("", "".join(left)))  # a whole head: what is left out must say nothing
    return not without_fields(LEGAL.sub("", telling))


def is_level(long: str, short: str) -> bool:
    """Whether an organ's name only leaves out a level: 广州港务局 of 广州市港务局."""
    left = _left_out(long, short)
    whole = bool(left) and short[-2:] == long[-2:] and is_organ(long)
    return whole and all(_LEVEL_ALONE.search(one) for one in left or ())


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
