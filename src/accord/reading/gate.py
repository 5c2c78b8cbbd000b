"""Say whether a text is worth reading where only acts of cooperation are wanted, before any name of it is known.

In:  a document's words, and a pack.
Out: whether they may report such an act.

Two looks, the cheap one first: at the words anywhere in the text (`langs/gates.py`), then for a sentence in which a
rule could fire if only its names were known, and which speaks of two sides at all: by capitals, pronouns, descriptions.
"""

import re

from accord.langs import Pack, may_match
from accord.model.page import Sentence
from accord.reading.page.layout import lay_out

__all__ = ["is_promising"]

_TELLING = ("signing", "act", "signatory")  # kinds of rules that make an agreement
_MEETING = ("meeting",)
_COOPERATING = ("cooperating",)  # without which, anywhere, no meeting counts
_RUN = re.compile(
    r"(?<![\w'’])(?:\d*[A-Z\u00c0-\u00de]|[a-z]{1,2}[A-Z])[\w&.'’-]*(?:\s+(?:of\s+)?\d*[A-Z\u00c0-\u00de][\w&.'’-]*)*"
)
_SPEAKERS = ("we", "they", "it")  # roles of pronouns, any of which may stand for one side
_PAIR = re.compile(r"\w[-–—]\w")


def is_promising(content: str, pack: Pack) -> bool:
    """Return whether a text may report an act of cooperation; what it puts aside, `read` would not call relevant."""
    if not pack.gate(content):
        return False
    if pack.grammar is not None:
        return pack.grammar.is_promising(content, pack)
    meets = may_match(pack.rules, content, kinds=_COOPERATING)
    kinds = (*_TELLING, *_MEETING) if meets else _TELLING
    return any(
        may_match(pack.rules, content[s.start : s.end], kinds=kinds) and _has_sides(content[s.start : s.end], s, pack)
        for s in lay_out(content, pack).sentences
        if s.kind != "furniture"
    )


def _has_sides(words: str, sentence: Sentence, pack: Pack) -> bool:
    """Whether a sentence speaks of two sides; a heading, a list and words without capitals may always."""
    if not pack.spaces or sentence.kind == "heading" or may_match(pack.rules, words, kinds=("collective",)):
        return True
    described = may_match(pack.rules, words, kinds=("description",))
    return described + sum(_sides(run.group(), run.start(), pack) for run in _RUN.finditer(words)) > 1


def _sides(run: str, at: int, pack: Pack) -> int:
    """Return how many sides a run of capital words may name: none where it only opens the sentence or is a day."""
    first, *rest = run.split()
    if at == 0 and first in pack.lexicons["openers"]:
        pronoun = any(
            row["word"] == first.lower() and row["role"] in _SPEAKERS for row in pack.tables["function_words"]
        )
        return pronoun + bool(rest)
    calendar = {word.casefold() for stem in ("months", "weekdays") for word in pack.lexicons[stem]}
    named = [word for word in (first, *rest) if word.strip(".'’").casefold() not in calendar]
    return 0 if not named else 2 if _PAIR.search(run) else 1
