"""Read what is undertaken, by whom, and how firmly.

In:  a scene, its agreements and posts; the pack's rules of `commitments.toml`.
Out: commitments, one a sentence, or one an item of a list parted by semicolons, in text order.

Whether a unit is an undertaking decides `undertakings.py`; who speaks follows `speeches.py`; who is to act says `actors.py`.
"""

import msgspec

from accord.langs.rules import match
from accord.langs.undertakings import Terms, commitment, instrument_of
from accord.langs.zh.commitments.actors import Actors
from accord.langs.zh.commitments.links import agreement_of
from accord.langs.zh.commitments.reach import Reach
from accord.langs.zh.commitments.sectors import sectors_of
from accord.langs.zh.commitments.speeches import Speech, Unit, speeches, units_of
from accord.langs.zh.commitments.under import Under
from accord.langs.zh.commitments.undertakings import Context, Undertaking, continued, undertaking
from accord.langs.zh.cues import cues_in
from accord.langs.zh.page.scene import Scene, within
from accord.model.reading import Agreement, Commitment, Meeting, Post, Span

__all__ = ["find_commitments"]

_VERBS = frozenset({"v", "vd", "vn", "ad", "d"})
_MARK = frozenset(chr(c) for c in range(0xE000, 0xE00A))


class _Before(msgspec.Struct, frozen=True):
    """The last unit: what it undertook, and whether what follows it goes on with it without a cue."""

    unit: Unit
    promise: Undertaking
    opens: bool


def find_commitments(
    scene: Scene,
    agreements: tuple[Agreement, ...],
    posts: tuple[Post, ...],
    meetings: tuple[Meeting, ...] = (),
    told: tuple[Span, ...] = (),
) -> tuple[Commitment, ...]:
    """Return what is undertaken, a row a sentence or item of a list; `told` are signings whose sides are not known."""
    actors, reach = Actors(scene, agreements, posts, meetings), Reach(scene, agreements, meetings, told)
    found: list[Commitment] = []
    before: _Before | None = None
    under = Under(scene.pack, [*reach.signings, *told])
    for unit, speech in speeches(units_of(scene), scene):
        below = under.holds(unit)
        context = _context(unit, speech, scene, actors, under=below, told=bool(told) and not agreements)
        promise = _promise(unit, before, speech, scene, context)
        if promise and not _is_next(unit, promise, before) and not (below and not speech.kind):
            promise = promise if reach.holds(unit, promise, speech, actors.speaking(speech)) else None
        under.goes_on(unit, promise)
        if promise:
            who = actors.of(unit, promise, speech)
            found.append(commitment(f"c{len(found) + 1}", unit, promise, who, _terms(unit, who, scene, agreements)))
        before = _next(unit, promise, before)
    return tuple(found)


def _context(unit: Unit, speech: Speech, scene: Scene, actors: Actors, *, under: bool, told: bool) -> Context:
    return Context(
        speaks=speech.kind,
        signed=told or bool(actors.signed),
        sides=actors.are_sides(unit),
        several=actors.several_in(unit),
        ahead=_is_ahead(unit, scene),
        under=under,
    )


def _promise(unit: Unit, before: _Before | None, speech: Speech, scene: Scene, context: Context) -> Undertaking | None:
    """Return what the unit undertakes, by its own words or as an item that goes on with what was undertaken before."""
    goes_on = before is not None and _goes_on(unit, before, speech, scene)
    if unit.heading and not (goes_on and before and before.opens):
        return None
    own = undertaking(unit.words, context, scene.pack)
    if goes_on and before and (own is None or _gives_way(own, before.promise)):
        return continued(unit.words, before.promise, scene.pack)
    return own


def _gives_way(own: Undertaking, before: Undertaking) -> bool:
    """Return whether a weak cue is less than what went before it: a bare verb after 要, a term in the present tense."""
    return "weak" in own.rule.values and ("go_on" in before.rule.values or "under" in own.rule.values)


def _is_ahead(unit: Unit, scene: Scene) -> bool:
    """Return whether the last day that a unit names is not before the page's own; whether it names none."""
    days = [date.date for date in within(scene.dates, unit.start, unit.end) if date.date]
    page = scene.published or next((date.date for date in scene.dates if date.date), None)
    return not days or page is None or any(day >= page[: len(day)] for day in days)


def _is_next(unit: Unit, promise: Undertaking, before: _Before | None) -> bool:
    """Return whether an undertaking goes on with the one before it: an item of its list, or what a leader asks for, too."""
    if before is None or unit.paragraph != before.unit.paragraph:
        return False
    return promise.rule is before.promise.rule or promise.rule.values.get("who") == "leader"


def _goes_on(unit: Unit, before: _Before, speech: Speech, scene: Scene) -> bool:
    """Return whether a unit goes on with what was undertaken before it: an item of a list, a bare verb after 要 or 愿."""
    if unit.number > 0 and unit.paragraph == before.unit.paragraph:
        return True
    if unit.paragraph - before.unit.paragraph <= 1 and any(match(scene.pack.rules, unit.words, kind="goes_on")):
        return True
    if unit.paragraph != before.unit.paragraph or speech.kind != "person" or speech.fresh:
        return False
    if before.promise.rule.values.get("go_on_alike"):
        return any(match(scene.pack.rules, unit.words, kind="goes_on_alike"))
    return bool(before.promise.rule.values.get("go_on")) and _begins_with_verb(unit, scene)


def _begins_with_verb(unit: Unit, scene: Scene) -> bool:
    own = within(scene.words, unit.start, min(unit.end, unit.start + 8))
    return bool(own) and own[0].tag in _VERBS and not _MARK & set(unit.words[:1])


def _next(unit: Unit, promise: Undertaking | None, before: _Before | None) -> _Before | None:
    """Return what the unit after this one may go on with: this one, or the list in which this one is an item."""
    if promise:
        return _Before(unit, promise, unit.words.rstrip().endswith("：") or bool(before and before.opens))
    return None


def _terms(unit: Unit, actors: tuple[str, ...], scene: Scene, agreements: tuple[Agreement, ...]) -> Terms:
    words = scene.text[unit.start : unit.end]
    agreement = agreement_of(unit, scene, agreements, actors)
    money = within(scene.money, unit.start, unit.end)
    return Terms(
        agreement=agreement.id if agreement else None,
        instrument=instrument_of(row["instrument"] for _, _, row in cues_in(words, scene.pack.tables["instruments"])),
        sectors=sectors_of(words, scene.pack),
        due=_due(unit, scene),
        amount=money[0].money if money else None,
    )


def _due(unit: Unit, scene: Scene) -> str | None:
    """Return the day by which it is to be done."""
    for hit in match(scene.pack.rules, unit.words, kind="due"):
        start = unit.start + hit.found.start("date")
        date = next((d for d in within(scene.dates, start, unit.end) if d.start == start), None)
        if date and date.date:
            return date.date
    return None
