"""What the mentions of a form say of their body, counted: its kind, and the words for where it is.

In:  mentions that came or left.
Out: rows of `form_said`; what is said of entities, added up over their forms.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable

from sqlalchemy import func, select
from sqlalchemy import text as sql
from sqlalchemy.engine import Connection

from accord.model.body import Said
from accord.register.tables import tables
from accord.register.tables.batches import chunks

__all__ = ["SaidUse", "count_said", "said_of", "said_use"]

SaidUse = tuple[int, str, str]  # row of a form, a kind, words for where; "" for none

_ADD = (
    "INSERT INTO form_said (form, kind, region, uses) VALUES (:form, :kind, :region, :uses) "
    "ON CONFLICT (form, kind, region) DO UPDATE SET uses = form_said.uses + excluded.uses"
)
_GONE = "DELETE FROM form_said WHERE form = :form AND kind = :kind AND region = :region AND uses <= 0"


def said_use(form: int, kind: str, region: str | None) -> SaidUse:
    """Return what one mention of a form says."""
    return form, kind, region or ""


def count_said(connection: Connection, change: Counter[SaidUse]) -> None:
    """Bring up to date how many mentions say what."""
    rows = [
        {"form": form, "kind": kind, "region": region, "uses": uses}
        for (form, kind, region), uses in sorted(change.items())
        if uses
    ]
    if rows:
        connection.execute(sql(_ADD), rows)
    lost = [row for row in rows if int(str(row["uses"])) < 0]
    if lost:
        connection.execute(sql(_GONE), lost)


def said_of(connection: Connection, entities: Iterable[int]) -> dict[int, list[Said]]:
    """Return what the mentions of each entity say, in the order of kinds and words."""
    form, said = tables.form, tables.form_said
    found: dict[int, list[Said]] = defaultdict(list)
    for chunk in chunks(sorted(entities)):
        asked = (
            select(form.c.entity, said.c.kind, said.c.region, func.sum(said.c.uses))
            .join(said, said.c.form == form.c.row)
            .where(form.c.entity.in_(chunk))
            .group_by(form.c.entity, said.c.kind, said.c.region)
            .order_by(form.c.entity, said.c.kind, said.c.region)
        )
        for entity, kind, region, uses in connection.execute(asked):
            found[entity].append(Said(kind, region or None, uses))
    return found
