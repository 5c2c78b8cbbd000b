"""The parts of a brief, each with its lines, every line with the number of its document.

In:  `Brief`, a language, how much room there is, the documents cited so far.
Out: `Part`s in the order in which they are read; one of which nothing is known says so.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from accord.exchange.paper import Line, Part, Points, Run, Table, cut
from accord.flows.papers.wording import Cited, listed, money, say
from accord.follow.thresholds import threshold
from accord.insight.brief import Brief, Doubt, Open
from accord.insight.owed import Owed
from accord.model.labels import label
from accord.model.terms import State, members

__all__ = ["Room", "parts"]


class Room(msgspec.Struct, frozen=True):
    """How much room there is: rows of a table, lines of a list, the width of a quote in sizes of its type."""

    rows: int
    lines: int
    quote: float


_Point = tuple[str, str | None]  # words, and the document that they are from


class _Written(msgspec.Struct, frozen=True):
    """What all parts need: the facts, the language, the room, the documents cited."""

    known: Brief
    language: str
    room: Room
    cited: Cited

    def say(self, key: str, **values: object) -> str:
        return say(key, self.language, **values)

    def label(self, of: str, word: str | None) -> str:
        return label(of, word, self.language)

    def quote(self, record: dict[str, Any], share: float = 1.0) -> str:
        return cut(record["quote"] or "", self.room.quote * share)


def parts(known: Brief, language: str, room: Room, cited: Cited) -> Iterator[Part]:
    """Yield the parts of a brief; `cited` takes the documents that they cite."""
    to = _Written(known, language, room, cited)
    yield Part(to.say("glance"), (Points(tuple((Run(one),) for one in _glance(to))),))
    yield _agreements(to)
    yield _promises(to)
    yield _meetings(to)
    yield _posts(to)
    yield _listed(to, "open", [_open(to, one) for one in known.open.first[: room.lines]], known.open.count)
    yield _listed(to, "doubts", [_doubt(to, one) for one in known.doubts.first[: room.lines]], known.doubts.count)


def _glance(to: _Written) -> Iterator[str]:
    agreements, promises = to.known.agreements, to.known.promises
    if agreements.count:
        day = agreements.first[0]["day"] or to.say("undated")
        key = "glance_agreement" if agreements.count == 1 else "glance_agreements"
        yield to.say(key, count=agreements.count, day=day)
    else:
        yield to.say("glance_no_agreements")
    if not promises.few.count:
        yield to.say("glance_no_promises")
    else:
        told = (f"{promises.states[one]} {to.label('State', one)}" for one in members(State) if one in promises.states)
        yield to.say("glance_promises", count=promises.few.count, states=listed(told, to.language))
        after = threshold("silent_after").value
        yield to.say("glance_attention", overdue=promises.late, silent=promises.silent, days=after)
        count = promises.confirmed
        yield to.say("glance_confirmed", count=count) if count else to.say("glance_unconfirmed")
    if to.known.meetings.count and to.known.meetings.first[0]["day"]:
        yield to.say("glance_met", day=to.known.meetings.first[0]["day"])
    if any(to.known.undated.values()):
        kinds = (f"{to.label('FactKind', kind)} {count}" for kind, count in to.known.undated.items() if count)
        yield to.say("glance_undated", kinds=listed(kinds, to.language))


def _agreements(to: _Written) -> Part:
    alone = len(to.known.bodies) == 1
    heads = ("col_day", "col_with", "col_agreement") if alone else ("col_day", "col_agreement")
    rows = [_agreement(to, one, alone=alone) for one in to.known.agreements.first[: to.room.rows]]
    shares = (14, 30, 56) if alone else (14, 86)
    return _tabled(to, "agreements", (heads, shares), rows, to.known.agreements.count)


def _agreement(to: _Written, one: dict[str, Any], *, alone: bool) -> tuple[Line, ...]:
    day = one["date"] or (to.say("signed_as_reported", day=one["published"]) if one["published"] else to.say("undated"))
    told = [to.label("AgreementKind", one["kind"])]
    if one["status"] != "signed":
        told.append(to.label("AgreementStatus", one["status"]))
    if one["ordinal"]:
        key = "ordinal_since" if one["since"] else "ordinal"
        told.append(to.say(key, ordinal=one["ordinal"], since=one["since"]))
    told += [one["place"] or "", money(one["amount"], one["currency"], to.language)]
    if one["reports"] > 1:
        told.append(to.say("reports", count=one["reports"]))
    title = one["title"] or (to.quote(one["report"], 0.7) if one["report"] else "")
    line = (
        Run(cut(title, 60), strong=bool(one["title"]), about=one["id"]),
        Run(f"{' · ' if title else ''}{' · '.join(filter(None, told))}", about=None if title else one["id"]),
        _mark(to, one["report"]),
    )
    if not alone:
        return (Run(day),), line
    own = {body["id"] for body in to.known.bodies}
    others = [_name(to, body) for body in one["parties"] if body["id"] not in own]
    return (Run(day),), (Run(cut(to.say("stop").join(others), 50)),), line


def _promises(to: _Written) -> Part:
    heads = ("col_promise", "col_grade", "col_state", "col_heard")
    promises = to.known.promises.few
    rows = [_promise(to, one) for one in promises.first[: to.room.rows]]
    return _tabled(to, "promises", (heads, (45, 12, 13, 30)), rows, promises.count)


def _promise(to: _Written, one: Owed) -> tuple[Line, ...]:
    record = one.record
    bodies = {body["id"]: _name(to, body) for body in record["parties"] or ()}
    everyone = len(bodies) == 2 and bodies.keys() == {body["id"] for body in to.known.bodies}
    actors = to.say("both") if everyone else listed(bodies.values(), to.language)
    what = (
        Run(f"{cut(actors, 24)}: " if actors else "", strong=True),
        Run(f"“{to.quote(record)}”", about=record["id"]),
        _mark(to, record),
    )
    grade = to.label("Checkability", one.grade)
    terms = [money(record["amount"], record["currency"], to.language)]
    terms += [to.say("due", day=record["due"])] if record["due"] and not one.overdue else []
    told = "\n".join(filter(None, (grade, *terms)))
    return what, (Run(told),), _state(to, one), _since_then(to, one)


def _state(to: _Written, one: Owed) -> Line:
    state = Run(to.label("State", one.stand.state), strong=True)
    said = [to.say("since", day=one.stand.since)] if one.stand.since and one.stand.decision else []
    said += [to.say("claim")] if one.stand.claim else []
    said += [] if one.stand.decision else [to.say("unconfirmed")]
    return state, Run("".join(f"\n{words}" for words in said), faint=True)


def _since_then(to: _Written, one: Owed) -> Line:
    """Return what was said since, with its document; that the day has passed; what was not heard."""
    stand, quiet, told = one.stand, one.silence, list[Run]()
    if stand.quote:
        told += [Run(f"“{cut(stand.quote, to.room.quote / 2)}”"), to.cited.mark(stand.document), Run("\n")]
    if one.overdue:
        told += [Run(to.say("overdue", days=one.overdue.days, day=one.overdue.due), strong=True), Run("\n")]
    key = "waiting" if one.waiting and quiet.heard in ("silent", "unread") else quiet.heard
    heard = to.say(
        f"heard_{key}", count=one.waiting, day=quiet.since, documents=len(quiet.documents), sources=len(quiet.sources)
    )
    return *told, Run(heard, faint=bool(told))


def _meetings(to: _Written) -> Part:
    rows = [_meeting(to, one) for one in to.known.meetings.first[: to.room.lines]]
    return _tabled(to, "meetings", (("col_day", "col_meeting"), (14, 86)), rows, to.known.meetings.count)


def _meeting(to: _Written, one: dict[str, Any]) -> tuple[Line, ...]:
    told = [to.label("MeetingKind", one["kind"]), one["place"] or "", listed(one["persons"], to.language)]
    words = (Run(" · ".join(filter(None, told)) + " · "), Run(f"“{to.quote(one, 0.8)}”"), _mark(to, one))
    return (Run(one["day"] or to.say("undated")),), words


def _posts(to: _Written) -> Part:
    every = [(body, one) for body, held in to.known.posts for one in held]
    share = max(2, to.room.lines // max(1, len(to.known.bodies)))
    shown = [(body, one) for body, held in to.known.posts for one in held[:share]]
    rows = [_post(to, body, one) for body, one in shown]
    return _tabled(to, "posts", (("col_person", "col_post", "col_source"), (22, 50, 28)), rows, len(every))


def _post(to: _Written, body: dict[str, Any], one: dict[str, Any]) -> tuple[Line, ...]:
    told = to.say("as_told", day=one["last"]) if one["last"] else to.say("undated")
    post = to.say("at", post=cut(one["post"], 40), body=_name(to, body))
    return (Run(one["name"], strong=True),), (Run(post),), (Run(told), _mark(to, one["proof"]))


def _open(to: _Written, one: Open) -> _Point:
    record, key = one.record, f"open_{one.kind}"
    if one.kind == "planned":
        report = record["report"] or {"quote": None, "document": None}
        what = record["title"] or to.quote(report, 0.7) or record["id"]
        return to.say(key, what=what), report["document"]
    if one.kind == "before":
        return to.say(key, **one.told), record["report"] and record["report"]["document"]
    if one.kind == "mechanism":
        return to.say(key, what=cut(record["name"] or record["quote"] or "", 40)), record["document"]
    return _quoted(to, key, record, **one.told)


def _doubt(to: _Written, one: Doubt) -> _Point:
    if one.why == "differs":
        fields = listed((to.say(f"field_{field}") for field in one.fields), to.language)
        day = one.record["day"] or to.say("undated")
        report = one.record["report"]
        return to.say("doubt_differs", day=day, fields=fields), report and report["document"]
    return _quoted(to, f"doubt_{one.why}", one.record)


def _quoted(to: _Written, key: str, record: dict[str, Any], **values: object) -> _Point:
    return to.say(key, quote=to.quote(record, 0.7), **values), record["document"]


def _tabled(
    to: _Written, key: str, shape: tuple[tuple[str, ...], tuple[int, ...]], rows: Sequence[tuple[Line, ...]], every: int
) -> Part:
    if not rows:
        return _nothing(to, key)
    heads, shares = shape
    table = Table(tuple(to.say(head) for head in heads), shares, tuple(rows))
    more = _more(to, every - len(rows))
    return Part(to.say(key), (table, more) if more else (table,))


def _listed(to: _Written, key: str, points: Sequence[_Point], every: int) -> Part:
    if not points:
        return _nothing(to, key)
    listing = Points(tuple((Run(words), to.cited.mark(document)) for words, document in points))
    more = _more(to, every - len(points))
    return Part(to.say(key), (listing, more) if more else (listing,))


def _nothing(to: _Written, key: str) -> Part:
    return Part(to.say(key), ((Run(to.say("not_known"), faint=True),),))


def _more(to: _Written, count: int) -> Line | None:
    """Return how many are left out; None where none is."""
    return (Run(to.say("more", count=count), faint=True),) if count > 0 else None


def _mark(to: _Written, record: dict[str, Any] | None) -> Run:
    return to.cited.mark(record["document"] if record else None)


def _name(to: _Written, body: dict[str, Any]) -> str:
    return str(body.get(f"name_{to.language}") or body["name"])
