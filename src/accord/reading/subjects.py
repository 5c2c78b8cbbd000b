"""Read who is the subject of a verb.

In:  a sentence with its persons, parties, places, dates and amounts covered, and where the verb begins.
Out: a `Subject`: what kind of thing it is and where it stands; whether a thing or somebody can promise is decided here,
     by the head noun of what stands left of the verb.
"""

import re
from typing import Literal

import msgspec

from accord.langs import Pack
from accord.langs.masks import slot_pattern

__all__ = ["Subject", "subject_of"]

Kind = Literal["named", "we", "they", "it", "actor", "thing", "relative", "joined", "none"]


class Subject(msgspec.Struct, frozen=True):
    """What stands before a verb.

    Attributes:
        kind: `named` a covered person or party, or a list of them; `we` and `they` those pronouns; `it` the pronoun;
            `actor` a noun for somebody; `thing` any other noun; `relative` which, that, who; `joined` a further verb
            of the same subject; `none` nothing.
        start, end: Where it stands.
    """

    kind: Kind
    start: int
    end: int


_MARK = f"(?:{slot_pattern('person')}|{slot_pattern('party')})"
_PLACE = slot_pattern("place")
_LISTED = re.compile(
    rf"(?:(?:{_MARK}|{_PLACE})(?:\s*\([^()]*\))?(?:,\s+|,?\s+(?:and|&|as well as|together with|with)\s+)(?:the\s+)?)*"
    rf"(?:the\s+)?(?:{_MARK}|{_PLACE})(?:\s*\([^()]*\))?$"
)
_ADVERBS = re.compile(
    r"(?:[\s,]+(?:also|jointly|both|each|all|further|furthermore|therefore|then|now|still|always|together|as always|as well|"
    r"in turn|in future|in the future|again|thus|hereby|not only|\w+ly))+,?\s*$",
    re.IGNORECASE,
)
_BOUNDARY = re.compile(
    r"[;:“”\"(]|,\s|\s[-–—]\s|(?<!\w)(?:that|said|says|while|whereas|when|where|but|so|because|since|and)(?!\w)", re.I
)
_PREPOSITION = re.compile(
    r"\s(?:of|for|between|in|on|with|to|from|at|by|under|among|within|over|including|against|into)\s", re.I
)
_LEADING = re.compile(
    r"^(?:of|for|between|in|on|with|to|from|at|by|under|among|within|over|through|after|during|as|into)\s", re.I
)
_PRONOUNS: dict[str, Kind] = {
    "we": "we", "i": "we", "they": "they", "he": "they", "she": "they", "it": "it", "this": "thing", "these": "thing",
    "that": "relative", "which": "relative", "who": "relative", "there": "thing", "you": "thing", "both": "actor",
    "and": "joined", "or": "joined", "but": "joined", "to": "joined",
}  # fmt: skip
_DETERMINED = re.compile(
    r"(?:^|\s)(?:the|its|their|our|his|her|a|an|this|these|both|all)\s+((?:(?!the\s)[^,;])+)$", re.I
)


def subject_of(covered: str, verb: int, pack: Pack) -> Subject:
    """Return the subject of the verb that begins at `verb`."""
    left = _ADVERBS.sub("", " " + covered[:verb])[1:].rstrip() if verb else ""
    if left.endswith(","):
        left = _without_inset(left)
    if not left:
        return Subject("none", verb, verb)
    listed = _LISTED.search(left)
    if listed and not _is_complement(left, listed.start()):
        return Subject("named", listed.start(), listed.end())
    left = re.sub(r"\s*\([^()]*\)$", "", left)
    word = re.search(r"[^\s,;:“”\"(]+$", left)
    if not word:
        return Subject("joined", len(left), len(left))
    kind = _PRONOUNS.get(word.group().casefold())
    if kind:
        return Subject(kind, word.start(), word.end())
    return _by_head(left, pack)


def _without_inset(left: str) -> str:
    """Return the words before an inset that ends in a comma: 'the bank, which owns the mill,' is 'the bank'."""
    inset = re.search(
        r",\s+(?:who|which|where|whose|as|together|including|along|the|a|an|through|by|in|on|under)\s[^,]*(?:,[^,]*)?,$",
        left,
    )
    return left[: inset.start()] if inset else left


def _is_complement(left: str, start: int) -> bool:
    """Return whether the names that begin at `start` only complete a noun: 'the pact between A and B'."""
    clause = left[_clause(left[:start]) : start]
    before = " " + clause.strip() + " "
    if not before.strip():
        return False
    hits = list(_PREPOSITION.finditer(before))
    if not hits:
        return False
    leading = _LEADING.match(before.strip() + " ")
    return hits[-1].end() == len(before) and not leading


def _clause(left: str) -> int:
    """Return where the last clause of `left` begins."""
    return max((b.end() for b in _BOUNDARY.finditer(left)), default=0)


def _by_head(left: str, pack: Pack) -> Subject:
    start = _clause(left)
    phrase = left[start:].strip()
    begin = len(left) - len(left[start:].lstrip())
    if _LEADING.match(phrase + " ") and (inner := _DETERMINED.search(phrase)):
        phrase = inner.group(1)
    head = _PREPOSITION.split(" " + phrase + " ", maxsplit=1)[0].split()
    word = re.sub(r"\W+$", "", head[-1]) if head else ""
    actors = pack.lexicons["actor_heads"]
    named = len(head) > 0 and word[:1].isupper() and begin > 0
    kind: Kind = "actor" if word.casefold() in actors or named else "thing"
    return Subject(kind, begin, len(left))
