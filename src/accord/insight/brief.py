"""What one must know before a visit: agreements, promises and their states, meetings, posts, what is open, what is doubted.

In:  one body or several, the day; what is known by it.
Out: `Brief`: everything, the newest first; whoever writes it chooses what there is room for, and says what was left out.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any

import msgspec

from accord.follow.checkability import Checkability, checkability
from accord.follow.silence import CLOSED, Overdue, Seen, Silence, glimpse, overdue, read_by, silence
from accord.follow.wordings import gathered
from accord.insight.days import EVER, Time, is_dated
from accord.insight.profiles import body_row
from accord.insight.standing import Stand
from accord.model.reading import Money
from accord.register import Asking
from accord.register.asking.states import steps_of
from accord.register.pages.between import (
    agreements_between,
    bodies_told,
    cited,
    doubts_on,
    facts_between,
    mentions_between,
    named_in,
    read_of,
)
from accord.register.pages.parties import posts_at

__all__ = ["Brief", "Doubt", "Owed", "Waiting", "brief", "owed", "owed_of", "told_once"]

_UNSURE = 0.7  # as `register/review/doubting.py`: below it every third reading is wrong
_HEARD_OUT = (
    200  # promises of a language of which all documents without a word of them are told: more than two pages show
)
_POSTS = 60  # of a body: those of the latest documents


# By the id of a promise, documents that may speak of it, not yet looked at, each with its day.
Waiting = Mapping[str, Mapping[str, str | None]]
_NONE: Mapping[str, str | None] = MappingProxyType({})
_NOTHING: Waiting = MappingProxyType({})


class Owed(msgspec.Struct, frozen=True):
    """A promise between the bodies: the record, its grade, how it stands, whether its day has passed, what was not heard.

    `told` is how many reports of the agreement word it; `waiting` how many documents may speak of it, not yet looked at.
    """

    record: dict[str, Any]
    grade: Checkability
    stand: Stand
    overdue: Overdue | None
    silence: Silence
    told: int = 1
    waiting: int = 0


class Doubt(msgspec.Struct, frozen=True):
    """What is not sure: `differs` reports contradict each other in `fields`; `doubted` words speak against it; `unsure`."""

    why: str
    record: dict[str, Any]
    fields: tuple[str, ...] = ()


class Brief(msgspec.Struct, frozen=True):
    """All that is known between bodies on a day.

    Attributes:
        bodies: Each with `id`, `name`, and its name in every language.
        agreements, mentions: Agreements, the newest first; earlier ones that are known only by being named.
        owed: Promises: overdue ones first, then silent ones, then by grade and day.
        meetings: With the `persons` that their words name.
        posts: By body: who holds which post by the latest document that says so.
        mechanisms: What keeps the agreements alive.
        doubts: About the agreements and the promises.
        documents: What the lines cite, by id: `headline`, `publisher`, `published`, `source`.
        read: Documents that name any of the bodies: id, publisher or source, day.
        met: Ids of mechanisms of which a person confirmed a session, or their end.
        undated: Of a day that has passed: how many facts of each kind are left out because nobody knows their day.
    """

    as_of: date
    bodies: tuple[dict[str, Any], ...]
    agreements: tuple[dict[str, Any], ...]
    mentions: tuple[dict[str, Any], ...]
    owed: tuple[Owed, ...]
    meetings: tuple[dict[str, Any], ...]
    posts: tuple[tuple[dict[str, Any], tuple[dict[str, Any], ...]], ...]
    mechanisms: tuple[dict[str, Any], ...]
    doubts: tuple[Doubt, ...]
    documents: Mapping[str, dict[str, Any]]
    read: tuple[tuple[str, str, str | None], ...]
    met: frozenset[str] = frozenset()
    undated: Mapping[str, int] = MappingProxyType({})


def brief(asking: Asking, ids: Sequence[str], as_of: date, *, time: Time = EVER, waiting: Waiting = _NOTHING) -> Brief:
    """Return what is known between bodies; of one body alone, all that it takes part in.

    Args:
        asking: One state of the register.
        ids: Of the bodies.
        as_of: The day on which it holds; what was published later is left out.
        time: Whether what has no day is known by then; how the states of promises are known.
        waiting: Documents that may speak of promises, not yet looked at: they are not counted as read and silent.

    Raises:
        NotFoundError: No body has an id.
    """
    rows = list(dict.fromkeys(body_row(asking, id_) for id_ in ids))
    read = [one for one in read_of(asking, rows) if time.by(one[2], as_of)]
    told = {kind: facts_between(asking, kind, rows) for kind in ("commitment", "meeting", "mechanism")}
    told |= {"agreement": agreements_between(asking, rows), "earlier": mentions_between(asking, rows)}
    known = {kind: [one for one in of if time.by(_day_of(one), as_of)] for kind, of in told.items()}
    agreements, promises, meetings = (known[kind] for kind in ("agreement", "commitment", "meeting"))
    mentions, mechanisms = known["earlier"], known["mechanism"]
    unread = _by_promise(promises, waiting, as_of)
    listed = owed_of(told_once(promises), time.stands(asking, promises, as_of), read, as_of, waiting=unread)
    posts = tuple((body, _posts(asking, row, as_of)) for row, body in zip(rows, bodies_told(asking, rows), strict=True))
    lines = [*(one["report"] for one in agreements if one["report"]), *promises, *meetings, *mentions, *mechanisms]
    lines += [one["proof"] for _, held in posts for one in held]
    stated = {one.stand.document for one in listed if one.stand.document}
    return Brief(
        as_of,
        tuple(body for body, _ in posts),
        tuple(agreements),
        tuple(mentions),
        tuple(listed),
        tuple(_met(asking, meetings)),
        posts,
        tuple(mechanisms),
        tuple(_doubts(asking, agreements, promises)),
        cited(asking, stated | {one["document"] for one in lines}),
        tuple(read),
        frozenset(steps_of(asking, (one["id"] for one in mechanisms))),
        {kind: sum(not is_dated(_day_of(one)) for one in of) for kind, of in told.items()} if time is not EVER else {},
    )


def told_once(promises: Iterable[dict[str, Any]]) -> list[tuple[dict[str, Any], int, frozenset[str]]]:
    """Return promises, each once: of an agreement's reports the earliest tells it.

    Each comes with how many reports word it, and with the documents of these.
    """
    found = []
    for same in gathered(promises):
        documents = frozenset(one["document"] for one in same)
        found.append((same[0], len(documents), documents))
    return found


def owed_of(
    promises: Iterable[tuple[dict[str, Any], int, frozenset[str]]],
    stands: Mapping[str, Stand],
    read: Iterable[tuple[str, str, str | None]],
    as_of: date,
    *,
    waiting: Waiting = _NOTHING,
) -> list[Owed]:
    """Return promises with their grade, state, and what was not heard of them; those that ask for something first."""
    seen = [Seen(*one) for one in read]
    certain = [read_by(((one.document, one.date) for one in seen), as_of)]
    found = []
    for record, told, own in promises:
        unread = frozenset(waiting.get(record["id"], ())) - own
        one = _glimpsed(record, told, own | unread, stands[record["id"]], certain, as_of)
        found.append((msgspec.structs.replace(one, waiting=len(unread)), own | unread))
    ranked, told_of = list[Owed](), Counter[str]()
    for one, own in sorted(found, key=lambda pair: _rank(pair[0])):
        language = str(one.record.get("language"))  # a reader is shown first what is in their own
        ranked.append(_heard_out(one, own, seen) if told_of[language] < _HEARD_OUT else one)
        told_of[language] += 1
    return ranked


def _glimpsed(
    record: dict[str, Any],
    told: int,
    own: frozenset[str],
    stand: Stand,
    read: Iterable[Sequence[tuple[date, str]]],
    as_of: date,
) -> Owed:
    """Return a promise without the documents in which nothing was heard of it."""
    amount = Money(record["amount"], record["currency"]) if record["amount"] and record["currency"] else None
    grade = checkability(record["quote"] or "", due=record["due"], amount=amount)
    quiet = glimpse(stand.state, stand.since or record["published"], read, own | {stand.document}, as_of=as_of)
    return Owed(record, grade, stand, overdue(record["due"], stand.state, as_of=as_of), quiet, told)


def _heard_out(one: Owed, own: frozenset[str], seen: Sequence[Seen]) -> Owed:
    """Return a promise with the documents in which nothing was heard of it; `own` are those that word it."""
    spoken, last = own | {one.stand.document}, one.stand.since or one.record["published"]
    others = (each for each in seen if each.document not in spoken)
    return msgspec.structs.replace(one, silence=silence(one.stand.state, last, others, as_of=one.silence.as_of))


def _by_promise(promises: Iterable[dict[str, Any]], waiting: Waiting, as_of: date) -> Waiting:
    """Return the documents that may speak of each promise, whichever of its wordings they were linked to."""
    found = {}
    for same in gathered(promises) if waiting else ():
        told = {each: day for one in same for each, day in waiting.get(one["id"], _NONE).items()}
        if by_then := {each: day for each, day in told.items() if not _after(day, as_of)}:
            found[same[0]["id"]] = by_then
    return found


def owed(record: dict[str, Any], told: int, own: frozenset[str], stand: Stand, seen: list[Seen], as_of: date) -> Owed:
    """Return a promise with its grade, its state, and what was not heard; `own` are the documents that word it."""
    return _heard_out(_glimpsed(record, told, own, stand, (), as_of), own, seen)


def _rank(one: Owed) -> tuple[Any, ...]:
    grades = ("measured", "checkable", "declaratory")
    closed = one.stand.state in CLOSED
    newest = one.record["published"] or ""
    return (
        one.overdue is None,
        closed,
        one.grade.grade == "declaratory",
        one.silence.heard != "silent",
        grades.index(one.grade.grade),
        tuple(-ord(sign) for sign in newest),
        one.record["id"],
    )


def _met(asking: Asking, meetings: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return meetings, each day's and kind's once, with the persons that their words name."""
    named = named_in(asking, {one["unit"] for one in meetings})
    found: dict[Any, dict[str, Any]] = {}
    for one in meetings:
        persons = [name for name in named.get(one["unit"], ()) if name in (one["quote"] or "")]
        told = {**one, "persons": persons, "day": one["date"] or one["published"]}
        key = (one["date"], one["kind"]) if one["date"] else one["id"]
        if key not in found or len(persons) > len(found[key]["persons"]):
            found[key] = told
    return sorted(found.values(), key=lambda one: (one["day"] or "", one["id"]), reverse=True)


