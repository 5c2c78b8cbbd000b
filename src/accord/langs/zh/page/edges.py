"""Say where the names begin and end that a recogniser glues together: 沈会见中国中车集团, 徐州市在徐, 甲市与乙集团.

In:  a sentence and the stretch that was taken for a body.
Out: the names within it, without offices, function words and marks at their ends.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from accord.gazetteer import named
from accord.langs.pack import Candidate
from accord.langs.zh.page.heads import head_kind, without_fields, words_in
from accord.langs.zh.page.seats import seats

__all__ = ["bodies_in", "extended", "glued", "has_verb", "in_slot", "is_known"]

_AFTER = "将与和及同在拟已也均就等的是为"  # what a recogniser glues to the end of a name
_BEFORE = "与和同及由对向为于"  # and to its front
_FORM = re.compile(r"（(?:有限合伙|集团|普通合伙|特殊普通合伙|筹)）")  # behind the name that it belongs to
_AND = re.compile(
    r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])|—+|(?<=人民政府)(?=(?![与和同及在将])[\u4e00-\u9fff]{2,16}(?:公司|集团|大学|银行))|与|和(?!平|谐|县|田|林格尔|顺|记|黄|政|硕|静|龙)|及|同(?!济|仁|方|德|花顺|创|兴|程|心|煤|盟|江|安|里)"
)
_PLACE_END = re.compile("(?:省|市|县|自治区|自治州|新区)$")
_COMMITTEE = re.compile("(?:党委|党组|党总支|纪委)$")
_LEADS = re.compile("(?:副?书记|成员|委员|常委)")
_VENUE = re.compile("(?:酒店|宾馆|饭店|大厦|会议中心|会展中心|礼堂|会堂|会议室|体育馆|大剧院)$")
_AT = ("在", "于")
_DONE = re.compile("(?P<place>[\u4e00-\u9fff]{2,9}?)(?:投资|建设|设立|打造|开展|举办|召开|布局|成立|共建|落户|开工)")
_FIELD_GOES_ON = re.compile(
    "(?:高质量)?(?:发展|产业|行业|领域|事业|市场|革命|转型|结构|供应|消费|规划|合作|项目|保障|改革|资源|基地|体系|安全|建设|强省|大省|巨头|企业|成果)"
)
_TECHNIQUE = re.compile("^[A-Z0-9]{1,5}$")  # AIGC
_ANY = re.compile("中外|国内外|省内外|海内外|各[省市县区地国]|当地|相关|有关|沿线")
_MARKET = re.compile("银行[间业卡]")  # 中国银行间市场
_GLUED = 5  # characters of the shortest word that a body and what it is make
_EXTENSION = 3  # characters of a head that a recogniser parts: 济南市外|办


def bodies_in(sentence: str, run: Candidate) -> Iterator[Candidate]:
    """Yield the names of bodies in a stretch that a recogniser takes for one."""
    if _MARKET.match(sentence, run.end - 2):
        return
    if is_known(sentence[run.start : run.end]):
        yield run
        return
    if site := _done_at(sentence, run):
        yield site
        return
    for start, end in _cut(sentence, run.start, run.end):
        for part in _parted(sentence, start, end):
            one = _trimmed(sentence, *part, last=end == run.end)
            told = one and (one.start == run.start or not _is_bare_head(sentence[one.start : one.end]))
            if one and told and not _is_field(sentence, one):
                yield one


def _is_field(sentence: str, one: Candidate) -> bool:
    """Whether a place's field is spoken of, not a firm: 内蒙古能源 of 内蒙古能源发展."""
    name = sentence[one.start : one.end]
    if not _FIELD_GOES_ON.match(sentence, one.end) or is_known(name):
        return False
    ends = (end for end in range(2, len(name) - 1) if not without_fields(name[end:]))
    return any(seats(name[:end]) or is_known(name[:end]) for end in ends)


def _done_at(sentence: str, run: Candidate) -> Candidate | None:
    """Return the place of what is done there: 双流 of 在双流建设产业园."""
    hit = _DONE.match(sentence, run.start, run.end) if sentence[: run.start].endswith(_AT) else None
    return Candidate(run.start, hit.end("place"), "body", sure=True) if hit and seats(hit["place"]) else None


