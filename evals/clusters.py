"""Who is who in a register: are the names of one body one entity, and the names of several bodies several?

In:  `identity/clusters-*.tsv`, the documents that they are about, and the parts that make a register of documents.
Out: B-cubed precision, recall and F1 over the names that the register knows; how many it does not know; errors.

Source: Bagga and Baldwin, Entity-Based Cross-Document Coreferencing Using the Vector Space Model (COLING-ACL 1998):
of each name, how many of those in its entity are of its body (precision), and how many of its body are in its entity
(recall); both are means over the names.
"""

import base64
import hashlib
import json
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from accord.bootstrap import now, the_identity, the_reader
from accord.flows import ingest
from accord.model import Found, Refusal
from accord.register import Register, open_register
from accord.sources import find
from accord.tsv import read_table
from evals.names import name_key

__all__ = [
    "CLUSTERS",
    "Name",
    "Outcome",
    "as_json",
    "as_text",
    "b_cubed",
    "errors",
    "figures",
    "gold",
    "load",
    "names_of_register",
    "outcome",
    "worlds",
]

CLUSTERS = "clusters"
FOLDER = Path(__file__).with_name("identity")
_EXAMPLES, _SAMPLE, _UNSEEN = (FOLDER / f"clusters-{name}.tsv" for name in ("examples", "sample", "unseen"))
_NAMES = (
    "SELECT u.source, m.name, m.names, e.id FROM mention m JOIN unit u ON u.row = m.unit "
    "JOIN form o ON o.row = m.form JOIN entity e ON e.row = o.entity ORDER BY m.id"
)


class Name(msgspec.Struct, frozen=True):
    """A name as it stands in a document, and the body that it means; of an unseen document nothing is listed."""

    document: str
    name: str
    body: str
    shown: bool = True


class World(msgspec.Struct, frozen=True):
    """A register that is measured: its name, where its documents lie, and the files of its key."""

    name: str
    documents: tuple[Path, ...]
    keys: tuple[Path, ...]


class Outcome(msgspec.Struct, frozen=True):
    """How a register did: the entity of each name that it knows, and the names that it does not know.

    Attributes:
        world: Which register.
        gold: Digest of the key.
        found: The names, each with its entity.
        lost: Names of the key that are no mention of their document.
    """

    world: str
    gold: str
    found: tuple[tuple[Name, str], ...]
    lost: tuple[Name, ...]


def worlds(project: Path, sample: Path) -> list[World]:
    """Return the registers to measure: of the examples, and of them with the sample where there is one."""
    examples = project / "examples" / "news"
    made = [World(CLUSTERS, (examples,), (_EXAMPLES,))]
    if (sample / "news").is_dir():
        made.append(World(f"{CLUSTERS}-sample", (examples, sample / "news"), (_EXAMPLES, _SAMPLE, _UNSEEN)))
    return made


def load(file: Path) -> tuple[Name, ...]:
    """Return the names of a file of the key; those of unseen documents are kept there in base64."""
    rows = read_table(file).rows
    if file != _UNSEEN:
        return tuple(Name(row["document"], row["name"], row["body"]) for row in rows)
    return tuple(Name(row["document"], _plain(row["name"]), _plain(row["body"]), shown=False) for row in rows)


def gold(files: Iterable[Path]) -> str:
    """Return the digest of files of the key."""
    return "sha256:" + hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()


