"""Opening, writing beside reading, copying, verifying."""

from pathlib import Path

import pytest
import sqlalchemy as sa

from accord.errors import NotFoundError, StoreError
from accord.flows import verify_register
from accord.register import backup, list_records, open_register, problems, restore, show
from accord.register.asking.lists import LISTS
from accord.register.file.migrate import newest
from accord.register.tables.tables import log
from accord.register.tables.versions import HEAD
from tests.builders import a_found
from tests.register.killing import killed_while_alone
from tests.register.worlds import APART, a_register, copy_log, digest_of, listed, take_in

NEWS = [
    a_found("Wuxi and CETC signed a framework agreement on 2024-07-14. Li Shouwu is director of CETC.", source="a.txt"),
    a_found(
        "Ningbo and Ganzhou signed a cooperation agreement on 2019-08-18. Ningbo will build a port.", source="b.txt"
    ),
]


def test_the_program_knows_its_newest_migration() -> None:
    assert newest() == HEAD


def test_the_migrations_make_the_log_that_the_code_declares() -> None:
    with a_register() as register:
        found = sa.inspect(register.engine)
        for table in log.sorted_tables:
            made = {column["name"]: column["nullable"] for column in found.get_columns(table.name)}
            assert made == {c.name: bool(c.nullable) for c in table.columns}, table.name


def test_a_register_that_is_not_there_is_not_made_by_looking(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="accord ingest"):
        open_register(str(tmp_path / "none.db"), create=False)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.in_a_file
def test_a_file_that_is_no_register_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "letter.db"
    file.write_bytes(b"Dear Sir, " * 1000)
    with pytest.raises(StoreError, match="cannot be read as a register"):
        open_register(str(file), create=True)
    assert file.read_bytes().startswith(b"Dear Sir")


def test_a_register_of_a_newer_program_is_refused() -> None:
    with a_register() as register:
        with register.writing() as connection:
            connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
        with pytest.raises(StoreError, match="newer accord"):
            open_register(register.url, create=False)


def test_a_reader_sees_one_state_and_does_not_wait_for_a_writer() -> None:
    with a_register() as register:
        take_in(register, NEWS[:1])
        with register.asking() as connection:
            assert list_records(connection, "documents").total == 1
            take_in(register, NEWS[1:])
            assert list_records(connection, "documents").total == 1
        assert len(listed(register, "documents")) == 2


@pytest.mark.in_a_file
def test_a_copy_made_while_in_use_is_the_register_and_can_be_put_back(tmp_path: Path) -> None:
    with a_register() as register:
        take_in(register, NEWS[:1])
        before = digest_of(register)
        backup(register, tmp_path / "copy.db")
        take_in(register, NEWS[1:])
        with pytest.raises(StoreError, match="--replace"):
            restore(tmp_path / "copy.db", register.path, replace=False)
        restore(tmp_path / "copy.db", register.path, replace=True)
        assert digest_of(register) == before


@pytest.mark.in_a_file
def test_a_copy_never_overwrites_an_older_one(tmp_path: Path) -> None:
    with a_register() as register:
        (tmp_path / "copy.db").write_text("older")
        with pytest.raises(StoreError, match="exists"):
            backup(register, tmp_path / "copy.db")


def test_verify_finds_nothing_wrong_with_a_register_that_is_right(tmp_path: Path) -> None:
    with a_register() as register, open_register(str(tmp_path / "scratch.db"), create=True) as scratch:
        take_in(register, NEWS)
        copy_log(register, scratch)
        found = verify_register(register, APART, scratch=scratch, progress=lambda done, of: None)
        assert list(found) == []


@pytest.mark.parametrize(
    ("harm", "code"),
    [
        ('UPDATE evidence SET "end" = 9999 WHERE seq = 0', "evidence"),
        ("DELETE FROM evidence", "no_evidence"),
        ("UPDATE post SET person = 'Nobody Else'", "evidence"),
        ("UPDATE mention SET name = 'Atlantis'", "name"),
    ],
)
def test_verify_sees_what_does_not_hold(harm: str, code: str) -> None:
    with a_register() as register:
        take_in(register, NEWS)
        with register.writing() as connection:
            connection.execute(sa.text(harm))
        with register.reading() as connection:
            assert {problem.code for problem in problems(connection)} == {code}


