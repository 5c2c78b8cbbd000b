"""Read who holds which post.

In:  a scene with the persons whom titles show (`persons.py`); the pack's rules `post_appointed`.
Out: posts, one row each, in text order: the person, the post and the body as the text words them.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator

import msgspec

from accord.langs.zh.page.scene import Scene, find
from accord.langs.zh.posts.bodies import body_before, names_organ
from accord.langs.zh.posts.chains import Chain, Held, chain_before, chain_from
from accord.langs.zh.posts.grounds import Grounds, grounds_of
from accord.langs.zh.posts.heirs import Listed, inherited
from accord.langs.zh.posts.offices import office_from
from accord.langs.zh.posts.rows import Told, rows_of
from accord.model.page import Sentence
from accord.model.reading import Post, Span

__all__ = ["find_posts"]

_LIST = re.compile(r"\s*(?:（[^（）]{1,20}）)?\s*[、，,]?\s*(?:和|与|及|以及|暨)?\s*")
_SHARED = re.compile(r"\s*(?:、|和|与|及|以及|\s)\s*")
_BLANK = re.compile(r"[：\s]{0,3}$")
_CLAUSE = re.compile(r"(?:^|[。！？；：“\n\s（])$")
_CLOSE = re.compile(r"[，。；？！）\s]|$")
_HONORIFIC = re.compile(r"(?:先生|女士|同志|博士)?[，\s]")
_ROOM = ("办公室", "办公厅", "办公会", "工作站", "助理")
_BRACKET_MOST, _APPOSITION_MOST, _GAP_MOST = 60, 50, 30  # characters


class _Holder(msgspec.Struct, frozen=True):
    """A person in a sentence and what stands of his offices beside the name."""

    start: int
    end: int
    chain: Chain | None
    rule: str
    until: int  # where the words of the offices or of the name end, whichever is later


def find_posts(scene: Scene) -> tuple[Post, ...]:
    """Return the posts that the page states."""
    grounds = grounds_of(scene)
    persons = sorted((p.start, p.end) for p in scene.cast.persons)
    starts = [start for start, _ in persons]
    told: list[Told] = []
    for sentence in scene.sentences:
        if sentence.kind != "furniture":
            own = persons[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
            told += _of_sentence(grounds, scene, sentence, own)
    return rows_of(grounds, told)


def _of_sentence(grounds: Grounds, scene: Scene, sentence: Sentence, spans: list[Span]) -> Iterator[Told]:
    if not spans:
        return
    found = [_beside(grounds, spans, n, sentence) for n in range(len(spans))]
    listed = [Listed(h.chain, _joint(grounds, found, n)) for n, h in enumerate(found) if h.chain]
    chains = inherited(grounds, listed)
    filled = {h.start: chain for h, chain in zip((h for h in found if h.chain), chains, strict=True)}
    for number, holder in enumerate(found):
        chain = filled.get(holder.start)
        if chain:
            yield from _told(grounds, holder, chain.held, holder.rule, chain.start)
        elif shared := _shared(grounds, found, filled, number):
            yield from _told(grounds, holder, shared, "zh.post.shared", None)
    yield from _appointed(grounds, scene, sentence, spans)


def _told(grounds: Grounds, holder: _Holder, held: tuple[Held, ...], rule: str, start: int | None) -> Iterator[Told]:
    name = grounds.text[holder.start : holder.end]
    span = (min(holder.start, holder.start if start is None else start), max(holder.end, holder.until))
    for one in held:
        yield Told(name, one, (span,), rule)


def _beside(grounds: Grounds, spans: list[Span], number: int, sentence: Sentence) -> _Holder:
    """Return a person with the offices before the name, else behind it, in brackets or after a comma."""
    start, end = spans[number]
    floor = spans[number - 1][1] if number else sentence.start
    limit = spans[number + 1][0] if number + 1 < len(spans) else sentence.end
    blank = _BLANK.search(grounds.text, max(floor, start - 3), start)
    at = blank.start() if blank else start
    if chain := chain_before(grounds, at, floor):
        if number and chain.start == floor and chain.held[0].body is None:
            chain = _of_name(grounds, chain, spans[number - 1])
        return _Holder(start, end, chain, "zh.post.before", end)
    if held := _behind(grounds, (start, end), floor, limit, number + 1 < len(spans)):
        return _Holder(start, end, Chain(held.start, (held,)), "zh.post.behind", held.office.end)
    if chain := _bracketed(grounds, end, sentence.end):
        return _Holder(start, end, chain, "zh.post.bracket", chain.held[-1].office.end)
    if _CLAUSE.search(grounds.text[max(sentence.start, start - 1) : start] or "") and (
        chain := _apposition(grounds, end, limit)
    ):
        return _Holder(start, end, chain, "zh.post.apposition", chain.held[-1].office.end)
    return _Holder(start, end, None, "", end)


def _of_name(grounds: Grounds, chain: Chain, name: Span) -> Chain:
    """Return the chain with what was taken for a person as its body, 特斯拉CEO埃隆; or without the office of the person
    before, 王某外长、商务部部长X.
    """
    first = chain.held[0]
    if len(chain.held) > 1:
        return Chain(chain.held[1].start, chain.held[1:])
    if first.office.home != "state" and grounds.offices.surname.match(grounds.text, *name):
        return chain
    held = msgspec.structs.replace(first, start=name[0], body=name, organization=grounds.text[slice(*name)])
    return Chain(name[0], (held, *chain.held[1:]))


def _behind(grounds: Grounds, person: Span, floor: int, limit: int, has_next: bool) -> Held | None:
    """Return the office directly behind a name, and not before the next one: 王某副司长; its body stands before the name."""
    start, end = person
    office = office_from(grounds.offices, grounds.text, end, limit)
    if office is None or (has_next and not grounds.text[office.end : limit].strip()):
        return None
    number = grounds.word_at[office.end] if office.end < len(grounds.text) else -1
    if number >= 0 and grounds.words[number].start < office.end:
        return None
    if grounds.text.startswith(_ROOM, office.end):
        return None
    body = body_before(grounds, start, floor)
    if body and not _may_have(grounds, body, office.home):
        body = None
    post = grounds.text[office.said : office.end]
    return Held(body[0] if body else start, office, post, body, grounds.text[slice(*body)] if body else None)


def _may_have(grounds: Grounds, body: Span, home: str) -> bool:
    """Whether what stands before a name is the body of the office behind it: an organ, or a country of its head."""
    number = grounds.word_at[body[1] - 1]
    is_place = number >= 0 and grounds.words[number].tag == "LOC"
    return home in ("state", "place", "envoy") if is_place else names_organ(grounds, body)


def _bracketed(grounds: Grounds, end: int, limit: int) -> Chain | None:
    """Return the offices in the brackets behind a name."""
    if not grounds.text.startswith("（", end):
        return None
    close = grounds.text.find("）", end, min(limit, end + _BRACKET_MOST))
    chain = chain_before(grounds, close, end + 1) if close > 0 else None
    return chain if chain and chain.start == end + 1 else None


def _apposition(grounds: Grounds, end: int, limit: int) -> Chain | None:
    """Return the offices between commas behind a name that begins a clause: 王某，某公司董事长，表示."""
    gap = _HONORIFIC.match(grounds.text, end, limit)
    if gap is None:
        return None
    start = gap.end()
    close = _CLOSE.search(grounds.text, start, min(limit, end + _APPOSITION_MOST))
    chain = chain_before(grounds, close.start(), start) if close else None
    return chain if chain and chain.start == start and chain.held[0].body else None


def _joint(grounds: Grounds, found: list[_Holder], number: int) -> str | None:
    """Return what stands between a chain and the person before it, None where both are in no list."""
    chain, before = found[number].chain, number - 1
    if before < 0 or chain is None:
        return None
    gap = grounds.text[found[before].until : chain.start]
    while before > 0 and found[before].chain is None and _is_listed(grounds, found[before - 1], found[before]):
        before -= 1
    return gap if gap and len(gap) < _GAP_MOST and _LIST.fullmatch(gap) and found[before].chain else None


def _shared(grounds: Grounds, found: list[_Holder], filled: dict[int, Chain], number: int) -> tuple[Held, ...] | None:
    """Return the offices that a person shares with the one before, or the one behind, in a list: 副市长A、B; A、B副市长."""
    before = number
    while before > 0 and _is_listed(grounds, found[before - 1], found[before]):
        before -= 1
        if chain := filled.get(found[before].start):
            last = chain.held[-1]
            return chain.held if last.office.shared and found[before].rule == "zh.post.before" else None
    behind = number
    while behind + 1 < len(found) and _is_listed(grounds, found[behind], found[behind + 1]):
        behind += 1
        if chain := filled.get(found[behind].start):
            own = found[behind].rule == "zh.post.behind" and chain.held[-1].office.shared
            return chain.held if own else None
    return None


def _is_listed(grounds: Grounds, one: _Holder, other: _Holder) -> bool:
    return bool(_SHARED.fullmatch(grounds.text[one.end : other.start]))


def _appointed(grounds: Grounds, scene: Scene, sentence: Sentence, spans: list[Span]) -> Iterator[Told]:
    """Yield the offices that a sentence says somebody takes over: 由王某担任某公司总经理."""
    for hit in find(scene, sentence, "post_appointed"):
        who, what = hit.span("who"), hit.span("what")
        if who is None or what is None:
            continue
        at = sentence.start + who[0]
        person = next((s for s in spans if s[0] <= at < s[1]), None)
        chain = chain_from(grounds, sentence.start + what[0], sentence.start + what[1])
        if person and chain:
            span = (min(person[0], chain.start), max(person[1], chain.held[-1].office.end))
            for held in inherited(grounds, [Listed(chain, None)])[0].held:
                yield Told(grounds.text[slice(*person)], held, (span,), hit.rule.id, hit.rule.confidence)
