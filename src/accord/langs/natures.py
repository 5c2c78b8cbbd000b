"""Say of what kind a document is by its words, alike in every language.

In:  the words for a document; the pack's rules `nature`.
Out: the kind, where the words that say so stand, and the rule.
"""

from accord.langs.pack import Pack
from accord.langs.rules import match
from accord.model.reading import Span
from accord.model.terms import AgreementKind

__all__ = ["Nature", "nature_of"]

Nature = tuple[AgreementKind, Span | None, str]

# A memorandum on strategic cooperation is a memorandum: what a document is comes before what it is about.
_PRECEDENCE: tuple[AgreementKind, ...] = (
    "memorandum",
    "intent",
    "strategic_cooperation",
    "framework",
    "contract",
    "cooperation",
)


def nature_of(pack: Pack, words: str) -> Nature:
    """Return the kind of the document that words name, where they say so, and the rule; `other` where they do not."""
    hits = list(match(pack.rules, words, kind="nature"))
    for kind in _PRECEDENCE:
        for hit in hits:
            if hit.rule.values["kind"] == kind:
                return kind, hit.found.span(), hit.rule.id
    return "other", None, f"{pack.code}.nature.none"
