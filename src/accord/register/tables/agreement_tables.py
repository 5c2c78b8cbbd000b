"""The derived tables of agreements: each over all reports that tell of it, and the reports with what ties or parts them."""

from sqlalchemy import JSON, Boolean, Column, Float, Index, Integer, String, Table
from sqlalchemy import text as sql

from accord.register.tables.metadata import derived, row

__all__ = [
    "agreement",
    "agreement_party",
    "agreement_sector",
    "report",
    "report_key",
    "report_likeness",
    "report_side",
]

_AGREEMENT = (
    ("kind", String),
    ("status", String),
    ("title", String),
    ("ordinal", Integer),
    ("since", String),
    ("date", String),
    ("place", String),
    ("amount", String),
    ("currency", String),
    ("signatories", JSON),
)
report = Table(
    "report",  # an agreement as one document tells it, or as it mentions an earlier one
    derived,
    row(),
    Column("agreement", Integer, index=True),
    Column("earlier", Boolean, nullable=False),
    Column("relation", String),  # of an earlier one: what the document's own agreement does to it
    Column("home", Integer, index=True),  # of an earlier one: the report that does so, or stands beside it
    Column("rejected", Boolean, nullable=False),
    Column("overrides", JSON, nullable=False),  # field -> [sequence of the decision, value]
    *(Column(name, kind) for name, kind in _AGREEMENT),
)
report_key = Table(
    "report_key",
    derived,
    Column("key", String, primary_key=True),
    Column("report", Integer, primary_key=True, index=True),
)
report_likeness = Table(
    "report_likeness",  # two reports that may tell of one agreement; left is the smaller id of the two facts
    derived,
    Column("left", Integer, primary_key=True),
    Column("right", Integer, primary_key=True, index=True),
    Column("score", Float, nullable=False),
    Column("reasons", JSON, nullable=False),
    Column("tied", Boolean, nullable=False),  # they would be one, if another agreement did not fit as well
)
report_side = Table(
    "report_side",  # where a decision that two reports tell of one agreement, or do not, holds on to a report
    derived,
    Column("decision", Integer, primary_key=True),
    Column("side", Integer, primary_key=True),
    Column("report", Integer, primary_key=True, index=True),
    Column("same", Boolean, nullable=False),
)
agreement = Table(
    "agreement",  # one agreement over all reports that tell it
    derived,
    row(),
    Column("id", String, nullable=False, unique=True),
    *(Column(name, kind) for name, kind in _AGREEMENT),
    Column("reports", Integer, nullable=False),
    Column("mentions", Integer, nullable=False),  # documents that only mention it
    Column("published", String),  # the earliest report's day
    Column("differs", JSON, nullable=False),  # fields in which the reports contradict each other
    Column("edited", JSON, nullable=False),
    Index("agreement_date", sql("date DESC"), "id"),
)
agreement_party = Table(
    "agreement_party",
    derived,
    Column("agreement", Integer, primary_key=True),
    Column("entity", Integer, primary_key=True, index=True),
)
agreement_sector = Table(
    "agreement_sector",
    derived,
    Column("agreement", Integer, primary_key=True),
    Column("sector", String, primary_key=True),
    Index("agreement_sector_sector", "sector", "agreement"),
)
