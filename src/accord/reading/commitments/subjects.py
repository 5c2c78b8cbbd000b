"""Read who is the subject of a verb.

In:  a sentence with its persons, parties, places, dates and amounts covered, and where the verb begins.
Out: a `Subject`: what kind of thing it is and where it stands; whether a thing or somebody can promise is decided here,
     by the head noun of what stands left of the verb.
"""

import re
from functools import lru_cache
from typing import Literal

import msgspec

from accord.langs import Pack
from accord.langs.masks import slot_pattern
from accord.reading.page.grammar import role, word_in

__all__ = ["Subject", "antecedent", "first_subject", "subject_of"]

Kind = Literal["named", "we", "they", "it", "actor", "name", "thing", "relative", "joined", "none"]


class Subject(msgspec.Struct, frozen=True):
    """What stands before a verb.

    Attributes:
        kind: `named` a covered person or party, or a list of them; `we` and `they` those pronouns; `it` the pronoun;
            `actor` a noun for somebody; `name` a name that nobody knows; `thing` any other noun; `relative` which, that,
            who; `joined` a further verb of the same subject; `none` nothing.
        start, end: Where it stands.
    """

    kind: Kind
    start: int
    end: int


class _Phrases(msgspec.Struct, frozen=True):
    listed: re.Pattern[str]
    adverbs: re.Pattern[str]
    boundary: re.Pattern[str]
    preposition: re.Pattern[str]
    leading: re.Pattern[str]
    inset: re.Pattern[str]
    determined: re.Pattern[str]
    reduced: re.Pattern[str]
    joint: re.Pattern[str]
    opening: re.Pattern[str]
    first_name: re.Pattern[str]


_PRONOUNS: tuple[Kind, ...] = ("we", "they", "it", "thing", "relative", "actor", "joined")
_BRACKET_END = re.compile(r"\s*\([^()]*\)$")
_WORD_END = re.compile(r"[^\s,;:“”\"(]+$")
_ALONE = re.compile(
    r"(?:^|[.,;:] |\band )(both|each|(?:all )?the (?:two|three|four))(?:\s+(?:also|now|both|all|then))*\s+$", re.I
)
_MARK = re.compile("[\ue000-\ue009]")  # a covered name: no list of names without one
_PERSON_END = re.compile(rf"({slot_pattern('person')}),$")  # 'the minister, Ann Lee, will'
_OPENING = 4  # words in which the head of a first subject stands: 'The two port cities'
_FAR = 400  # characters left of a verb in which its subject may stand


def subject_of(covered: str, verb: int, pack: Pack) -> Subject:
    """Return the subject of the verb that begins at `verb`."""
    phrases = _phrases(pack)
    begin = max(0, verb - _FAR)
    alone = _ALONE.search(covered, begin, verb)
    if alone:
        return Subject("actor", *alone.span(1))
    left = phrases.adverbs.sub("", " " + covered[begin:verb])[1:].rstrip() if verb else ""
    if left.endswith(","):
        inset = phrases.inset.search(left)
        left = left[: inset.start()] if inset else _PERSON_END.sub(r"\1", left)
    found = _in(left, phrases, pack)
    return msgspec.structs.replace(found, start=found.start + begin, end=found.end + begin)


def first_subject(covered: str, pack: Pack) -> Subject:
    """Return the subject with which the words begin: that of every verb that `and` joins to the first one."""
    opening = _phrases(pack).opening.match(covered)
    words = covered[opening.end() :] if opening else covered
    begin = len(covered) - len(words)
    name = _phrases(pack).first_name.match(words)
    if name:
        return Subject("named", begin + name.start(), begin + name.end())
    head = words.split()[:_OPENING]
    for kind in _PRONOUNS:
        if head and word_in(pack, head[0], kind):
            return Subject(kind, begin, begin + len(head[0]))
    actor = any(re.sub(r"\W+$", "", word).casefold() in pack.lexicons["actor_heads"] for word in head)
    return Subject("actor" if actor else "thing", begin, begin + len(" ".join(head)))


def antecedent(covered: str, relative: Subject, pack: Pack) -> Subject:
    """Return of what ', which' tells: the name or noun before it; the pronoun itself where that is unclear."""
    left = covered[: relative.start]
    if not left.endswith(", ") or covered[relative.start : relative.end].casefold() != "which":
        return relative
    found = subject_of(covered, len(left.rstrip(", ")), pack)
    return found if found.kind in ("named", "name", "actor", "thing") else relative


