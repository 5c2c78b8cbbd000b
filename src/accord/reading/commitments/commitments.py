"""Read what is undertaken, by whom, and how firmly.

In:  a scene, its agreements and posts; the pack's rules of `commitments.toml`.
Out: commitments, one a sentence, or one an item of a list parted by semicolons, in text order.

Whether a clause is an undertaking decides `modality.py`; who speaks follows `speakers.py`; who is to act says `actors.py`.
"""

import re
from collections.abc import Iterable, Iterator

import msgspec

from accord.langs import match
from accord.langs.undertakings import Terms, commitment, instrument_of, of_actors
from accord.model.page import Sentence, Standing
from accord.model.reading import Agreement, Commitment, Post, Span
from accord.reading.agreements.sideless import tells_of_agreement
from accord.reading.commitments.actors import Actors
from accord.reading.commitments.modality import Context, Undertaking, continued, undertaking
from accord.reading.commitments.speakers import Speech, Unit, speeches
from accord.reading.page.cues import cues_in
from accord.reading.page.grammar import role
from accord.reading.page.scene import Scene, covered, dates_in, money_in_span, standings_in
from accord.reading.sectors import sectors_of

__all__ = ["find_commitments", "units_of"]

_ITEM_END = re.compile(r";\s+")
_BULLET = re.compile(r"(?:[*•·▪\-–—]|\(?\d{1,2}[.)]|\d{1,2}(?=\s+[A-Z])|\(?[a-z][.)])\s+")
_NOUNS = re.compile(
    r"(?:and |or )?(?:\(?\w{1,3}\)\s)?(?:an?|the|its|their|\d[\d,]*)\s(?:(?!(?:will|shall|to|is|are|would|was|were)\s)\S+\s?){1,8}[;.]$"
)
_QUOTES = frozenset("\"'“‘")
_SHORTEST = 20  # characters of an item that can be an undertaking


def find_commitments(
    scene: Scene, agreements: tuple[Agreement, ...], posts: tuple[Post, ...]
) -> tuple[Commitment, ...]:
    """Return the commitments that the page states."""
    actors = Actors(scene, agreements, posts)
    joint, reported = _is_joint_text(scene), bool(actors.contracting) or tells_of_agreement(scene)
    found: list[Commitment] = []
    promise: Undertaking | None = None
    for unit, speech in speeches(list(units_of(scene)), scene.pack):
        context = msgspec.structs.replace(_context(unit, speech, scene, actors), joint=joint, reported=reported)
        promise = _promise(unit, promise, context, scene)
        who = actors.of(unit, promise, speech)
        if promise:
            found.append(commitment(f"c{len(found) + 1}", unit, promise, who, _terms(unit, who, scene, agreements)))
    return tuple(found)


def _promise(unit: Unit, before: Undertaking | None, context: Context, scene: Scene) -> Undertaking | None:
    """Return what the unit undertakes, by its own words or as an item that goes on with what was undertaken `before`."""
    if _opens_list(unit, scene):
        return None
    own = undertaking(unit.words, context, scene.pack)
    return continued(unit.words, before, scene.pack) if own is None and unit.goes_on else own


def units_of(scene: Scene) -> Iterator[Unit]:
    """Yield the sentences of the page's prose, and instead of a list parted by semicolons its items.

    Lines without a mark or a full stop after words that announce a list are its items, though they look like headings.
    """
    last, listing = -1, False
    for sentence in scene.page.sentences:
        if sentence.kind == "heading" and listing and not _is_title(scene.page.content[sentence.start : sentence.end]):
            yield Unit(sentence.start, sentence.end, sentence.paragraph, covered(scene, sentence), _LINE)
        if sentence.kind != "prose":
            continue
        for number, (start, end) in enumerate(_items(scene.page.content, sentence)):
            mark = _mark(scene.page.content[sentence.start : start]) if number == 0 else ""
            words = covered(scene, msgspec.structs.replace(sentence, start=start, end=end))
            opens = number == 0 and sentence.paragraph != last
            unit = Unit(start, end, sentence.paragraph, words, mark, number > 0, opens)
            listing = _opens_list(unit, scene)
            yield unit
        last = sentence.paragraph


