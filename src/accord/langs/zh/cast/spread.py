"""Find the names of a page everywhere on it: whole names, brands, places by one character in a row.

In:  the names found in its sentences.
Out: names in text order, none overlapping, each text with the label that most of its places have.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec

from accord.gazetteer import Name as Known
from accord.gazetteer import entry
from accord.langs.zh.likeness.firms import brand_of, brands_of
from accord.langs.zh.page.heads import head_kind
from accord.langs.zh.page.recogniser import Word
from accord.langs.zh.page.seats import level_of, seats
from accord.model.page import Name, Sentence

__all__ = ["spread"]

_SPREAD_MIN = 2
_ROW_MIN = 2
_OF_ROW = re.compile("(?:两国|各国|双方|政府|关系|企业|合作|经贸|双边|贸易|元首|友好|友谊|外交|民间|人民|联合)+$")
_AFTER_LIST = "[及和与同等]|[两三四五六]国|[两三四五六]方|领导人|元首|首脑|外长|总理|政府"
_HOME = "中"  # stands beside the first character of any other state
_BEHIND = frozenset("和与同及参出率将在也并就说向对等一陪主早曾已为")  # what a recogniser glues to a person's name
_NAMED = frozenset({"PER", "LOC", "ORG", "nz", "nw"})


def spread(
    words: str, sentences: Sequence[Sentence], told: Sequence[Sequence[Word]], found: Sequence[Name]
) -> tuple[Name, ...]:
    """Return the names of a page, found everywhere."""
    brands = list(_brands(words, sentences, told, found))
    firms = {name.text for name in brands}
    return _settled(words, sentences, [*(n for n in found if n.text not in firms), *brands])


def _brands(
    words: str, sentences: Sequence[Sentence], told: Sequence[Sequence[Word]], found: Sequence[Name]
) -> Iterator[Name]:
    """Yield brands of two characters that stand as names of their own: 商汤, of 商汤科技."""
    fronts = {brand for name in found if name.label == "body" and (brand := brand_of(name.text))}
    for sentence, parts in zip(sentences, told, strict=True):
        if sentence.kind == "furniture" or not fronts:
            continue
        for word in parts:
            start, end = sentence.start + word.start, sentence.start + word.end
            if word.tag in _NAMED and words[start:end] in fronts:
                yield Name(start, end, words[start:end], "body")


def _settled(words: str, sentences: Sequence[Sentence], found: list[Name]) -> tuple[Name, ...]:
    """Return the names, each text with the label that most of its places have, and where else they stand."""
    votes: dict[str, Counter[str]] = {}
    for name in found:
        votes.setdefault(name.text, Counter())[name.label] += 1
    best = {text: count.most_common(1)[0][0] for text, count in votes.items()}
    best = {text: label for text, label in best.items() if not (label == "person" and _glued(text, best))}
    parts = {part for text, label in best.items() if label == "person" and "·" in text for part in text.split("·")}
    best = {text: "person" if text in parts else label for text, label in best.items()}  # 阿里, of 齐亚德·阿里
    sides = {name[0] + "方" for name in best if any(level_of(code, "国") for code in seats(name))}
    best = {text: label for text, label in best.items() if text not in sides}  # 苏方, of 苏里南, is no person
    found = [n for n in found if n.text in best]
    known = [msgspec.structs.replace(n, label=best[n.text]) for n in found]
    brands = {brand: "body" for text, label in best.items() if label == "body" for brand in brands_of(text)}
    best = {**brands, **best}
    texts = sorted((t for t in best if len(t) >= _SPREAD_MIN), key=lambda t: (-len(t), t))
    if not texts:
        return ()
    pattern = re.compile("|".join(re.escape(t) for t in texts))
    spread = [
        Name(hit.start(), hit.end(), hit.group(), best[hit.group()])  # type: ignore[arg-type]
        for sentence in sentences
        if sentence.kind != "furniture"
        for hit in pattern.finditer(words, sentence.start, sentence.end)
    ]
    rows = _rows(words, sentences, known)
    pairs = {words[a:b] for a, b in rows}
    runs = {name.text for name in known if not seats(name.text) and _is_row(name.text, pairs)}
    whole = [n for n in (*known, *spread) if n.text not in runs]
    single = [Name(at, at + 1, words[at], "place") for a, b in rows for at in range(a, b) if words[at] != "、"]
    taken = bytearray(len(words))
    out: list[Name] = []
    for name in sorted((*whole, *single), key=lambda n: (n.start - n.end, n.start)):
        if not any(taken[name.start : name.end]):
            taken[name.start : name.end] = b"\1" * (name.end - name.start)
            out.append(name)
    return tuple(sorted(out, key=lambda n: n.start))


def _glued(name: str, labels: dict[str, str]) -> bool:
    """Whether a person's name is another's of the page with a word glued to it: 王某和, beside 王某."""
    return name[-1] in _BEHIND and labels.get(name[:-1]) == "person"


def _rows(words: str, sentences: Sequence[Sentence], known: Sequence[Name]) -> list[tuple[int, int]]:
    """Return where places of the page stand in a row by one character each: 宁镇扬, 中法."""
    told = {code for name in known if name.label != "person" for code in seats(name.text)}
    letters = {n.text for code in told for n in _entry_names(code) if n.sort == "abbreviation"}
    firsts = {n.text[0] for n in known if n.label == "place" and any(level_of(code, "国") for code in seats(n.text))}
    letters |= {_HOME} if firsts else set()
    short = "".join(sorted(letters | firsts))
    if len(short) < _ROW_MIN:
        return []
    one = f"[{re.escape(short)}]"
    run = re.compile(
        f"{one}{{{_ROW_MIN},6}}|(?<![^，。；、：（“是由在和与同对及]){one}(?:、{one}){{1,5}}(?={_AFTER_LIST})"
    )
    found = [hit.span() for s in sentences if s.kind != "furniture" for hit in run.finditer(words, s.start, s.end)]
    return [(a, b) for a, b in found if _all_other(words[a:b]) and letters & set(words[a:b]) and not seats(words[a:b])]


def _all_other(row: str) -> bool:
    """Whether no letter stands twice in a row: 中、法、德."""
    letters = row.replace("、", "")
    return len(set(letters)) == len(letters)


def _is_row(name: str, pairs: set[str]) -> bool:
    """Whether a name is a row of states, or one with a word that is no body's head: 中德, 中德政府, 中俄总理定期."""
    return _OF_ROW.sub("", name) in pairs or (name[:2] in pairs and head_kind(name) is None)


def _entry_names(code: str) -> tuple[Known, ...]:
    one = entry(code)
    return one.names if one else ()
