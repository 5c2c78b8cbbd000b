"""Guess names from the places that they hold in a clause of agreement, where neither the model nor their shape tells.

In:  a paragraph and the names that are known in it.
Out: candidates: capital words that stand where a party stands ('X signed', 'with X', 'X and Y agreed'), and the place
     that 'in' and 'at' point to.

Outside sentences of agreement nothing is guessed: there a capital word is as often a thing as a body.
"""

import re
from collections.abc import Sequence

from accord.langs.en.shapes import Word, parts_of, words_of
from accord.langs.en.text import sentences
from accord.langs.pack import Candidate

__all__ = ["AGREEING", "slot_names"]

AGREEING = re.compile(
    r"\b(?:sign(?:s|ed|ing)?|agree(?:s|d|ments?)?|partner(?:ed|ing|ships?|s)?|memorand\w+|MO[UA]s?|MoUs?|contracts?|pacts?|accords?|deals?"
    r"|joint(?:ly)?|ventures?|collaborat\w+|co-?operat\w+|alliances?|consortium|inked|letters? of intent|protocols?|treaty|loans?|lend|lent"
    r"|acquire[sd]?|merge[drs]?|award(?:ed|s)?|selected|team(?:s|ed|ing)?|join(?:s|ed|ing)? forces|tenders?|grant(?:ed|s)?|donat\w+|concession"
    r"|undert(?:akes?|ook|aking)|found(?:ed|ing)(?=\san?\s)|announc(?:ed?|es)(?=\b[^.;]{0,60}\b(?:will|would|agreed|plans?|intends?)\b))\b"
    r"|,[^.,;]{3,80}\sannounced\b"
)
_WHERE = re.compile(
    r"\b(?:in|at|near|outside|throughout|across)\s+(?:the\s+)?(?:(?:city|town|port|capital) of\s+)?$", re.IGNORECASE
)
_OF = re.compile(r"\b(?:of|on|for|under|about|into)\s+(?:the\s+)?$", re.IGNORECASE)
_FRONT = re.compile(
    r"(?:\b(?:with|between|among|amongst|and|by|from|to|company|firm|group|\w*maker|utility|bank|unit|subsidiary|giant|operator|lender|developer|carmaker|carrier|insurer|retailer|brewer|miner|builder|shipyard|airline|contractor"
    r"|producer|startup|supplier|partners?|that|said|as|awarded|alongside|selected|chose|lend|lent|join|joined|acquire|acquired|of)\s+(?:the\s+|its\s+)?|,\s+|&\s+|\A[\"'(]*|\n\s*|[-:]\s+|['’]s\s+)$",
    re.IGNORECASE,
)
_BACK = re.compile(
    r"\s*(?:['’]s\b|,|\(|&|\band\b|\bor\b|\b(?:said|says|has|have|had|is|are|was|will|would|shall|to|on|for|in|at|signed?|signs|inked|agreed|agrees|entered"
    r"|announced|announces|awarded|won|received|formed|launched|plans?|intends?|expects?|yesterday|today|recently|also|jointly|officially|formally"
    r"|partner(?:s|ed|ing)?|join(?:s|ed|ing)?|team(?:s|ed|ing)?|concluded|reached|under|worth|respectively|together|by|with|provided|granted|renewed|and)\b"
    r"|\.|;|:|$)"
)
_PERSONAL = re.compile(
    r",?\s+(?:\(|the\s+|its\s+|vice[- ])?(?:[a-z-]+\s+){0,3}(?:chair|president|director|minister|secretary|mayor|chief|ceo|head|founder|governor|manager"
    r"|professor|officer|who|ambassador|rector|dean|chancellor|on behalf)|\s+for\s+(?:the\s+)?[A-Z]",
)
_OFFICE = re.compile(
    r"\b(?:minister|secretary|president|chair(?:man|woman)?|governor|mayor|director|ambassador|premier|chancellor|rector|dean|chief|head|officer|ceo)\b[^.;]{0,30},\s+$",
    re.IGNORECASE,
)
_ABSTRACT = re.compile(r"(?:ing|ed|ly|ism|ness|ity|tions?|ments?|ances?|ences?|ships?)$")
_SPELT = re.compile(r"[A-Z][a-z]+(?:-[A-Z]?[a-z]+)?$")


def slot_names(paragraph: str, known: Sequence[Candidate]) -> list[Candidate]:
    """Return the names that their place in a clause of agreement gives away, besides those that are known."""
    if not AGREEING.search(paragraph):
        return []
    found: list[Candidate] = []
    clauses = [span for span in sentences(paragraph) if AGREEING.search(paragraph, *span)]
    for part in parts_of(paragraph):
        start, end = part[0].start, part[-1].end
        within = next((a for a, b in clauses if a <= start and end <= b), None)
        if within is None or any(c.start < end and start < c.end for c in (*known, *found)):
            continue
        guess = _guess(paragraph, part, opens=start == within)
        if guess:
            found.append(guess)
    return found


def _guess(paragraph: str, part: Sequence[Word], *, opens: bool) -> Candidate | None:
    start = part[0].start
    end = start + len(re.sub(r"['’]s?$", "", paragraph[start : part[-1].end]))
    before = paragraph[max(0, start - 40) : start]
    if not _may_name(part, opens=opens) or not _BACK.match(paragraph, end):
        return None
    if _WHERE.search(before):
        return Candidate(start, end, "place")
    if _OF.search(before) and not re.search(r"\bgovernments? of\s+(?:the\s+)?$", before, re.IGNORECASE):
        return None
    if not opens and not _FRONT.search(before):
        return None
    if len(part) in (2, 3) and _is_personal(paragraph, part, before):
        return Candidate(start, end, "person")
    return Candidate(start, end, "body")


def _may_name(part: Sequence[Word], *, opens: bool) -> bool:
    """Whether the words may be a name: no document, field, month, title or plain word that only opens a sentence."""
    bare = [word.bare for word in part]
    if bare[-1] in words_of("not_bodies") or all(w in words_of("fields") or w in words_of("not_bodies") for w in bare):
        return False
    if bare[0] in words_of("name_titles") or any(w in words_of("months") for w in bare):
        return False
    if len(bare) == 1 and (bare[0] in words_of("countries", 2) or len(bare[0]) < 2):
        return False
    if opens and len(bare) == 1:
        return bare[0].lower() not in words_of("common_openers") and not _ABSTRACT.search(bare[0])
    return True


def _is_personal(paragraph: str, part: Sequence[Word], before: str) -> bool:
    """Whether two or three plain words stand where persons stand: a post before or behind them."""
    if not all(_SPELT.match(w.bare) or re.fullmatch(r"[A-Z]", w.bare) for w in part):
        return False
    if any(w.bare in words_of("body_heads") or w.bare in words_of("place_heads") for w in part):
        return False
    title = re.search(r"(\w+)\.?\s+$", before)
    titled = bool(title) and title.group(1).capitalize() in words_of("name_titles")  # type: ignore[union-attr]
    return titled or bool(_PERSONAL.match(paragraph, part[-1].end)) or bool(_OFFICE.search(before))
