"""Bodies for the doors: a page of the list, and what documents say of one body, each kind of it asked by itself.

In:  filters; the row of a body.
Out: plain records, the newest first; every line with its words and its document.

A body of which few documents speak is asked for all its facts at once. Of one that is everywhere, facts are looked
through from the newest on, until there are enough: nobody reads twenty thousand lines.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from accord.model.terms import Language, members
from accord.register.asking.asking import DAY, fill, names_in
from accord.register.asking.lists import LISTS, Page, conditions
from accord.register.decisions.past import decision_record
from accord.register.file.plain import Asking
from accord.register.tables.tokens import name_query

__all__ = [
    "SORTS",
    "Told",
    "Wanted",
    "agreed_by_year",
    "around",
    "body",
    "children_of",
    "decision_told",
    "found_parties",
    "mentions_of",
    "names_of",
    "partners_of",
    "posts_at",
    "ranked",
    "told_of",
]

LANGUAGES = members(Language)
_FEW = 3_000  # mentions of a body, up to which all its facts are looked at: a tenth of a second
_SEEN = 20_000  # facts of a kind that are looked through for one that is everywhere
_AROUND = 60  # code points shown on each side of the words
_LATIN_START, _LATIN_END = re.compile(r"^[A-Za-z0-9'’-]+\s+"), re.compile(r"\s+[A-Za-z0-9'’-]+$")

SORTS = ("-agreements", "agreements", "name", "-name", "kind")
_ORDER = {"name": "e.name_{language} COLLATE NOCASE", "kind": "e.kind"}
_RANKED = (
    "SELECT e.row FROM entity e LEFT JOIN (SELECT entity, COUNT(*) AS count FROM agreement_party GROUP BY entity) p "
    "ON p.entity = e.row ORDER BY p.count DESC NULLS LAST, e.id"
)
_CALLED = (
    "e.row IN (SELECT COALESCE(o.entity, -s.rowid) FROM name_fts s LEFT JOIN form_name n ON n.row = s.rowid "
    "LEFT JOIN form o ON o.row = n.form WHERE s.tokens MATCH :called)"
)
_LATEST = (
    f"SELECT p.entity, MAX({DAY}) FROM agreement_party p JOIN agreement a ON a.row = p.agreement "
    "WHERE p.entity IN ({rows}) GROUP BY p.entity"
)
_USES = "(SELECT SUM(s.uses) FROM form_said s JOIN form o ON o.row = s.form WHERE o.entity = e.row)"
_BODY = (
    f"SELECT e.row, e.id, e.name, {names_in('e')}, e.kind, e.region, "
    + ", ".join(f"COALESCE(r.name_{one}, e.place) AS region_{one}" for one in LANGUAGES)
    + ", (SELECT COUNT(*) FROM agreement_party p WHERE p.entity = e.row) AS agreements, "
    f"{_USES} AS mentions FROM entity e LEFT JOIN region r ON r.code = e.region WHERE e.row = :row"
)
_FORMS = (
    "SELECT o.row, o.key, o.base, o.code, COALESCE(o.smallest, (SELECT MIN(m.id) FROM mention m WHERE m.form = o.row)) AS mention "
    "FROM form o WHERE o.entity = :row ORDER BY o.key"
)
_FORM_NAMES = (
    "SELECT n.form, n.name, n.uses, n.fullest FROM form_name n JOIN form o ON o.row = n.form WHERE o.entity = :row "
    "ORDER BY n.uses DESC, n.name"
)
_DECIDED = (
    "SELECT DISTINCT s.form, s.decision FROM body_side s JOIN form o ON o.row = s.form WHERE o.entity = :row AND s.same "
    "AND (SELECT COUNT(DISTINCT x.side) FROM body_side x JOIN form y ON y.row = x.form "
    "WHERE x.decision = s.decision AND y.entity = :row) > 1 ORDER BY s.decision"
)
_ALL = (
    "SELECT DISTINCT f.row, f.kind, f.published, f.id FROM form o JOIN mention m ON m.form = o.row "
    "JOIN fact_party p ON p.mention = m.row AND NOT p.as_read JOIN fact f ON f.row = p.fact WHERE o.entity = :row"
)
_NEWEST = (
    "SELECT f.row FROM (SELECT row, published, id FROM fact WHERE kind = :kind ORDER BY published DESC, id LIMIT :seen) f "
    "WHERE EXISTS (SELECT 1 FROM fact_party p JOIN mention m ON m.row = p.mention JOIN form o ON o.row = m.form "
    "WHERE p.fact = f.row AND NOT p.as_read AND o.entity = :row) LIMIT :most"
)
_TOPICS = (
    "SELECT f.row FROM topic t JOIN fact f ON f.row = t.row WHERE t.topic = :topic AND EXISTS (SELECT 1 FROM fact_party p "
    "JOIN mention m ON m.row = p.mention JOIN form o ON o.row = m.form WHERE p.fact = f.row AND NOT p.as_read AND o.entity = :row) "
    "ORDER BY f.published DESC, f.id LIMIT :most"
)
_TOPIC_OF = "SELECT row, topic FROM topic WHERE row IN ({rows})"
_LINES = (
    'SELECT f.row, f.id, f.kind, f.start, f."end", f.edited, u.id AS document, u.title, u.published, u.source, u.language, '
    "t.content FROM fact f JOIN unit u ON u.row = f.unit LEFT JOIN text t ON t.row = u.text WHERE f.row IN ({rows}) "
    "ORDER BY f.published DESC NULLS LAST, f.id"
)
_DETAIL = {
    "agreement": "SELECT d.row, a.id AS agreement, d.kind, d.status, d.date, d.title FROM report d JOIN agreement a ON a.row = d.agreement",
    "meeting": "SELECT d.row, d.kind, d.date, d.place FROM meeting d",
    "commitment": "SELECT d.row, d.modality, d.instrument, d.due, d.amount, d.currency, (SELECT a.id FROM report r "
    "JOIN agreement a ON a.row = r.agreement WHERE r.row = d.report) AS agreement FROM commitment d",
    "progress": "SELECT d.row, d.object, d.state, d.claim_by, d.date FROM progress d",
    "project": "SELECT d.row, d.name, d.kind, d.state FROM project d",
    "mechanism": "SELECT d.row, d.name, d.kind, d.cadence FROM mechanism d",
    "topic": "SELECT d.row, d.topic FROM topic d",
    "post": "SELECT d.row, d.person, d.post FROM post d",
}
_MODALITIES = "SELECT modality, COUNT(*) FROM commitment WHERE row IN ({rows}) GROUP BY modality"
_PARTNERS = (
    f"SELECT q.entity, COUNT(*) AS count, MIN({DAY}) AS first, MAX({DAY}) AS last FROM agreement_party p "
    "JOIN agreement_party q ON q.agreement = p.agreement AND q.entity <> p.entity JOIN agreement a ON a.row = p.agreement "
    "WHERE p.entity = :row GROUP BY q.entity ORDER BY 2 DESC, 4 DESC, 1"
)
_NAMED = (
    f"SELECT row, id, name, {', '.join(f'name_{one}' for one in LANGUAGES)}, kind FROM entity WHERE row IN ({{rows}})"
)
_OF_BODY = "FROM agreement_party p JOIN agreement a ON a.row = p.agreement {join}WHERE p.entity = :row GROUP BY 1, 2"
_YEARS = (
    f"SELECT substr({DAY}, 1, 4) AS year, NULL AS sector, COUNT(*) AS count {_OF_BODY.format(join='')} UNION ALL "
    f"SELECT substr({DAY}, 1, 4), s.sector, COUNT(*) "
    f"{_OF_BODY.format(join='JOIN agreement_sector s ON s.agreement = a.row ')}"
)
_POSTS = (
    "SELECT h.id, h.name, d.post, MIN(f.published) AS first, MAX(f.published) AS last, COUNT(DISTINCT f.unit) AS documents, "
    "MAX(f.row) AS fact FROM form o JOIN person_node n ON n.body = o.key JOIN person h ON h.row = n.person "
    "JOIN person_at a ON a.node = n.row JOIN post d ON d.row = a.fact JOIN fact f ON f.row = d.row "
    "WHERE o.entity = :row GROUP BY h.row, d.post "
    "ORDER BY last DESC NULLS LAST, h.id, d.post LIMIT :most"
)


_MENTIONS = (
    "SELECT m.id AS mention, m.name, u.id AS document, u.title, u.published, u.source, t.content FROM mention m "
    "JOIN unit u ON u.row = m.unit LEFT JOIN text t ON t.row = u.text WHERE m.form = :form ORDER BY m.id LIMIT :most"
)
_DECISION = (
    "SELECT d.seq, d.by, d.at, d.why, d.payload, NULL AS reason, "
    "(SELECT COUNT(*) FROM decision x WHERE x.undoes = d.seq) AS undone FROM decision d WHERE d.seq = :seq"
)


class Told(msgspec.Struct, frozen=True):
    """What facts say of a body.

    Attributes:
        lines: By kind of fact, the newest first; a line has its words, its document and the fields of its kind.
        topics: The same, by topic.
        counts: How many facts there are by kind; empty for a body that is everywhere.
        modalities: How many of its commitments there are by modality; empty for a body that is everywhere.
    """

    lines: dict[str, list[dict[str, Any]]]
    topics: dict[str, list[dict[str, Any]]]
    counts: dict[str, int]
    modalities: dict[str, int]


class Wanted(msgspec.Struct, frozen=True):
    """Which bodies are listed.

    Attributes:
        called: Words of a name in any script, their beginnings, or how they sound.
        filters: Of the list of parties.
        sort: One of `SORTS`.
        language: By whose names they are sorted.
        limit: How many.
        offset: How many to leave out before.
        exactly: Whether their documents are counted, too.
    """

    called: str = ""
    filters: Mapping[str, Sequence[str]] = {}
    sort: str = SORTS[0]
    language: str = LANGUAGES[0]
    limit: int = 25
    offset: int = 0
    exactly: bool = False


def found_parties(connection: Asking, wanted: Wanted, ranking: Sequence[int] = ()) -> Page:
    """Return one page of the bodies; `ranking` is what `ranked` says, where it is kept.

    Raises:
        NotFoundError: There is no such filter.
    """
    where, values = conditions(connection, LISTS["parties"], wanted.filters)
    if wanted.called.strip():
        where = f"{where} AND {_CALLED}" if where else f" WHERE {_CALLED}"
        values["called"] = name_query(wanted.called) or '""'
    limit, offset = wanted.limit, wanted.offset
    by, way = wanted.sort.lstrip("-"), "DESC" if wanted.sort.startswith("-") else "ASC"
    if by == "agreements":
        every = ranking or ranked(connection)
        if where:
            among = set(connection.execute(f"SELECT e.row FROM entity e{where}", values).scalars())
            every = [row for row in every if row in among]
        turned = every if way == "DESC" else every[::-1]
        return Page(
            _listed(connection, turned[offset : offset + limit], exactly=wanted.exactly), len(every), offset, limit
        )
    total = int(connection.execute(f"SELECT COUNT(*) FROM entity e{where}", values).scalar())
    order = _ORDER[by].format(language=wanted.language)
    asked = f"SELECT e.row FROM entity e{where} ORDER BY {order} {way}, e.id LIMIT :_limit OFFSET :_offset"
    rows = connection.execute(asked, {**values, "_limit": limit, "_offset": offset}).scalars()
    return Page(_listed(connection, rows, exactly=wanted.exactly), total, offset, limit)


def ranked(connection: Asking) -> list[int]:
    """Return the rows of all bodies, those with most agreements first."""
    return [int(row) for row in connection.execute(_RANKED).scalars()]


def children_of(connection: Asking, ids: Sequence[str]) -> list[dict[str, Any]]:
    """Return those of these bodies that the register holds, by name."""
    named = {f"id{at}": id_ for at, id_ in enumerate(ids)}
    asked = _NAMED.replace("row IN ({rows})", f"id IN ({', '.join(f':{name}' for name in named)}) ORDER BY name, id")
    return connection.execute(asked, named).mappings() if ids else []


def body(connection: Asking, row: int) -> dict[str, Any]:
    """Return a body: what it is called, what it is, where it is, how many agreements and mentions it has."""
    return connection.execute(_BODY, {"row": row}).mappings()[0]


def names_of(connection: Asking, row: int) -> list[dict[str, Any]]:
    """Return the forms of a body's names, the most used first.

    Each has its `names` (with `uses`), a `mention` for a decision to hold on to, whether it is `alone` (one mention that a
    decision parts from its name), and the ids of the decisions that join it to the others.
    """
    forms = {
        one["row"]: {**one, "names": [], "decisions": []} for one in connection.execute(_FORMS, {"row": row}).mappings()
    }
    for form, name, uses, fullest in connection.execute(_FORM_NAMES, {"row": row}):
        forms[form]["names"].append({"name": name, "uses": uses, "fullest": fullest})
    for form, decision in connection.execute(_DECIDED, {"row": row}):
        forms[form]["decisions"].append(f"d{decision}")
    found = [{**one, "alone": one["base"] is not None} for one in forms.values() if one["mention"]]
    return sorted(found, key=lambda one: (-sum(name["uses"] for name in one["names"]), one["key"]))


def told_of(connection: Asking, row: int, *, mentions: int, most: Mapping[str, int], topics: Sequence[str]) -> Told:
    """Return what facts say of a body.

    Args:
        connection: The register.
        row: The body's row.
        mentions: How many mentions it has.
        most: Lines wanted by kind of fact.
        topics: Topics wanted.
    """
    if mentions > _FEW:
        kinds = {
            kind: connection.execute(_NEWEST, {"kind": kind, "row": row, "most": wanted, "seen": _SEEN}).scalars()
            for kind, wanted in most.items()
        }
        by_topic = {
            topic: connection.execute(_TOPICS, {"topic": topic, "row": row, "most": most["topic"]}).scalars()
            for topic in topics
        }
        return _told(connection, kinds, by_topic, {}, {})
    facts = sorted(connection.execute(_ALL, {"row": row}), key=lambda one: str(one[3]))
    facts.sort(key=lambda one: one[2] or "", reverse=True)
    every: dict[str, list[int]] = {kind: [] for kind in most}
    for at, kind, _, _ in facts:
        every.setdefault(kind, []).append(at)
    counts = {kind: len(rows) for kind, rows in every.items()}
    modalities = {str(one): int(n) for one, n in _among(connection, _MODALITIES, every.get("commitment", []))}
    of = dict(_among(connection, _TOPIC_OF, every.get("topic", [])))
    by_topic = {topic: [at for at in every.get("topic", []) if of[at] == topic][: most["topic"]] for topic in topics}
    kinds = {kind: every[kind][:wanted] for kind, wanted in most.items()}
    return _told(connection, kinds, by_topic, counts, modalities)


def partners_of(connection: Asking, row: int, most: int) -> tuple[int, list[dict[str, Any]]]:
    """Return with how many bodies a body agrees, and those with whom it does most: how often, since when, until when."""
    found = connection.execute(_PARTNERS, {"row": row}).mappings()
    shown = found[:most]
    named = {one.pop("row"): one for one in _mapped(connection, _NAMED, [one["entity"] for one in shown])}
    return len(found), [{**one, **named[one["entity"]]} for one in shown]


def agreed_by_year(connection: Asking, row: int) -> list[dict[str, Any]]:
    """Return how many agreements of a body there are by year and sector; the sector is None for all of a year."""
    return connection.execute(_YEARS, {"row": row}).mappings()


def posts_at(connection: Asking, row: int, most: int) -> list[dict[str, Any]]:
    """Return who holds or held which post at a body, the latest first: first and last day of a document that says so."""
    found = connection.execute(_POSTS, {"row": row, "most": most}).mappings()
    lines = _lines(connection, [one["fact"] for one in found])
    return [{**one, "proof": lines[one["fact"]]} for one in found]


def mentions_of(connection: Asking, form: int, most: int) -> list[dict[str, Any]]:
    """Return where documents mean a body by one form of its names, each with the words around the name."""
    return [around(one) for one in connection.execute(_MENTIONS, {"form": form, "most": most}).mappings()]


def around(seen: dict[str, Any]) -> dict[str, Any]:
    """Return a mention with the words around its name in place of its document's."""
    content, name = seen.pop("content") or "", seen["name"]
    start = content.find(name)
    seen |= {"fact": "", "before": "", "quote": name, "after": ""}
    if start >= 0:
        end = start + len(name)
        seen["before"], seen["after"] = _before(content, start), _after(content, end)
    return seen


