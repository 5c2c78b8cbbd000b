"""Watch things: begin, stop, ask what is new, and keep what was shown so that it is not shown again.

In:  a person (`Watcher`), public ids, what later news says of promises (`follow.followed`).
Out: `Watched`, `News`. What is new is worked out when it is asked for: a document or a decision that came after the watch
     began, once, however many watched things it is about. Only what was shown is kept.

A watch holds on to a public id. Whatever is merged, the id leads to the body that has it now; of what is in the register no
more nothing is told, and it comes back with it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import msgspec
from msgspec.structs import replace

from accord.errors import ConflictError, DecisionError, NotFoundError, StoreError
from accord.flows.follow import Followed, followed
from accord.register import Asking, Register, find_id, over
from accord.register.accounts.watches import (
    Watch,
    add_watch,
    drop_watches,
    hold_by,
    note_seen,
    seen_by,
    show_again,
    watches_of,
)
from accord.register.asking.watchable import Thing, hold_on, named, thing_held, thing_of
from accord.register.log.log import Connection
from accord.register.pages.happened import Since, came_since, happened, more_promises

__all__ = [
    "News",
    "Watched",
    "Watcher",
    "is_watched",
    "look",
    "look_again",
    "marked",
    "news",
    "since_when",
    "speak_of",
    "told",
    "unwatch",
    "watch",
    "watched",
]

_SPEAK = 100  # documents in which words on watched promises are looked for: the newest; a second


class Watcher(msgspec.Struct, frozen=True):
    """Who watches: in which register, under which name, by which clock (RFC 3339, UTC)."""

    register: Register
    person: str
    clock: Callable[[], str]


class Watched(msgspec.Struct, frozen=True):
    """One thing that is watched.

    Attributes:
        id: Its public id today; of what is in the register no more, the one under which it was watched.
        record: What names it: `what` it is, and its names, parties or words; None where it is gone.
        at: Since when.
        ids: The ids under which it was watched: of two bodies that were merged both.
    """

    id: str
    record: dict[str, Any] | None
    at: str
    ids: tuple[str, ...]


class News(msgspec.Struct, frozen=True):
    """A document that came, or a decision that was taken.

    Attributes:
        id: Of the document or the decision.
        at: When it came, or was taken (RFC 3339, UTC): as the register's log has it.
        about: Which watched things it is about.
        record: What it says, as `pages/happened.py` has it.
        links: Of a document: what it may say of promises that are watched, or of watched bodies; nobody has confirmed it.
        seen: Whether the person was shown it.
    """

    id: str
    at: str
    about: tuple[dict[str, Any], ...]
    record: dict[str, Any]
    links: tuple[Followed, ...] = ()
    seen: bool = False


def watch(watcher: Watcher, id_: str) -> str:
    """Return the id of a thing that is watched from now on; who watches it already goes on doing so.

    Raises:
        NotFoundError: Nothing has this id, or several things begin with it.
        DecisionError: It is nothing that can be watched.
    """
    with watcher.register.writing() as connection:
        asking = over(connection)
        thing = thing_of(asking, find_id(asking, id_)[1])
        if thing is None:
            raise DecisionError(
                "'%(id)s' cannot be watched; a party, an agreement, a promise, a project or a mechanism was expected",
                id=id_,
            )
        if not _under(asking, watcher.person, thing.id):
            add_watch(connection, watcher.person, hold_on(asking, thing), at=watcher.clock())
    return thing.id


def unwatch(watcher: Watcher, id_: str) -> str:
    """Return the id of a thing that is no longer watched.

    Raises:
        NotFoundError: The person does not watch it.
    """
    with watcher.register.writing() as connection:
        asking = over(connection)
        thing = thing_of(asking, id_)
        today = thing.id if thing else id_
        if not drop_watches(connection, watcher.person, _under(asking, watcher.person, today)):
            raise NotFoundError("'%(id)s' is not watched", hint="what is watched: accord follow list", id=id_)
    return today


def is_watched(asking: Asking, person: str, id_: str) -> bool:
    """Return whether a person watches what this id means today."""
    thing = thing_of(asking, id_)
    return bool(_under(asking, person, thing.id if thing else id_))


def watched(asking: Asking, person: str) -> list[Watched]:
    """Return what a person watches, the oldest watch first; two bodies that were merged once."""
    groups = _grouped(asking, person)
    records = named(asking, [thing for thing, _ in groups.values() if thing])
    return [
        Watched(id_, records.get(id_), min(one.at for one in held), tuple(one.hold.id for one in held))
        for id_, (_, held) in groups.items()
    ]


def since_when(asking: Asking, person: str) -> int | None:
    """Return the row of the newest text of the time when a person began to watch; None for who watches nothing."""
    return min((one.texts for one in watches_of(asking, person)), default=None)


def speak_of(asking: Asking, since: int | None, *, most: int | None = None) -> list[Followed]:
    """Return what the newest of the documents that came after a text say of promises, as the program thinks.

    Args:
        asking: One state of the register.
        since: Row of the text; None for no document.
        most: Promises beyond which nothing is looked for, as it takes too long for who waits.
    """
    if most is not None and more_promises(asking, most):
        return []
    rows = [] if since is None else came_since(asking, since, _SPEAK)
    return [one for one in followed(asking, rows) if one.likely] if rows else []


def news(asking: Asking, person: str, links: Iterable[Followed] = ()) -> list[News]:
    """Return what is `told` of what a person watches, with what was shown marked as seen."""
    return marked(asking, person, told(asking, person, links))


def marked(asking: Asking, person: str, found: Iterable[News]) -> list[News]:
    """Return news with what a person was shown marked as seen."""
    seen = seen_by(asking, person)
    return [replace(one, seen=one.id in seen) for one in found]


def told(asking: Asking, person: str, links: Iterable[Followed] = ()) -> list[News]:
    """Return what came and was decided of what a person watches, since each watch began; the newest first.

    Args:
        asking: One state of the register.
        person: Whose watches.
        links: What later news says of promises, as `speak_of` gives it.
    """
    groups = _grouped(asking, person)
    since = [
        Since(thing, min(one.texts for one in held), min(one.decisions for one in held))
        for thing, held in groups.values()
        if thing
    ]
    if not since:
        return []
    spoken, linked = _spoken(links, [one.thing for one in since])
    records = named(asking, [one.thing for one in since])
    found = [
        News(
            record["id"],
            record["at"],
            tuple(records[one] for one in record["about"]),
            record,
            tuple(spoken[record["id"]]),
        )
        for record in happened(asking, since, linked)
    ]
    return sorted(found, key=lambda one: (one.at, one.record.get("published") or "", one.id), reverse=True)


def look(watcher: Watcher, shown: Sequence[News]) -> bool:
    """Return whether it was kept that a person was shown this; where somebody else writes just now, nobody waits for that."""
    fresh = [one.id for one in shown if not one.seen]
    if not fresh:
        return True
    try:
        with watcher.register.writing(wait_s=0) as connection:
            note_seen(connection, watcher.person, fresh)
            _hold_on(connection, watcher.person)
    except (ConflictError, StoreError):
        return False
    return True


def look_again(watcher: Watcher) -> int:
    """Return how much of what was shown at the last look counts as unseen again."""
    with watcher.register.writing() as connection:
        return show_again(connection, watcher.person)


def _hold_on(connection: Connection, person: str) -> None:
    """Have every watch hold on by what the register has of its thing now, so that it outlives the document it began with."""
    asking = over(connection)
    for one in watches_of(asking, person):
        thing = thing_held(asking, one.hold)
        if thing is not None:
            also = [id_ for id_ in (thing.id, *hold_on(asking, thing).also) if id_ != one.hold.id]
            hold_by(connection, person, one.hold.id, also)


def _grouped(asking: Asking, person: str) -> dict[str, tuple[Thing | None, list[Watch]]]:
    """Return a person's watches by what their ids mean today."""
    found: dict[str, tuple[Thing | None, list[Watch]]] = {}
    for one in watches_of(asking, person):
        thing = thing_held(asking, one.hold)
        found.setdefault(thing.id if thing else one.hold.id, (thing, []))[1].append(one)
    return found


def _under(asking: Asking, person: str, id_: str) -> list[str]:
    """Return the ids under which a person watches what has this id today."""
    known = _grouped(asking, person).get(id_)
    return [one.hold.id for one in known[1]] if known else []


def _spoken(
    links: Iterable[Followed], things: Sequence[Thing]
) -> tuple[Mapping[str, list[Followed]], Mapping[str, set[str]]]:
    """Return the links of promises that are watched, or of watched agreements and bodies, by document; and the things."""
    ids = {thing.id for thing in things}
    spoken: dict[str, list[Followed]] = defaultdict(list)
    linked: dict[str, set[str]] = defaultdict(set)
    for one in links:
        promise = one.link.promise
        about = ids & {promise.id, promise.agreement, *promise.parties}
        if about and one.link.rank == 1:
            spoken[one.document].append(one)
            linked[one.document] |= about
    return spoken, linked
