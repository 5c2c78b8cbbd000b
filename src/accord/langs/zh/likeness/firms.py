"""Say by which shorter names a firm goes: without its place, its field, its legal form; a branch without its bank's form.

In:  names in plain characters.
Out: brands; whether a name is the front, the tail or the branch of a longer one.
"""

import re

from accord.langs.zh.likeness.known import is_organ, rivals
from accord.langs.zh.likeness.places import at_place, is_place
from accord.langs.zh.page.heads import head_kind, without_fields

__all__ = [
    "FRONT",
    "LEGAL",
    "LEGAL_END",
    "NO_SCHOOLS",
    "OF_GROUP",
    "SCHOOL_MAX",
    "brand_of",
    "brands_of",
    "is_front",
    "is_tail",
]

OF_GROUP = re.compile(r"集团(?!有限|股份|公司|控股|总公司|企业|总部|（|$)")  # 甲集团乙公司 is a daughter of 甲集团
LEGAL = re.compile(r"(?:（[^（）]*）|股份|有限|责任|公司|集团|控股|（有限合伙）|总|企业)")
FIRM_END = re.compile(r"(?:公司|集团|（有限合伙）)$")
LEGAL_END = re.compile(r"(?:股份|控股)?(?:有限)?(?:责任)?公司$")
SCHOOL_MAX = 4  # characters of the short form of a university
NO_SCHOOLS = ("人大", "中大", "重大", "上大", "广大", "同大", "巨大", "北方大", "国大")  # words, too
_BRAND_MIN = 3  # characters of a short form that is looked for
_TAIL_MIN = 6  # characters of a firm's whole name without what it begins with
FRONT = re.compile(r"^(?:中国|中华人民共和国|国家|[\u4e00-\u9fff]{2,3}(?:省|市|自治区))")


def brands_of(name: str) -> tuple[str, ...]:
    """Return by which shorter names a firm may go, without its legal form and its place.

    >>> brands_of("江苏海天药业集团股份有限公司")
    ('江苏海天药业集团', '江苏海天药业', '海天药业集团', '海天药业')
    """
    if name.endswith("大学") and len(name) > SCHOOL_MAX - 1:
        inner = name[1:-2]
        return tuple(
            dict.fromkeys(
                one for one in (name[0] + "大", *(name[0] + c + "大" for c in inner)) if one not in NO_SCHOOLS
            )
        )
    if not FIRM_END.search(name):
        home = at_place(name)
        return (home,) if home != name and head_kind(home) and not is_place(home) else ()
    group = OF_GROUP.search(name)
    bare = LEGAL_END.sub("", re.sub(r"（[^（）]*）", "", name[group.end() :] if group else name))
    whole = (bare, bare.removesuffix("集团"))
    forms = dict.fromkeys((*whole, *(FRONT.sub("", one) or one for one in whole), *(at_place(one) for one in whole)))
    return tuple(one for one in forms if len(one) >= _BRAND_MIN and one != name and not is_place(one))


def brand_of(name: str) -> str | None:
    """Return the two characters of a firm's name that are neither its place, its field nor its legal form.

    >>> brand_of("上海商汤智能科技有限公司"), brand_of("商汤科技"), brand_of("南京银行")
    ('商汤', '商汤', None)
    """
    if head_kind(name) != "enterprise":
        return None
    bare = without_fields(LEGAL.sub("", at_place(FRONT.sub("", name))))
    return bare if len(bare) == 2 and name.find(bare) >= 0 and not is_place(bare) else None


def is_front(long: str, short: str) -> bool:
    """Whether a firm's name is the short one with its fields and legal form, perhaps behind its place."""
    if is_organ(long):
        return False
    for whole in {long, FRONT.sub("", long), at_place(long)}:
        at = whole.find(short)
        if at == 0 or (at > 0 and FRONT.fullmatch(whole[:at])):
            rest = whole[at + len(short) :]
            if not rest or head_kind(long) not in ("enterprise", "finance", "media"):
                continue
            bare = without_fields(LEGAL.sub("", rest))
            if not bare or (
                FIRM_END.search(rest)
                and head_kind(short) in (None, "enterprise")
                and not FIRM_END.search(short)
                and not rivals(long, short)
            ):
                return True
    return False


def is_tail(long: str, short: str) -> bool:
    """Whether a firm's name ends in the short one, which says more than its field: 中国市政工程中南设计研究总院有限公司."""
    whole = len(short) >= _TAIL_MIN and long.endswith(short) and FIRM_END.search(short) is not None
    return whole and len(without_fields(LEGAL.sub("", short))) > 1
