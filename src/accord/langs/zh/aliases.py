"""Why two names of one page may name one body.

In:  names in plain characters.
Out: a reason as a slug, or None; the key that two spellings of a name share; what a name holds. What each kind of name may
     leave out stands in `likeness/`.
"""

import re

from accord.langs.zh.likeness.firms import LEGAL, OF_GROUP, is_front, is_tail
from accord.langs.zh.likeness.known import is_known, rivals
from accord.langs.zh.likeness.places import GOVERNMENT, is_place, names_within, place_levels, place_reason, without_form
from accord.langs.zh.likeness.shortened import is_at_home, is_fronted, is_level, is_school, is_short, is_zone
from accord.langs.zh.page.heads import head_kind, without_fields
from accord.langs.zh.page.seats import abbreviated, level_of, seats

__all__ = [
    "country_of",
    "head_of",
    "home_of",
    "name_key",
    "names_within",
    "place_levels",
    "same_name",
]

_OF_FIRM = re.compile(
    r"^(?P<firm>(?:中国)?(?P<brand>[\u4e00-\u9fff]{2,4}?))(?:通信)?(?:集团)?(?:股份)?(?:有限)?(?:责任)?(?:公司)?"
    r"(?P<where>[\u4e00-\u9fff]{2,3}?)(?:省|市)?(?:有限|分)?公司$"
)
_OF_BANK = re.compile(r"^(?P<bank>.{2,}?)(?P<branch>[\u4e00-\u9fff]{2,8}(?:分行|支行|分公司|营业部))$")
_BARE_BRANCH = re.compile(r"[\u4e00-\u9fff]{2,6}分行")
_BRANCH = re.compile(
    r"分行|支行|分公司|子公司|学院|研究院|研究所|研究中心|实验室|分院|医院|事业部|办事处|代表处|分部|中国区|营业部"
)
_BRANCH_MIN = 4  # characters of a branch: 深圳分行


def same_name(long: str, short: str) -> str | None:
    """Return why `short` may be a short form of `long`, as a slug; None where nothing says so.

    >>> same_name("科大讯飞股份有限公司", "科大讯飞"), same_name("南京市人民政府", "南京"), same_name("南京大学", "南京")
    ('known', 'seat', None)
    """
    long, short = (without_form(name.replace("（集团）", "集团")) for name in (long, short))
    if len(short) == 1:
        first = long.startswith(short) and any(level_of(code, "国") for code in seats(long))
        return "place" if first or abbreviated(short) & seats(long) else None
    if len(short) >= len(long):
        one_place = place_reason(long, short) if GOVERNMENT.search(short) else None
        return "spelling" if name_key(long) == name_key(short) else one_place
    if (reason := place_reason(long, short)) or rivals(long, short):
        return reason
    group = OF_GROUP.search(long)
    if group and without_fields(LEGAL.sub("", long[group.end() :])):
        return same_name(long[group.end() :], short) or next(
            (slug for slug, holds in _SURE if holds(long, short)), None
        )
    branch = _BRANCH.search(long) and not _BRANCH.search(short)
    reasons = _SURE if branch else (*_SURE, *_SHORTER) if not is_place(short) else (*_SURE, _SHORTER[0])
    return next((slug for slug, holds in reasons if holds(long, short)), None)


def name_key(name: str) -> str:
    """Return what is left of a name that two spellings of it share."""
    return re.sub(r"[\s“”‘’《》·（）\-]", "", name).casefold()


def head_of(name: str) -> str | None:
    """Return the kind of body that a name's head says."""
    return head_kind(name)


def country_of(word: str) -> str:
    """Return the word: Chinese has no adjectives of countries."""
    return word


def home_of(name: str) -> str | None:
    """Return the country with which a body's name begins."""
    return "中国" if name.startswith(("中国", "中华人民共和国")) else None


def _is_branch(long: str, short: str) -> bool:
    """Whether both are one branch of one bank or firm: 招行深圳分行 of 招商银行股份有限公司深圳分行, 湖北电信."""
    firm = _OF_FIRM.match(long)
    if firm and short in (firm["firm"] + firm["where"] + "公司", firm["where"] + firm["brand"]):
        return True
    if _BARE_BRANCH.fullmatch(short) and long.endswith(short) and seats(short.removesuffix("分行")):
        return head_kind(long) == "finance"  # 徐州分行 of 交行徐州分行
    mine, theirs = _OF_BANK.match(long), _OF_BANK.match(short)
    for cut in range(2, len(short) - 3) if mine and theirs else ():
        bank, branch = short[:cut], short[cut:]
        if len(branch) >= _BRANCH_MIN and long.endswith(branch) and same_name(long.removesuffix(branch), bank):
            return True
    return False


_SURE = (("known", is_known), ("home", is_at_home), ("branch", _is_branch), ("tail", is_tail), ("zone", is_zone))
_SHORTER = (
    ("school", is_school),
    ("level", is_level),
    ("fronted", is_fronted),
    ("front", is_front),
    ("short", is_short),
)
