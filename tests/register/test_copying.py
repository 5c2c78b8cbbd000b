"""A register is taken elsewhere without loss: from a file into a database, back, and into another file."""

import hashlib
import json
import random
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accord.errors import NotFoundError, StoreError
from accord.flows import reject_fact, withdraw
from accord.model.document import Found
from accord.register import Register, backup, copy_register, open_register, restore, search
from accord.register.moving import copies
from accord.register.moving.contents import DERIVED_TABLES, LOG_TABLES, WORDS
from accord.register.tables.tables import log
from tests.builders import a_found
from tests.postgres import server
from tests.register.worlds import APART, DRAWN, by, digest_of, documents, listed, rebuilt, take_in

NEWS = [
    a_found("Wuxi and CETC signed a framework agreement on 2024-07-14. Li Shouwu is director of CETC.", source="a.txt"),
    a_found(
        "Ningbo and Ganzhou signed a cooperation agreement on 2019-08-18. Ningbo will build a port.", source="b.txt"
    ),
    a_found("无锡市与莲花集团签署战略合作框架协议，双方将共同建设产业基地。", source="c.txt"),
]

pytestmark = pytest.mark.in_a_file  # both databases are here by themselves, and paths are files


def quiet(_done: int, _total: int) -> None:
    """Hear how far it is, and say nothing."""


@pytest.fixture(scope="module")
def fresh() -> str:
    """Give the name of a database with an empty register, of which copies are made at once."""
    with open_register(server().new("copied_fresh"), create=True):
        return "copied_fresh"


@pytest.fixture
def database(fresh: str) -> str:
    """Give the address of a database with an empty register."""
    return server().new("copied", fresh)


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """Give a file with a register in which something was decided."""
    path = tmp_path / "office.db"
    with open_register(str(path), create=True) as register:
        take_in(register, NEWS, identity=DRAWN)
        reject_fact(by(register, identity=DRAWN), listed(register, "posts")[0]["id"])
    return path


def digest_at(url: Path | str) -> str:
    with open_register(str(url), create=False) as register:
        return digest_of(register)


def kept(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of every table of the log, as SQLite holds it."""
    with closing(sqlite3.connect(path)) as opened:
        return {
            one.name: opened.execute(f'SELECT * FROM "{one.name}" ORDER BY {", ".join(one.keys)}').fetchall()
            for one in LOG_TABLES
        }


def test_there_and_back_it_is_the_same_register(office: Path, tmp_path: Path) -> None:
    database = server().new("copied_bare")
    told = copy_register(str(office), database, progress=quiet)
    assert (told.documents, told.decisions) == (3, 1)
    back = copy_register(database, str(tmp_path / "back.db"), progress=quiet)
    assert back == told
    assert told.digest == digest_at(office) == digest_at(database) == digest_at(tmp_path / "back.db")
    assert kept(tmp_path / "back.db") == kept(office)


def test_a_file_is_copied_into_a_file(office: Path, tmp_path: Path) -> None:
    told = copy_register(str(office), str(tmp_path / "other.db"), progress=quiet)
    assert told.digest == digest_at(tmp_path / "other.db")
    assert kept(tmp_path / "other.db") == kept(office)


@pytest.mark.slow
@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents(), documents(), st.randoms(use_true_random=False))
@pytest.mark.usefixtures("fresh")
def test_what_comes_after_the_move_is_as_if_nobody_had_moved(
    before: list[Found], after: list[Found], chance: random.Random
) -> None:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        here, there, back = (
            str(Path(folder, "here.db")),
            server().new("moved", "copied_fresh"),
            str(Path(folder, "back.db")),
        )
        with open_register(here, create=True) as register:
            take_in(register, before, identity=DRAWN)
            for one in listed(register, "documents")[:1]:
                if chance.random() < 0.5:
                    withdraw(by(register, identity=DRAWN), one["id"])
        copy_register(here, there, progress=quiet)
        with open_register(here, create=False) as one, open_register(there, create=False) as other:
            for register in (one, other):
                take_in(register, after, identity=DRAWN)
            assert digest_of(one) == digest_of(other)
        copy_register(there, back, progress=quiet)
        with open_register(back, create=False) as register:
            assert digest_of(register) == digest_at(here) == rebuilt(register, DRAWN)


def test_every_row_of_every_table_of_the_log_comes_along_as_it_is(tmp_path: Path, database: str) -> None:
    full = tmp_path / "full.db"
    with open_register(str(full), create=True):
        pass
    with closing(sqlite3.connect(full)) as opened, opened:
        for table in log.sorted_tables:
            for nth in (7, 9):
                _fill(opened, table, nth)
    copy_register(str(full), database, progress=quiet)
    copy_register(database, str(tmp_path / "back.db"), progress=quiet)
    held = kept(full)
    assert all(len(rows) >= 2 for rows in held.values())
    assert kept(tmp_path / "back.db") == held


def _fill(opened: sqlite3.Connection, table: sa.Table, nth: int) -> None:
    """Put in a row with a value of each column's type; the second row has nothing where nothing may be."""
    row = {column.name: _value(column, nth) for column in table.columns}
    names, marks = ", ".join(f'"{name}"' for name in row), ", ".join("?" * len(row))
    opened.execute(f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})', list(row.values()))


