"""The derived tables of ventures: each project once over all documents that tell of it, how far it is, what counts of it.

A `project` is what one document names; a venture is what is one over all of them, and over the agreements that are for it
(`follow.counting.joined`). Nothing here depends on the day of asking: what does is kept as the day from which it is so.
"""

from sqlalchemy import Boolean, Column, Index, Integer, String, Table
from sqlalchemy import text as sql

from accord.register.tables.metadata import derived, row

__all__ = ["rated", "venture", "venture_act", "venture_agreement", "venture_naming", "venture_told"]

venture = Table(
    "venture",
    derived,
    row(),
    Column("id", String, nullable=False, unique=True),  # the smallest of its agreements' and namings'
    Column("signed", Boolean, nullable=False),  # a signing of it is known
    Column("first", String, nullable=False),  # day of its first signing; "" where none is known
    Column("rung", Integer, nullable=False),  # of the ladder of stages; -1 where it is on none
    Column("stage", String),
    Column("stopped", String),  # the stage that stopped it
    Column("last", String, nullable=False),  # day of the last word of it; "" where none is known
    Column("told", String),  # known from then on; null where it always is
    Column(
        "silent_from", String
    ),  # from when nobody speaks of any of its promises; null where it has none, or somebody does
    Index("venture_first", sql("first DESC"), "id"),
    Index("venture_last", sql("last DESC"), "id"),
    Index("venture_rung", sql("rung DESC"), "id"),
)
venture_agreement = Table(
    "venture_agreement",
    derived,
    Column("agreement", Integer, primary_key=True),
    Column("venture", Integer, nullable=False, index=True),
)
venture_naming = Table(
    "venture_naming",
    derived,
    Column("row", Integer, primary_key=True),  # of the project as one document names it
    Column("venture", Integer, nullable=False, index=True),
    Column("unit", Integer, nullable=False, index=True),
    Column("agreement", Integer, index=True),  # the only one that its document tells, where it names one project
    Column("plain", String, nullable=False),  # its name without case, spaces and quotation marks
    Column("sides", String, nullable=False),  # rows of its bodies, in order; "" where they are too few to know it by
    Index("venture_naming_name", "plain", "sides"),
)
venture_told = Table(
    "venture_told",  # agreements that documents tell which name a project
    derived,
    Column("unit", Integer, primary_key=True),
    Column("agreement", Integer, primary_key=True, index=True),
    sqlite_with_rowid=False,
)
venture_act = Table(
    "venture_act",  # a report of a signing that a policy counts; all others it leaves out
    derived,
    Column("policy", String, primary_key=True),
    Column("record", Integer, primary_key=True),
    Column("venture", Integer, nullable=False, index=True),
    Column("projects", Integer, nullable=False),
    Column("amount", String),
    Column("currency", String),
    Column("day_first", String),  # between which days it was signed; null where that is not known
    Column("day_last", String),
    Index(
        "venture_act_money", "policy", "currency", "amount", "projects", "day_first", "day_last"
    ),  # sums read it alone
    sqlite_with_rowid=False,
)
rated = Table(
    "rated",  # of which groups promises and ventures are, with what rates and lists of a group ask of them
    derived,
    Column(
        "dimension", String, primary_key=True
    ),  # partner | sector | district | quarter; party: of a venture, no partner
    Column(
        "key", String, primary_key=True
    ),  # row of a body, sector, code of a place, quarter ("" where it is not known)
    Column("marks", Integer, primary_key=True),  # what it has reached, see `ventures.marking`
    Column("item", Integer, primary_key=True),  # row of the promise; of a venture the row, negated
    Column("quarter", String),
    Column("told", String),
    Column("silent_from", String),
    Index("rated_item", "item", "dimension"),
    sqlite_with_rowid=False,
)