def _posts(asking: Asking, row: int, as_of: date) -> tuple[dict[str, Any], ...]:
    """Return who holds which post: of several holders the one of the latest document; a person's latest post first."""
    held: dict[str, dict[str, Any]] = {}
    persons: Counter[str] = Counter()
    for one in posts_at(asking, row, _POSTS):
        post = " ".join((one["post"] or "").split())
        if _after(one["last"], as_of) or not post:
            continue
        if post.casefold() not in held and not persons[one["id"]]:
            held[post.casefold()] = {**one, "post": post}
            persons[one["id"]] += 1
    return tuple(held.values())


def _doubts(asking: Asking, agreements: Sequence[dict[str, Any]], promises: Sequence[dict[str, Any]]) -> list[Doubt]:
    found = [Doubt("differs", one, tuple(one["differs"])) for one in agreements if one["differs"]]
    facts = [one["report"] for one in agreements if one["report"]]
    records = {one["row"]: one for one in facts} | {one["fact"]: one for one in promises}
    doubted = doubts_on(asking, records)
    found += [Doubt("doubted", records[row]) for row in doubted]
    unsure = [one for row, one in records.items() if row not in doubted and (one["confidence"] or 1) < _UNSURE]
    return found + [Doubt("unsure", one) for one in unsure]


def _day_of(record: Mapping[str, Any]) -> str | None:
    """Return the day by which a fact is known: that of its document, else its own."""
    day: str | None = record["published"] or record.get("day") or record.get("date")
    return day


def _after(day: str | None, as_of: date) -> bool:
    return day is not None and day[:10] > as_of.isoformat()
