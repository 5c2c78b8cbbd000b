"""The forms of names: which form each mention has, the mention that speaks for a form, the surface names of a form.

In:  mentions, and the sides of decisions on which they stand.
Out: rows of `form` and `form_name`.

A mention that a decision says is *not* something stands by itself: it has a form of its own, tied to the form of its
name (its base) as long as nothing stronger parts them.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec
from sqlalchemy import select
from sqlalchemy import text as sql
from sqlalchemy.engine import Connection

from accord.model.mention import Mention
from accord.register.tables import tables, tokens
from accord.register.tables.batches import chunks, index_words, insert_all, next_row
from accord.register.units.compose import Side

__all__ = ["FormKey", "NameUse", "count_names", "form_key", "form_rows", "mention_of", "mention_values", "name_uses"]

_PARTED = "\x1f"  # between the key of a form and the id of the mention that stands by itself
_COLUMNS = ("id", "name", "names", "kind", "region")

NameUse = tuple[int, str, bool]  # row of a form, a name, whether it is the fullest name of the mention


class FormKey(msgspec.Struct, frozen=True):
    """The key of a form; `base` is the key of the form that its name has, where the mention stands by itself."""

    key: str
    base: str | None = None


def form_key(key: str, mention: Mention, sides: Sequence[Side]) -> FormKey:
    """Return the form of a mention whose name has the form `key`."""
    if any(side.side == 0 and not side.same for side in sides):
        return FormKey(f"{key}{_PARTED}{mention.id}", key)
    return FormKey(key)


def form_rows(connection: Connection, wanted: set[FormKey]) -> dict[str, int]:
    """Return the row of every form, made where there is none yet, also those of their bases."""
    table = tables.form
    bases = {one.key: one.base for one in wanted} | {one.base: None for one in wanted if one.base is not None}
    known: dict[str, int] = {}
    for chunk in chunks(sorted(bases)):
        asked = select(table.c.key, table.c.row).where(table.c.key.in_(chunk))
        known.update((key, row) for key, row in connection.execute(asked))
    new = [key for key in sorted(bases) if key not in known]
    free = next_row(connection, table)
    rows = known | {key: free + at for at, key in enumerate(new)}
    made = [(key, bases[key]) for key in new]
    insert_all(
        connection,
        table,
        [{"row": rows[key], "key": key, "base": None if base is None else rows[base]} for key, base in made],
    )
    return rows


def mention_values(mention: Mention) -> dict[str, Any]:
    """Return a mention as the columns of its row; what has no column of its own is in `more`."""
    plain = msgspec.to_builtins(mention)
    return {**{name: plain.pop(name) for name in _COLUMNS}, "more": plain}


def mention_of(row: Any) -> Mention:
    """Return the mention of a row."""
    return msgspec.convert({**{name: getattr(row, name) for name in _COLUMNS}, **row.more}, Mention)


def name_uses(form: int, name: str, names: Iterable[str]) -> Iterator[NameUse]:
    """Yield the names that a mention of a form uses, each once."""
    yield form, name, True
    yield from ((form, other, False) for other in dict.fromkeys(names) if other != name)


def count_names(connection: Connection, change: Counter[NameUse]) -> None:
    """Bring the surface names of forms up to date: how many mentions use each, and the search over them."""
    table = tables.form_name
    known: dict[tuple[int, str], Any] = {}
    for chunk in chunks(sorted({form for form, _, _ in change})):
        for found in connection.execute(select(table).where(table.c.form.in_(chunk))):
            known[found.form, found.name] = found
    free = next_row(connection, table)
    fresh: list[dict[str, Any]] = []
    changed: list[dict[str, int]] = []
    gone: list[dict[str, int]] = []
    for form, name in sorted({(form, name) for form, name, _ in change}):
        old = known.get((form, name))
        fullest = change[form, name, True]
        uses = fullest + change[form, name, False]
        if old is None:
            fresh.append({"row": free + len(fresh), "form": form, "name": name, "uses": uses, "fullest": fullest})
        elif old.uses + uses > 0:
            changed.append({"at": old.row, "uses": old.uses + uses, "fullest": old.fullest + fullest})
        else:
            gone.append({"row": old.row})
    _write_names(connection, fresh, changed, gone)


def _write_names(
    connection: Connection, fresh: list[dict[str, Any]], changed: list[dict[str, int]], gone: list[dict[str, int]]
) -> None:
    insert_all(connection, tables.form_name, fresh)
    search = [{"row": f["row"], "tokens": " ".join(tokens.name_tokens(str(f["name"])))} for f in fresh]
    index_words(connection, "name_fts", search)
    if changed:
        connection.execute(sql("UPDATE form_name SET uses = :uses, fullest = :fullest WHERE row = :at"), changed)
    if gone:
        connection.execute(sql("DELETE FROM form_name WHERE row = :row"), gone)
        connection.execute(sql("DELETE FROM name_fts WHERE rowid = :row"), gone)
