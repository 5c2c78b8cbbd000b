"""Compare forms: the mention that speaks for each, its keys, and the verdicts on all forms that it shares a key with.

In:  rows of forms that won or lost mentions.
Out: `form`, `form_key` and `likeness` as the mentions now say; and the forms whose bodies must be settled anew.

Everything follows from the set of mentions, whatever the order in which they came: the smallest mention speaks for its
form, so a verdict is a function of two forms, and is passed again when another mention comes to speak for one of them.

The work is bounded: a key that more than `COMMON` forms share tells nobody apart and brings nobody together, so a form
is compared with at most `COMMON` others a key. When a key becomes common, or ceases to be, its forms are compared anew.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from sqlalchemy import delete, select
from sqlalchemy import text as sql
from sqlalchemy.engine import Connection

from accord.model.mention import Mention, opposite
from accord.register.tables import tables
from accord.register.tables.batches import chunks, insert_all
from accord.register.units.compose import public_id
from accord.register.who.forms import mention_of
from accord.register.who.needs import Identity

__all__ = ["COMMON", "Stirred", "compare", "said_by", "shared_pairs"]

COMMON = 100  # forms that share a key, beyond which it is not looked at: some 5 ms of verdicts a new name

_COUNT = (
    "SELECT k.key, (SELECT COUNT(*) FROM (SELECT 1 FROM form_key f WHERE f.key = k.key LIMIT :most) s) "
    "FROM (SELECT DISTINCT key FROM form_key WHERE key IN (SELECT value FROM json_each(:keys))) k"
)


class Stirred(msgspec.Struct):
    """Forms whose bodies must be settled anew, and entities that lost a form."""

    forms: set[int]
    entities: set[int]


class _Turn(msgspec.Struct):
    """Who speaks for a form: as stored before, and now."""

    row: int
    base: int | None
    entity: int | None
    before: tuple[str | None, str | None]
    mention: Mention | None
    smallest: str | None


def compare(connection: Connection, touched: Iterable[int], identity: Identity) -> Stirred:
    """Return what is stirred, after bringing the forms' speakers, keys and verdicts up to date."""
    turns = _turns(connection, touched)
    gone = [turn for turn in turns if turn.mention is None]
    changed = [turn for turn in turns if turn.mention is not None and turn.before != _after(turn)]
    anew = {turn.row for turn in changed if turn.base is None}
    _speak(connection, changed, identity)
    keys = {turn.row: set(identity.body_keys(turn.mention)) for turn in changed if turn.row in anew and turn.mention}
    anew |= _rekey(connection, keys | {turn.row: set() for turn in gone})
    anew -= {turn.row for turn in gone}
    _forget(connection, anew | {turn.row for turn in gone})
    for chunk in chunks(turn.row for turn in gone):
        connection.execute(delete(tables.form).where(tables.form.c.row.in_(chunk)))
    _judge(connection, anew, identity)
    lost = {turn.entity for turn in (*changed, *gone) if turn.entity is not None}
    return Stirred(anew | {turn.row for turn in changed}, lost)


def said_by(connection: Connection, forms: Iterable[int]) -> dict[int, tuple[str, Mention]]:
    """Return the key of each form, and the mention that speaks for it."""
    table = tables.form
    found: dict[int, tuple[str, Mention]] = {}
    for chunk in chunks(sorted(forms)):
        for row, key, said in connection.execute(
            select(table.c.row, table.c.key, table.c.said).where(table.c.row.in_(chunk))
        ):
            found[row] = (key, msgspec.json.decode(said, type=Mention))
    return found


def shared_pairs(connection: Connection, forms: Iterable[int]) -> set[tuple[int, int]]:
    """Return the pairs of one of these forms and any other that shares a key with it which is not common."""
    table = tables.form_key
    keys: dict[str, set[int]] = defaultdict(set)
    for chunk in chunks(sorted(forms)):
        for key, form in connection.execute(select(table.c.key, table.c.form).where(table.c.form.in_(chunk))):
            keys[key].add(form)
    counts = _counts(connection, {*keys, *map(opposite, keys)})
    telling = {opposite(key) for key in keys if max(counts.get(key, 0), counts.get(opposite(key), 0)) <= COMMON}
    pairs: set[tuple[int, int]] = set()
    for some in chunks(sorted(telling & counts.keys())):
        for key, form in connection.execute(select(table.c.key, table.c.form).where(table.c.key.in_(some))):
            pairs.update((min(one, form), max(one, form)) for one in keys[opposite(key)] if one != form)
    return pairs


