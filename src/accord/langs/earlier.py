"""Make rows of the agreements of before that a page mentions, alike in every language.

In:  mentions in text order; the pack's rules `lineage`.
Out: `Earlier`s, what is told twice once: what has the same date and parties.
"""

from collections.abc import Iterable

import msgspec

from accord.langs.pack import Pack
from accord.langs.rules import match
from accord.model.reading import Earlier, Span
from accord.model.terms import AgreementKind, EarlierRelation

__all__ = ["Mention", "earlier_of"]


class Mention(msgspec.Struct, frozen=True):
    """Where a page mentions an agreement of before.

    Attributes:
        words: Those of the sentence, names covered.
        rule: The rule that found it.
        agreement: The page's own agreement beside which it is mentioned; None where that may be several, or none.
    """

    words: str
    span: Span
    rule: str
    kind: AgreementKind
    title: str | None
    date: str | None
    parties: tuple[str, ...]
    agreement: str | None


def earlier_of(mentions: Iterable[Mention], pack: Pack) -> tuple[Earlier, ...]:
    """Return the agreements of before, in the order in which they are first mentioned."""
    found: dict[tuple[str, tuple[str, ...]], Earlier] = {}
    for one in mentions:
        key = (one.date or "", tuple(sorted(one.parties)))
        if key not in found:
            found[key] = _row(one, pack, number=len(found) + 1)
    return tuple(found.values())


def _row(one: Mention, pack: Pack, *, number: int) -> Earlier:
    return Earlier(
        id=f"e{number}",
        rule=one.rule,
        relation=_relation(one.words, pack) if one.agreement else "mentioned",
        kind=one.kind,
        title=one.title,
        date=one.date,
        parties=one.parties,
        agreement=one.agreement,
        evidence=(one.span,),
        confidence=0.8,
    )


def _relation(words: str, pack: Pack) -> EarlierRelation:
    """Return what the page's own agreement does to the one of before, as far as the words say."""
    hits = match(pack.rules, words, kind="lineage")
    return next((hit.rule.values["relation"] for hit in hits), "mentioned")
