"""From a public id to the anchor by which a decision holds on to the fact, or to the mention of a body.

In:  the id of a fact of a reading, or of a mention.
Out: its anchor, made from the reading as it came, whatever other decisions say.
"""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.engine import Connection

from accord.errors import DecisionError, NotFoundError
from accord.model.anchor import Anchor, anchor, locate
from accord.model.decision import Enter
from accord.model.reading import Party
from accord.register.tables import tables
from accord.register.tables.kinds import KINDS, entered, full_key
from accord.register.units.compose import compose, fact_anchor, party_anchor
from accord.register.units.units import load

__all__ = ["anchor_of", "anchor_of_mention", "anchor_of_promise", "entry_anchor", "words_anchor"]


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
        raise NotFoundError(
            "nothing has the id '%(id)s'", hint="ids are printed by the lists, such as: accord agreements", id=fact_id
        )
    read = load(connection, [found.id])[0]
    for made in compose(read.id, read.content, read.facts, ()).facts:
        if made.id == fact_id and made.span is not None:
            return fact_anchor(read.id, read.content, KINDS[made.kind], made.value, read.facts.parties)
    raise DecisionError(
        "%(id)s was entered by hand; undo %(entries)s and enter it anew", id=fact_id, entries=list(found.edited)
    )


def anchor_of_promise(connection: Connection, fact_id: str) -> Anchor:
    """Return the anchor of a fact that people follow; unlike of others, also of one that a person entered.

    Raises:
        NotFoundError: No fact has this id.
    """
    fact, unit = tables.fact, tables.unit
    asked = select(unit.c.id).join(fact, unit.c.row == fact.c.unit).where(fact.c.id == fact_id)
    for read in load(connection, [connection.execute(asked).scalar() or ""]):
        made = compose(read.id, read.content, read.facts, read.decisions, older=read.older).facts
        edited = next((one.edited for one in made if one.id == fact_id), ())
        for decided in read.decisions:
            if decided.id in edited and isinstance(decided.decision, Enter):
                return entry_anchor(read.id, read.content, read.facts.parties, decided.decision)
    return anchor_of(connection, fact_id)


def entry_anchor(unit: str, content: str, parties: Sequence[Party], enter: Enter) -> Anchor:
    """Return the anchor of what a person enters, in the unit where it will stand."""
    span, kind, known = locate(enter.words, content) if enter.words else None, KINDS[enter.kind], list(parties)
    key = full_key(kind, entered(kind, enter.fields, span, known), known)
    return anchor(unit, content, span or (0, 0), kind=kind.name, key=key)


def anchor_of_mention(connection: Connection, mention_id: str) -> Anchor:
    """Return the anchor of a mention of a body.

    Raises:
        NotFoundError: No mention has this id.
    """
    mention, unit = tables.mention, tables.unit
    asked = select(unit.c.id).join(mention, mention.c.unit == unit.c.row).where(mention.c.id == mention_id)
    found = connection.execute(asked).scalar()
    if found is None:
        raise NotFoundError(
            "no mention has the id '%(id)s'", hint="bodies are listed by: accord parties", id=mention_id
        )
    read = load(connection, [found])[0]
    made = compose(read.id, read.content, read.facts, read.decisions, older=read.older)
    at = next(at for at, each in enumerate(made.mentions) if each.id == mention_id)
    said = read.facts.parties[at : at + 1] or (Party("", made.mentions[at].name, (), "other", None, ()),)
    return party_anchor(read.id, read.content, said[0])


def words_anchor(connection: Connection, document: str, quote: str, kind: str) -> Anchor:
    """Return the anchor of a quote in a document.

    Raises:
        NotFoundError: There is no such document.
        DecisionError: The quote does not stand in it, or stands in it more than once.
    """
    table = tables.text
    content = connection.execute(select(table.c.content).where(table.c.id == document)).scalar()
    if content is None:
        raise NotFoundError("no document has the id '%(id)s'", hint="they are listed by: accord documents", id=document)
    if content.count(quote) != 1:
        if quote not in content:
            raise DecisionError(
                "the quote '%(quote)s' does not stand in %(id)s; give words that stand there once",
                id=document,
                quote=quote[:60],
            )
        raise DecisionError(
            "the quote '%(quote)s' stands more than once in %(id)s; give words that stand there once",
            id=document,
            quote=quote[:60],
        )
    at = content.index(quote)
    return anchor(document, content, (at, at + len(quote)), kind=kind)
