"""From a public id to the anchor by which a decision holds on to the fact.

In:  the id of a fact of a reading.
Out: its anchor, made from the reading as it came, whatever other decisions say.
"""

from sqlalchemy import select
from sqlalchemy.engine import Connection

from accord.errors import DecisionError, NotFoundError
from accord.model.anchor import Anchor, anchor
from accord.register import tables
from accord.register.compose import compose, fact_anchor
from accord.register.kinds import KINDS
from accord.register.units import load

__all__ = ["anchor_of", "words_anchor"]


def anchor_of(connection: Connection, fact_id: str) -> Anchor:
    """Return the anchor of a fact.

    Raises:
        NotFoundError: No fact has this id.
        DecisionError: A person entered the fact; it is changed by undoing that decision.
    """
    fact, unit = tables.fact, tables.unit
    found = connection.execute(
        select(unit.c.id, fact.c.edited).join(unit, unit.c.row == fact.c.unit).where(fact.c.id == fact_id)
    ).first()
    if found is None:
        raise NotFoundError(f"nothing has the id {fact_id!r}; ids are printed by the lists, such as: accord agreements")
    read = load(connection, [found.id])[0]
    for made in compose(read.id, read.content, read.facts, ()).facts:
        if made.id == fact_id and made.span is not None:
            return fact_anchor(read.id, read.content, KINDS[made.kind], made.value, read.facts.parties)
    raise DecisionError(f"{fact_id} was entered by hand; undo {' '.join(found.edited)} and enter it anew")


def words_anchor(connection: Connection, document: str, quote: str, kind: str) -> Anchor:
    """Return the anchor of a quote in a document.

    Raises:
        NotFoundError: There is no such document.
        DecisionError: The quote does not stand in it, or stands in it more than once.
    """
    table = tables.text
    content = connection.execute(select(table.c.content).where(table.c.id == document)).scalar()
    if content is None:
        raise NotFoundError(f"no document has the id {document!r}; they are listed by: accord documents")
    if content.count(quote) != 1:
        often = "does not stand" if quote not in content else "stands more than once"
        raise DecisionError(f"the quote {often} in {document}; give words that stand there once: {quote[:60]!r}")
    at = content.index(quote)
    return anchor(document, content, (at, at + len(quote)), kind=kind)