def _in(left: str, phrases: _Phrases, pack: Pack) -> Subject:
    if not left:
        return Subject("none", 0, 0)
    first = listed = phrases.listed.search(left) if _MARK.search(left) else None
    while listed and _is_complement(left, listed.start(), phrases):
        comma = left.find(", ", listed.start())
        listed = phrases.listed.search(left, comma + 2) if comma >= 0 else None
    if listed:
        return Subject("named", listed.start(), listed.end())
    if first:  # the names only complete the noun before them
        return msgspec.structs.replace(_by_head(left[: first.start()], phrases, pack), end=len(left))
    left = _BRACKET_END.sub("", left)
    word = _WORD_END.search(left)
    if not word:
        return Subject("joined", len(left), len(left))
    for kind in _PRONOUNS:
        if word_in(pack, word.group(), kind):
            return Subject(kind, word.start(), word.end())
    return _by_head(left, phrases, pack)


def _is_complement(left: str, start: int, phrases: _Phrases) -> bool:
    """Return whether the names that begin at `start` only complete a noun: 'the pact between A and B'."""
    clause = left[_clause(left[:start], phrases) : start].strip()
    before = f" {clause} "
    hits = list(phrases.preposition.finditer(before)) if clause else []
    if not hits or hits[-1].end() != len(before):
        return False
    alone = " " not in clause and bool(left[:start].strip() != clause)  # ', at Oslo, and Riga will': it says where
    return alone or not phrases.leading.match(clause + " ")


def _clause(left: str, phrases: _Phrases) -> int:
    """Return where the last clause of `left` begins."""
    return max((b.end() for b in phrases.boundary.finditer(left)), default=0)


def _by_head(left: str, phrases: _Phrases, pack: Pack) -> Subject:
    """Return the subject by its head noun, the last word before the first preposition: 'officials of the port'."""
    start = _clause(left, phrases)
    found = _with_head(left, start, phrases, pack)
    joined = phrases.joint.search(left[:start]) if found.kind != "actor" else None
    if joined and phrases.preposition.search(left[:start]):  # 'a committee of mayors and pilots'
        wider = _with_head(left, _clause(left[: joined.start()], phrases), phrases, pack)
        return wider if wider.kind == "actor" else found
    return found


def _with_head(left: str, start: int, phrases: _Phrases, pack: Pack) -> Subject:
    phrase = left[start:].strip()
    begin = len(left) - len(left[start:].lstrip())
    if phrases.leading.match(phrase + " ") and (inner := phrases.determined.search(phrase)):
        phrase = inner.group(1)
    noun = phrases.preposition.split(f" {phrase} ", maxsplit=1)[0]
    head = phrases.reduced.split(noun, maxsplit=1)[0].split()
    word = re.sub(r"\W+$", "", head[-1]) if head else ""
    if head and _MARK.match(head[-1]):  # 'Ann Lee of Riga'
        return Subject("named", begin, len(left))
    if word.casefold() in pack.lexicons["actor_heads"]:
        return Subject("actor", begin, len(left))
    unknown = word[:1].isupper() and begin > 0 and word.casefold() not in pack.lexicons["pacts"]
    return Subject("name" if unknown else "thing", begin, len(left))


def _phrases(pack: Pack) -> _Phrases:
    roles = ("listing", "adverb", "boundary", "preposition", "leading", "inset", "determiner", "reduced")
    return _compiled(tuple(role(pack, name) for name in roles))


@lru_cache(maxsize=8)
def _compiled(roles: tuple[str, ...]) -> _Phrases:
    listing, adverb, boundary, preposition, leading, inset, determiner, reduced = roles
    name = "(?:" + "|".join(slot_pattern(slot) for slot in ("person", "party", "place")) + ")"
    bracket = r"(?:\s*\([^()]*\))?"
    return _Phrases(
        listed=re.compile(
            rf"(?:{name}{bracket}(?:,\s+|,?\s+(?:{listing})\s+)(?:the\s+)?)*(?:(?:{determiner})\s+)?{name}{bracket}$",
            re.I,
        ),
        adverbs=re.compile(rf"(?:[\s,]+(?:{adverb}|\w+ly))+,?\s*$", re.I),
        boundary=re.compile(rf"[;:“”\"(]|,\s|\s[-–—]\s|(?<!\w)(?:{boundary})(?!\w)", re.I),
        reduced=re.compile(rf"(?<=\w)\s(?:{reduced})(?!\w)", re.I),
        joint=re.compile(r"\s(?:and|or|&)\s*$", re.I),
        preposition=re.compile(rf"\s(?:{preposition})\s", re.I),
        leading=re.compile(rf"^(?:{leading})\s", re.I),
        inset=re.compile(rf",\s+(?:{inset})\s[^,]*(?:,[^,]*)?,$", re.I),
        opening=re.compile(
            rf"(?:{name}[^.;]{{0,40}}?\s[-–—]+\s|(?:{leading})\s[^,;]{{1,80}},\s+|(?:{adverb}|\w+ly),?\s+)+", re.I
        ),
        first_name=re.compile(rf"(?:(?:{determiner})\s+)?{name}(?!['’]s)", re.I),
        determined=re.compile(rf"(?:^|\s)(?:{determiner})\s+([^,;]+)$", re.I),
    )