def in_slot(sentence: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the name in a stretch where a name must stand: 甲集团 of 甲集团等在京; None where it is no name."""
    start = max(start, *(sentence.rfind(mark, start, end) + 1 for mark in "《“‘"))
    first = next(_cut(sentence, start, end, keep=True), (start, end))
    name = sentence[slice(*first)].rstrip(_AFTER)
    office = next((len(word) for word in _offices() if name.endswith(word)), 0)
    name = name[: len(name) - office]
    return (first[0], first[0] + len(name)) if len(name) > 1 and name not in words_in("no_parties") else None


def extended(sentence: str, start: int, end: int) -> int:
    """Return where a name ends of whose head a recogniser took the front only: 济南市外, before 办."""
    for more in range(1, _EXTENSION + 1):
        head = _head(sentence[start : end + more])
        if len(head) > more and end + more <= len(sentence) and seats(sentence[start : end + more - len(head)]):
            return end + more
    return end


@lru_cache(maxsize=20_000)
def is_known(name: str) -> bool:
    """Return whether the gazetteer knows a body or place of this name."""
    return bool(named(name))


def has_verb(name: str) -> bool:
    """Return whether a verb stands in what is taken for a name: 沈会见."""
    return any(hit.lastgroup != "name" for hit in _cuts().finditer(name))


def glued(word: str) -> bool:
    """Return whether a word is a body behind what it is to another: 控股股东某某集团, taken for a common noun."""
    return len(word) >= _GLUED and has_verb(word) and head_kind(word) is not None


def _head(name: str) -> str:
    heads = words_in("body_heads")
    return next((name[at:] for at in range(max(1, len(name) - 8), len(name)) if name[at:] in heads), "")


def _cut(sentence: str, start: int, end: int, *, keep: bool = False) -> Iterator[tuple[int, int]]:
    """Yield what stands between words that are of no name; the last piece as it is, others where they name somebody."""
    office = False
    for hit in _cuts().finditer(sentence, start, end):
        if hit.end() == end and hit.start() == start:
            return
        office = hit.lastgroup == "office"
        named = hit.lastgroup == "name" and hit.start() - start > (1 if keep else 2)
        if named or _is_body(sentence[start : hit.start()]):
            yield start, hit.start()
        start = hit.end()
    if start < end and (not office or _is_body(sentence[start:end])):
        yield start, end


def _parted(sentence: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the bodies that are taken for one: 吉林省政府与国家开发投资集团, but not 工业和信息化厅."""
    for joint in _AND.finditer(sentence, start + 2, end):
        if joint.end() > end - 2:
            break
        left, right = sentence[start : joint.start()], sentence[joint.end() : end]
        if len(left) > 2 and (head_kind(left) or _PLACE_END.search(left) or seats(right)):
            yield start, joint.start()
            start = joint.end()
    yield start, end


def _trimmed(sentence: str, start: int, end: int, *, last: bool) -> Candidate | None:
    """Return the body without the office that is taken for its end (四川省委常委) and without marks; None where none is left."""
    whole = end
    while end - start > 2 and sentence[end - 1] in _AFTER:
        end -= 1
    tail = _FORM.match(sentence, end)
    end = tail.end() if tail else end
    start = max(start, *(sentence.rfind(mark, start, end) + 1 for mark in "《“‘、，"))
    while sentence[start] in _BEFORE and end - start > 2 and _is_named(sentence[start + 1 : end]):
        start += 1
    while end > start and sentence.endswith(_offices(), start, end):
        end -= next(len(word) for word in _offices() if sentence.endswith(word, start, end))
    end = _without_committee(sentence, start, end)
    name = sentence[start:end]
    venue = _VENUE.search(name) and sentence[:start].endswith(_AT)
    if len(name) < 2 or _is_nobody(name) or name[0].isdigit() or venue:
        return None
    if end < whole and last and not _is_body(name):
        return None
    return Candidate(start, end, "body", sure=True)


def _is_nobody(name: str) -> bool:
    """Whether a name is a common noun: 企业, 新能源汽车, 中外地方政府."""
    if _ANY.match(name) and not is_known(name):
        return True
    return name in words_in("no_parties") or (not is_known(name) and not _TECHNIQUE.sub("", without_fields(name)))


def _is_bare_head(name: str) -> bool:
    return name in words_in("body_heads") and not is_known(name)


def _without_committee(sentence: str, start: int, end: int) -> int:
    """Return the end of a body before its party group where that one's office follows: 中建集团|党组|书记."""
    group = _COMMITTEE.search(sentence[start:end])
    if group and _LEADS.match(sentence, end) and head_kind(sentence[start : start + group.start()]):
        return start + group.start()
    return end


def _is_body(name: str) -> bool:
    return len(name) > 1 and name not in words_in("no_parties") and bool(head_kind(name) or _is_named(name))


def _is_named(name: str) -> bool:
    return bool(seats(name)) or is_known(name)


@cache
def _offices() -> tuple[str, ...]:
    return tuple(sorted(words_in("office_ends"), key=len, reverse=True))


@cache
def _cuts() -> re.Pattern[str]:
    behind_names = [cut for cut, front in words_in("name_cuts").items() if front == "name"]
    offices = [cut for cut, front in words_in("name_cuts").items() if front == "office"]
    others = [cut for cut, front in words_in("name_cuts").items() if front not in ("name", "office")]
    return re.compile(f"(?P<name>{'|'.join(behind_names)})|(?P<office>{'|'.join(offices)})|{'|'.join(others)}")
