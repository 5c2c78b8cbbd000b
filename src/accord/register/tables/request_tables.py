"""Table of the log for requests of programs that led to a decision."""

from sqlalchemy import Column, Integer, String, Table

from accord.register.tables.metadata import log

__all__ = ["request"]

request = Table(
    "request",
    log,
    Column("by", String, primary_key=True),  # whose request it was
    Column("key", String, primary_key=True),  # that its sender gave it
    Column("asked", String, nullable=False),  # sha256 of what was asked
    Column("decision", Integer, nullable=False),
    Column("at", String, nullable=False),
)
