"""Read the fields in which parties cooperate.

In:  words; the pack's cue words (`sector_cues`) and rules (`field_aside`, `field_about`, `field_item`).
Out: sector codes, in the order of `model/sectors.tsv`. `with_sectors` gives each agreement those of its own words, of
     what is said of it elsewhere, and of the commitments under it; names of parties and what somebody says of himself
     (发挥…优势) tell of no field.
"""

import re
from collections import Counter
from collections.abc import Iterable

import msgspec

from accord.langs.masks import Mark, cover
from accord.langs.pack import Pack
from accord.langs.rules import match
from accord.langs.undertakings import last_told, told_before
from accord.langs.zh.cues import cues_in
from accord.langs.zh.page.scene import Scene, parties_in, within
from accord.model.page import Sentence
from accord.model.reading import Agreement, Commitment, Span
from accord.model.terms import Sector, members

__all__ = ["sectors_of", "with_sectors"]

_LATIN = re.compile(r"[A-Za-z]")
_TITLE = re.compile(r"《[^《》]{4,100}》")
_BLANK = "〓"
_THINGS = ("plant", "line", "base")  # kinds of projects that no body is named after
_FEW = 3  # agreements of a page on which a wish bears that names none of them
_SERVING = frozenset({"trade", "construction"})  # fields by which most others are served: what is bought and built


class _Said(msgspec.Struct, frozen=True):
    """Which fields words speak of, how often: surely; where sides agree on it; by words of many uses; in lists."""

    sure: Counter[str]
    agreed: Counter[str]
    weak: Counter[str]
    listed: Counter[str]

    def __or__(self, other: "_Said") -> "_Said":
        """Return what both say."""
        return _Said(
            self.sure | other.sure, self.agreed | other.agreed, self.weak | other.weak, self.listed | other.listed
        )


def sectors_of(words: str, pack: Pack) -> tuple[Sector, ...]:
    """Return the fields that `words` speak of; by words of many uses only where none surer stands."""
    said = _said(_apart(words, pack), pack)
    return _ordered(set(said.sure) or set(said.agreed) or set(said.weak))


def with_sectors(
    scene: Scene, agreements: tuple[Agreement, ...], commitments: tuple[Commitment, ...]
) -> tuple[Agreement, ...]:
    """Return the agreements with the sectors in which they set up cooperation."""
    about = _about(scene, agreements)
    return tuple(
        msgspec.structs.replace(one, sectors=_sectors(scene, one, agreements, commitments, about[one.id]))
        for one in agreements
    )


def _sectors(
    scene: Scene,
    agreement: Agreement,
    agreements: tuple[Agreement, ...],
    commitments: tuple[Commitment, ...],
    about: list[Span],
) -> tuple[Sector, ...]:
    """Return the fields of one agreement: its own words', those told of it, those of the commitments under it.

    Of what one side promises or hopes only lists of fields count (在…等领域) and what two words say, all its words where
    nothing else tells any.
    Words of many uses (园区, 培训, 采购) count only where nothing surer is told.
    """
    under = [c for c in commitments if _is_under(c, agreement, agreements)]
    spans = [*_own(scene, agreement, agreements), *about]
    agreed = _of_spans(scene, spans) | _of_spans(scene, [(c.start, c.end) for c in under if c.modality == "agreed"])
    wished = _of_spans(scene, [(c.start, c.end) for c in under if c.modality != "agreed"])
    often = {field for field, times in wished.sure.items() if times > 1}
    found = _without_serving({*agreed.sure, *wished.listed, *often}, set(agreed.sure), {*agreed.listed, *wished.listed})
    found = found or set(wished.sure) or {*agreed.agreed, *agreed.weak} or _entitled(scene, spans)
    return _ordered(found or _named_after(scene, agreement))


def _without_serving(found: set[str], told: set[str], listed: set[str]) -> set[str]:
    """Return the fields without those that only serve another that is told (the purchase of cells), lists apart."""
    return {f for f in found if f not in _SERVING or f in listed or told <= _SERVING}


def _entitled(scene: Scene, spans: list[Span]) -> set[str]:
    """Return the fields that the titles of documents speak of, the names of bodies in them left out."""
    titles = (_plain(scene, *m.span()) for start, end in spans for m in _TITLE.finditer(scene.text, start, end))
    return set(_said("\n".join(titles), scene.pack).sure)


def _named_after(scene: Scene, agreement: Agreement) -> set[str]:
    """Return the fields in the names of the firms that sign, that of a bank before them, where nothing else tells any."""
    sides = [p for p in scene.cast.parties if p.id in agreement.parties]
    if any(p.kind == "finance" for p in sides):
        return {"finance"}
    return set(_said("\n".join(p.name for p in sides if p.kind == "enterprise"), scene.pack).sure)


def _is_under(commitment: Commitment, agreement: Agreement, agreements: tuple[Agreement, ...]) -> bool:
    """Return whether an undertaking belongs to an agreement: by its link, else because one of its parties is to act.

    What is promised or hoped of nobody who signs is said of all agreements of the page.
    """
    if commitment.agreement is not None or commitment.modality == "agreed":
        return commitment.agreement == agreement.id
    acting = set(commitment.actors)
    if not any(acting & set(a.parties) for a in agreements):
        return len(agreements) <= _FEW
    return bool(acting & set(agreement.parties))


def _own(scene: Scene, agreement: Agreement, agreements: tuple[Agreement, ...]) -> list[Span]:
    """Return where an agreement is told: of a sentence that tells several, only what stands with its own parties."""
    found: list[Span] = []
    for span in agreement.evidence:
        beside = [a for a in agreements if a is not agreement and any(_meet(span, e) for e in a.evidence)]
        found += _parts(scene, span, agreement, beside) if beside else [span]
    if len(agreements) == 1:
        first = next((s.start for s in scene.sentences if s.kind == "prose"), 0)
        found += [(s.start, s.end) for s in scene.sentences if s.kind == "heading" and s.start < first]
    return found