def decision_told(connection: Asking, id_: str) -> dict[str, Any] | None:
    """Return a decision, None where there is none: what, who, when, why, whether it was undone."""
    if not (id_.startswith("d") and id_[1:].isascii() and id_[1:].isdigit() and len(id_) < 18):
        return None
    found = connection.execute(_DECISION, {"seq": int(id_[1:])}).mappings()
    return decision_record(found[0], undone=bool(found[0]["undone"])) if found else None


def _listed(connection: Asking, rows: Sequence[int], *, exactly: bool) -> list[dict[str, Any]]:
    """Return bodies as the list shows them; only `exactly` counts their documents, which takes long for the large ones."""
    listing = LISTS["parties"]
    fields = {name: told for name, told in listing.columns.items() if exactly or name != "documents"}
    columns = ", ".join(f'{expression} AS "{field}"' for field, expression in fields.items())
    asked = f"SELECT {columns}, {_USES} AS mentions, e.row AS entity FROM {listing.source} WHERE e.row IN ({{rows}})"
    found = {one["entity"]: one for one in fill(connection, listing.fill, _mapped(connection, asked, rows))}
    latest = dict(_among(connection, _LATEST, rows))
    return [{**found[row], "latest": latest.get(row)} for row in rows]


def _told(
    connection: Asking,
    kinds: Mapping[str, Sequence[int]],
    topics: Mapping[str, Sequence[int]],
    counts: dict[str, int],
    modalities: dict[str, int],
) -> Told:
    rows = [row for some in (*kinds.values(), *topics.values()) for row in some]
    lines = _lines(connection, rows)
    return Told(
        {kind: [lines[row] for row in some if row in lines] for kind, some in kinds.items()},
        {topic: [lines[row] for row in some if row in lines] for topic, some in topics.items()},
        counts,
        modalities,
    )


