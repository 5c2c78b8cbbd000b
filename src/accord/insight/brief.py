"""What one must know before a visit: agreements, promises and their states, meetings, posts, what is open, what is doubted.

In:  one body or several, the day; what is known by it.
Out: `Brief`: everything is counted; in full, with its words, stands as much of it as there is room for, the newest first.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any, Generic, Literal, TypeVar

import msgspec

from accord.follow.silence import CLOSED
from accord.insight.days import EVER, Time, is_dated
from accord.insight.owed import NOTHING_WAITS, Between, Outline, Owed, Waiting, counted_between, kept_between
from accord.insight.profiles import body_row
from accord.register import Asking
from accord.register.asking.states import steps_of
from accord.register.pages.between import (
    agreements_between,
    bodies_told,
    cited,
    doubted_promises,
    doubted_reports,
    facts_between,
    first_reports,
    mentions_between,
    named_in,
    parties_of_agreements,
    read_of,
    worded,
)
from accord.register.pages.parties import posts_at

__all__ = ["MOST", "Brief", "Doubt", "Few", "Open", "OpenKind", "Promises", "brief"]

MOST = 14  # of each kind that is told in full: as many as the roomiest brief shows
_UNSURE = 0.7  # as `register/review/doubting.py`: below it every third reading is wrong
_POSTS = 60  # of a body: those of the latest documents

OpenKind = Literal["overdue", "waiting", "silent", "planned", "before", "mention", "mechanism"]
Record = dict[str, Any]
_T = TypeVar("_T")


class Few(msgspec.Struct, Generic[_T], frozen=True):
    """The first of many, and how many there are."""

    count: int
    first: tuple[_T, ...]


class Open(msgspec.Struct, frozen=True):
    """What is open: the record that says so, and what of it is told: `days` overdue, silent since `day`, so many (`count`)."""

    kind: OpenKind
    record: Record
    told: Mapping[str, object] = MappingProxyType({})


class Doubt(msgspec.Struct, frozen=True):
    """What is not sure: `differs` reports contradict each other in `fields`; `doubted` words speak against it; `unsure`."""

    why: Literal["differs", "doubted", "unsure"]
    record: Record
    fields: tuple[str, ...] = ()


class Promises(msgspec.Struct, frozen=True):
    """Promises: those to read first, how many are in each state, overdue, silent, and confirmed by a person."""

    few: Few[Owed]
    states: Mapping[str, int]
    late: int
    silent: int
    confirmed: int


class Brief(msgspec.Struct, frozen=True):
    """All that is known between bodies on a day.

    Attributes:
        bodies: Each with `id`, `name`, and its name in every language.
        agreements: The newest first; each with `parties` and its earliest `report`.
        promises: Overdue ones first, then those that can be checked, of these what the reader reads without a translation.
        meetings: With the `persons` that their words name.
        posts: By body: who holds which post by the latest document that says so.
        open: What asks for something: promises, papers that are to be signed, mechanisms that have not met.
        doubts: About the agreements and the promises.
        documents: What the lines cite, by id: `headline`, `publisher`, `published`, `source`.
        read: Documents that name any of the bodies: id, publisher or source, day.
        undated: Of a day that has passed: how many facts of each kind are left out because nobody knows their day.
    """

    as_of: date
    bodies: tuple[Record, ...]
    agreements: Few[Record]
    promises: Promises
    meetings: Few[Record]
    posts: tuple[tuple[Record, tuple[Record, ...]], ...]
    open: Few[Open]
    doubts: Few[Doubt]
    documents: Mapping[str, Record]
    read: tuple[tuple[str, str, str | None], ...]
    undated: Mapping[str, int] = MappingProxyType({})


def brief(
    asking: Asking,
    ids: Sequence[str],
    as_of: date,
    *,
    time: Time = EVER,
    waiting: Waiting = NOTHING_WAITS,
    language: str = "",
) -> Brief:
    """Return what is known between bodies; of one body alone, all that it takes part in.

    Args:
        asking: One state of the register.
        ids: Of the bodies.
        as_of: The day on which it holds; what was published later is left out.
        time: Whether what has no day is known by then; how the states of promises are known.
        waiting: Documents that may speak of promises, not yet looked at: they are not counted as read and silent.
        language: Promises in it come before others that ask for as much.

    Raises:
        NotFoundError: No body has an id.
    """
    rows = list(dict.fromkeys(body_row(asking, id_) for id_ in ids))
    of = _Of(asking, rows, as_of, time)
    read = [one for one in read_of(asking, rows) if time.by(one[2], as_of)]
    counting = (asking, rows, read, as_of)
    between = kept_between(*counting, waiting) if time.kept else counted_between(*counting, time, waiting)
    agreements = of.known("agreement", agreements_between(asking, rows))
    bodies = bodies_told(asking, rows)
    told = Brief(
        as_of, tuple(bodies), Few(len(agreements), tuple(_agreed(asking, agreements[:MOST]))),
        _promises(between, language), _meetings(of),
        tuple((body, _posts(asking, row, as_of)) for row, body in zip(rows, bodies, strict=True)),
        _open(of, agreements, between), _doubts(of, agreements, between), {}, tuple(read),
    )  # fmt: skip
    undated = {} if time.dateless else {**of.undated, "commitment": between.undated}
    return msgspec.structs.replace(told, documents=cited(asking, _documents(told)), undated=undated)


class _Of:
    """What all parts need: the register, the bodies, the day; and what was left out because nobody knows its day."""

    def __init__(self, asking: Asking, rows: Sequence[int], as_of: date, time: Time) -> None:
        self.asking, self.rows, self.as_of, self.time = asking, rows, as_of, time
        self.undated: dict[str, int] = {}
        self.facts = facts_between(asking, ("meeting", "mechanism"), rows)

    def known(self, kind: str, records: Sequence[Record]) -> list[Record]:
        """Return what is known by the day."""
        self.undated[kind] = sum(not is_dated(_day_of(one)) for one in records)
        return [one for one in records if self.time.by(_day_of(one), self.as_of)]


def _agreed(asking: Asking, agreements: Sequence[Record]) -> list[Record]:
    """Return agreements with who makes them (`parties`) and the words of their earliest report (`report`)."""
    rows = [one["row"] for one in agreements]
    parties, first = parties_of_agreements(asking, rows), first_reports(asking, rows)
    words = worded(asking, first.values())
    return [
        {**one, "parties": parties[one["row"]], "report": words[first[one["row"]]] if one["row"] in first else None}
        for one in agreements
    ]


def _promises(between: Between, language: str) -> Promises:
    of = between.outlines
    first = sorted(
        of,
        key=lambda one: (
            not one.late,
            one.grade == "declaratory",
            not language or not one.language.startswith(language),
        ),
    )
    return Promises(
        Few(len(of), tuple(between.heard(first[:MOST]))), Counter(one.state for one in of),
        sum(one.late for one in of), sum(_is_silent(one) for one in of), sum(one.decided for one in of),
    )  # fmt: skip


def _is_silent(one: Outline) -> bool:
    return one.silent and not one.waiting


def _meetings(of: _Of) -> Few[Record]:
    """Return meetings, each day's and kind's once, told by the document whose words name most persons."""
    found: dict[Any, list[Record]] = {}
    for one in of.known("meeting", of.facts["meeting"]):
        found.setdefault((one["date"], one["kind"]) if one["date"] else one["id"], []).append(one)
    days = sorted(
        found.values(), key=lambda same: (same[0]["date"] or same[0]["published"] or "", same[0]["id"]), reverse=True
    )
    shown = [one for same in days[:MOST] for one in same]
    words, named = worded(of.asking, (one["row"] for one in shown)), named_in(of.asking, {one["unit"] for one in shown})
    return Few(len(days), tuple(_met(same, words, named) for same in days[:MOST]))


def _met(same: Sequence[Record], words: Mapping[int, Record], named: Mapping[int, Sequence[str]]) -> Record:
    told = []
    for one in same:
        quote = words[one["row"]]["quote"] or ""
        persons = [name for name in named.get(one["unit"], ()) if name in quote]
        told.append({**one, **words[one["row"]], "persons": persons, "day": one["date"] or one["published"]})
    return max(told, key=lambda one: len(one["persons"]))


def _posts(asking: Asking, row: int, as_of: date) -> tuple[Record, ...]:
    """Return who holds which post: of several holders the one of the latest document; a person's latest post first."""
    held: dict[str, Record] = {}
    persons: Counter[str] = Counter()
    for one in posts_at(asking, row, _POSTS):
        post = " ".join((one["post"] or "").split())
        if _after(one["last"], as_of) or not post:
            continue
        if post.casefold() not in held and not persons[one["id"]]:
            held[post.casefold()] = {**one, "post": post}
            persons[one["id"]] += 1
    return tuple(held.values())


