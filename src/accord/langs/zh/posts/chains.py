"""Read a chain of offices that ends before a name: 省委常委、市委书记X, A公司党委书记、董事长X, X副校长兼院长Y.

In:  the grounds of a page and the offset where the name begins.
Out: a `Chain`: its offices from left to right, each with the body that stands before it.
"""

import re

import msgspec

from accord.langs.zh.posts.bodies import body_before, kind_of
from accord.langs.zh.posts.grounds import Grounds
from accord.langs.zh.posts.offices import Office, office_before
from accord.model.reading import Span

__all__ = ["Chain", "Held", "chain_before", "chain_from"]

_JOINT = re.compile(r"\s*(?:[、,/]|，?(?:并|同时)?兼(?:任)?|暨|和|及|以及|\s)?\s*$")
_ASIDE = re.compile(r"（[^（），。；]{1,10}）$")  # 首席执行官（CEO）X, 副县长（挂职）X
_TWO = re.compile(r"(?:和|及|以及)$")
_EDGE = frozenset("、，。；：“（ \n")
_FORMER = ("原", "前")
_LEVEL = re.compile(r"(?:^|[省市区县州盟旗镇乡村校院]|街道|社区|农场|自治区|直属机关|国家机关)$")
_ORGAN = re.compile(r"(?:党委|党工委|工委|纪委)(?=副?书记|常委|委员|第一书记)")
_OF_ORGAN = re.compile(r"(?:机关党委|党委|党组|党总支|党支部|纪委|团委)$")
_STATE = "国家"  # 越南国家主席
_HEADED = ("部长", "局长", "厅长", "司长", "署长", "处长")
_SEAT = re.compile(r"[省市县区州盟旗镇乡]长$")
_MOST = 8


class Held(msgspec.Struct, frozen=True):
    """An office that somebody holds.

    Attributes:
        start: Where its words begin, those of its body among them.
        office: Its words.
        post: The post as worded.
        body: Where its body stands; None where the text leaves it out or it is not known yet.
        organization: The body as worded.
    """

    start: int
    office: Office
    post: str
    body: Span | None = None
    organization: str | None = None


class Chain(msgspec.Struct, frozen=True):
    """Offices from left to right, and where the first begins."""

    start: int
    held: tuple[Held, ...]


def chain_before(grounds: Grounds, end: int, floor: int) -> Chain | None:
    """Return the chain of offices whose words end at `end`, blanks passed over; None where no office ends there."""
    found: list[Held] = []
    aside = _ASIDE.search(grounds.text, max(floor, end - 16), end)
    at = aside.start() if aside else end
    while len(found) < _MOST:
        office = office_before(grounds.offices, grounds.text, at, floor)
        if office is None:
            break
        held = _held(grounds, office, floor)
        found += [*_twins(grounds, held, floor), held]
        joint = _JOINT.search(grounds.text, max(floor, held.start - 8), held.start)
        at = joint.start() if joint else held.start
    return Chain(min(h.start for h in found), tuple(reversed(found))) if found else None


def chain_from(grounds: Grounds, start: int, limit: int) -> Chain | None:
    """Return the longest chain that begins at `start` and ends by `limit`."""
    for end in range(limit, start + 1, -1):
        chain = chain_before(grounds, end, start)
        if chain and chain.start == start:
            return chain
    return None


def _held(grounds: Grounds, office: Office, floor: int) -> Held:
    text = grounds.text
    body = body_before(grounds, office.start, floor)
    body = _headed(grounds, office, body)
    post = text[office.said : office.end]
    start = body[0] if body else office.start
    if body and (former := _former(grounds, start, floor)):
        start, post = start - len(former), former + post
    if body is None:
        return Held(start, office, post)
    if text.endswith(_STATE, *body) and body[1] - body[0] > len(_STATE):
        body, post = (body[0], body[1] - len(_STATE)), _STATE + post
    named = text[slice(*body)]
    if (organ := _ORGAN.match(post)) and _LEVEL.search(named):
        return Held(start, office, post[organ.end() :], (body[0], body[1] + organ.end()), named + organ.group())
    if (organ := _OF_ORGAN.search(named)) and organ.start() and not _LEVEL.search(named[: organ.start()]):
        body, post = (body[0], body[0] + organ.start()), organ.group() + post
    return Held(start, office, post, body, text[slice(*body)])


def _headed(grounds: Grounds, office: Office, body: Span | None) -> Span | None:
    """Return the body with the head that it shares with the office: 外交部长 is 部长 of 外交部, 广州市长 市长 of 广州市."""
    text = grounds.text
    words = text[office.start : office.end]
    if words in _HEADED:
        if body is None and (fields := _fields(grounds, office.start)):
            body = (fields, office.start)
        if body and text[body[1] - 1] != words[0]:
            return body[0], body[1] + 1
    if body and body[1] == office.start and _SEAT.fullmatch(words) and text[body[1] - 1] != words[0]:
        return body[0], body[1] + 1
    return body


def _fields(grounds: Grounds, end: int) -> int | None:
    """Return where the field of a ministry begins that is no name by itself: 外交(部长), 宣传(部长)."""
    number = grounds.word_at[end - 1] if end else -1
    word = grounds.words[number] if number >= 0 else None
    if word and word.tag in ("n", "vn", "an", "v", "nz") and end - word.start >= 2 and not grounds.in_person[end - 1]:
        return word.start
    return None


def _former(grounds: Grounds, start: int, floor: int) -> str | None:
    """Return 原 or 前 before a body: 原省委书记."""
    if start > floor and grounds.text[start - 1] in _FORMER:
        number = grounds.word_at[start - 1]
        if number >= 0 and grounds.words[number].start == start - 1:
            return grounds.text[start - 1]
    return None


def _twins(grounds: Grounds, held: Held, floor: int) -> list[Held]:
    """Return the same office of a second body of its kind: A集团和B集团董事长X."""
    joint = _TWO.search(grounds.text, max(floor, held.start - 2), held.start) if held.body else None
    if joint is None or held.body is None:
        return []
    other = body_before(grounds, joint.start(), floor)
    if other is None or kind_of(grounds, other) != kind_of(grounds, held.body):
        return []
    same = grounds.text[other[1] - 2 : other[1]] == grounds.text[held.body[1] - 2 : held.body[1]]
    if not same or (other[0] > floor and grounds.text[other[0] - 1] not in _EDGE):
        return []
    return [Held(other[0], held.office, held.post, other, grounds.text[slice(*other)])]