def _lines(connection: Asking, rows: Sequence[int]) -> dict[int, dict[str, Any]]:
    """Return facts by row, each with its words, what stands around them, its document and the fields of its kind."""
    lines = {one["row"]: _cut(one) for one in _mapped(connection, _LINES, rows)}
    for kind, asked in _DETAIL.items():
        of_kind = [row for row, one in lines.items() if one["what"] == kind]
        for one in _mapped(connection, f"{asked} WHERE d.row IN ({{rows}})", of_kind):
            lines[one["row"]] |= {"of": one}
    return {row: one for row, one in lines.items() if "of" in one}


def _cut(row: dict[str, Any]) -> dict[str, Any]:
    content, start, end = row.pop("content"), row["start"], row["end"]
    row |= {"what": row.pop("kind"), "fact": row["id"], "quote": None, "before": "", "after": ""}
    if content is not None and start is not None:
        row["before"], row["quote"], row["after"] = _before(content, start), content[start:end], _after(content, end)
    return row


def _before(content: str, start: int) -> str:
    """Return what stands before the words on their line, from a whole word on."""
    cut = content[max(0, start - _AROUND) : start]
    line = cut.rpartition("\n")[2]
    return line if len(line) < len(cut) or start <= _AROUND else f"… {_LATIN_START.sub('', line)}"


def _after(content: str, end: int) -> str:
    """Return what stands behind the words on their line, up to a whole word."""
    cut = content[end : end + _AROUND]
    line = cut.partition("\n")[0]
    return line if len(line) < len(cut) or end + _AROUND >= len(content) else f"{_LATIN_END.sub('', line)} …"


def _mapped(connection: Asking, asked: str, rows: Sequence[int]) -> list[dict[str, Any]]:
    return connection.execute(asked.format(rows=_in(rows))).mappings() if rows else []


def _among(connection: Asking, asked: str, rows: Sequence[int]) -> Iterable[tuple[Any, ...]]:
    return connection.execute(asked.format(rows=_in(rows))) if rows else ()


def _in(rows: Sequence[int]) -> str:
    return ", ".join(map(str, dict.fromkeys(rows)))
