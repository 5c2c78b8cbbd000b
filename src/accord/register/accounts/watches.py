"""What people watch, and what they have seen of it.

In:  a person's name (as of an account) and public ids; an asking, or a writing connection.
Out: `Watch`es, ids of what was seen.

What is watched is a person's own. It is kept by what holds on to it in the log, so it outlives a rebuild; what that means
today is asked in `asking/watchable.py`.
"""

from collections.abc import Iterable, Sequence

import msgspec
from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.engine import Connection

from accord.register.accounts.accounts import name_key
from accord.register.file.plain import Asking
from accord.register.tables.batches import insert_all
from accord.register.tables.tables import decision, text
from accord.register.tables.watch_tables import watch, watch_seen

__all__ = ["Hold", "Watch", "add_watch", "drop_watches", "hold_by", "note_seen", "seen_by", "show_again", "watches_of"]


class Hold(msgspec.Struct, frozen=True):
    """What holds on to a thing, whatever is read, merged or hidden later.

    Attributes:
        id: Its public id.
        also: Other ids of it: mentions of a body, reports of an agreement, in other documents.
        place: Of a fact: document, start, end and kind.
    """

    id: str
    also: tuple[str, ...] = ()
    place: tuple[str, int, int, str] | None = None


class Watch(msgspec.Struct, frozen=True):
    """One thing that a person watches.

    Attributes:
        hold: What holds on to it, as it was when the watch began.
        texts: Row of the newest text of that time; what came later is news.
        decisions: Number of the newest decision of that time.
        at: When it began (RFC 3339, UTC).
    """

    hold: Hold
    texts: int
    decisions: int
    at: str


def watches_of(asking: Asking, person: str) -> list[Watch]:
    """Return what a person watches, the oldest watch first."""
    asked = "SELECT thing, also, place, texts, decisions, at FROM watch WHERE person = :person ORDER BY at, thing"
    return [
        Watch(_hold(thing, also, place), texts, decisions, at)
        for thing, also, place, texts, decisions, at in asking.execute(asked, {"person": name_key(person)})
    ]


def seen_by(asking: Asking, person: str) -> set[str]:
    """Return the ids of the documents and decisions that a person was shown."""
    asked = "SELECT item FROM watch_seen WHERE person = :person"
    return set(asking.execute(asked, {"person": name_key(person)}).scalars())


def add_watch(connection: Connection, person: str, hold: Hold, *, at: str) -> None:
    """Begin to watch a thing; what is in the register now is no news."""
    now = {
        "texts": select(func.coalesce(func.max(text.c.row), 0)).scalar_subquery(),
        "decisions": select(func.coalesce(func.max(decision.c.seq), 0)).scalar_subquery(),
    }
    held = {"thing": hold.id, "also": list(hold.also), "place": list(hold.place) if hold.place else None}
    connection.execute(insert(watch).values(person=name_key(person), at=at, **held, **now))


def hold_by(connection: Connection, person: str, thing: str, also: Sequence[str]) -> None:
    """Have a watch hold on by these other ids of its thing."""
    held = (watch.c.person == name_key(person)) & (watch.c.thing == thing)
    connection.execute(update(watch).where(held).values(also=list(also)))


def drop_watches(connection: Connection, person: str, things: Iterable[str]) -> int:
    """Return how many watches of a person were ended."""
    held = (watch.c.person == name_key(person)) & watch.c.thing.in_(sorted(things))
    return int(connection.execute(delete(watch).where(held)).rowcount)


def note_seen(connection: Connection, person: str, items: Sequence[str]) -> None:
    """Note that a person was shown these at one look; what was seen before stays with its look."""
    whose = watch_seen.c.person == name_key(person)
    before = set(connection.execute(select(watch_seen.c.item).where(whose)).scalars())
    look = int(connection.execute(select(func.coalesce(func.max(watch_seen.c.look), 0)).where(whose)).scalar_one()) + 1
    new = [item for item in dict.fromkeys(items) if item not in before]
    insert_all(connection, watch_seen, [{"person": name_key(person), "item": item, "look": look} for item in new])


def show_again(connection: Connection, person: str) -> int:
    """Return how many documents and decisions of the person's last look are unseen again."""
    whose = watch_seen.c.person == name_key(person)
    last = select(func.max(watch_seen.c.look)).where(whose).scalar_subquery()
    return int(connection.execute(delete(watch_seen).where(whose & (watch_seen.c.look == last))).rowcount)


def _hold(thing: str, also: object, place: object) -> Hold:
    kept = [msgspec.json.decode(one) if isinstance(one, str) else one for one in (also, place)]
    return msgspec.convert({"id": thing, "also": kept[0], "place": kept[1]}, Hold)
