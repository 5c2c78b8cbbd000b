"""Say in one hash what a register holds: the derived tables as canonical JSON, in key order.

In:  a connection.
Out: `sha256:` and the hash; without row numbers, run ids and clock times, so that two registers with the same documents
     and decisions have the same digest, in whatever order they came.
"""

import hashlib
from collections.abc import Iterator

import msgspec
from sqlalchemy import text as sql
from sqlalchemy.engine import Connection

from accord.model.terms import Language, members

__all__ = ["digest", "dump"]

_OF_FACT = "FROM {table} d JOIN fact f ON f.row = d.row ORDER BY f.id"
_NAMES = ", ".join(f"name_{language}" for language in members(Language))
_TABLES = {
    "unit": "SELECT id, state, relevant, language, title, published, publisher, source, appearances, facts "
    "FROM unit ORDER BY id",
    "entity": f"SELECT id, name, {_NAMES}, kind, region, place FROM entity ORDER BY id",
    "entity_region": "SELECT e.id, r.region FROM entity_region r JOIN entity e ON e.row = r.entity ORDER BY e.id, r.region",
    "name": "SELECT e.id, n.name, SUM(n.uses), SUM(n.fullest) FROM form_name n JOIN form f ON f.row = n.form "
    "JOIN entity e ON e.row = f.entity GROUP BY e.id, n.name ORDER BY e.id, n.name",
    "mention": "SELECT m.id, e.id, u.id, m.name, m.names, m.kind, m.region, m.more, o.key FROM mention m JOIN form o ON o.row = m.form "
    "JOIN entity e ON e.row = o.entity JOIN unit u ON u.row = m.unit ORDER BY m.id, e.id",
    "form": "SELECT o.key, b.key, o.code, o.smallest, e.id FROM form o LEFT JOIN form b ON b.row = o.base "
    "LEFT JOIN entity e ON e.row = o.entity ORDER BY o.key",
    "likeness": 'SELECT l.key, r.key, d.verdict, d.score, d.reasons FROM likeness d JOIN form l ON l.row = d."left" '
    'JOIN form r ON r.row = d."right" ORDER BY l.key, r.key',
    "body_side": "SELECT s.decision, s.side, s.same, o.key FROM body_side s JOIN form o ON o.row = s.form "
    "ORDER BY s.decision, s.side, o.key",
    "fact": 'SELECT f.id, f.kind, u.id, f.start, f."end", f.rule, f.confidence, f.edited '
    "FROM fact f JOIN unit u ON u.row = f.unit ORDER BY f.id",
    "evidence": 'SELECT f.id, v.seq, v.role, v.field, v.start, v."end", v.note '
    "FROM evidence v JOIN fact f ON f.row = v.fact ORDER BY f.id, v.seq",
    "fact_party": "SELECT f.id, p.seq, p.as_read, m.id, e.id FROM fact_party p JOIN fact f ON f.row = p.fact "
    "JOIN mention m ON m.row = p.mention JOIN form o ON o.row = m.form JOIN entity e ON e.row = o.entity "
    "ORDER BY f.id, p.seq",
    "fact_sector": "SELECT f.id, s.sector FROM fact_sector s JOIN fact f ON f.row = s.fact ORDER BY f.id, s.sector",
    "agreement": "SELECT id, kind, status, title, ordinal, since, date, place, amount, currency, signatories, reports, "
    "mentions, published, edited, differs FROM agreement ORDER BY id",
    "agreement_party": "SELECT a.id, e.id FROM agreement_party p JOIN agreement a ON a.row = p.agreement "
    "JOIN entity e ON e.row = p.entity ORDER BY a.id, e.id",
    "agreement_region": "SELECT a.id, r.region FROM agreement_region r JOIN agreement a ON a.row = r.agreement "
    "ORDER BY a.id, r.region",
    "agreement_sector": "SELECT a.id, s.sector FROM agreement_sector s JOIN agreement a ON a.row = s.agreement "
    "ORDER BY a.id, s.sector",
    "report": "SELECT f.id, a.id, d.earlier, d.relation, h.id, d.rejected, d.overrides, d.kind, d.status, d.title, d.ordinal, d.since, d.date, "
    "d.place, d.amount, d.currency, d.signatories FROM report d JOIN fact f ON f.row = d.row "
    "LEFT JOIN agreement a ON a.row = d.agreement LEFT JOIN fact h ON h.row = d.home ORDER BY f.id",
    "report_likeness": 'SELECT l.id, r.id, d.score, d.reasons, d.tied FROM report_likeness d JOIN fact l ON l.row = d."left" '
    'JOIN fact r ON r.row = d."right" ORDER BY l.id, r.id',
    "report_side": "SELECT s.decision, s.side, s.same, f.id FROM report_side s JOIN fact f ON f.row = s.report "
    "ORDER BY s.decision, s.side, f.id",
    "meeting": "SELECT f.id, d.kind, d.date, d.place " + _OF_FACT.format(table="meeting"),
    "post": "SELECT f.id, d.person, d.post, d.organization " + _OF_FACT.format(table="post"),
    "commitment": "SELECT f.id, r.id, d.modality, d.instrument, d.due, d.amount, d.currency FROM commitment d "
    "JOIN fact f ON f.row = d.row LEFT JOIN fact r ON r.row = d.report ORDER BY f.id",
    "progress": "SELECT f.id, d.object, d.state, d.claim_by, d.date, d.amount, d.currency "
    + _OF_FACT.format(table="progress"),
    "mechanism": "SELECT f.id, d.kind, d.name, d.cadence " + _OF_FACT.format(table="mechanism"),
    "project": "SELECT f.id, d.name, d.kind, d.state, d.amount, d.currency " + _OF_FACT.format(table="project"),
    "followed": "SELECT w.decision, f.id, w.related, w.state, w.claim, w.day, w.worded FROM followed w "
    "JOIN fact f ON f.row = w.fact ORDER BY w.decision, f.id",
    "followed_words": 'SELECT w.decision, u.id, w.start, w."end" FROM followed_words w JOIN unit u ON u.row = w.unit '
    "ORDER BY w.decision, u.id",
    "promise": "SELECT f.id, a.id, p.published, p.told, p.quarter, p.grade, p.state, p.since, p.claim, p.decision, u.id, p.due, "
    "p.due_last, p.late_from, p.word_last, p.quiet_from, p.silent_from FROM promise p JOIN fact f ON f.row = p.row "
    "LEFT JOIN agreement a ON a.row = p.agreement LEFT JOIN unit u ON u.row = p.told_in ORDER BY f.id",
    "promise_wording": "SELECT c.id, f.id FROM promise_wording w JOIN fact c ON c.row = w.commitment "
    "JOIN fact f ON f.row = w.promise ORDER BY c.id",
    "promise_side": "SELECT f.id, e.id, s.acts FROM promise_side s JOIN fact f ON f.row = s.promise "
    "JOIN entity e ON e.row = s.entity ORDER BY f.id, e.id",
    "venture": "SELECT id, signed, first, rung, stage, stopped, last, told, silent_from FROM venture ORDER BY id",
    "venture_agreement": "SELECT a.id, v.id FROM venture_agreement w JOIN agreement a ON a.row = w.agreement "
    "JOIN venture v ON v.row = w.venture ORDER BY a.id",
    "venture_naming": "SELECT f.id, v.id, u.id, a.id, w.plain FROM venture_naming w JOIN fact f ON f.row = w.row "
    "JOIN venture v ON v.row = w.venture JOIN unit u ON u.row = w.unit LEFT JOIN agreement a ON a.row = w.agreement ORDER BY f.id",
    "venture_told": "SELECT u.id, a.id FROM venture_told w JOIN unit u ON u.row = w.unit "
    "JOIN agreement a ON a.row = w.agreement ORDER BY u.id, a.id",
    "venture_act": "SELECT w.policy, f.id, v.id, w.projects, w.amount, w.currency, w.day_first, w.day_last FROM venture_act w "
    "JOIN fact f ON f.row = w.record JOIN venture v ON v.row = w.venture ORDER BY w.policy, f.id",
    "rated": "SELECT COALESCE(f.id, v.id), d.dimension, COALESCE(e.id, d.key), d.marks, d.quarter, d.told, d.silent_from FROM rated d "
    "LEFT JOIN fact f ON f.row = d.item LEFT JOIN venture v ON v.row = -d.item LEFT JOIN entity e "
    "ON e.row = CASE WHEN d.dimension IN ('partner', 'party') THEN CAST(d.key AS INTEGER) END "
    "ORDER BY COALESCE(f.id, v.id), f.id, d.dimension, COALESCE(e.id, d.key)",
    "owed_by": "SELECT o.decision, f.id, o.post, o.body FROM owed_by o JOIN fact f ON f.row = o.fact ORDER BY o.decision, f.id",
    "topic": "SELECT f.id, d.topic " + _OF_FACT.format(table="topic"),
    "person": "SELECT id, name FROM person ORDER BY id",
    "person_at": "SELECT a.id, u.id, h.name, n.key, f.id, p.id FROM person_at a JOIN person_mention h ON h.row = a.mention "
    "JOIN unit u ON u.row = h.unit JOIN person_node n ON n.row = a.node JOIN fact f ON f.row = a.fact "
    "JOIN person p ON p.row = n.person ORDER BY a.id, n.key, f.id",
    "person_node": "SELECT n.key, p.id FROM person_node n LEFT JOIN person p ON p.row = n.person ORDER BY n.key",
    "person_key": "SELECT key, form FROM person_key ORDER BY key, form",
    "person_likeness": 'SELECT l.key, r.key, d.score, d.reasons FROM person_likeness d JOIN person_node l ON l.row = d."left" '
    'JOIN person_node r ON r.row = d."right" ORDER BY l.key, r.key',
    "person_side": "SELECT s.decision, s.side, s.same, n.key FROM person_side s JOIN person_node n ON n.row = s.node "
    "ORDER BY s.decision, s.side, n.key",
    "person_tie": "SELECT n.key, b.key FROM person_tie t JOIN person_node n ON n.row = t.node "
    "JOIN person_node b ON b.row = t.base ORDER BY n.key, b.key",
    "orphan": "SELECT decision, unit, reason FROM orphan ORDER BY decision, unit",
}


def digest(connection: Connection) -> str:
    """Return the digest of the register."""
    whole = hashlib.sha256()
    for line in dump(connection):
        whole.update(line)
    return f"sha256:{whole.hexdigest()}"


def dump(connection: Connection) -> Iterator[bytes]:
    """Yield the derived register, a JSON array a row, each ended by a line feed."""
    encode = msgspec.json.Encoder(order="deterministic").encode
    for name, query in _TABLES.items():
        for row in connection.execute(sql(query).execution_options(yield_per=5_000)):
            yield encode([name, *row]) + b"\n"