def _value(column: sa.Column[Any], nth: int) -> Any:
    if column.nullable and nth == 9:
        return None
    match column.type:
        case sa.JSON():
            return json.dumps({"ü": ["无锡", nth, None]}) if nth == 7 else "null"
        case sa.Boolean():
            return nth % 2
        case sa.Integer():
            return nth
        case sa.LargeBinary():
            return bytes(range(256))
        case _:
            return f"{column.name}\t'\\N' \\. “莲花”\r\n{nth}"


def test_no_table_is_forgotten(office: Path, database: str) -> None:
    copy_register(str(office), database, progress=quiet)
    copied = {table.name for table in (*LOG_TABLES, *DERIVED_TABLES, WORDS)}
    with open_register(database, create=False) as register, register.reading() as connection:
        assert set(sa.inspect(connection).get_table_names()) - {"alembic_version"} == copied


def test_what_was_found_is_found(office: Path, database: str, tmp_path: Path) -> None:
    copy_register(str(office), database, progress=quiet)
    copy_register(database, str(tmp_path / "back.db"), progress=quiet)
    here, there, back = (_found(url) for url in (office, database, tmp_path / "back.db"))
    assert all(here)
    assert here == there == back


def _found(url: Path | str) -> list[list[tuple[str, str]]]:
    with open_register(str(url), create=False) as register, register.asking() as asking:
        asked = ("agreement", "CETC", "莲花", "产业基地")
        return [sorted((hit.kind, hit.id) for hit in search(asking, words, limit=50)) for words in asked]


class StopError(Exception):
    pass


def stopping(done: int, total: int) -> None:
    if done > total // 2:
        raise StopError


def test_a_copy_into_a_database_that_is_cut_short_leaves_nothing(office: Path, database: str) -> None:
    with pytest.raises(StopError):
        copy_register(str(office), database, progress=stopping)
    with open_register(database, create=True) as register:
        assert listed(register, "documents") == []
    assert copy_register(str(office), database, progress=quiet).digest == digest_at(office)


def test_a_copy_into_a_file_that_is_cut_short_leaves_nothing(office: Path, database: str, tmp_path: Path) -> None:
    copy_register(str(office), database, progress=quiet)
    before = sorted(tmp_path.iterdir())
    with pytest.raises(StopError):
        copy_register(database, str(tmp_path / "back.db"), progress=stopping)
    assert sorted(tmp_path.iterdir()) == before


def test_what_a_killed_copy_left_beside_is_in_nobodys_way(office: Path, database: str, tmp_path: Path) -> None:
    (tmp_path / "back.db.partial").write_text("half of a register")
    copy_register(str(office), database, progress=quiet)
    copy_register(database, str(tmp_path / "back.db"), progress=quiet)
    assert digest_at(tmp_path / "back.db") == digest_at(office)
    assert not list(tmp_path.glob("*.partial*"))


def test_what_is_copied_is_not_touched(office: Path, database: str, tmp_path: Path) -> None:
    before = hashlib.sha256(office.read_bytes()).hexdigest()
    copy_register(str(office), database, progress=quiet)
    copy_register(str(office), str(tmp_path / "other.db"), progress=quiet)
    assert hashlib.sha256(office.read_bytes()).hexdigest() == before


def test_nothing_is_copied_over_what_is_there(office: Path, database: str, tmp_path: Path) -> None:
    (tmp_path / "there.db").write_text("mine")
    with pytest.raises(StoreError, match="exists"):
        copy_register(str(office), str(tmp_path / "there.db"), progress=quiet)
    copy_register(str(office), database, progress=quiet)
    with pytest.raises(StoreError, match="holds a register already"):
        copy_register(str(office), database, progress=quiet)
    assert (tmp_path / "there.db").read_text() == "mine"


def test_a_register_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    for url in (str(tmp_path / "absent.db"), server().new("copied_bare")):
        with pytest.raises(NotFoundError):
            copy_register(url, str(tmp_path / "other.db"), progress=quiet)
    assert not (tmp_path / "other.db").exists()
    assert not (tmp_path / "absent.db").exists()


