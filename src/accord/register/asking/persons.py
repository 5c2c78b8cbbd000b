"""Persons for the doors: who goes by a name, and one with everything that documents say of him.

In:  a name as it is typed, in any spelling; an id of a person or of one of his mentions.
Out: `PersonLine`s; a `PersonPage`: names, posts with their tenure and words, agreements signed, meetings, proposals.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from accord.errors import NotFoundError
from accord.model.mention import Mention
from accord.model.terms import Language, members
from accord.register.file.plain import Asking, grouped, listed, mapped
from accord.register.who.needs import Identity

__all__ = [
    "Held",
    "Met",
    "Named",
    "PersonLine",
    "PersonPage",
    "Proof",
    "Signed",
    "person_lines",
    "person_names",
    "person_of",
    "person_page",
    "persons_called",
]

_BODY = "p-"  # before the code, in the id of a body
_LANGUAGES = members(Language)
_MOST = 1_000  # persons that a name may find


class Named(msgspec.Struct, frozen=True):
    """A name that a person goes by, in how many documents, and a mention in one of them for a decision to hold on to."""

    name: str
    documents: int
    mention: str


class Proof(msgspec.Struct, frozen=True):
    """The words of a document that say so; `quote` is None where a person entered it."""

    fact: str
    document: str
    title: str | None
    published: str | None
    source: str
    quote: str | None


class Held(msgspec.Struct, frozen=True):
    """A post that a person holds or held.

    Attributes:
        post: In the words of most documents; `wordings` are all of them.
        body: Id of the body, as far as it is a party of some document.
        called: Name of the body, or the words for it; None where documents name none.
        first: Day of the earliest document that says so; `last` that of the latest. The tenure is at least that long.
        proofs: The earliest first.
    """

    post: str
    wordings: tuple[str, ...]
    body: str | None
    called: str | None
    first: str | None
    last: str | None
    proofs: tuple[Proof, ...]


class Signed(msgspec.Struct, frozen=True):
    """An agreement that a person signed, and what says so."""

    id: str
    date: str | None
    kind: str
    title: str | None
    parties: tuple[str, ...]
    proofs: tuple[Proof, ...]


class Met(msgspec.Struct, frozen=True):
    """A meeting whose words name the person."""

    id: str
    date: str | None
    kind: str | None
    place: str | None
    parties: tuple[str, ...]
    proof: Proof


class PersonLine(msgspec.Struct, frozen=True):
    """A person as a list shows him; `posts` in a few words, the latest first."""

    id: str
    name: str
    names: tuple[str, ...]
    posts: tuple[str, ...]
    documents: int
    first: str | None
    last: str | None


class PersonPage(msgspec.Struct, frozen=True):
    """A person with all that documents say; `proposals` are ids of what may be this person too."""

    id: str
    name: str
    names: tuple[Named, ...]
    posts: tuple[Held, ...]
    agreements: tuple[Signed, ...]
    meetings: tuple[Met, ...]
    proposals: tuple[str, ...]


_BY_ID = (
    "SELECT row FROM person WHERE id = :asked",
    "SELECT n.person FROM person_at a JOIN person_node n ON n.row = a.node WHERE a.mention IN "
    "(SELECT row FROM person_mention WHERE id = :asked) ORDER BY n.key LIMIT 1",
)
_BEGINS = "SELECT DISTINCT id FROM person_mention WHERE id >= :asked AND id < :asked || '~' ORDER BY id LIMIT 3"
_LIKE = (
    "SELECT k.form, MIN(h.name) FROM person_key k JOIN person_mention h ON h.form = k.form WHERE k.key IN ({keys}) "
    "GROUP BY k.form UNION SELECT form, MIN(name) FROM person_mention WHERE form = :form GROUP BY form"
)
_OF_FORM = (
    "SELECT DISTINCT person FROM person_node WHERE form = :form AND person IS NOT NULL ORDER BY person LIMIT :most"
)
_NAMES = (
    "SELECT n.person, h.name, COUNT(DISTINCT h.unit), MIN(h.id) FROM person_node n JOIN person_at a ON a.node = n.row "
    "JOIN person_mention h ON h.row = a.mention WHERE n.person IN ({rows}) GROUP BY n.person, h.name ORDER BY 3 DESC, 2"
)
_FACT = (
    'f.id AS fact, u.id AS document, u.title, u.published, u.source, substr(t.content, f.start + 1, f."end" - f.start) '
    "AS quote FROM {found} JOIN fact f ON f.row = {fact} JOIN unit u ON u.row = f.unit LEFT JOIN text t ON t.row = u.text "
)
_POSTS = (
    "SELECT n.person, n.body, d.post, d.organization, e.id AS entity, e.name AS called, "
    + _FACT.format(
        found="person_node n JOIN person_at a ON a.node = n.row JOIN post d ON d.row = a.fact", fact="a.fact"
    )
    + "LEFT JOIN fact_party p ON p.fact = f.row AND NOT p.as_read LEFT JOIN mention m ON m.row = p.mention "
    "LEFT JOIN form o ON o.row = m.form OR (m.row IS NULL AND o.key = n.body) LEFT JOIN entity e ON e.row = o.entity "
    "WHERE n.person IN ({rows}) ORDER BY u.published IS NULL, u.published, f.id"
)
_UNITS = (
    "SELECT DISTINCT h.unit FROM person_node n JOIN person_at x ON x.node = n.row JOIN person_mention h ON h.row = x.mention "
    "WHERE n.person = :row ORDER BY h.unit"
)
_SIGNED = (
    "SELECT a.id, a.date, a.kind, a.title, a.row, r.row AS report FROM fact f JOIN report r ON r.row = f.row AND NOT r.earlier "
    "JOIN agreement a ON a.row = r.agreement JOIN unit u ON u.row = f.unit WHERE f.unit IN ({units}) AND ({signed}) "
    "ORDER BY a.date IS NULL, a.date DESC, a.id, u.published NULLS FIRST, f.id"
)
_PROOFS = "SELECT f.row, " + _FACT.format(found="fact g", fact="g.row") + "WHERE g.row IN ({rows})"
_MET = (
    "SELECT d.date, d.kind, d.place, d.row, "
    + _FACT.format(found="fact g JOIN meeting d ON d.row = g.row", fact="d.row")
    + "WHERE g.unit IN ({units}) ORDER BY d.date IS NULL, d.date DESC, f.id"
)
_NAME = "COALESCE(e.name_{language}, e.name)"
_PARTIES = {
    "agreement": "SELECT p.agreement, {name} FROM agreement_party p JOIN entity e ON e.row = p.entity "
    "WHERE p.agreement IN ({rows}) ORDER BY e.name",
    "fact": "SELECT p.fact, {name} FROM fact_party p JOIN mention m ON m.row = p.mention JOIN form o ON o.row = m.form "
    "JOIN entity e ON e.row = o.entity WHERE NOT p.as_read AND p.fact IN ({rows}) ORDER BY p.seq",
}
_ASKED = (
    'SELECT d.proposal FROM (SELECT * FROM person_likeness WHERE "left" IN (SELECT row FROM person_node WHERE person = :row) '
    'UNION SELECT * FROM person_likeness WHERE "right" IN (SELECT row FROM person_node WHERE person = :row)) d '
    'JOIN person_node l ON l.row = d."left" JOIN person_node r ON r.row = d."right" '
    "WHERE l.person <> r.person ORDER BY d.score DESC, d.proposal"
)


def persons_called(connection: Asking, asked: str, identity: Identity) -> list[PersonLine]:
    """Return the persons who go by a name: in this spelling, folded, or as it is read in another script.

    Who goes by the very name comes first, then whoever documents name more often.
    """
    name = asked.strip()
    if not name:
        return []
    sought = Mention("h", name, (name,), "person", None)
    form = identity.form(sought)
    rows: dict[int, bool] = {}
    for found, written in _alike(connection, form, identity.body_keys(sought)):
        if found == form or _may_be(sought, written, identity):
            for row in connection.execute(_OF_FORM, {"form": found, "most": _MOST}).scalars():
                rows[row] = rows.get(row, False) or found == form
    lines = person_lines(connection, rows, identity)
    ordered = sorted(lines, key=lambda row: (not rows[row], -lines[row].documents, lines[row].id))
    return [lines[row] for row in ordered]


def person_of(connection: Asking, asked: str) -> int:
    """Return the row of the person that an id means: his own, or a mention's; or the beginning of one.

    Raises:
        NotFoundError: No person has it, or several have.
    """
    for statement in _BY_ID:
        found = connection.execute(statement, {"asked": asked}).scalar()
        if found is not None:
            return int(found)
    begun = connection.execute(_BEGINS, {"asked": asked}).scalars() if asked.startswith("h-") else []
    if not begun:
        raise NotFoundError("no person has the id '%(id)s'", hint="persons are found by: accord persons NAME", id=asked)
    if len(begun) > 1:
        raise NotFoundError(
            "'%(id)s' is the beginning of several ids: %(ids)s ...; give more of it", id=asked, ids=list(begun)
        )
    return person_of(connection, begun[0])


def person_page(
    connection: Asking, asked: str, identity: Identity, *, language: str = "", most: int | None = None
) -> PersonPage:
    """Return a person with all that documents say of him.

    Args:
        connection: The register.
        asked: Id of the person, or of a mention.
        identity: Says which words of posts are one post.
        language: In which bodies are named, where they have a name in it.
        most: Agreements and meetings that are told with parties and words, the newest; of the others only that there are any.

    Raises:
        NotFoundError: No person has the id, or several have.
    """
    row = person_of(connection, asked)
    id_, name = connection.execute("SELECT id, name FROM person WHERE row = :row", {"row": row}).one()
    named = tuple(Named(*told) for _, *told in connection.execute(_NAMES.format(rows=row)))
    units = connection.execute(_UNITS, {"row": row}).scalars()
    called = _NAME.format(language=language) if language in _LANGUAGES else "e.name"
    return PersonPage(
        id=id_,
        name=name,
        names=named,
        posts=tuple(_held(connection.execute(_POSTS.format(rows=row)).mappings(), identity)),
        agreements=tuple(_signed(connection, units, named, called, most)),
        meetings=tuple(_met(connection, units, named, called, most)),
        proposals=tuple(dict.fromkeys(connection.execute(_ASKED, {"row": row}).scalars())),
    )


def person_names(connection: Asking, row: int) -> list[dict[str, Any]]:
    """Return the names of a person, each with how many documents use it and the id of a mention, most used first."""
    told = connection.execute(_NAMES.format(rows=row))
    return [{"id": mention, "name": name, "documents": count} for _, name, count, mention in told]


def _alike(connection: Asking, form: str, keys: Iterable[str]) -> list[tuple[str, str]]:
    named = {f"k{at}": key for at, key in enumerate(keys)}
    statement = _LIKE.format(keys=", ".join(f":{name}" for name in named) or "NULL")
    return [(found, written) for found, written in connection.execute(statement, {**named, "form": form})]


def _may_be(sought: Mention, written: str, identity: Identity) -> bool:
    """Return whether a name may be meant; one typed in one word is compared by its sound alone, which its key does."""
    if sought.name.isascii() and " " not in sought.name:
        return True
    other = Mention("h", written, (written,), "person", None)
    return identity.same_body(sought, other).verdict != "different"


def person_lines(connection: Asking, rows: Iterable[int], identity: Identity) -> dict[int, PersonLine]:
    """Return persons as a list shows them, by their rows."""
    among = listed(rows)
    names: dict[int, list[str]] = defaultdict(list)
    for row, name, _, _ in connection.execute(_NAMES.format(rows=among)):
        names[row].append(name)
    posts: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for post in connection.execute(_POSTS.format(rows=among)).mappings():
        posts[post["person"]].append(post)
    lines: dict[int, PersonLine] = {}
    for row, id_, name in connection.execute(f"SELECT row, id, name FROM person WHERE row IN ({among})"):
        held = sorted(_held(posts[row], identity), key=lambda one: one.last or "", reverse=True)
        days = sorted(filter(None, (post["published"] for post in posts[row])))
        lines[row] = PersonLine(
            id=id_,
            name=name,
            names=tuple(names[row]),
            posts=tuple(", ".join(filter(None, (one.post, one.called))) for one in held),
            documents=len({post["document"] for post in posts[row]}),
            first=days[0] if days else None,
            last=days[-1] if days else None,
        )
    return lines


def _held(posts: Iterable[Mapping[str, Any]], identity: Identity) -> list[Held]:
    """Return the posts, the earliest first; what words of one family, also in two languages, say of one seat is one post."""
    together: dict[tuple[str, ...], list[Mapping[str, Any]]] = defaultdict(list)
    for post in posts:
        body = post["entity"] or post["body"] or post["organization"] or ""
        words = "".join((post["post"] or "").casefold().split())
        families = sorted(identity.families((post["post"] or "",)))
        together[identity.seat(body.removeprefix(_BODY)), *(families or [words])].append(post)
    return [_one_post(told) for told in together.values()]


def _one_post(told: list[Mapping[str, Any]]) -> Held:
    days = [post["published"] for post in told if post["published"]]
    words = [post["post"] or "" for post in told]
    first = told[0]
    return Held(
        post=max(sorted(set(words)), key=words.count),
        wordings=tuple(sorted(set(words))),
        body=first["entity"],
        called=first["called"] or next((post["organization"] for post in told if post["organization"]), None),
        first=min(days, default=None),
        last=max(days, default=None),
        proofs=tuple(map(_proof, told)),
    )


def _proof(row: Mapping[str, Any]) -> Proof:
    return Proof(**{name: row[name] for name in Proof.__struct_fields__})


def _signed(
    connection: Asking, units: Sequence[int], named: Iterable[Named], called: str, most: int | None
) -> list[Signed]:
    quoted = dict.fromkeys(json.dumps(one.name, ensure_ascii=plain) for one in named for plain in (True, False))
    signed = " OR ".join(f"instr(r.signatories, :name{at}) > 0" for at in range(len(quoted))) or "FALSE"
    values = {f"name{at}": name for at, name in enumerate(quoted)}
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for told in connection.execute(_SIGNED.format(units=listed(units), signed=signed), values).mappings():
        found[told["id"]].append(told)
    shown = list(found.values())[:most]
    parties = _parties(connection, "agreement", [told[0]["row"] for told in shown], called)
    proofs = _proofs(connection, [one["report"] for told in shown for one in told])
    return [
        Signed(
            id_, told[0]["date"], told[0]["kind"], told[0]["title"], parties.get(told[0]["row"], ()),
            tuple(proofs[one["report"]] for one in told if one["report"] in proofs),
        )
        for id_, told in found.items()
    ]  # fmt: skip


def _met(connection: Asking, units: Sequence[int], named: Iterable[Named], called: str, most: int | None) -> list[Met]:
    names = {one.name for one in named}
    every = connection.execute(_MET.format(units=listed(units))).mappings()
    told = [one for one in every if any(name in (one["quote"] or "") for name in names)]
    parties = _parties(connection, "fact", [one["row"] for one in told[:most]], called)
    return [
        Met(one["fact"], one["date"], one["kind"], one["place"], parties.get(one["row"], ()), _proof(one))
        for one in told
    ]


def _proofs(connection: Asking, facts: Sequence[int]) -> dict[int, Proof]:
    """Return the words of facts, by their rows."""
    return {one["row"]: _proof(one) for one in mapped(connection, _PROOFS, facts)}


def _parties(connection: Asking, of: str, rows: Sequence[int], called: str) -> dict[int, tuple[str, ...]]:
    """Return who takes part in agreements or facts, by their rows; `called` is the SQL for a body's name."""
    found = grouped(connection, _PARTIES[of].replace("{name}", called), rows)
    return {row: tuple(name for (name,) in told) for row, told in found.items()}
