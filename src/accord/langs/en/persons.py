"""Decide whether what the model takes for a person is one: in clauses of agreement it takes many a firm for a person.

In:  paragraphs with their candidates.
Out: the same candidates; those that stand where a side of an agreement stands, and of which nothing says that they are
     persons (no title, post, given name, and no full name elsewhere), are bodies.
"""

import re
from collections.abc import Sequence

from accord.langs.en.shapes import is_chinese_name, words_of
from accord.langs.en.slots import AGREEING
from accord.langs.pack import Candidate

__all__ = ["is_titled", "settled"]

_POST = (
    r"chair|president|director|minister|secretary|mayor|chief|ceo|head(?!s)|founder|co-founder|governor|manager|professor|officer|who\b"
    r"|ambassador|rector|dean|chancellor|premier|commissioner|vice|deputy|senator|then\b|aged"
)
_POST_AFTER = re.compile(
    rf",?\s+(?:\(|the\s+|its\s+)?(?:(?!sign|ink|agree|enter|announce)[a-z-]+\s+){{0,3}}(?:{_POST})", re.IGNORECASE
)
_POST_BEFORE = re.compile(rf"\b(?:{_POST})\w*\b[^.;]{{0,30}},\s+$", re.IGNORECASE)
_STANDS_FOR = re.compile(r"\s+(?:for|on behalf of)\s+(?:the\s+)?[A-Z]")
_SAYS_IT = re.compile(
    r"(?:,[^,.;]{2,60},)?\s+(?:said|says)\s+(?:(?:on|in|that|\w+day|today|yesterday)\s+){0,2}(?:it|its)\b"
)
_IN = re.compile(r"\b[Ii]n\s+$")
_NEAR = re.compile(r"\b(?:near|outside)\s+$")
_PLAIN_WORD = re.compile(r"[A-Z][a-z]+(?:[ -][A-Z][a-z]+)?")
_OWNS = re.compile(r"['’]s?\b")
_HAPPENS_IN = re.compile(
    r"\b(?:signed|inked|sealed|concluded|held|met|meeting|ceremony|today|yesterday|\w+day|morning|afternoon|evening|\d{1,4}(?:st|nd|rd|th)?),?\s+in\s+$"
)
_PRONOUN = re.compile(r"\b(?:he|she|his|her|him|himself|herself)\b")
_PLACED = re.compile(
    r"\b(?:[Mm]ayor|[Gg]overnor|[Cc]hair\w*|[Pp]resident|[Cc]ity|[Mm]unicipality|[Bb]ank|[Pp]ort|[Uu]niversity) of\s+(?:the\s+)?$"
)
_FRONT = re.compile(
    r"(?:\b(?:with|between|among|selected|chose|awarded|from|joined|company|firm|group|maker|utility|unit|subsidiary|giant|operator|lender|developer"
    r"|producer|startup|supplier|partners?|alongside|acquired?|lent|buy|bought)\s+(?:the\s+|its\s+)?)$",
    re.IGNORECASE,
)
_BACK = re.compile(
    r"(?:,[^,.;]{2,60},)?(?:['’]s\s+(?:[a-z-]+\s+){0,3}(?:unit|subsidiary|arm|division|affiliate|shares|network|plant|ships|bank)"
    r"|\s+(?:said|says)\s+(?:(?:on|in|that|\w+day|today|yesterday)\s+){0,2}(?:it|its|they)\b"
    r"|\s+(?:(?:has|have|had|will|to|is|are|also|today|recently|jointly|was|plans|agreed|expects|been|be)\s+){0,4}"
    r"(?:collaborat|partner|team|join|acquir|buy|sell|suppl|lend|lent|award|merg|form|launch|won|wins|receive|secure|select|chosen|enter|conclud|reach|supplie)"
    r"|\s+(?:has\s+|have\s+|will\s+|to\s+)?(?:sign|ink|seal)\w*\s[^.;]{0,140}?\b(?:with|to (?:buy|sell|supply|build|provide|acquire))\b)"
)
_ONE_WORD_BACK = re.compile(
    r"(?:['’]s\b|\s*(?:,|&|\band\b|\bto\b|\bhas\b|\bhave\b|\bwill\b|\bsign|\bsaid\b|\bon\b|\bfor\b|\bin\b|\ba\b|\bagreed\b|\bis\b|\bare\b|\.|;|$))"
)
_ONE_WORD_FRONT = re.compile(
    r"(?:\A|[.\n]\s*|\b(?:with|between|and|from|to|by|awarded|selected|chose)\s+(?:the\s+)?|,\s+)$"
)