def outcome(world: World) -> Outcome:
    """Return how the register of a world did: made anew of its documents, as `accord ingest` makes it."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder, _register(folder) as register:
        ingest(_documents(world), register=register, reader=the_reader(), identity=the_identity(), clock=now, batch=8)
        known = names_of_register(register)
    names = [name for file in world.keys for name in load(file)]
    placed = [(name, known.get((name.document, name_key(name.name)))) for name in names]
    found = tuple((name, entity) for name, entity in placed if entity is not None)
    return Outcome(world.name, gold(world.keys), found, tuple(name for name, entity in placed if entity is None))


def names_of_register(register: Register) -> dict[tuple[str, str], str]:
    """Return the entity of each (document, folded name); a name of two bodies of a document goes to that which it heads."""
    with register.asking() as connection:
        rows = connection.execute(_NAMES).all()
    known: dict[tuple[str, str], str] = {}
    for source, _, names, entity in rows:
        for name in json.loads(names):
            known.setdefault((Path(source).stem, name_key(name)), entity)
    return known | {(Path(source).stem, name_key(name)): entity for source, name, _, entity in reversed(rows)}


def b_cubed(pairs: Iterable[tuple[str, str]]) -> list[tuple[float, float]]:
    """Return precision and recall of each item, given its body and the entity that it was put into.

    >>> b_cubed([("CETC", "1"), ("CETC", "1"), ("CEC", "1"), ("CEC", "2")])[0]
    (0.6666666666666666, 1.0)
    """
    items = list(pairs)
    bodies, entities, both = _count(b for b, _ in items), _count(e for _, e in items), _count(items)
    return [(both[item] / entities[item[1]], both[item] / bodies[item[0]]) for item in items]


def figures(result: Outcome, *, shown: bool | None = None) -> dict[str, float]:
    """Return precision, recall and F1 over all names, or over those of shown or of unseen documents; and `known`.

    `known` is the share of the key's names that the register knows at all: F1 says nothing about the others.
    """
    scores = b_cubed((name.body, entity) for name, entity in result.found)
    kept = [s for s, (name, _) in zip(scores, result.found, strict=True) if shown is None or name.shown is shown]
    precision, recall = (sum(score[at] for score in kept) / max(1, len(kept)) for at in (0, 1))
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    lost = sum(shown is None or name.shown is shown for name in result.lost)
    return {"precision": precision, "recall": recall, "f1": f1, "known": len(kept) / max(1, len(kept) + lost)}


def as_text(result: Outcome) -> list[str]:
    """Return the table: all names, and those of open and of unseen documents."""
    halves = [("open", True), ("unseen", False)] if any(not name.shown for name, _ in result.found) else []
    lines = [
        f"{result.world}: {len({name.body for name, _ in result.found})} bodies, B-cubed",
        f"  {'':14}{'precision':>10}{'recall':>8}{'f1':>7}{'known':>7}   of names",
    ]
    return lines + [_row(result, part, shown) for part, shown in [("all", None), *halves]]


def errors(result: Outcome, most: int) -> list[str]:
    """Return examples of errors among open documents: bodies in one entity, bodies in several, names not known."""
    shown = [(name, entity) for name, entity in result.found if name.shown]
    joined = [f"  joined: {line}" for line in _mixed((entity, name.body, name) for name, entity in shown)]
    parted = [f"  parted: {line}" for line in _mixed((name.body, entity, name) for name, entity in shown)]
    lost = [f"  no mention: {_place(name)} ({name.body})" for name in result.lost if name.shown]
    return joined[:most] + parted[:most] + lost[:most]


def as_json(result: Outcome) -> dict[str, Any]:
    """Return the figures as plain values."""
    counts = {"names": len(result.found), "lost": len(result.lost)}
    return {"set": result.world, "gold": result.gold, "figures": figures(result)} | counts


def _register(folder: str) -> Register:
    return open_register(str(Path(folder) / "accord.db"), create=True)


def _plain(coded: str) -> str:
    return base64.b64decode(coded).decode("utf-8")


def _documents(world: World) -> Iterator[Found | Refusal]:
    return (item for folder in world.documents for item in find([str(folder)]))


def _count(items: Iterable[Any]) -> Mapping[Any, int]:
    counts: dict[Any, int] = defaultdict(int)
    for item in items:
        counts[item] += 1
    return counts


def _row(result: Outcome, part: str, shown: bool | None) -> str:
    of = figures(result, shown=shown)
    names = sum(shown in (None, name.shown) for name in (*(name for name, _ in result.found), *result.lost))
    return f"  {part:14}{of['precision']:10.3f}{of['recall']:8.3f}{of['f1']:7.3f}{of['known']:7.3f}   {names}"


def _mixed(told: Iterable[tuple[str, str, Name]]) -> Iterator[str]:
    """Yield a line for each whole that has several parts: its parts, each with an example of its names."""
    wholes: dict[str, dict[str, list[Name]]] = defaultdict(lambda: defaultdict(list))
    for whole, part, name in told:
        wholes[whole][part].append(name)
    for whole, parts in sorted(wholes.items()):
        if len(parts) > 1:
            yield f"{whole} = " + "; ".join(f"{part}: {_examples(names)}" for part, names in sorted(parts.items()))


def _examples(names: Sequence[Name]) -> str:
    more = f" and {len(names) - 2} more" if len(names) > 2 else ""
    return ", ".join(_place(name) for name in names[:2]) + more


def _place(name: Name) -> str:
    return f"{name.name} [{name.document}]"
