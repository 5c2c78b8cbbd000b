"""Read the fields in which parties cooperate.

In:  words; the pack's cue words (`sector_cues`).
Out: sector codes, in the order of `model/sectors.tsv`. Which words are about the cooperation the caller says;
     `agreement_sectors` takes those of one agreement and of the commitments made under it.
"""

from accord.langs import Mark, Pack, cover
from accord.model.reading import Agreement, Commitment, Span
from accord.model.terms import Sector, members
from accord.reading.cues import cues_in
from accord.reading.scene import Scene, standings_in

__all__ = ["agreement_sectors", "cooperation_spans", "sectors_of"]


def sectors_of(words: str, pack: Pack) -> tuple[Sector, ...]:
    """Return the fields that `words` speak of."""
    found = {code for _, _, code in cues_in(words, pack.tables["sector_cues"], "sector")}
    return tuple(code for code in members(Sector) if code in found)  # type: ignore[misc]


def cooperation_spans(agreement: Agreement, commitments: tuple[Commitment, ...]) -> tuple[Span, ...]:
    """Return where the document tells what an agreement is about: its evidence and the commitments under it."""
    under = [(c.start, c.end) for c in commitments if c.agreement == agreement.id]
    return tuple(dict.fromkeys([*agreement.evidence, *under]))


def agreement_sectors(scene: Scene, agreement: Agreement, commitments: tuple[Commitment, ...]) -> tuple[Sector, ...]:
    """Return the fields in which an agreement sets up cooperation; a party's own name tells of no field."""
    told = []
    for start, end in cooperation_spans(agreement, commitments):
        own = [(s.start, s.end) for s in standings_in(scene.cast.standings, start, end) if s.named]
        marks = [Mark(a - start, b - start, "party") for a, b in own]
        told.append(cover(scene.page.content[start:end], marks))
    return sectors_of("\n".join(told), scene.pack)
