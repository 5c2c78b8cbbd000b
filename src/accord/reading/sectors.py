"""Read the fields in which parties cooperate.

In:  words; the pack's cue words (`sector_cues`) and rules (`field_aside`, `field_about`).
Out: sector codes, in the order of `model/sectors.tsv`. `with_sectors` gives each agreement those of its own words, of
     what is said of it later and of the commitments under it; names, posts and descriptions of a party tell of no field.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from itertools import islice, pairwise

import msgspec

from accord.langs import Mark, Pack, cover, match
from accord.langs.spans import overlapping
from accord.model.page import Sentence
from accord.model.reading import Agreement, Commitment, Span
from accord.model.terms import Sector, members
from accord.reading.page.cues import cues_in
from accord.reading.page.scene import Scene, kept, parties_in, standings_in

__all__ = ["agreement_sectors", "cooperation_spans", "sectors_of", "with_sectors"]

_THINGS = ("line", "plant", "other", "base")  # kinds of projects that no body is named after
_ITEM_END = re.compile(r";\s+")
_BRACKETS = re.compile(r"\([^()]{0,200}\)")
_ITEM_BEFORE = re.compile(r"(?:,|\b(?:and|on|in|as|including|covering))\s+$")
_ITEM_AFTER = re.compile(r"\s*(?:[,;.]|and\b|as well as\b)")
_AROUND_MOST = 3  # fields taken from words that only stand near an agreement
_PAID: Sector = "finance"  # the field of a loan of which nothing is said but that it is one
_KINDS: tuple[Sector, ...] = ("finance", "education_talent")
_TRADED: Sector = "trade"


class _Said(msgspec.Struct, frozen=True):
    """Which fields words speak of, how often: surely, or by words of many uses; whether by how a thing is paid, and of goods
    that are sold."""

    sure: Counter[str]
    weak: Counter[str]
    paid: bool
    goods: bool


class _Later(msgspec.Struct, frozen=True):
    """Where the page speaks of an agreement again, and where of cooperation in general."""

    of_it: list[Span]
    general: list[Span]
    alone: bool


def sectors_of(words: str, pack: Pack) -> tuple[Sector, ...]:
    """Return the fields that `words` speak of; by words of many uses only where none surer stands."""
    return _ordered(_best(_said(words, pack)))


def with_sectors(
    scene: Scene, agreements: tuple[Agreement, ...], commitments: tuple[Commitment, ...]
) -> tuple[Agreement, ...]:
    """Return the agreements with the fields in which each sets up cooperation."""
    later = _later(scene, agreements)
    return tuple(
        msgspec.structs.replace(a, sectors=agreement_sectors(scene, a, commitments, later[a.id])) for a in agreements
    )


def agreement_sectors(
    scene: Scene, agreement: Agreement, commitments: tuple[Commitment, ...], later: _Later | None = None
) -> tuple[Sector, ...]:
    """Return the fields in which an agreement sets up cooperation.

    Its own words count, what is said of it later, and the commitments under it; hopes, and cooperation told of in
    general, only where its own words name no field. Where all these speak of none, the words around it do, then the
    names of its parties.
    """
    later = later or _Later([], [], alone=False)
    under = [c for c in commitments if c.agreement == agreement.id]
    own = _of_spans(scene, _own(scene, agreement))
    hoped = [(c.start, c.end) for c in under if c.modality != "agreed"]
    of_it = [(a, b) for a, b in later.of_it if not any(a < end and start < b for start, end in hoped)]
    agreed = _of_spans(scene, [*((c.start, c.end) for c in under if c.modality == "agreed"), *of_it])
    joint = [(c.start, c.end) for c in under if set(agreement.parties) <= set(c.actors)]
    found = set(own.sure) | _weighty(agreed, own.sure + _of_spans(scene, [*of_it, *later.general, *joint]).sure)
    if not own.sure or later.alone:
        found |= set(_of_spans(scene, later.general).sure)
    if not own.sure:
        wished = [(c.start, c.end) for c in under if c.modality == "hoped"]
        found |= set(_of_spans(scene, wished if agreed.sure else hoped).sure)
    found = (found or set(_best(own)) or set(_best(agreed))) | _by_nature(scene, agreement, own, agreed)
    if found == {_PAID} and not own.sure[_PAID] and not agreed.sure[_PAID]:
        found = _paid_for(scene) or found
    return _ordered((found or set(_around(scene, agreement))) | _named_after(scene, agreement))


def _weighty(agreed: _Said, told: Counter[str]) -> set[str]:
    """Return the fields of what was agreed upon; one said once, in passing, only where none is told elsewhere.

    Trade and finance are no others: what is traded and paid for is told in the details.
    """
    others = set(told) - {_TRADED, _PAID}
    return {code for code, times in agreed.sure.items() if not others or code in told or times > 1}


def cooperation_spans(scene: Scene, agreement: Agreement, commitments: tuple[Commitment, ...]) -> tuple[Span, ...]:
    """Return where the document tells what an agreement is about: its own words and the commitments under it."""
    under = [(c.start, c.end) for c in commitments if c.agreement == agreement.id]
    return tuple(dict.fromkeys([*_own(scene, agreement), *under]))


def _own(scene: Scene, agreement: Agreement) -> list[Span]:
    return [span for evidence in agreement.evidence for span in _own_items(scene, agreement, evidence)]


def _own_items(scene: Scene, agreement: Agreement, evidence: Span) -> list[Span]:
    """Return of a list of signings the items that name this agreement's parties and no others; all where none does.

    An item may leave out who signs all of them: "signed a contract with A; signed a letter of intent with B".
    """
    cuts = [m.end() for m in _ITEM_END.finditer(scene.page.content, *evidence)]
    items = list(pairwise([evidence[0], *cuts, evidence[1]]))
    ours = set(agreement.parties)
    named = [set(parties_in(scene, *item)) for item in items]
    own = [item for item, parties in zip(items, named, strict=True) if parties == ours]
    rest = ours - named[0]
    if not own and len(rest) == 1 == len(ours & named[0]):
        own = [item for item, parties in zip(items, named, strict=True) if parties == rest]
    return own or [evidence]


def _later(scene: Scene, agreements: tuple[Agreement, ...]) -> dict[str, _Later]:
    """Return by agreement the sentences that speak of it; the title, too, where the page tells of no other one."""
    found = {agreement.id: _Later([], [], alone=len(agreements) == 1) for agreement in agreements}
    for sentence in scene.page.sentences if agreements else ():
        if sentence.kind == "furniture" or (sentence.kind == "heading" and len(agreements) > 1):
            continue
        words = re.sub(r"\s", " ", scene.page.content[sentence.start : sentence.end])
        told, general, beside = (
            any(match(scene.pack.rules, words, kind=f"field_{kind}")) for kind in ("about", "general", "elsewhere")
        )
        agreement = _speaks_of(scene, sentence, agreements) if (told or general) and not beside else None
        if agreement:
            spans = found[agreement.id].of_it if told else found[agreement.id].general
            spans.append((sentence.start, sentence.end))
    return found


def _speaks_of(scene: Scene, sentence: Sentence, agreements: tuple[Agreement, ...]) -> Agreement | None:
    """Return the agreement of most of the parties in a sentence; of several, the one told of last, where there is one."""
    if len(agreements) == 1:
        return agreements[0]
    named = set(parties_in(scene, sentence.start, sentence.end))
    ranks = []
    for one in agreements:
        parties = set(one.parties)
        told = max((start for start, _ in one.evidence if start < sentence.end), default=-1)
        ranks.append((len(named & parties), -len(parties - named) if named else 0, told))
    best = max(ranks)
    return agreements[ranks.index(best)] if best[2] >= 0 and ranks.count(best) == 1 else None


def _around(scene: Scene, agreement: Agreement) -> list[str]:
    """Return the fields most spoken of in the agreement's paragraphs, else on the page, else in its parties' names."""
    sentences = [s for s in scene.page.sentences if s.kind != "furniture"]
    here = {s.paragraph for span in agreement.evidence for s in overlapping(sentences, *span)}
    near = _of_spans(scene, [(s.start, s.end) for s in sentences if s.paragraph in here])
    page = _of_page(scene)
    for said in (near, page, _names(scene, agreement)):
        if best := _best(said):
            most = max(best.values())
            return [code for code, times in best.most_common(_AROUND_MOST) if 2 * times > most]
    return []


def _named_after(scene: Scene, agreement: Agreement) -> set[str]:
    """Return the fields that a party is named after, and of which the page speaks, too: what it does it cooperates in.

    Not of banks and universities: their names say what they are.
    """
    page = _of_page(scene)
    return {code for code in _names(scene, agreement).sure if page.sure[code] and code not in _KINDS}


def _names(scene: Scene, agreement: Agreement) -> _Said:
    return _said(" ; ".join(n for p in scene.cast.parties if p.id in agreement.parties for n in p.names), scene.pack)


def _by_nature(scene: Scene, agreement: Agreement, own: _Said, agreed: _Said) -> set[str]:
    """Return the field that an agreement has by its nature: goods sold by weight are trade, what banks sign is finance."""
    kinds = {p.kind for p in scene.cast.parties if p.id in agreement.parties}
    return ({_TRADED} if own.goods or agreed.goods else set()) | ({_PAID} if kinds == {"finance"} else set())


def _paid_for(scene: Scene) -> set[str]:
    """Return the one field of which the page speaks again and again, where an agreement says only that money is lent."""
    page = _of_page(scene)
    two = [pair for pair in page.sure.most_common() if pair[0] != _PAID][:2]
    return {two[0][0]} if two and two[0][1] > 1 and (len(two) == 1 or two[0][1] > 2 * two[1][1]) else set()


def _of_page(scene: Scene) -> _Said:
    """Return what the whole page speaks of."""
    every = ((s.start, s.end) for s in scene.page.sentences if s.kind != "furniture")
    return kept(scene, "said", lambda: _of_spans(scene, every))


def _of_spans(scene: Scene, spans: Iterable[Span]) -> _Said:
    return _said("\n".join(_plain(scene, start, end) for start, end in dict.fromkeys(spans)), scene.pack)


def _plain(scene: Scene, start: int, end: int) -> str:
    return kept(scene, ("plain", start, end), lambda: _bare(scene, start, end))


def _bare(scene: Scene, start: int, end: int) -> str:
    """Return the words of a stretch without what names or describes a party, a person, a post or an office."""
    words = scene.page.content[start:end]
    marks = [Mark(s.start - start, s.end - start, "party") for s in standings_in(scene.cast.standings, start, end)]
    for name in islice(scene.names, bisect_left(scene.names, start, key=lambda n: n.start), None):
        if name.end > end:
            break
        if name.label != "place":
            marks.append(Mark(name.start - start, name.end - start, "party" if name.label == "body" else "person"))
    named = [m for m in marks if m.slot == "person" or not _names_a_thing(words[m.start : m.end], scene.pack)]
    plain = re.sub(r"\s", " ", cover(words, named))
    for hit in match(scene.pack.rules, plain, kind="field_aside"):
        a, b = hit.found.span()
        plain = plain[:a] + "\n" * (b - a) + plain[b:]
    return plain


def _names_a_thing(name: str, pack: Pack) -> bool:
    """Whether a name is that of a project, which tells what an agreement is about, and not of a body."""
    last = [kind for _, end, kind in cues_in(name, pack.tables["project_heads"], "kind") if end == len(name)]
    return any(kind in _THINGS for kind in last)


def _said(words: str, pack: Pack) -> _Said:
    """Return what words speak of; what stands in brackets is read apart, so that it does not part a term."""
    aside = "\n".join(m.group() for m in _BRACKETS.finditer(words))
    outside = _BRACKETS.sub(lambda m: " " * len(m.group()), words)
    sure: Counter[str] = Counter()
    weak: Counter[str] = Counter()
    paid = False
    rows = pack.tables["sector_cues"]
    for text in (outside, aside):
        weights = cues_in(text, rows, "weight")
        for (start, end, code), (_, _, weight) in zip(cues_in(text, rows, "sector"), weights, strict=True):
            paid = paid or weight == "money"
            if weight in ("", "weak"):
                (sure if not weight or _is_item(text, start, end) else weak)[code] += 1
    goods = any(match(pack.rules, words, kind="field_goods"))
    return _Said(sure, weak, paid, goods)


def _is_item(words: str, start: int, end: int) -> bool:
    """Whether words are an item of a list by themselves, as a field is: 'trade, innovation and tourism'."""
    return bool(_ITEM_BEFORE.search(words, max(0, start - 20), start) and _ITEM_AFTER.match(words, end))


def _best(said: _Said) -> Counter[str]:
    """Return the fields said surely, else by words of many uses, else how it is paid."""
    if said.sure:
        return said.sure
    if said.paid:
        return Counter({c: n for c, n in said.weak.items() if c != _TRADED}) or Counter({_PAID: 1})
    return said.weak


def _ordered(codes: Iterable[str]) -> tuple[Sector, ...]:
    found = set(codes)
    return tuple(code for code in members(Sector) if code in found)  # type: ignore[misc]
