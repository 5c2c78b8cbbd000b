"""Say whose office it is where the text leaves the body out: 市委副书记、市长X; 省委常委、秘书长X; A大学党委书记X、校长Y.

In:  the chains of a list of persons, from left to right.
Out: the same, with the bodies that the list gives. What it does not give stays None.
"""

import re
from collections.abc import Iterator, Sequence

import msgspec

from accord.langs.zh.posts.bodies import kind_of
from accord.langs.zh.posts.chains import Chain, Held
from accord.langs.zh.posts.grounds import Grounds

__all__ = ["Listed", "inherited"]

_SEAT = re.compile(r"([省市区县州盟旗镇乡])长")
_PARTY_ORGAN = re.compile(r"(?:[省市区县州盟旗]委|党委|党工委|工委)$")
_WING = re.compile(
    r"^(?:组织|宣传|统战|统一战线工作|政法|社会工作|军事|秘书|办公|农村工作|教育工作|政策研究)[\u4e00-\u9fff]{0,3}$"
)
_WORKS = re.compile(r"党工委$")  # 某开发区党工委副书记、主任: the zone's director, not the committee's
_KINDS = {
    "company": ("enterprise", "finance", "media", "park", "other", ""),
    "bank": ("finance",),
    "school": ("university",),
    "institute": ("institute", "university", "hospital"),
    "scholar": ("university", "institute", "hospital"),
}
_SOLE = {"school": "university", "company": "enterprise", "bank": "finance"}  # whose body is the page's only one
_REGIONAL = ("government", "party_committee")
_COMMITTEE = re.compile(r"(?:[省市区县州盟旗]委|党委|党工委|政府|人大常委会|人大|政协|监委|[省市县区州盟旗])$")
_STATE = re.compile(rf"{_COMMITTEE.pattern}|(?:法院|检察院|大学)$")
_REALM = re.compile(
    r"(?:中国|大中华|亚太|北亚|东亚|全球|华[东南北中]|西[南北]|东北|[东南西北中]部)(?:地区|大区|区域|区)$"
)
_BACK = 6  # holders of a list that are looked back over for a body of a kind


class Listed(msgspec.Struct, frozen=True):
    """A chain in a list: `joint` is what parts it from the one before it, None where it begins a list."""

    chain: Chain
    joint: str | None


def inherited(grounds: Grounds, listed: Sequence[Listed]) -> list[Chain]:
    """Return the chains with the bodies that they take from their own first offices or from the list before them."""
    done: list[Chain] = []
    first = 0
    for number, one in enumerate(listed):
        first = number if one.joint is None else first
        before = [held for chain in done[max(first, number - _BACK) : number] for held in chain.held]
        last = list(done[number - 1].held) if number > first else []
        done.append(_filled(grounds, one, before, last))
    return done


def _filled(grounds: Grounds, one: Listed, before: list[Held], last: list[Held]) -> Chain:
    own: list[Held] = []
    for held in one.chain.held:
        own.append(_with_body(grounds, held, own, before, "" if "，" in (one.joint or "") else one.joint, last))
    return Chain(one.chain.start, tuple(own))


def _with_body(
    grounds: Grounds, held: Held, own: list[Held], before: list[Held], close: str | None, last: list[Held]
) -> Held:
    if held.body:
        return _of_realm(grounds, _of_wing(held, own), own)
    source = _source(grounds, held, own, before, last if close else [])
    if source is None:
        return held
    start, end = source
    return msgspec.structs.replace(held, body=source, organization=grounds.text[start:end])


def _source(
    grounds: Grounds, held: Held, own: list[Held], before: list[Held], last: list[Held]
) -> tuple[int, int] | None:
    home = held.office.home
    if home == "place":
        level = _SEAT.search(held.post)
        return _seat(level.group(1), (*before, *own)) if level else None
    if home in _KINDS:
        mine = (b for b in _bodies(own, []) if not _strange(home).search(grounds.text[slice(*b)]))
        theirs = (b for b in _bodies([], before) if kind_of(grounds, b) in _KINDS[home])
        return next(mine, None) or next(theirs, None) or grounds.sole.get(_SOLE.get(home, ""))
    if home == "state":
        return next(_bodies(own, [h for h in last if h.office.home == "state"]), None)
    if home == "party":
        return _of_party(grounds, held, own, last or before[-2:])
    return None if home in ("academy", "envoy") else _of_any(held, own, last)


def _strange(home: str) -> re.Pattern[str]:
    """Return what matches the bodies of an earlier post that are not those of an office of this home."""
    return _STATE if home == "company" else _COMMITTEE


def _of_party(grounds: Grounds, held: Held, own: list[Held], last: list[Held]) -> tuple[int, int] | None:
    """Return whose 书记 or 党委书记 it is: a committee's told before, or the body that has a committee."""
    if re.search("党|纪委", held.post):
        mine = (b for b in _bodies(own, []) if not _COMMITTEE.search(grounds.text[slice(*b)]))
        theirs = (b for b in _bodies([], last) if kind_of(grounds, b) not in _REGIONAL)
        return next(mine, None) or next(theirs, None)
    return next((h.body for h in _near(own, last) if _PARTY_ORGAN.search(h.organization or "")), None)


def _of_any(held: Held, own: list[Held], last: list[Held]) -> tuple[int, int] | None:
    """Return the body next before an office that any body may have; 主席 of a region is none of its Party committee."""
    for other in _near(own, last):
        if "主席" in held.post and _PARTY_ORGAN.search(other.organization or ""):
            return None
        if other.body and (office := _WORKS.search(other.organization or "")):
            return other.body[0], other.body[1] - len(office.group())
        return other.body
    return None


def _near(own: list[Held], last: list[Held]) -> Iterator[Held]:
    yield from (h for h in reversed([*last, *own]) if h.body and h.office.home != "academy")


def _bodies(own: list[Held], last: list[Held]) -> Iterator[tuple[int, int]]:
    yield from (h.body for h in _near(own, last) if h.body)


def _seat(level: str, before: Sequence[Held]) -> tuple[int, int] | None:
    """Return the place of that level with whose name a body before begins: 佛山市 of 佛山市委."""
    for held in reversed(before):
        found = re.match(rf"(?:中共)?([\u4e00-\u9fff]{{2,}}?{level})", held.organization or "")
        if held.body and found:
            return held.body[0] + found.start(1), held.body[0] + found.end()
    return None


def _of_wing(held: Held, own: list[Held]) -> Held:
    """Return the head of a department of a Party committee as an office of that committee: 市委常委、宣传部部长."""
    home = next((h for h in reversed(own) if _PARTY_ORGAN.search(h.organization or "")), None)
    if home is None or not _WING.match(held.organization or "") or held.organization is None or held.body is None:
        return held
    lap = held.body[1] - held.office.start  # 宣传部长: the department lends its last character
    return msgspec.structs.replace(
        held, post=held.organization + held.post[max(0, lap) :], body=home.body, organization=home.organization
    )


def _of_realm(grounds: Grounds, held: Held, own: list[Held]) -> Held:
    """Return the head of a region of a company as its office: A公司高级副总裁、中国区总裁."""
    home = next(_bodies(own, []), None)
    if home is None or held.body is None or not _REALM.fullmatch(held.organization or ""):
        return held
    post = f"{held.organization}{held.post}"
    return msgspec.structs.replace(held, post=post, body=home, organization=grounds.text[slice(*home)])
