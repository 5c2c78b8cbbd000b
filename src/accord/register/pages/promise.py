"""One promise with all that proves it: its words, the agreement, who is to act, the steps that people confirmed, and what
was read since that could have told of it.

In:  an open register and the id of a commitment.
Out: plain records; nothing is written here.
"""

from typing import Any

from accord.errors import NotFoundError
from accord.register.file.plain import Asking
from accord.register.pages.between import read_of
from accord.register.pages.showing import show

__all__ = ["promise", "read_since"]

_FACT = (
    "SELECT f.row, f.published, u.publisher, r.agreement AS held FROM fact f JOIN unit u ON u.row = f.unit "
    "JOIN commitment c ON c.row = f.row LEFT JOIN report r ON r.row = c.report WHERE f.id = :id"
)
_SIDES = (
    "SELECT entity FROM agreement_party WHERE agreement = :agreement UNION SELECT o.entity FROM fact_party p "
    "JOIN mention m ON m.row = p.mention JOIN form o ON o.row = m.form WHERE p.fact = :fact AND NOT p.as_read"
)


def promise(asking: Asking, id_: str) -> dict[str, Any]:
    """Return a promise as the list has it, with its words in their place (`words`), its `steps` and its agreement.

    Raises:
        NotFoundError: There is no commitment of this id.
    """
    found = asking.execute(_FACT, {"id": id_}).mappings()
    if not found:
        raise NotFoundError("there is no promise '%(id)s'", hint="they are listed by: accord commitments", id=id_)
    page = show(asking, id_)
    made_in = page["record"]["agreement"]
    agreement = show(asking, made_in)["record"] if made_in else None
    words = next((one for one in page["evidence"] if one["role"] == "words"), page["evidence"][0])
    return {**found[0], **page["record"], "words": words, "agreement": agreement, "steps": page["steps"]}


def read_since(asking: Asking, record: dict[str, Any], since: str | None) -> list[tuple[str, str, str | None]]:
    """Return the documents that name a side of the promise and are younger than a day, the newest: id, source, day."""
    sides = asking.execute(_SIDES, {"agreement": record["held"], "fact": record["row"]}).scalars()
    rows = [row for row in sides if row is not None]
    told = read_of(asking, rows, since=since) if since and rows else []
    return [one for one in told if one[0] != record["document"]]