def test_a_copy_that_is_not_the_same_is_not_kept(office: Path, database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from accord.register.moving import pouring

    written = pouring.write

    def losing(connection, table, rows):
        written(connection, table, rows[1:] if table.name == "appearance" else rows)

    monkeypatch.setattr(pouring, "write", losing)
    with pytest.raises(StoreError, match=r"not the same [(]appearance"):
        copy_register(str(office), database, progress=quiet)
    monkeypatch.undo()
    with open_register(database, create=True) as register:
        assert listed(register, "documents") == []


def test_what_another_version_derived_is_copied_without_it_and_says_so(office: Path, database: str) -> None:
    before = digest_at(office)
    with closing(sqlite3.connect(office)) as opened, opened:
        opened.execute("UPDATE meta SET value = 'old' WHERE key = 'derived'")
    assert copy_register(str(office), database, progress=quiet).digest is None
    with open_register(database, create=False) as register:
        assert register.stale()
        assert rebuilt(register, DRAWN) == before


def test_a_file_of_an_older_program_is_copied_and_stays_as_it_is(office: Path, database: str) -> None:
    with closing(sqlite3.connect(office)) as opened, opened:
        opened.execute("DROP TABLE watched_list")
        opened.execute("DROP TABLE watched_page")
        opened.execute("DROP TABLE watched_host")
        opened.execute("DROP INDEX watched_seen_source")
        for table, columns in (
            ("watched_seen", ("walk",)),
            ("watched", ("kind", "picks", "walk", "walking", "failures", "due")),
        ):
            for column in columns:
                opened.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
        opened.execute("UPDATE alembic_version SET version_num = '0005'")
    before = office.read_bytes()
    assert copy_register(str(office), database, progress=quiet).documents == 3
    assert office.read_bytes() == before


def test_what_a_database_cannot_keep_is_told_with_its_place(office: Path, database: str) -> None:
    with closing(sqlite3.connect(office)) as opened, opened:
        opened.execute("UPDATE decision SET why = 'be' || char(0) || 'cause'")
    with pytest.raises(StoreError, match="decision 1 holds a NUL character"):
        copy_register(str(office), database, progress=quiet)


def test_a_backup_of_a_database_is_a_register_file_and_goes_back_into_either(
    office: Path, database: str, tmp_path: Path
) -> None:
    copy_register(str(office), database, progress=quiet)
    with open_register(database, create=False) as register:
        assert backup(register, tmp_path / "monday.db") == (tmp_path / "monday.db").stat().st_size
        before = digest_of(register)
        withdraw(by(register, identity=DRAWN), listed(register, "documents")[0]["id"])
        assert digest_of(register) != before
        with pytest.raises(StoreError, match="--replace"):
            restore(tmp_path / "monday.db", database, replace=False)
        assert digest_of(register) != before
        restore(tmp_path / "monday.db", database, replace=True)
        assert digest_of(register) == before == rebuilt(register, DRAWN)
    restore(tmp_path / "monday.db", tmp_path / "home.db", replace=False)
    assert digest_at(tmp_path / "home.db") == before


def test_a_damaged_backup_replaces_nothing(office: Path, database: str, tmp_path: Path) -> None:
    copy_register(str(office), database, progress=quiet)
    before = digest_at(database)
    (tmp_path / "bad.db").write_bytes(office.read_bytes()[: 3 * 4096])
    with pytest.raises(StoreError):
        restore(tmp_path / "bad.db", database, replace=True)
    with pytest.raises(NotFoundError):
        restore(tmp_path / "absent.db", database, replace=True)
    assert digest_at(database) == before


def test_a_journal_that_is_left_of_a_lost_file_is_none_of_what_is_put_back(office: Path, tmp_path: Path) -> None:
    lost, wanted = tmp_path / "lost.db", digest_at(office)
    with open_register(str(office), create=False) as register:
        backup(register, tmp_path / "monday.db")
    with open_register(str(lost), create=True) as register:
        take_in(register, NEWS[:1])
        journal = lost.with_name("lost.db-wal").read_bytes()
    lost.unlink()
    assert journal
    lost.with_name("lost.db-wal").write_bytes(journal)
    restore(tmp_path / "monday.db", lost, replace=False)
    assert digest_at(lost) == wanted


def test_a_register_is_read_while_a_copy_is_put_in_its_place(
    office: Path, database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[int] = []
    with open_register(str(office), create=False) as register:
        backup(register, tmp_path / "monday.db")
    with open_register(database, create=False) as register:
        take_in(register, NEWS[:1])
        told = copies.pour

        def poured(*given: Any, **more: Any) -> Any:
            seen.append(len(listed(register, "documents")))
            done = told(*given, **more)
            seen.append(len(listed(register, "documents")))
            return done

        monkeypatch.setattr(copies, "pour", poured)
        restore(tmp_path / "monday.db", database, replace=True)
        assert seen == [1, 1]
        assert len(listed(register, "documents")) == len(NEWS)
        assert digest_of(register) == digest_at(office)


def test_files_that_wait_to_be_read_are_told_of(office: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(office)) as opened, opened:
        opened.execute(
            "INSERT INTO job (batch, kind, name, source, path, given, state, by, at) "
            "VALUES ('b', 'file', 'one.pdf', 'upload/one.pdf', 'x/one.pdf', '{}', 'waiting', 'Ana', '2026-01-01')"
        )
    assert copy_register(str(office), str(tmp_path / "other.db"), progress=quiet).waiting == 1


def test_others_read_and_write_while_a_register_is_copied(office: Path, database: str) -> None:
    before = digest_at(office)

    def going_on(done: int, _total: int) -> None:
        if done < 50:
            with Register(str(office)) as register:
                take_in(
                    register,
                    [a_found(f"Wuxi and Firm{done} signed an agreement on 2024-07-14.", source=f"{done}")],
                    identity=APART,
                )

    assert copy_register(str(office), database, progress=going_on).digest == before
    assert digest_at(office) != before