def settled(texts: Sequence[str], found: Sequence[list[Candidate]]) -> list[list[Candidate]]:
    """Return the candidates of each text, with firms in clauses of agreement that were taken for persons as bodies."""
    found = [[_located(text, one) for one in candidates] for text, candidates in zip(texts, found, strict=True)]
    known = _known_persons(texts, found)
    return [
        [_settle(text, one, known) if one.label == "person" else one for one in candidates]
        if AGREEING.search(text)
        else candidates
        for text, candidates in zip(texts, found, strict=True)
    ]


def _located(text: str, one: Candidate) -> Candidate:
    """Return as a place what 'in' points to: a person is nowhere, and where something is signed is no body."""
    front = text[max(0, one.start - 40) : one.start]
    plain = not any(word in words_of("body_heads") for word in text[one.start : one.end].split())
    inside = one.label == "person" and _IN.search(front) and not _OWNS.match(text, one.end)
    happens = one.label == "body" and plain and _HAPPENS_IN.search(front)
    near = one.label != "place" and plain and _NEAR.search(front) and _PLAIN_WORD.fullmatch(text[one.start : one.end])
    return Candidate(one.start, one.end, "place", sure=True) if inside or happens or near else one


def is_titled(text: str, person: Candidate) -> bool:
    """Return whether a title or post beside it, or its own shape, says that it is a person."""
    before = re.search(r"(\w+)\.?\s+$", text[max(0, person.start - 30) : person.start])
    return (
        bool(before and before.group(1).capitalize() in words_of("name_titles"))
        or bool(_POST_AFTER.match(text, person.end))
        or bool(_STANDS_FOR.match(text, person.end))
        or is_chinese_name(text[person.start : person.end])
    )


def _known_persons(texts: Sequence[str], found: Sequence[list[Candidate]]) -> frozenset[str]:
    """Return the words of names that are surely persons': 'Holman' where 'Mr. Holman' stands elsewhere."""
    known: set[str] = set()
    for text, candidates in zip(texts, found, strict=True):
        for one in candidates:
            words = text[one.start : one.end].split()
            if one.label == "person" and (
                is_titled(text, one) or (len(words) > 1 and words[0] in words_of("given_names"))
            ):
                known.update(word for word in words if len(word) > 2)
    return frozenset(known)


def _settle(text: str, person: Candidate, known: frozenset[str]) -> Candidate:
    words = text[person.start : person.end].split()
    before, body = (
        text[max(0, person.start - 60) : person.start],
        Candidate(person.start, person.end, "body", sure=True),
    )
    if (_PLACED.search(before) and len(words) == 1) or (
        _SAYS_IT.match(text, person.end) and not is_titled(text, person)
    ):
        return body
    if _is_surely_person(text, person, words, known, before):
        return person
    if len(words) == 1:
        return body if _ONE_WORD_FRONT.search(before) and _ONE_WORD_BACK.match(text, person.end) else person
    odd = any(w.isupper() and len(w) > 1 for w in words) or any(w in words_of("body_heads") for w in words)
    placed = _FRONT.search(before) or _BACK.match(text, person.end)
    return body if placed or (odd and _ONE_WORD_FRONT.search(before)) else person


def _is_surely_person(text: str, person: Candidate, words: list[str], known: frozenset[str], before: str) -> bool:
    if is_titled(text, person) or _POST_BEFORE.search(before):
        return True
    if any(word in known for word in words) or (len(words) > 1 and words[0].strip(".") in words_of("given_names")):
        return not any(word in words_of("body_heads") for word in words)
    initials = len(words) > 1 and all(len(word.strip(".")) == 1 for word in words[:-1])
    end = text.find(".", person.end)
    return initials or bool(_PRONOUN.search(text, person.end, end if end > 0 else len(text)))