_LINE = "line"


def _is_title(line: str) -> bool:
    """Return whether a line is written as titles are: in capitals, or most of its words with one."""
    words = [word for word in line.split() if word[0].isalpha()]
    return sum(word[0].isupper() for word in words) * 2 > len(words) or len(line) < _SHORTEST


def _is_joint_text(scene: Scene) -> bool:
    """Return whether the headings say that 'we' are the parties together."""
    headings = [s for s in scene.page.sentences if s.kind == "heading"]
    return any(any(match(scene.pack.rules, scene.page.content[s.start : s.end], kind="joint")) for s in headings)


def _opens_list(unit: Unit, scene: Scene) -> bool:
    """Return whether the unit only announces a list: 'the parties agreed on these points:'."""
    return any(h.rule.values.get("list") for h in match(scene.pack.rules, unit.words, kind="scope"))


def _mark(bullet: str) -> str:
    """Return the kind of an item's mark: all numbers are one kind, all letters one, all signs one."""
    kinds = (("1", str.isdigit), ("a", str.isalpha))
    return next((kind for kind, fits in kinds if any(map(fits, bullet))), "*" if bullet else "")


def _items(content: str, sentence: Sentence) -> Iterator[tuple[int, int]]:
    start = sentence.start
    bullet = _BULLET.match(content, start, sentence.end)
    start = bullet.end() if bullet else start
    for part in _ITEM_END.finditer(content, start, sentence.end):
        following = content[part.end() : sentence.end].partition("; ")
        if min(part.start() - start, sentence.end - part.end()) >= _SHORTEST and not _NOUNS.match(
            following[0] + following[1].strip()
        ):
            yield start, part.start() + 1
            start = part.end()
    if start < sentence.end:
        yield start, sentence.end


def _context(unit: Unit, speech: Speech, scene: Scene, actors: Actors) -> Context:
    here = standings_in(scene.cast.standings, unit.start, unit.end)
    speaking = set(actors.speaking(speech))

    def where(standings: Iterable[Standing]) -> tuple[Span, ...]:
        return tuple((s.start - unit.start, s.end - unit.start) for s in standings)

    return Context(
        agreed=speech.agreed,
        listed=speech.listed and (unit.opens or unit.goes_on),
        speaker=speech.person is not None,
        body_speaks=speech.body is not None and not _is_aside(unit, speech),
        several=where(s for s in here if not s.named and len(s.parties) != 1),
        contracting=where(s for s in here if actors.contracting & set(s.parties)),
        own=where(s for s in here if speaking & set(s.parties)),
        told=not speech.fresh and unit.words[:1] not in _QUOTES,
    )


def _is_aside(unit: Unit, speech: Speech) -> bool:
    """Return whether who speaks is only named at the end: 'Deliveries will begin in May, the company said.'"""
    return speech.fresh and speech.body is not None and speech.body[0] > (unit.start + unit.end) / 2


def _terms(unit: Unit, actors: tuple[str, ...], scene: Scene, agreements: tuple[Agreement, ...]) -> Terms:
    words, pack = scene.page.content[unit.start : unit.end], scene.pack
    agreement = agreements[0] if len(agreements) == 1 else of_actors(agreements, actors, unit.end)
    return Terms(
        agreement=agreement.id if agreement else None,
        instrument=instrument_of(value for _, _, value in cues_in(words, pack.tables["instruments"], "instrument")),
        sectors=sectors_of(words, pack),
        due=_due(unit, scene),
        amount=next((m.money for m in money_in_span(scene, unit.start, unit.end)), None),
    )


def _due(unit: Unit, scene: Scene) -> str | None:
    """Return the day by which it is to be done: the date after 'by', 'before', 'within'."""
    before = re.compile(rf"(?<!\w)(?:{role(scene.pack, 'due')})\s+(?:the\s+)?(?:end of\s+)?$", re.IGNORECASE)
    for date in dates_in(scene, unit.start, unit.end):
        if before.search(scene.page.content[unit.start : date.start]):
            return date.date
    return None