def _open(of: _Of, agreements: Sequence[Record], between: Between) -> Few[Open]:
    """Return what is overdue, then what later news may speak of, then what is silent; nothing of which no more is owed."""
    late = [one for one in between.outlines if one.late]
    in_time = [one for one in between.outlines if not one.late and one.state not in CLOSED]
    waiting, silent = [one for one in in_time if one.waiting], [one for one in in_time if _is_silent(one)]
    planned = [one for one in agreements if one["status"] == "planned"]
    before = _by_count(agreements)
    mentions = of.known("earlier", mentions_between(of.asking, of.rows))
    mechanisms = of.known("mechanism", of.facts["mechanism"])
    met = steps_of(of.asking, (one["id"] for one in mechanisms))
    waits = [one for one in mechanisms if one["id"] not in met]
    count = (
        sum(len(each) for each in (late, waiting, silent))
        + len(planned)
        + len(mentions)
        + len(waits)
        + (before is not None)
    )

    def told() -> Iterator[Open]:
        owed: tuple[tuple[OpenKind, list[Outline]], ...] = (("overdue", late), ("waiting", waiting), ("silent", silent))
        for kind, outlines in owed:
            yield from (_open_promise(kind, one) for one in between.in_full(outlines[:MOST]))
        yield from (Open("planned", one) for one in _agreed(of.asking, planned[:MOST]))
        if before:
            [first] = _agreed(of.asking, [before[1]])
            yield Open("before", first, {"count": before[0]})
        facts: tuple[tuple[OpenKind, list[Record]], ...] = (("mention", mentions), ("mechanism", waits))
        for kind, records in facts:
            words = worded(of.asking, (one["row"] for one in records[:MOST]))
            yield from (Open(kind, {**one, **words[one["row"]]}) for one in records[:MOST])

    return Few(count, tuple(one for one, _ in zip(told(), range(MOST), strict=False)))


