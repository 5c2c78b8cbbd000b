"""What the register keeps of watches and of feeds' secrets, and how a register of before comes to it."""

import pytest
import sqlalchemy as sa

from accord.flows.accounts import Acting, close_account, reopen_account
from accord.flows.feeds import end_feed_key, make_feed_key
from accord.flows.watches import Watcher, look, news, watch, watched
from accord.register import backup, open_register
from accord.register.accounts.feed_keys import feed_key_of, feed_of
from accord.register.log.audit import audited
from accord.register.tables.versions import HEAD
from accord.register.tables.watch_tables import feed_key, watch_seen
from accord.register.tables.watch_tables import watch as watch_table
from tests.builders import a_found
from tests.register.test_accounts import AT, admin, team
from tests.register.worlds import CLOCK, a_register, digest_of, listed, take_in

FIRST = a_found("Wuxi and CETC signed a framework agreement on 2024-07-14. CETC will build a base.", source="one.txt")
LATER = a_found("CETC and Ganzhou signed a cooperation agreement on 2025-01-01.", source="two.txt")


def test_the_migration_makes_the_tables_that_the_code_declares() -> None:
    with a_register() as register:
        found = sa.inspect(register.engine)
        for table in (watch_table, watch_seen, feed_key):
            made = {column["name"]: column["nullable"] for column in found.get_columns(table.name)}
            assert made == {c.name: bool(c.nullable) for c in table.columns}, table.name


def test_a_filled_register_of_before_is_brought_up_and_watched_from_then_on() -> None:
    with a_register() as register:
        take_in(register, [FIRST])
        wanted = digest_of(register)
        with register.writing() as opened:
            for name in ("watch", "watch_seen", "feed_key"):
                opened.execute(sa.text(f"DROP TABLE {name}"))
            without_sources(opened)
            opened.execute(sa.text("UPDATE alembic_version SET version_num = '0004'"))
        with open_register(register.url, create=False) as again:
            with again.asking() as asking:
                assert asking.execute("SELECT version_num FROM alembic_version").scalar() == HEAD
            assert digest_of(again) == wanted
            ana = Watcher(again, "Ana", lambda: CLOCK)
            watch(ana, next(one["id"] for one in listed(again, "parties") if one["name"] == "CETC"))
            take_in(again, [LATER])
            with again.asking() as asking:
                assert [one.id for one in news(asking, "Ana")] == [LATER.text.id]


def without_sources(opened: sa.Connection) -> None:
    """Take out what log 0006 has added."""
    for name in ("watched_list", "watched_page", "watched_host"):
        opened.execute(sa.text(f"DROP TABLE {name}"))
    opened.execute(sa.text("DROP INDEX watched_seen_source"))
    opened.execute(sa.text("ALTER TABLE watched_seen DROP COLUMN walk"))
    for name in ("kind", "picks", "walk", "walking", "failures", "due"):
        opened.execute(sa.text(f"ALTER TABLE watched DROP COLUMN {name}"))


@pytest.mark.in_a_file
def test_a_copy_holds_what_is_watched_and_what_was_seen(tmp_path) -> None:
    with a_register() as register:
        take_in(register, [FIRST])
        ana = Watcher(register, "Ana", lambda: CLOCK)
        watch(ana, listed(register, "agreements")[0]["id"])
        watch(ana, listed(register, "parties")[0]["id"])
        take_in(register, [LATER, a_found("CETC and Wuxi will build a port.", source="three.txt")])
        with register.asking() as asking:
            look(ana, news(asking, "Ana"))
            wanted = [(one.id, one.seen) for one in news(asking, "Ana")]
        backup(register, tmp_path / "copy.db")
    with open_register(str(tmp_path / "copy.db"), create=False) as copy, copy.asking() as asking:
        assert len(watched(asking, "ana")) == 2
        assert {one.id for one in news(asking, "Ana") if one.seen} == {id_ for id_, _ in wanted}


def test_a_secret_is_one_a_person_names_its_feed_for_ever_and_stands_in_the_audit_log() -> None:
    with a_register() as register:
        team(register, Wang="reader")
        acting = Acting(register, "Wang", lambda: AT)
        with register.asking() as asking:
            row = asking.execute("SELECT row FROM account WHERE name = 'Wang'").scalar()
        make_feed_key(acting, "h1", account=row, feed="f1")
        make_feed_key(acting, "h2", account=row, feed="f2")
        with register.asking() as asking:
            assert feed_of(asking, "h1") is None
            assert (feed_of(asking, "h2").feed, feed_of(asking, "h2").role) == ("f1", "reader")
            assert feed_key_of(asking, " WANG ").name == "Wang"
            assert [one["what"] for one in audited(asking, {"who": "Wang"}, limit=9)] == ["token_made", "token_made"]
        close_account(admin(register), "Wang")
        with register.asking() as asking:
            assert feed_of(asking, "h2") is None
        reopen_account(admin(register), "Wang")
        assert end_feed_key(acting)
        assert not end_feed_key(acting)
        with register.asking() as asking:
            assert feed_of(asking, "h2") is None
