"""What can be listed, filtered and sorted: one declaration a list, from which the doors make their options.

In:  the name of a list, filters, a sort, a page.
Out: `Page` of plain records (dict), ready to be printed, exported or shown; every record has an `id` for `show`.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Literal

import msgspec

from accord.errors import Message, NotFoundError
from accord.model import terms
from accord.register.asking.asking import DAY, LEAST_LIMIT, MOST_LIMIT, fill, parties_meant
from accord.register.asking.owed import OWNER
from accord.register.file.plain import Asking

__all__ = ["LISTS", "Filter", "Listing", "Page", "conditions", "gone_through", "list_records", "many_fit"]


class Filter(msgspec.Struct, frozen=True):
    """One filter: a condition with `:value` (or `:values`, for bodies), what it means, what it may be.

    `id_of` says what the value is the id of (`document`, `agreement`), where it is one; `day` that it is a day, from or up to
    which something is.
    """

    where: str
    help: str
    choices: tuple[str, ...] = ()
    party: bool = False
    id_of: str = ""
    day: Literal["", "from", "until"] = ""


class Listing(msgspec.Struct, frozen=True):
    """One list.

    Attributes:
        name: As on the command line.
        about: What it shows, one sentence.
        columns: Field -> SQL expression, in the order in which they are shown.
        source: What comes after FROM.
        where: What always holds; "" where nothing must.
        filters: Filters by name.
        sorts: Sort by name -> SQL expression; the first is the default. Descending with a leading `-`.
        fill: How `parties` and `sectors` are filled in: by `agreement`, by `fact`, or not at all.
        through: By sort, what comes after FROM and what holds for a list of which many records fit: so worded that it is gone
            through in the order of that sort, until a page is full. Of few, all that fit are found first.
    """

    name: str
    about: str
    columns: Mapping[str, str]
    source: str
    where: str
    filters: Mapping[str, Filter]
    sorts: Mapping[str, str]
    fill: str = ""
    through: Mapping[str, tuple[str, str]] = {}


class Page(msgspec.Struct, frozen=True):
    """One page of a list: records, how many there are in all, and where this page begins."""

    records: list[dict[str, Any]]
    total: int
    offset: int
    limit: int


_FACT = "fact f JOIN {table} d ON d.row = f.row JOIN unit u ON u.row = f.unit LEFT JOIN text t ON t.row = u.text"
_QUOTE = 'substr(t.content, f.start + 1, f."end" - f.start)'
_LAST_DAY = f"CASE length({DAY}) WHEN 4 THEN {DAY} || '-12-31' WHEN 7 THEN {DAY} || '-31' ELSE {DAY} END"
_OF_DOCUMENT = {"published": "f.published", "document": "u.id", "source": "u.source"}

_PARTY_OF_FACT = Filter(
    "f.row IN (SELECT fact FROM fact_party WHERE NOT as_read AND mention IN (SELECT row FROM mention WHERE form IN "
    "(SELECT row FROM form WHERE entity IN :values)))",
    "takes part: a name in the document's own words, or a party's id",
    party=True,
)
_SECTOR_OF_FACT = Filter(
    "f.row IN (SELECT fact FROM fact_sector WHERE sector = :value)", "sector", terms.members(terms.Sector)
)
_REGION = "region IN (SELECT region FROM region_name WHERE name = :value COLLATE NOCASE)"
_IN_REGION = "in this province, city, county or country: a name or a code, such as Wuxi or 320200"
_DOCUMENT = Filter(
    "f.row IN (SELECT row FROM fact WHERE unit IN (SELECT row FROM unit WHERE id >= :value AND id < :value || '~'))",
    "from this document: its id, or the beginning of it",
    id_of="document",
)
_SINCE = Filter("f.published >= :value", "in documents published on or after this day, YYYY-MM-DD", day="from")
_UNTIL = Filter("f.published <= :value || '~'", "in documents published on or before this day, YYYY-MM-DD", day="until")
_OF_FACT = {"party": _PARTY_OF_FACT, "document": _DOCUMENT, "since": _SINCE, "until": _UNTIL}
_ONE_PROMISE = "w.commitment = f.row AND p.row = w.promise AND d.row = f.row"
_MANY = 2_000  # records from which on they are met soon enough when a list is gone through
_LANGUAGES = terms.members(terms.Language)
_SORTS = {"published": "f.published", "confidence": "f.confidence"}


def _one_of(column: str, choices: object, about: str) -> Filter:
    return Filter(f"{column} = :value", about, terms.members(choices))


def _like(column: str, about: str) -> Filter:
    return Filter(f"lower({column}) LIKE '%' || lower(:value) || '%'", about)


LISTS: dict[str, Listing] = {
    listing.name: listing
    for listing in (
        Listing(
            "agreements",
            "Agreements, each once, however many reports tell of it.",
            {
                "id": "a.id", "date": "a.date", "kind": "a.kind", "status": "a.status", "parties": "NULL",
                "title": "a.title", "ordinal": "a.ordinal", "since": "a.since", "place": "a.place",
                "amount": "a.amount", "currency": "a.currency", "signatories": "a.signatories", "sectors": "NULL",
                "regions": "NULL", "reports": "a.reports", "published": "a.published", "edited": "a.edited", "row": "a.row",
            },
            "agreement a",
            "",
            {
                "party": Filter(
                    "a.row IN (SELECT agreement FROM agreement_party WHERE entity IN :values)",
                    "contracts: a name in a document's own words, or a party's id; several must all take part",
                    party=True,
                ),
                "kind": _one_of("a.kind", terms.AgreementKind, "kind"),
                "status": _one_of("a.status", terms.AgreementStatus, "status"),
                "region": Filter(
                    f"a.row IN (SELECT agreement FROM agreement_region WHERE {_REGION})", f"of a body there; {_IN_REGION}"
                ),
                "sector": Filter(
                    "a.row IN (SELECT agreement FROM agreement_sector WHERE sector = :value)",
                    "sector", terms.members(terms.Sector),
                ),
                "place": _like("a.place", "signed in this place"),
                "since": Filter(f"{_LAST_DAY} >= :value", "signed, or else reported, from this day on", day="from"),
                "until": Filter(f"{DAY} <= :value || '~'", "signed, or else reported, up to this day", day="until"),
                "language": Filter(
                    "EXISTS (SELECT 1 FROM report r JOIN fact f ON f.row = r.row JOIN unit u ON u.row = f.unit "
                    "WHERE r.agreement = a.row AND NOT r.earlier AND u.language = :value)",
                    "reported in this language, such as en or zh-Hans",
                ),
                "document": Filter(
                    "a.row IN (SELECT r.agreement FROM report r WHERE NOT r.earlier AND r.row IN (SELECT row FROM fact "
                    "WHERE unit IN (SELECT row FROM unit WHERE id >= :value AND id < :value || '~')))",
                    "reported in this document: its id, or the beginning of it",
                    id_of="document",
                ),
            },
            {"-date": "a.date", "published": "a.published", "reports": "a.reports", "kind": "a.kind"},
            "agreement",
        ),
        Listing(
            "meetings",
            "Meetings, visits and conferences, as the documents tell them.",
            {"id": "f.id", "date": "d.date", "kind": "d.kind", "place": "d.place", "parties": "NULL",
             "quote": _QUOTE, **_OF_DOCUMENT, "row": "f.row"},
            _FACT.format(table="meeting"),
            "f.kind = 'meeting'",
            {"kind": _one_of("d.kind", terms.MeetingKind, "kind"), "place": _like("d.place", "held in this place"),
             **_OF_FACT},
            {"-date": "d.date", **_SORTS},
            "fact",
        ),
        Listing(
            "parties",
            "Bodies that agree or take part, each once.",
            {"id": "e.id", "name": "e.name", **{f"name_{one}": f"e.name_{one}" for one in _LANGUAGES}, "kind": "e.kind",
             "region": f"COALESCE(r.name_{_LANGUAGES[0]}, e.place)",
             **{f"region_{one}": f"COALESCE(r.name_{one}, e.place)" for one in _LANGUAGES}, "region_code": "e.region",
             "agreements": "(SELECT COUNT(*) FROM agreement_party p WHERE p.entity = e.row)",
             "documents": "(SELECT COUNT(DISTINCT m.unit) FROM mention m JOIN form o ON o.row = m.form "
                          "WHERE o.entity = e.row)", "names": "NULL", "row": "e.row"},
            "entity e LEFT JOIN region r ON r.code = e.region",
            "",
            {"name": Filter("e.row IN :values", "goes by this name", party=True),
             "kind": _one_of("e.kind", terms.PartyKind, "kind"),
             "region": Filter(f"e.row IN (SELECT entity FROM entity_region WHERE {_REGION})", _IN_REGION),
             "contracting": Filter(
                 "(e.row IN (SELECT entity FROM agreement_party)) = (:value = 'yes')",
                 "has an agreement", ("yes", "no"))},
            {"name": "e.name", **{f"name_{one}": f"e.name_{one} COLLATE NOCASE" for one in _LANGUAGES},
             "agreements": "(SELECT COUNT(*) FROM agreement_party p WHERE p.entity = e.row)"},
            "entity",
        ),
        Listing(
            "posts",
            "Persons and their posts, as the documents word them.",
            {"id": "f.id", "person": "d.person", "post": "d.post", "organization": "d.organization",
             "quote": _QUOTE, **_OF_DOCUMENT, "row": "f.row"},
            _FACT.format(table="post"),
            "f.kind = 'post'",
            {"person": _like("d.person", "name of the person"), "post": _like("d.post", "words of the post"),
             "organization": _like("d.organization", "words of the body"), **_OF_FACT},
            {"person": "d.person", **_SORTS},
        ),
        Listing(
            "commitments",
            "What was undertaken, sentence by sentence.",
            {"id": "f.id", "modality": "d.modality", "instrument": "d.instrument", "actors": "NULL", "owner": OWNER, "state": "p.state", "due": "d.due",
             "amount": "d.amount", "currency": "d.currency", "sectors": "NULL", "quote": _QUOTE,
             "agreement": "(SELECT a.id FROM report r JOIN agreement a ON a.row = r.agreement WHERE r.row = d.report)",
             **_OF_DOCUMENT, "row": "f.row"},
            "promise_wording w JOIN promise p ON p.row = w.promise JOIN fact f ON f.row = w.commitment "
            "JOIN commitment d ON d.row = f.row JOIN unit u ON u.row = f.unit LEFT JOIN text t ON t.row = u.text",
            "",
            {"modality": _one_of("d.modality", terms.Modality, "modality"),
             "state": _one_of("p.state", terms.State, "state: as confirmed from later words, else as it was made"),
             "instrument": _one_of("d.instrument", terms.Instrument, "instrument"),
             "sector": _SECTOR_OF_FACT,
             "agreement": Filter(
                 "d.report IN (SELECT row FROM report WHERE agreement = (SELECT r.agreement FROM fact x "
                 "JOIN report r ON r.row = x.row WHERE x.id = :value))",
                 "made in this agreement: its id, or the beginning of it", id_of="agreement"),
             "grade": _one_of("p.grade", terms.Grade, "whether it can be checked"),
             "late_on": Filter("p.late_from <= :value", "overdue on this day, YYYY-MM-DD, as far as is known now", day="until"),
             "silent_on": Filter("p.silent_from <= :value", "of which nobody had spoken for long on this day, YYYY-MM-DD", day="until"),
             "due_from": Filter("p.due_last >= :value", "due on this day, YYYY-MM-DD, or later", day="from"),
             "due_until": Filter("p.due_last <= :value", "due up to this day, YYYY-MM-DD", day="until"),
             **_OF_FACT},
            {"-published": "f.published", "due": "d.due", "modality": "d.modality", "confidence": "f.confidence"},
            "fact",
            {"published": ("fact f CROSS JOIN promise_wording w CROSS JOIN promise p CROSS JOIN commitment d",
                           f"f.kind = 'commitment' AND {_ONE_PROMISE}"),
             "due": ("commitment d CROSS JOIN promise_wording w CROSS JOIN promise p CROSS JOIN fact f", _ONE_PROMISE)},
        ),
        Listing(
            "progress",
            "What documents say of how far things are.",
            {"id": "f.id", "state": "d.state", "object": "d.object", "date": "d.date", "claim_by": "d.claim_by",
             "parties": "NULL", "amount": "d.amount", "currency": "d.currency", "quote": _QUOTE, **_OF_DOCUMENT,
             "row": "f.row"},
            _FACT.format(table="progress"),
            "f.kind = 'progress'",
            {"state": _one_of("d.state", terms.State, "state"), "object": _like("d.object", "words of the object"),
             **_OF_FACT},
            {"-published": "f.published", "date": "d.date", "state": "d.state"},
            "fact",
        ),
        Listing(
            "mechanisms",
            "What agreements set up to keep themselves alive.",
            {"id": "f.id", "kind": "d.kind", "name": "d.name", "cadence": "d.cadence", "parties": "NULL",
             "quote": _QUOTE, **_OF_DOCUMENT, "row": "f.row"},
            _FACT.format(table="mechanism"),
            "f.kind = 'mechanism'",
            {"kind": _one_of("d.kind", terms.MechanismKind, "kind"),
             "cadence": _one_of("d.cadence", terms.Cadence, "cadence"), "name": _like("d.name", "words of the name"),
             **_OF_FACT},
            {"-published": "f.published", "name": "d.name"},
            "fact",
        ),
        Listing(
            "projects",
            "Named projects, as the documents tell them.",
            {"id": "f.id", "name": "d.name", "kind": "d.kind", "state": "d.state", "parties": "NULL",
             "amount": "d.amount", "currency": "d.currency", "quote": _QUOTE, **_OF_DOCUMENT, "row": "f.row"},
            _FACT.format(table="project"),
            "f.kind = 'project'",
            {"kind": _one_of("d.kind", terms.ProjectKind, "kind"), "state": _one_of("d.state", terms.State, "state"),
             "name": _like("d.name", "words of the name"), **_OF_FACT},
            {"-published": "f.published", "name": "d.name", "state": "d.state"},
            "fact",
        ),
        Listing(
            "documents",
            "Documents: what was found, in which language, and whether it was read.",
            {"id": "u.id", "published": "u.published", "language": "u.language", "state": "u.state",
             "relevant": "u.relevant", "facts": "u.facts", "appearances": "u.appearances", "title": "u.title",
             "publisher": "u.publisher", "source": "u.source"},
            "unit u",
            "u.text IS NOT NULL",
            {"language": Filter("u.language = :value", "language, such as en or zh-Hans"),
             "state": Filter("u.state = :value", "state", ("read", "unread", "withdrawn", "superseded", "purged")),
             "relevant": Filter("u.relevant = (:value = 'yes')", "tells of a concrete act of cooperation",
                                ("yes", "no")),
             "title": _like("u.title", "words of the title"), "source": _like("u.source", "part of the path or address"),
             "since": Filter("u.published >= :value", "published on or after this day, YYYY-MM-DD", day="from"),
             "until": Filter("u.published <= :value || '~'", "published on or before this day, YYYY-MM-DD", day="until")},
            {"-published": "u.published", "source": "u.source", "facts": "u.facts", "title": "u.title"},
        ),
    )
}  # fmt: skip


def list_records(  # noqa: PLR0913 - what may be asked for
    connection: Asking,
    name: str,
    *,
    filters: Mapping[str, Sequence[str]] = {},
    sort: str | None = None,
    limit: int = 20,
    offset: int = 0,
    total: int | None = None,
) -> Page:
    """Return one page of a list; several values of a filter must all hold.

    Args:
        connection: The register.
        name: A key of `LISTS`.
        filters: Filter name -> values.
        sort: Name of a sort, `-` before it for descending; None for the list's own. Unknown values come last.
        limit: Records a page, 1 to 100,000.
        offset: Records to leave out before it.
        total: How many there are under the filters, where that is known; 0 where nobody asks.

    Raises:
        NotFoundError: There is no such list, filter or sort; or no party of that name.
    """
    listing = _known(LISTS, name, Message("list"))
    where, values = conditions(connection, listing, filters)
    if total is None:
        total = connection.execute(f"SELECT COUNT(*) FROM {_needed(listing.source, where)}{where}", values).scalar()
    columns = ", ".join(f'{expression} AS "{field}"' for field, expression in listing.columns.items())
    size, order = max(LEAST_LIMIT, min(limit, MOST_LIMIT)), f"ORDER BY {_order(listing, sort)}"
    page = f"{order} LIMIT :_limit OFFSET :_offset"
    asked = f"SELECT {columns} FROM {listing.source}{where} {page}"
    if row := listing.columns.get("row"):  # words are cut out for the rows of the page alone
        many = bool(listing.through) and (total > _MANY or (not total and many_fit(connection, listing, where, values)))
        source, among = gone_through(listing, where, order, sort, many=many)
        asked = (
            f"SELECT {columns} FROM {listing.source} WHERE {row} IN (SELECT {row} FROM {source}{among} {page}) {order}"
        )
    rows = connection.execute(asked, {**values, "_limit": size, "_offset": offset}).mappings()
    return Page(fill(connection, listing.fill, rows), int(total), offset, size)


def gone_through(listing: Listing, where: str, order: str, sort: str | None, *, many: bool) -> tuple[str, str]:
    """Return what comes after FROM, and the WHERE, for the rows of a page; `many` says that many records fit."""
    by = (sort or next(iter(listing.sorts))).lstrip("-")
    if not many or by not in listing.through:
        return _needed(listing.source, where + order), where
    source, held = listing.through[by]
    return source, f" WHERE {held}{where.replace(' WHERE', ' AND', 1)}"


def many_fit(connection: Asking, listing: Listing, where: str, values: Mapping[str, Any]) -> bool:
    """Return whether more records fit than are found first and sorted then."""
    asked = f"SELECT COUNT(*) FROM (SELECT 1 FROM {_needed(listing.source, where)}{where} LIMIT :_most) s"
    return bool(connection.execute(asked, {**values, "_most": _MANY + 1}).scalar() > _MANY)


def _needed(source: str, asked: str) -> str:
    """Return a source without the joins at its end that nothing asks of; each of them has one row for each of the list."""
    parts = re.split(r" (?=(?:LEFT )?JOIN )", source)
    while len(parts) > 1 and not re.search(rf"\b{parts[-1].split(' ON ')[0].split()[-1]}\.", asked):
        parts.pop()
    return " ".join(parts)


def conditions(
    connection: Asking, listing: Listing, filters: Mapping[str, Sequence[str]]
) -> tuple[str, dict[str, Any]]:
    """Return the WHERE of a list under its filters, several values of a filter must all hold; and the values that it names."""
    parts = [listing.where] if listing.where else []
    values: dict[str, Any] = {}
    for name, wanted in filters.items():
        asked = _known(listing.filters, name, Message("filter of %(list)s", list=listing.name))
        for value in wanted:
            key = f"v{len(values)}"
            if asked.party:
                rows = ", ".join(str(row) for row in parties_meant(connection, value)) or "NULL"
                parts.append(asked.where.replace(":values", f"({rows})"))
            else:
                parts.append(asked.where.replace(":value", f":{key}"))
                values[key] = value
    return (" WHERE " + " AND ".join(parts)) if parts else "", values


def _order(listing: Listing, sort: str | None) -> str:
    chosen = sort or next(iter(listing.sorts))
    by_name = {name.lstrip("-"): expression for name, expression in listing.sorts.items()}
    expression = _known(by_name, chosen.lstrip("-"), Message("sort of %(list)s", list=listing.name))
    direction = "DESC" if chosen.startswith("-") else "ASC"
    return f"{expression} {direction} NULLS LAST, {listing.columns['id']}"


def _known(table: Mapping[str, Any], name: str, what: Message) -> Any:
    if name not in table:
        raise NotFoundError(
            "there is no %(what)s named '%(name)s'; there are: %(all)s", what=what, name=name, all=list(table)
        )
    return table[name]
