"""Find the names of persons, bodies and places. LAC proposes words and names; heads of names and brackets decide.

In:  sentences in plain characters, with their words.
Out: candidates, none overlapping, in order.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources
from typing import Literal

from accord.langs.pack import Candidate
from accord.langs.zh.recogniser import Word, words_of
from accord.langs.zh.seats import abbreviated, is_large, seats
from accord.langs.zh.text import sentences

__all__ = ["candidates", "head_kind", "names"]

_PROPER = frozenset({"LOC", "ORG", "nz", "PER", "nw"})
_INNER = frozenset({"n", "vn", "nz", "LOC", "ORG", "PER", "nw", "s", "f", "an", "m", "a", "v", "q", "xc"})
_BRACKET = re.compile(r"（[\u4e00-\u9fffA-Za-z·]{2,12}）")
_LATIN = re.compile(r"[A-Z][A-Za-z0-9&.\- ]*[A-Za-z0-9]")
_AFTER = "将与和及同在拟已也均就等的是为"  # what a recogniser glues to the end of a name
_FOR = re.compile("代表(?!处|团|队|大会|厅)")  # 王某代表甲公司
_ROW = re.compile("[\u4e00-\u9fff]{2,4}")
_FORM = re.compile(r"（(?:有限合伙|集团|普通合伙|特殊普通合伙|筹)）")  # behind the name that it belongs to
_BEFORE = tuple("在来驻赴离抵留访到回入")  # what stands before a place of one character
_NO_PARTY = re.compile("[两二三四五六七八九十多各]国$|(?:宫|会堂|宾馆|大厦|号楼|国道|大桥)$")
_AND = re.compile("[与和及同]")
_PLACE_END = re.compile("(?:省|市|县|自治区|自治州|新区)$")
_PERSON = re.compile(
    r"[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fffA-Za-z]{1,12}(?:·[\u4e00-\u9fffA-Za-z.]{1,12}){1,4}|[\u4e00-\u9fff]{5,9}"
)
_HEAD_LONGEST = 8  # characters of the longest head


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
    runs = [part for run in _bodies(sentence, words) for part in _parted(sentence, run)]
    found = [body for run in runs if (body := _trimmed(sentence, run))]
    found += [Candidate(one, one + 1, "place") for word in words if word.tag == "LOC" for one in _row(sentence, word)]
    for word in _foreign(sentence, words):
        for part in _parted(sentence, Candidate(word.start, word.end, "place")) if word.tag == "LOC" else (word,):
            one = Word(part.start, part.end, word.tag)
            label = _label(sentence, one)
            if label and not any(c.start < one.end and one.start < c.end for c in found):
                found.append(Candidate(one.start, one.end, label))
    return sorted(_places_joined(sentence, found), key=lambda c: c.start)


def head_kind(name: str) -> str | None:
    """Return the kind of body that a name's last characters say, the longest head first; None where none does.

    >>> head_kind("南京市人民政府"), head_kind("华夏银行南京分行"), head_kind("格芯")
    ('government', 'finance', None)
    """
    heads = _heads()
    bare = name.removesuffix("（有限合伙）") if name.endswith("）") else name
    if bare != name:
        return "enterprise"
    return next((heads[bare[-n:]] for n in range(_HEAD_LONGEST, 0, -1) if bare[-n:] in heads), None)


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


def _parted(sentence: str, run: Candidate) -> Iterator[Candidate]:
    """Yield the bodies that LAC takes for one: 吉林省政府与国家开发投资集团, but not 工业和信息化厅."""
    start = run.start
    for joint in _AND.finditer(sentence, run.start + 2, run.end - 2):
        left, right = sentence[start : joint.start()], sentence[joint.end() : run.end]
        if len(left) > 2 and (head_kind(left) or _PLACE_END.search(left) or seats(right)):
            yield Candidate(start, joint.start(), "body", sure=True)
            start = joint.end()
    yield Candidate(start, run.end, "body", sure=True)


def _trimmed(sentence: str, run: Candidate) -> Candidate | None:
    """Return the body without the office that LAC takes for its end (四川省委常委) and without marks; None where none is left."""
    start, end = run.start, run.end
    while end - start > 2 and sentence[end - 1] in _AFTER:
        end -= 1
    tail = _FORM.match(sentence, end)
    end = tail.end() if tail else end
    start = max(start, *(sentence.rfind(mark, start, end) + 1 for mark in "《“‘、，"))
    stands_for = _FOR.search(sentence, start, end)
    start = stands_for.end() if stands_for else start
    while end > start:
        name = sentence[start:end]
        office = next((len(word) for word in _offices() if name.endswith(word)), 0)
        if not office:
            break
        end -= office
    if (
        end - start < 2
        or sentence[start:end] in _no_parties()
        or (end < run.end and not head_kind(sentence[start:end]))
        or sentence[start].isdigit()
    ):
        return None
    return Candidate(start, end, "body", sure=True)


def _body_end(sentence: str, words: Sequence[Word], first: int) -> int | None:
    """Return the last word of the body that begins at `first`, or None where none does."""
    if words[first].tag not in _PROPER or (words[first].tag == "PER" and not _goes_on(words, first)):
        return None
    best, at, last_proper = None, first, first
    while at < len(words) and words[at].end - words[first].start <= _NAME_LONGEST:
        word = sentence[words[at].start : words[at].end]
        if word == "（":
            close = _bracket_close(sentence, words, at)
            if close is None:
                break
            at = close + 1
            continue
        if (words[at].tag not in _INNER and word not in _naming_verbs()) or (at > first and word in _stops()):
            break
        if words[at].tag == "PER" and at > first:
            break
        if words[at].tag in _PROPER:
            last_proper = at
        verbal = words[at].tag in ("v", "vn", "a")
        kind = None if verbal else head_kind(word)
        if words[at].tag == "ORG" or (kind and (at > first or len(word) > 3) and at - last_proper <= _REACH):
            best = at
        elif verbal and at > first and word not in _naming_verbs():
            break
        at += 1
    return best


_NAME_LONGEST = 40  # characters of a name of a body
_REACH = 6  # words between what is proper and the head: 中国 电子 信息 产业 集团


def _goes_on(words: Sequence[Word], at: int) -> bool:
    """Whether a person's name is the front of a firm's: 王老吉药业."""
    return (
        at + 1 < len(words) and words[at + 1].tag in ("n", "nz", "ORG") and words[at + 1].end - words[at + 1].start >= 2
    )


def _bracket_close(sentence: str, words: Sequence[Word], at: int) -> int | None:
    """Return the word that closes a bracket within a name: 灵境万维（杭州）智能科技有限公司."""
    hit = _BRACKET.match(sentence, words[at].start)
    if not hit:
        return None
    return next(
        (n for n in range(at, min(at + 8, len(words))) if words[n].end == hit.end() and n + 1 < len(words)), None
    )


def _foreign(sentence: str, words: Sequence[Word]) -> Iterator[Word]:
    """Yield the proper words, with parts of foreign and minority names joined at their dots: 买买提明·克热木."""
    at = 0
    while at < len(words):
        first = last = at
        while last + 2 < len(words) and sentence[words[last + 1].start : words[last + 1].end] == "·":
            last += 2
        if last > first:
            yield Word(
                words[first].start,
                words[last].end,
                "PER" if any(w.tag == "PER" for w in words[first : last + 1]) else words[first].tag,
            )
        elif words[at].tag in ("PER", "LOC", "ORG", "nz"):
            yield words[at]
        at = last + 1


def _row(sentence: str, word: Word) -> Iterator[int]:
    """Yield where places of one character stand in a row: 京津冀, 中法."""
    name = sentence[word.start : word.end]
    if _ROW.fullmatch(name) and not seats(name) and all(abbreviated(one) for one in name):
        yield from range(word.start, word.end)


def _label(sentence: str, word: Word) -> Literal["person", "body", "place"] | None:
    name = sentence[word.start : word.end]
    if word.tag == "PER" and any(is_large(code) for code in seats(name)):
        return "place"
    if word.tag == "PER":
        return "person" if _PERSON.fullmatch(name) and not head_kind(name) else None
    if word.tag == "LOC":
        alone = len(name) == 1 and sentence[max(0, word.start - 1) : word.start] in _BEFORE and abbreviated(name)
        return (
            "place" if (len(name) > 1 or alone) and not _NO_PARTY.search(name) and name not in _no_parties() else None
        )
    if word.tag == "ORG":
        one = _trimmed(sentence, Candidate(word.start, word.end, "body"))
        return "body" if one and one.end == word.end and one.start == word.start else None
    if _LATIN.fullmatch(name):
        return "body" if len(name) > 1 else None
    return None


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
        ):
            kept[-1] = Candidate(last.start, one.end, "place")
        else:
            kept.append(one)
    yield from kept


@cache
def _heads() -> dict[str, str]:
    return dict(_rows("body_heads"))


@cache
def _stops() -> frozenset[str]:
    return frozenset(word for word, *_ in _rows("name_stops"))


@cache
def _offices() -> tuple[str, ...]:
    return tuple(sorted((word for word, *_ in _rows("office_ends")), key=len, reverse=True))


@cache
def _no_parties() -> frozenset[str]:
    return frozenset(word for word, *_ in _rows("no_parties"))


@cache
def _naming_verbs() -> frozenset[str]:
    return frozenset(word for word, *_ in _rows("naming_verbs"))


def _rows(stem: str) -> list[list[str]]:
    text = (resources.files("accord.langs.zh") / "lexicon" / f"{stem}.tsv").read_text("utf-8")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return [line.split("\t") for line in lines[1:]]