def _parts(scene: Scene, span: Span, agreement: Agreement, beside: list[Agreement]) -> list[Span]:
    """Return of a sentence that tells several agreements what is this one's: its title, else what stands behind a party.

    That party is the one that fewest of them share; where it signs twice (甲市签约：丙；乙市签约：丙), the other side of this
    agreement must be the one told last.
    """
    at = scene.text.find(agreement.title, *span) if agreement.title else -1
    if agreement.title and at >= 0:
        return [(at, at + len(agreement.title))]
    times = Counter(p for a in (agreement, *beside) for p in a.parties)
    rare = min(agreement.parties, key=lambda p: times[p], default="")
    common = {p for p in times if times[p] > 1 and p != rare}
    found: list[Span] = []
    last: set[str] = set()
    standings = within(scene.cast.standings, *span)
    for place, standing in enumerate(standings):
        parties = set(standing.parties)
        last = parties if parties & common else last
        if rare in parties and (times[rare] == 1 or not last or last & set(agreement.parties)):
            following = (s.start for s in standings[place + 1 :] if not set(s.parties) & set(agreement.parties))
            found.append((standing.start, next(following, span[1])))
    return found or [span]


def _about(scene: Scene, agreements: tuple[Agreement, ...]) -> dict[str, list[Span]]:
    """Return by agreement the sentences, not its own, that say what it is about: 此次签约涉及新能源等领域."""
    found: dict[str, list[Span]] = {agreement.id: [] for agreement in agreements}
    for sentence in scene.sentences if agreements else ():
        if sentence.kind != "prose":
            continue
        words = scene.text[sentence.start : sentence.end]
        hits = list(match(scene.pack.rules, words, kind="field_about"))
        for hit in hits:
            for agreement in _meant(scene, sentence, agreements, general="general" in hit.rule.values):
                found[agreement.id].append((sentence.start + hit.found.start(), sentence.start + hit.found.end()))
    return found


def _meant(
    scene: Scene, sentence: Sentence, agreements: tuple[Agreement, ...], *, general: bool
) -> tuple[Agreement, ...]:
    """Return the agreements of which a sentence speaks: the only one; of several those of its parties, else the last."""
    if len(agreements) == 1:
        return agreements
    named = set(parties_in(scene, sentence.start, sentence.end))
    fits = tuple(a for a in agreements if named and named <= set(a.parties))
    if fits:
        return fits[:1]
    told = tuple(told_before(agreements, sentence.end))
    last = last_told(told, sentence.end)
    return (last,) if last and not general else told


def _of_spans(scene: Scene, spans: Iterable[Span]) -> _Said:
    words = "\n".join(_apart(_plain(scene, *span), scene.pack) for span in dict.fromkeys(spans))
    return _said(words, scene.pack)


def _plain(scene: Scene, start: int, end: int) -> str:
    """Return the words of a stretch with what names a party or a person covered."""
    words = scene.text[start:end]
    marks = [
        Mark(s.start - start, s.end - start, "party")
        for s in within(scene.cast.standings, start, end)
        if not _names_a_thing(scene.text[s.start : s.end], scene.pack)
    ]
    marks += [Mark(p.start - start, p.end - start, "person") for p in within(scene.cast.persons, start, end)]
    return cover(words, marks)


def _names_a_thing(name: str, pack: Pack) -> bool:
    """Return whether a name is that of a plant or a project, which tells what is built, and not of a body."""
    last = [row["kind"] for _, end, row in cues_in(name, pack.tables["project_heads"]) if end == len(name)]
    return any(kind in _THINGS for kind in last)


def _apart(words: str, pack: Pack) -> str:
    """Return the words without asides that speak of no field of cooperation."""
    for hit in match(pack.rules, words, kind="field_aside"):
        start, end = hit.found.span()
        words = words[:start] + _BLANK * (end - start) + words[end:]
    return words


def _said(words: str, pack: Pack) -> _Said:
    said = _Said(Counter(), Counter(), Counter(), Counter())
    listed = [hit.found.span("items") for hit in match(pack.rules, words, kind="field_item")]
    for start, end, row in cues_in(words, pack.tables["sector_cues"]):
        if not row["sector"] or _is_part(words, start, end):
            continue
        weight = row["weight"]
        in_list = any(a <= start and end <= b for a, b in listed)
        if weight and in_list and _is_item(words, start, end):
            weight = ""
        if in_list and not weight:
            said.listed[row["sector"]] += 1
        counter = said.weak if weight == "weak" else said.agreed if weight == "agreed" else said.sure
        counter[row["sector"]] += 1
    return said


def _is_part(words: str, start: int, end: int) -> bool:
    """Return whether a cue in Latin letters is only a part of a Latin word: AI in AIIB."""
    before, after = words[start - 1 : start], words[end : end + 1]
    return bool(
        (_LATIN.match(words[start]) and _LATIN.match(before)) or (_LATIN.match(words[end - 1]) and _LATIN.match(after))
    )


def _is_item(words: str, start: int, end: int) -> bool:
    """Return whether words are an item of a list by themselves, as a field is: 贸易、人才、旅游等领域."""
    before, after = words[max(0, start - 1) : start], words[end : end + 2]
    return before in ("、", "在", "和", "与", "及", "就", "绕", "焦", "，", "于") and after[:1] in tuple(
        "、和与及等方领，"
    )


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _ordered(codes: Iterable[str]) -> tuple[Sector, ...]:
    found = set(codes)
    return tuple(code for code in members(Sector) if code in found)  # type: ignore[misc]
