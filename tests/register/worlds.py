"""Small worlds for the register's laws, and short words to act in them."""

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from hypothesis import strategies as st
from sqlalchemy import insert, select

from accord.flows import Deciding, ingest, rebuild_register
from accord.model.document import Found
from accord.register import Register, digest, list_records, open_register
from accord.register.tables.tables import log
from accord.register.who.needs import Identity
from tests.builders import a_found
from tests.fakes.identity import FakeIdentity
from tests.fakes.reader import FakeReader

CLOCK = "2026-01-01T00:00:00+00:00"
APART = FakeIdentity({})  # every name is a body of its own
DRAWN = FakeIdentity(None)  # verdicts as if by chance


@contextmanager
def a_register() -> Iterator[Register]:
    """Yield a fresh register in a folder that goes away."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        register = open_register(str(Path(folder) / "accord.db"), create=True)
        with register:
            yield register


def take_in(
    register: Register,
    documents: Iterable[Found],
    *,
    reader: FakeReader | None = None,
    batch: int = 1,
    said: list[str] | None = None,
    identity: Identity = APART,
) -> None:
    """Ingest documents; `said` hears what is said of each."""
    heard = [] if said is None else said
    ingest(
        documents, register=register, reader=reader or FakeReader(), identity=identity, clock=lambda: CLOCK, batch=batch,
        progress=lambda step: heard.append(step.message),
    )  # fmt: skip


def copy_log(register: Register, scratch: Register, names: Iterable[str] = tuple(log.tables)) -> None:
    """Write the log of one register into another, whose log is empty."""
    with register.reading() as source, scratch.writing() as target:
        for table in (log.tables[name] for name in names if name != "meta"):
            rows = [dict(row) for row in source.execute(select(table)).mappings()]
            if rows:
                target.execute(insert(table), rows)


def bytes_of(register: Register) -> bytes:
    """Return all that a register holds: the bytes of its files, or all that stands in the tables of its database."""
    if register.path is not None:
        beside = register.path.parent.glob(f"{register.path.name}*")
        return b"".join(part.read_bytes() for part in beside if part.is_file())
    named = "SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = current_schema()"
    with register.asking() as asking:
        return b"\n".join(
            str(one).encode()
            for name in asking.execute(named).scalars()
            for one in asking.execute(f"SELECT CAST(one AS text) FROM {name} one").scalars()
        )


def digest_of(register: Register) -> str:
    """Return the register's digest."""
    with register.reading() as connection:
        return digest(connection)


def rebuilt(register: Register, identity: Identity = APART) -> str:
    """Return the digest after everything was folded anew."""
    rebuild_register(register, identity, progress=lambda done, of: None)
    return digest_of(register)


def listed(register: Register, name: str, **filters: str) -> list[dict]:
    """Return the records of a list."""
    with register.asking() as connection:
        return list_records(connection, name, filters={k: [v] for k, v in filters.items()}, limit=1000).records


def by(register: Register, person: str = "Ana", identity: Identity = APART) -> Deciding:
    """Return where a person's decisions go."""
    return Deciding(register, identity, person, lambda: CLOCK)


_BODIES = ("Wuxi", "Wuxi City", "Wuxi Port", "Wuxi Group", "CETC", "CETC Group", "CEC")
_PERSONS = ("Li Shouwu", "Li Shouwu", "Shouwu Li", "Li Ming", "李守武", "李首武")
_THINGS = ("a base", "a base", "5 bases by 2024-12", "a base by 2024-10-01", "a community of the future")
_DATES = ("2024-07-14", "2024-07-15", "2024-07-17", "2024-07-20", "2024-07", "2025-01-01")


@st.composite
def sentences(draw: st.DrawFn) -> str:
    """Draw a sentence of the fake reader's language."""
    who = " and ".join(draw(st.lists(st.sampled_from(_BODIES), min_size=1, max_size=3, unique=True)))
    match draw(st.sampled_from(("signed", "signed", "undated", "will", "post", "post"))):
        case "signed":
            kind = draw(st.sampled_from(("framework", "cooperation", "odd")))
            return f"{who} signed a {kind} agreement on {draw(st.sampled_from(_DATES))}."
        case "undated":
            return f"{who} signed a framework agreement."
        case "will":
            return f"{who} will build {draw(st.sampled_from(_THINGS))}."
        case _:
            where = draw(st.sampled_from((f" of {who.split()[0]}", f" of {who.split()[0]}", "")))
            return f"{draw(st.sampled_from(_PERSONS))} is {draw(st.sampled_from(('director', 'mayor')))}{where}."


@st.composite
def documents(draw: st.DrawFn) -> list[Found]:
    """Draw up to six documents; some are one text at several places, some places have several texts."""
    texts = draw(st.lists(st.lists(sentences(), min_size=1, max_size=3).map(" ".join), min_size=1, max_size=5))
    made = []
    for content in texts:
        for _ in range(draw(st.integers(1, 2))):
            source = f"news/{draw(st.integers(0, 3))}.txt"
            made.append(
                a_found(
                    content,
                    source=source,
                    published=draw(st.sampled_from((None, "2024-07-16", "2024-08-01", "2025-06"))),
                )
            )
    return made
