"""What a person is made of, for decisions: names at bodies with their mentions, and the anchor of a mention.

In:  the id of a mention of a person.
Out: the members beside it; the anchor by which a decision holds on to it.
"""

from sqlalchemy import text as sql
from sqlalchemy.engine import Connection

from accord.errors import NotFoundError
from accord.model.anchor import Anchor
from accord.register.asking.members import Member
from accord.register.asking.persons import person_of
from accord.register.file.plain import over
from accord.register.persons.marks import person_anchor
from accord.register.units.compose import compose
from accord.register.units.units import load

__all__ = ["anchor_of_person", "mention_of_person", "person_members"]

_MENTION = "SELECT u.id, h.name FROM person_mention h JOIN unit u ON u.row = h.unit WHERE h.id = :asked"
_STANDS = "SELECT DISTINCT node FROM person_at WHERE id = :asked"
_NODES = (
    "SELECT n.row, n.key, (SELECT a.id FROM person_at a WHERE a.node = n.row AND a.id <> :asked ORDER BY a.id LIMIT 1) "
    "FROM person_node n WHERE n.person = :person ORDER BY n.key"
)


def mention_of_person(connection: Connection, asked: str) -> str:
    """Return the id of the mention that an id of a person means, or the beginning of one.

    Raises:
        NotFoundError: No person has it, or several have.
    """
    row = person_of(over(connection), asked)
    if connection.execute(sql(_MENTION), {"asked": asked}).first():
        return asked
    found = connection.execute(
        sql(
            "SELECT h.id FROM person_mention h WHERE h.id >= :asked AND h.id < :asked || '~' UNION ALL "
            "SELECT id FROM person WHERE row = :row LIMIT 1"
        ),
        {"asked": asked, "row": row},
    ).scalar()
    return str(found)


def person_members(connection: Connection, mention: str) -> list[Member]:
    """Return first where the mention stands, with a mention beside it at each place, then every other name at a body."""
    person = person_of(over(connection), mention)
    stands = set(connection.execute(sql(_STANDS), {"asked": mention}).scalars())
    rows = connection.execute(sql(_NODES), {"asked": mention, "person": person}).all()
    beside = [other for node, _, other in rows if node in stands and other is not None]
    here = Member("", (mention, *beside))
    return [here, *(Member(key, (other,)) for node, key, other in rows if node not in stands and other is not None)]


def anchor_of_person(connection: Connection, mention: str) -> Anchor:
    """Return the anchor of a mention of a person.

    Raises:
        NotFoundError: No mention has this id.
    """
    found = connection.execute(sql(_MENTION), {"asked": mention}).first()
    if found is None:
        raise NotFoundError(
            "no mention has the id '%(id)s'", hint="persons are found by: accord persons NAME", id=mention
        )
    read = load(connection, [found.id])[0]
    made = compose(read.id, read.content, read.facts, read.decisions, older=read.older)
    return person_anchor(read, made, found.name)
