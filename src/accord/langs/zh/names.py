"""Find the names of persons, bodies and places. LAC proposes words and names; heads of names and brackets decide.

In:  sentences in plain characters, with their words.
Out: candidates, none overlapping, in order.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from accord.langs.pack import Candidate
from accord.langs.zh.page.edges import bodies_in, extended, glued, has_verb, is_known
from accord.langs.zh.page.heads import head_kind, words_in
from accord.langs.zh.page.known import known_bodies
from accord.langs.zh.page.leaders import leaders_in
from accord.langs.zh.page.recogniser import Word, words_of
from accord.langs.zh.page.seats import abbreviated, is_large, may_hold, seats
from accord.langs.zh.text import sentences

__all__ = ["candidates", "names"]

_PROPER = frozenset({"LOC", "ORG", "nz", "PER", "nw"})
_INNER = frozenset({"n", "vn", "nz", "LOC", "ORG", "PER", "nw", "s", "f", "an", "m", "a", "v", "q", "xc"})
_BRACKET = re.compile(r"（[\u4e00-\u9fffA-Za-z·]{2,12}）")
_LATIN = re.compile(r"[A-Z][A-Za-z0-9&.\- ]*[A-Za-z0-9]")
_FIRM_MIN = 5  # characters of a firm's name that a recogniser takes for a person's
_ACRONYM = re.compile("[A-Z0-9]{1,5}")  # AI, MCU: of techniques more often than of bodies that nothing introduces
_NUMBER = re.compile(r"[\d.\-]+|.*\d号")
_ROW = re.compile("[\u4e00-\u9fff]{2,4}")
_HALL = re.compile("会堂|宾馆|酒店|饭店|大厦|会议中心|会展中心|礼堂|体育馆|剧院")
_SIDE = re.compile("[东西南北]")  # 湘西 is no row of places
_BEFORE = tuple("在来驻赴离抵留访到回入")  # what stands before a place of one character
_NO_PARTY = re.compile("[两二三四五六七八九十多各]国$|(?:宫|会堂|宾馆|大厦|号楼|国道|大桥)$")
_PERSON = re.compile(
    r"[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fffA-Za-z]{1,12}(?:·[\u4e00-\u9fffA-Za-z.]{1,12}){1,4}|[\u4e00-\u9fff]{5,9}"
)


def names(paragraphs: list[str]) -> list[list[Candidate]]:
    """Return the candidates of each paragraph."""
    spans = [sentences(paragraph) for paragraph in paragraphs]
    parts = [paragraph[a:b] for paragraph, found in zip(paragraphs, spans, strict=True) for a, b in found]
    told = iter(words_of(parts))
    return [
        [
            Candidate(a + c.start, a + c.end, c.label, c.sure)
            for a, b in found
            for c in candidates(paragraph[a:b], next(told))
        ]
        for paragraph, found in zip(paragraphs, spans, strict=True)
    ]


def candidates(sentence: str, words: Sequence[Word]) -> list[Candidate]:
    """Return the names in a sentence whose words are known: the longest body that a head closes, then what is left."""
    known = [body for one in known_bodies(sentence, words) for body in bodies_in(sentence, one)]
    runs = [body for run in _bodies(sentence, words) for body in bodies_in(sentence, run)]
    rows = [Candidate(one, one + 1, "place") for word in words if word.tag == "LOC" for one in _row(sentence, word)]
    leaders = list(leaders_in(sentence, words))
    found: list[Candidate] = []
    for one in (*leaders, *sorted((*runs, *known), key=lambda c: c.start - c.end), *rows, *_proper(sentence, words)):
        if not any(c.start < one.end and one.start < c.end for c in found):
            found.append(one)
    return sorted(_places_joined(sentence, found), key=lambda c: c.start)


def _proper(sentence: str, words: Sequence[Word]) -> Iterator[Candidate]:
    """Yield what a recogniser tags as a name, bodies glued to each other parted."""
    for word in _foreign(sentence, words):
        name = sentence[word.start : word.end]
        if word.tag == "PER" and len(name) >= _FIRM_MIN and head_kind(name):
            word = Word(word.start, word.end, "ORG")  # 袁隆平农业高科技股份有限公司
        if word.tag in ("LOC", "ORG") and not seats(name):
            end = extended(sentence, word.start, word.end)
            whole = Candidate(word.start, end, "body")
            glued = list(bodies_in(sentence, whole))
            parts = [Word(c.start, c.end, word.tag) for c in glued if end > word.end or glued != [whole]]
            parts = parts or list(_site(name, word))
        else:
            parts = []
        for part in parts or ([] if has_verb(name) else [word]):
            if label := _label(sentence, part):
                yield Candidate(part.start, part.end, label)


def _site(name: str, word: Word) -> Iterator[Word]:
    """Yield the city of a hall: 北京 of 北京人民大会堂."""
    if _HALL.search(name):
        ends = (end for end in range(min(4, len(name)), 1, -1) if any(is_large(code) for code in seats(name[:end])))
        yield from (Word(word.start, word.start + end, "LOC") for end in tuple(ends)[:1])


def _bodies(sentence: str, words: Sequence[Word]) -> Iterator[Candidate]:
    """Yield runs of words that hold something proper and end in a head."""
    at = 0
    while at < len(words):
        end = _body_end(sentence, words, at)
        if end is None:
            at += 1
            continue
        if words[at].tag != "PER" or head_kind(sentence[words[end].start : words[end].end]):
            yield Candidate(words[at].start, words[end].end, "body", sure=True)
        at = end + 1


def _body_end(sentence: str, words: Sequence[Word], first: int) -> int | None:
    """Return the last word of the body that begins at `first`, or None where none does."""
    front = words[first]
    proper = front.tag in _PROPER or glued(sentence[front.start : front.end]) or _before_place(sentence, words, first)
    if not proper or (front.tag == "PER" and not _goes_on(words, first)):
        return None
    best, at, last_proper = None, first, first
    while at < len(words) and words[at].end - words[first].start <= _NAME_LONGEST:
        word = sentence[words[at].start : words[at].end]
        if word == "（":
            close = _bracket_close(sentence, words, at)
            if close is None:
                break
            best = close if head_kind(sentence[words[close].start : words[close].end]) else best
            at, last_proper = close + 1, close
            continue
        if (words[at].tag not in _INNER and word not in words_in("naming_verbs")) or (
            at > first
            and word in words_in("name_stops")
            and not (_parted_head(sentence, words, first, at) or _joint_park(sentence, words, at))
        ):
            break
        if words[at].tag == "PER" and at > first:
            break
        if words[at].tag in _PROPER:
            last_proper = at
        verbal = words[at].tag in ("v", "vn", "a") and len(word) < _FIRM_MIN
        headless = verbal and (words[at].tag != "vn" or len(word) < _HEAD_MIN)
        kind = None if headless else head_kind(word) or _parted_head(sentence, words, first, at)
        if words[at].tag == "ORG" or (kind and (at > first or len(word) > 3) and at - last_proper <= _REACH):
            best = at
        elif verbal and at > first and word not in words_in("naming_verbs") and not _joint_park(sentence, words, at):
            break
        at += 1
    return best


_NAME_LONGEST = 40  # characters of a name of a body
_HEAD_MIN = 3  # characters of a head that a recogniser may take for a verb's noun: 合作区
_REACH = 6  # words between what is proper and the head: 中国 电子 信息 产业 集团


def _goes_on(words: Sequence[Word], at: int) -> bool:
    """Whether a person's name is the front of a firm's: 王老吉药业."""
    return (
        at + 1 < len(words) and words[at + 1].tag in ("n", "nz", "ORG") and words[at + 1].end - words[at + 1].start >= 2
    )


def _before_place(sentence: str, words: Sequence[Word], at: int) -> bool:
    """Whether a place in brackets stands behind a word, as in names of firms: 无名（嘉兴）有限公司."""
    if at + 2 >= len(words) or words[at].tag != "n":
        return False
    return sentence[words[at + 1].start] == "（" and words[at + 2].tag == "LOC"


def _parted_head(sentence: str, words: Sequence[Word], first: int, at: int) -> str | None:
    """Return the kind of a head of two words: 屈原|管理|区."""
    parted = at > first + 1 and words[at].end - words[at].start <= 2
    return head_kind(sentence[words[at - 1].start : words[at].end]) if parted else None


def _joint_park(sentence: str, words: Sequence[Word], at: int) -> bool:
    """Whether a park of two places goes on there: 中阿产能|合作|示范园."""
    if at + 1 >= len(words):
        return False
    word, following = (sentence[w.start : w.end] for w in words[at : at + 2])
    return word == "合作" and head_kind(following) == "park"


def _bracket_close(sentence: str, words: Sequence[Word], at: int) -> int | None:
    """Return the word that closes a bracket within a name: 灵境万维（杭州）智能科技有限公司."""
    hit = _BRACKET.match(sentence, words[at].start)
    if not hit:
        return None
    close = next((n for n in range(at, min(at + 8, len(words))) if words[n].end >= hit.end()), None)
    if close is None or (words[close].end == hit.end() and close + 1 == len(words)):
        return None
    rest = sentence[hit.end() : words[close].end]
    return close if not rest or head_kind(rest) else None


def _foreign(sentence: str, words: Sequence[Word]) -> Iterator[Word]:
    """Yield the proper words, with parts of foreign and minority names joined at their dots: 买买提明·克热木."""
    at = 0
    while at < len(words):
        first = last = at
        while last + 2 < len(words) and sentence[words[last + 1].start : words[last + 1].end] == "·":
            last += 2
        if last > first and all(seats(sentence[w.start : w.end]) for w in words[first : last + 1 : 2]):
            yield from words[first : last + 1 : 2]  # 北京市·天津市
        elif last > first:
            yield Word(
                words[first].start,
                words[last].end,
                "PER" if any(w.tag not in ("LOC", "ORG") for w in words[first : last + 1 : 2]) else words[first].tag,
            )
        elif words[at].tag in ("PER", "LOC", "ORG", "nz", "nw"):
            yield words[at]
        at = last + 1


def _row(sentence: str, word: Word) -> Iterator[int]:
    """Yield where places of one character stand in a row: 京津冀, 中法."""
    name = sentence[word.start : word.end]
    if _ROW.fullmatch(name) and not _SIDE.search(name) and not seats(name) and all(abbreviated(one) for one in name):
        yield from range(word.start, word.end)


def _label(sentence: str, word: Word) -> Literal["person", "body", "place"] | None:
    name = sentence[word.start : word.end]
    if word.tag in ("PER", "nw") and any(is_large(code) for code in seats(name)):
        return "place"
    if word.tag == "PER":
        return "person" if _PERSON.fullmatch(name) and not head_kind(name) and not has_verb(name) else None
    if word.tag == "LOC":
        return "place" if _is_place(sentence, word, name) else None
    whole = Candidate(word.start, word.end, "body", sure=True)
    if word.tag == "ORG":
        return "body" if list(bodies_in(sentence, whole)) == [whole] else None
    if word.tag == "nz" and is_known(name):
        return "body" if not seats(name) else None
    return "body" if word.tag == "nz" and _LATIN.fullmatch(name) and not _ACRONYM.fullmatch(name) else None


def _is_place(sentence: str, word: Word, name: str) -> bool:
    alone = len(name) == 1 and sentence[max(0, word.start - 1) : word.start] in _BEFORE and abbreviated(name)
    named = (len(name) > 1 or alone) and not _NUMBER.fullmatch(name)
    return bool(named and not _NO_PARTY.search(name) and name not in words_in("no_parties"))


def _places_joined(sentence: str, found: list[Candidate]) -> Iterator[Candidate]:
    """Yield the candidates, places that follow each other without a gap as one: 江苏省无锡市."""
    kept: list[Candidate] = []
    for one in sorted(found, key=lambda c: c.start):
        last = kept[-1] if kept else None
        if (
            last
            and min(last.end - last.start, one.end - one.start) > 1
            and last.label == one.label == "place"
            and last.end == one.start
            and head_kind(sentence[last.start : last.end]) is None
            and may_hold(sentence[last.start : last.end], sentence[one.start : one.end])
        ):
            kept[-1] = Candidate(last.start, one.end, "place")
        else:
            kept.append(one)
    yield from kept
