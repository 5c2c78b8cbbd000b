"""Read the fields in which parties cooperate.

In:  words; the pack's cue words (`sector_cues`).
Out: sector codes, in the order of `model/sectors.tsv`. Which words are about the cooperation the caller says;
     `agreement_sectors` takes those of one agreement and of the commitments made under it.
"""

import re
from itertools import pairwise

from accord.langs import Mark, Pack, cover
from accord.model.reading import Agreement, Commitment, Span
from accord.model.terms import Sector, members
from accord.reading.cues import cues_in
from accord.reading.scene import Scene, parties_in, standings_in

__all__ = ["agreement_sectors", "cooperation_spans", "sectors_of"]


_ITEM_END = re.compile(r";\s+")


def sectors_of(words: str, pack: Pack) -> tuple[Sector, ...]:
    """Return the fields that `words` speak of."""
    found = {code for _, _, code in cues_in(words, pack.tables["sector_cues"], "sector")}
    return tuple(code for code in members(Sector) if code in found)  # type: ignore[misc]


def agreement_sectors(scene: Scene, agreement: Agreement, commitments: tuple[Commitment, ...]) -> tuple[Sector, ...]:
    """Return the fields in which an agreement sets up cooperation; a party's own name tells of no field.

    Where neither the words that tell of it nor the commitments under it speak of any, those around it do.
    """
    told = cooperation_spans(scene, agreement, commitments)
    return _of_spans(scene, told) or _of_spans(scene, _around(scene, agreement))


def cooperation_spans(scene: Scene, agreement: Agreement, commitments: tuple[Commitment, ...]) -> tuple[Span, ...]:
    """Return where the document tells what an agreement is about: its own words and the commitments under it."""
    own = [span for evidence in agreement.evidence for span in _own_items(scene, agreement, evidence)]
    under = [(c.start, c.end) for c in commitments if c.agreement == agreement.id]
    return tuple(dict.fromkeys(own + under))


def _own_items(scene: Scene, agreement: Agreement, evidence: Span) -> list[Span]:
    """Return of a list of signings the items that name this agreement's parties and no others; all where none does."""
    cuts = [m.end() for m in _ITEM_END.finditer(scene.page.content, *evidence)]
    items = list(pairwise([evidence[0], *cuts, evidence[1]]))
    own = [item for item in items if set(parties_in(scene, *item)) == set(agreement.parties)]
    return own or [evidence]


def _around(scene: Scene, agreement: Agreement) -> tuple[Span, ...]:
    """Return the sentences of the paragraphs in which the agreement is told."""
    sentences = scene.page.sentences
    here = {s.paragraph for s in sentences for start, end in agreement.evidence if s.start < end and start < s.end}
    return tuple((s.start, s.end) for s in sentences if s.paragraph in here)


def _of_spans(scene: Scene, spans: tuple[Span, ...]) -> tuple[Sector, ...]:
    told = []
    for start, end in spans:
        own = [(s.start, s.end) for s in standings_in(scene.cast.standings, start, end) if s.named]
        marks = [Mark(a - start, b - start, "party") for a, b in own]
        told.append(cover(scene.page.content[start:end], marks))
    return sectors_of("\n".join(told), scene.pack)
