"""Say whether a text is worth reading where only acts of cooperation are wanted, before any name of it is known.

In:  a document's words, and a pack.
Out: whether they may report such an act.

Two looks, the cheap one first: at the words anywhere in the text (`langs/gates.py`), then for a sentence in which a
rule could fire if only its names were known, and which has a name or speaks of somebody at all.
"""

import re

from accord.langs import Pack, may_match
from accord.reading.layout import lay_out

__all__ = ["is_promising"]

_TELLING = ("signing", "act", "signatory", "meeting")  # kinds of rules that make an agreement or a meeting
_SPEAKING = ("collective", "description")  # kinds of rules for 'the two sides', 'the company'
_INNER_CAPITAL = re.compile(r"[^\s.!?]['’\"”)\]]*\s+(?:[\"“'‘(\[]\s*)?\d*[A-Z]|[a-z][A-Z]|[A-Z]{2}")


def is_promising(content: str, pack: Pack) -> bool:
    """Return whether a text may report an act of cooperation; what it puts aside, `read` would not call relevant."""
    if not pack.gate(content):
        return False
    sentences = (content[s.start : s.end] for s in lay_out(content, pack).sentences if s.kind != "furniture")
    return any(may_match(pack.rules, words, kinds=_TELLING) and _speaks(words, pack) for words in sentences)


def _speaks(words: str, pack: Pack) -> bool:
    """Whether a sentence has a capital where none needs to stand, or speaks of somebody without a name."""
    return bool(_INNER_CAPITAL.search(words)) or may_match(pack.rules, words, kinds=_SPEAKING)