@pytest.mark.parametrize("name", list(LISTS))
def test_every_list_can_be_sorted_every_way_and_its_first_record_shown(name: str) -> None:
    with a_register() as register:
        take_in(register, NEWS)
        with register.asking() as connection:
            for sort in LISTS[name].sorts:
                for direction in (sort, "-" + sort.lstrip("-")):
                    ids = [record["id"] for record in list_records(connection, name, sort=direction).records]
                    assert len(set(ids)) == len(ids)
            for record in list_records(connection, name).records:
                assert show(connection, record["id"])["record"]["id"] == record["id"]


@pytest.mark.parametrize("name", list(LISTS))
def test_every_filter_of_every_list_answers(name: str) -> None:
    with a_register() as register:
        take_in(register, NEWS)
        with register.asking() as connection:
            everything = list_records(connection, name).total
            for key, known in LISTS[name].filters.items():
                for value in known.choices or (("Wuxi",) if known.party else ("2019",)):
                    assert list_records(connection, name, filters={key: [value]}).total <= everything


def test_pages_tile_the_list() -> None:
    with a_register() as register:
        take_in(register, NEWS)
        with register.asking() as connection:
            pages = [list_records(connection, "parties", limit=1, offset=at).records for at in range(4)]
            assert [page[0]["name"] for page in pages] == ["CETC", "Ganzhou", "Ningbo", "Wuxi"]
            assert list_records(connection, "parties", limit=1, offset=4).records == []


def test_what_is_not_there_is_said_with_what_is() -> None:
    with a_register() as register:
        take_in(register, NEWS)
        with register.asking() as connection:
            for wrong in (
                {"name": "treaties"},
                {"name": "posts", "sort": "age"},
                {"name": "posts", "filters": {"age": ["3"]}},
            ):
                with pytest.raises(NotFoundError, match="there are:"):
                    list_records(connection, **wrong)
            with pytest.raises(NotFoundError, match="no party goes by 'Atlantis'"):
                list_records(connection, "agreements", filters={"party": ["Atlantis"]})
            with pytest.raises(NotFoundError, match="nothing has the id"):
                show(connection, "a-000000")


def test_an_id_may_be_shortened_as_long_as_it_names_one_thing() -> None:
    with a_register() as register:
        take_in(register, NEWS)
        with register.asking() as connection:
            whole = list_records(connection, "agreements").records[0]["id"]
            assert show(connection, whole[:8])["record"]["id"] == whole
            with pytest.raises(NotFoundError, match="several"):
                show(connection, "a-" if False else whole[:1])


@pytest.mark.parametrize(
    ("asked", "found", "why"),
    [
        ({"since": "2024-07-15"}, {"CETC"}, "a month reaches to its last day"),
        (
            {"until": "2024-07-15"},
            {"CEC", "CETC", "Ningbo"},
            "a month begins with its first, a day without a year as reported",
        ),
        ({"since": "2024", "until": "2024"}, {"CETC"}, "a year holds its months"),
        ({"since": "2021", "until": "2023"}, {"CEC"}, "no year: the day of the report counts"),
    ],
)
def test_periods_know_how_far_a_date_is_known(asked: dict, found: set[str], why: str) -> None:
    news = [
        a_found("Wuxi and CETC signed a framework agreement on 2024-07.", source="1"),
        a_found("Wuxi and CEC signed a framework agreement on --07-14.", source="2", published="2022-08-01"),
        a_found("Wuxi and Ningbo signed a framework agreement on 2019.", source="3"),
    ]
    with a_register() as register:
        take_in(register, news)
        partners = {p["name"] for a in listed(register, "agreements", **asked) for p in a["parties"]} - {"Wuxi"}
        assert partners == found, why


@pytest.mark.in_a_file
def test_a_folder_and_a_damaged_file_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="is a folder"):
        open_register(str(tmp_path), create=True)
    with a_register() as register:
        with register.writing() as connection:
            connection.execute(sa.text("DELETE FROM meta"))
        with pytest.raises(StoreError, match="damaged; put a copy back"):
            register.stale()


def test_one_program_at_a_time_does_what_is_to_be_done_alone_and_others_write_beside_it() -> None:
    with a_register() as register, open_register(register.url, create=False) as other:
        with register.alone("watching") as mine, other.alone("watching") as theirs, other.alone("else") as another:
            assert (mine, theirs, another) == (True, False, True)
            take_in(other, NEWS[:1])
        with other.alone("watching") as theirs:
            assert theirs


def test_what_a_killed_program_wrote_or_did_alone_hinders_nobody() -> None:
    with a_register() as register:
        take_in(register, NEWS[:1])
        killed_while_alone(register)
        take_in(register, NEWS[1:])
        assert len(listed(register, "documents")) == len(NEWS)