def _open_promise(kind: OpenKind, one: Owed) -> Open:
    if kind == "overdue" and one.overdue:
        return Open(kind, one.record, {"days": one.overdue.days})
    return Open(kind, one.record, {"day": one.silence.since} if kind == "silent" else {})


def _by_count(agreements: Sequence[Record]) -> tuple[int, Record] | None:
    """Return how many earlier agreements of a series are known by number only, and which one says so."""
    counted = [one for one in agreements if one["ordinal"]]
    if not counted:
        return None
    last = max(counted, key=lambda one: (one["ordinal"], one["id"]))
    first = last["since"] or ""
    before = {
        one["day"] for one in agreements if one["day"] and last["day"] and first[:4] <= one["day"] < last["day"]
    }  # papers of one day are one step of a series
    unknown = last["ordinal"] - 1 - len(before)
    return (unknown, last) if unknown > 0 else None


def _doubts(of: _Of, agreements: Sequence[Record], between: Between) -> Few[Doubt]:
    """Return where reports differ, then what words speak against, then what was not read surely."""
    differs = [one for one in agreements if one["differs"]]
    facts = list(_doubted(of, agreements, between))
    doubted = [row for row, is_doubted in facts if is_doubted] + [row for row, is_doubted in facts if not is_doubted]
    told = [Doubt("differs", one, tuple(one["differs"])) for one in _agreed(of.asking, differs[:MOST])]
    words = worded(of.asking, doubted[: MOST - len(told)])
    against = {row for row, is_doubted in facts if is_doubted}
    told += [Doubt("doubted" if row in against else "unsure", words[row]) for row in doubted if row in words]
    return Few(len(differs) + len(facts), tuple(told))


def _doubted(of: _Of, agreements: Sequence[Record], between: Between) -> Iterable[tuple[int, bool]]:
    """Yield the facts on which one should not rely: of agreements the earliest report; whether words speak against each."""
    places = {one["row"]: at for at, one in enumerate(agreements)}
    reports = [one for one in doubted_reports(of.asking, of.rows, _UNSURE) if one[0] in places]
    first = first_reports(of.asking, (agreement for agreement, _, _ in reports))
    for agreement, fact, doubted in sorted(reports, key=lambda one: (places[one[0]], one[1])):
        if first[agreement] == fact:
            yield fact, doubted
    known = {one.row for one in between.outlines}
    yield from (one for one in doubted_promises(of.asking, of.rows, _UNSURE) if one[0] in known)


def _documents(told: Brief) -> set[str]:
    """Return the documents that the lines of a brief cite; an agreement is cited by its report."""
    owed = told.promises.few.first
    lines = [*told.agreements.first, *told.meetings.first, *(one["proof"] for _, held in told.posts for one in held)]
    lines += [*(one.record for one in owed), *(one.record for one in told.open.first)]
    lines += [one.record for one in told.doubts.first]
    proofs = [one.get("report", one) for one in lines]
    stated = {one.stand.document for one in owed if one.stand.document}
    return stated | {one["document"] for one in proofs if one}


def _day_of(record: Mapping[str, Any]) -> str | None:
    """Return the day by which a fact is known: that of its document, else its own."""
    day: str | None = record["published"] or record.get("day") or record.get("date")
    return day


def _after(day: str | None, as_of: date) -> bool:
    return day is not None and day[:10] > as_of.isoformat()