def _turns(connection: Connection, touched: Iterable[int]) -> list[_Turn]:
    """Return who speaks for each of the forms, and for the forms that are their bases."""
    form, rows = tables.form, set(touched)
    turns: dict[int, _Turn] = {}
    for chunk in chunks(sorted(rows)):
        bases = select(form.c.base).where(form.c.row.in_(chunk) & form.c.base.is_not(None))
        rows |= set(connection.execute(bases).scalars())
    for chunk in chunks(sorted(rows)):
        own = _smallest(connection, form.c.row, form.c.row.in_(chunk))
        parted = _smallest(connection, form.c.base, form.c.base.in_(chunk))
        asked = select(form.c.row, form.c.base, form.c.entity, form.c.said, form.c.smallest)
        for row in connection.execute(asked.where(form.c.row.in_(chunk))):
            mine = own.get(row.row)
            speaks = min(filter(None, (mine, parted.get(row.row))), key=lambda one: one.id, default=None)
            turns[row.row] = _Turn(
                row.row, row.base, row.entity, (row.said, row.smallest), speaks, mine.id if mine else None
            )
    return [turns[row] for row in sorted(turns)]


def _smallest(connection: Connection, by: Any, where: Any) -> dict[int, Mention]:
    """Return the smallest mention for each value of a column of `form`, one step of an index a form."""
    form, mention = tables.form, tables.mention
    any_ = mention.alias("any_mention")
    first = (
        select(any_.c.row)
        .where(any_.c.form == form.c.row)
        .order_by(any_.c.id, any_.c.row)
        .limit(1)
        .correlate(form)
        .scalar_subquery()
    )
    found: dict[int, Mention] = {}
    for row in connection.execute(
        select(by.label("by"), mention).select_from(form.join(mention, mention.c.row == first)).where(where)
    ):
        if row.by not in found or row.id < found[row.by].id:
            found[row.by] = mention_of(row)
    return found


def _after(turn: _Turn) -> tuple[str | None, str | None]:
    return msgspec.json.encode(turn.mention).decode(), turn.smallest


def _speak(connection: Connection, changed: Sequence[_Turn], identity: Identity) -> None:
    values = [
        {"at": turn.row, "said": _after(turn)[0], "smallest": turn.smallest, "code": _code(turn, identity)}
        for turn in changed
    ]
    if values:
        connection.execute(
            sql("UPDATE form SET said = :said, smallest = :smallest, code = :code WHERE row = :at"), values
        )


def _code(turn: _Turn, identity: Identity) -> str | None:
    return identity.code_of(turn.mention) if turn.mention and turn.base is None else None


def _rekey(connection: Connection, keys: dict[int, set[str]]) -> set[int]:
    """Return the forms of keys that became common or ceased to be, after giving these forms their new keys."""
    table = tables.form_key
    old: dict[int, set[str]] = defaultdict(set)
    for chunk in chunks(sorted(keys)):
        for key, form in connection.execute(select(table.c.key, table.c.form).where(table.c.form.in_(chunk))):
            old[form].add(key)
    less = [(key, form) for form, held in old.items() for key in held - keys[form]]
    more = [(key, form) for form, held in sorted(keys.items()) for key in sorted(held - old[form])]
    stirred = {key for key, _ in (*less, *more)}
    before = _counts(connection, stirred)
    if less:
        connection.execute(
            sql("DELETE FROM form_key WHERE key = :key AND form = :form"), [{"key": k, "form": f} for k, f in less]
        )
    insert_all(connection, table, [{"key": key, "form": form} for key, form in more])
    after = _counts(connection, stirred)
    crossed = [key for key in stirred if (before.get(key, 0) > COMMON) != (after.get(key, 0) > COMMON)]
    far = _counts(connection, map(opposite, crossed))
    forms: set[int] = set()
    for some in chunks(sorted({*crossed, *(key for key, count in far.items() if count <= COMMON)})):
        forms.update(connection.execute(select(table.c.form).where(table.c.key.in_(some))).scalars())
    return forms


def _counts(connection: Connection, keys: Iterable[str]) -> dict[str, int]:
    """Return how many forms have each key, counted no further than to know that it is common."""
    values = {"keys": msgspec.json.encode(sorted(keys)).decode(), "most": COMMON + 1}
    return dict(connection.execute(sql(_COUNT), values).all())


def _forget(connection: Connection, forms: set[int]) -> None:
    table = tables.likeness
    for chunk in chunks(sorted(forms)):
        connection.execute(delete(table).where(table.c.left.in_(chunk)))
        connection.execute(delete(table).where(table.c.right.in_(chunk)))


def _judge(connection: Connection, forms: set[int], identity: Identity) -> None:
    """Pass a verdict on every pair of one of these forms and another; those of *different* are not kept."""
    pairs = shared_pairs(connection, forms)
    said = said_by(connection, {form for pair in pairs for form in pair})
    rows = []
    for pair in sorted(pairs):
        (key, left, one), (far, right, other) = sorted((said[form][0], form, said[form][1]) for form in pair)
        verdict = identity.same_body(one, other)
        if verdict.verdict != "different":
            unsure = verdict.verdict == "unsure"
            rows.append(
                {
                    "left": left,
                    "right": right,
                    "verdict": verdict.verdict,
                    "score": verdict.score,
                    "reasons": msgspec.to_builtins(verdict.reasons),
                    "proposal": public_id("q", "merge", key, far) if unsure else None,
                }
            )
    insert_all(connection, tables.likeness, rows)
