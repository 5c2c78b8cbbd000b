"""Accounts, sessions, tokens, tries and the audit log, as the register keeps them."""

from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command

from accord.errors import ConflictError, DecisionError, NotFoundError, StoreError
from accord.flows import accounts as flows
from accord.flows import stays, withdraw
from accord.flows.accounts import Acting
from accord.flows.stays import Entry
from accord.register import Register, open_register
from accord.register.accounts.accounts import account_named, accounts
from accord.register.accounts.attempts import Patience
from accord.register.accounts.sessions import session_of, sessions
from accord.register.accounts.tokens import token_of, tokens_of
from accord.register.file.migrate import _config
from accord.register.log.audit import audited
from accord.register.tables.versions import HEAD
from tests.builders import a_found
from tests.register.worlds import a_register, by, copy_log, digest_of, listed, rebuilt, take_in

AT = "2026-11-22T09:00:00+00:00"
NEWS = a_found("Wuxi and CETC signed a framework agreement on 2024-07-14.", source="a.txt")


def admin(register: Register, at: str = AT) -> Acting:
    return Acting(register, "Chen", lambda: at, "10.0.0.1")


def team(register: Register, **roles: str) -> None:
    for name, role in {"Chen": "admin", **roles}.items():
        flows.add_account(admin(register), name, role=role, hashed=f"hash of {name}")


def entered(register: Register, name: str, hashed: str = "h1", now: int = 1000) -> None:
    with register.asking() as asking:
        account = account_named(asking, name)
    stays.stay(admin(register), account, Entry(hashed, "c", now), lasts=(100, 1000))


def lines(register: Register, **asked: str) -> list[tuple[str, str, str]]:
    with register.asking() as asking:
        return [(one["who"], one["what"], one["about"]) for one in audited(asking, asked, limit=100)]


def test_a_name_is_taken_once_whatever_its_case_and_width() -> None:
    with a_register() as register:
        team(register, Wang="reader")
        for again in ("wang", " ＷＡＮＧ ", "Wang"):
            with pytest.raises(DecisionError, match="already"):
                flows.add_account(admin(register), again, role="reader", hashed="x")
        with register.asking() as asking:
            assert account_named(asking, "ｗａｎｇ").name == "Wang"
            assert account_named(asking, "nobody") is None


@pytest.mark.parametrize("name", ["", "   ", "a\x00b", "x" * 61, "a‮b"])
def test_what_can_be_no_name_is_refused(name: str) -> None:
    with a_register() as register, pytest.raises(DecisionError, match="can be no name"):
        flows.add_account(admin(register), name, role="reader", hashed="x")


def test_the_only_administrator_can_neither_leave_nor_be_given_another_role() -> None:
    with a_register() as register:
        team(register)
        with pytest.raises(DecisionError, match="only administrator"):
            flows.close_account(admin(register), "Chen")
        with pytest.raises(DecisionError, match="only administrator"):
            flows.give_role(admin(register), "Chen", "reader")
        flows.add_account(admin(register), "Li", role="admin", hashed="x")
        flows.close_account(admin(register), "Chen")
        with pytest.raises(DecisionError, match="only administrator"):
            flows.close_account(admin(register), "Li")


@pytest.mark.parametrize(
    "change",
    [
        lambda acting: flows.give_role(acting, "Wang", "editor"),
        lambda acting: flows.new_password(acting, "Wang", "other", renew=False),
        lambda acting: flows.close_account(acting, "Wang"),
        lambda acting: flows.end_sessions(acting, "Wang"),
    ],
    ids=["role", "password", "closed", "ended"],
)
def test_a_change_of_role_or_password_ends_every_session_of_that_account_and_of_no_other(change) -> None:
    with a_register() as register:
        team(register, Wang="reader", Li="reader")
        for name, hashed in (("Wang", "h1"), ("Wang", "h2"), ("Li", "h3")):
            entered(register, name, hashed)
        change(admin(register))
        with register.asking() as asking:
            assert [bool(session_of(asking, hashed)) for hashed in ("h1", "h2", "h3")] == [False, False, True]


def test_a_closed_account_can_be_opened_again_and_keeps_its_role() -> None:
    with a_register() as register:
        team(register, Wang="editor")
        flows.close_account(admin(register), "wang")
        with register.asking() as asking:
            assert [(one.name, bool(one.closed)) for one in accounts(asking)] == [("Chen", False), ("Wang", True)]
        flows.reopen_account(admin(register), "Wang")
        with register.asking() as asking:
            assert (account_named(asking, "Wang").closed, account_named(asking, "Wang").role) == (None, "editor")
        with pytest.raises(NotFoundError):
            flows.close_account(admin(register), "Nobody")


def test_a_session_has_the_role_that_its_account_has_now_and_old_ones_end() -> None:
    with a_register() as register:
        team(register, Wang="reader")
        entered(register, "Wang", "h1", now=1000)
        entered(register, "Wang", "h2", now=1050)
        assert stays.touch(register, "h2", 1060)
        entered(register, "Wang", "h3", now=1155)  # h1 was seen 155 s ago, h2 95 s
        with register.asking() as asking:
            row = account_named(asking, "Wang").row
            assert [one.hash for one in sessions(asking, row)] == ["h3", "h2"]
            assert session_of(asking, "h2").role == "reader"


def test_nobody_waits_to_note_that_a_session_was_used() -> None:
    with a_register() as register:
        team(register, Wang="reader")
        entered(register, "Wang")
        with register.writing():
            assert not stays.touch(register, "h1", 2000)
            with pytest.raises(ConflictError), register.writing(wait_s=0):
                pass


def test_tries_are_free_at_first_then_each_waits_twice_as_long_up_to_a_longest() -> None:
    patience = Patience(free=3, longest_s=60)
    with a_register() as register:
        now, waited = 1000, []
        for _ in range(12):
            while (wait := stays.begin_tries(register, [("k", patience)], now)) > 0:
                now += wait
                waited.append(wait)
        assert waited == [1, 2, 4, 8, 16, 32, 60, 60]
        assert stays.begin_tries(register, [("other", patience)], now) == 0
        assert stays.begin_tries(register, [("k", patience)], now + 60 + 3601) == 0
        assert stays.begin_tries(register, [("k", patience)], now + 60 + 3601) == 0, "after an hour the count is new"


def test_a_token_is_found_by_its_hash_until_it_expires_is_ended_or_its_account_is_closed() -> None:
    with a_register() as register:
        team(register, Wang="editor")
        with register.asking() as asking:
            row = account_named(asking, "Wang").row
        wang = Acting(register, "Wang", lambda: AT)
        for hashed in ("t1", "t2"):
            stays.make_token(
                wang, hashed, account=row, label="ledger", scopes=["look"], expires="2027-01-01T00:00:00+00:00"
            )

        def found(hashed: str, now: str = AT) -> bool:
            with register.asking() as asking:
                return token_of(asking, hashed, now) is not None

        assert [found("t1"), found("t1", "2027-01-01T00:00:00+00:00"), found("other")] == [True, False, False]
        with register.asking() as asking:
            newest = tokens_of(asking, row)[0]
            assert (newest.role, newest.scopes) == ("editor", ("look",))
        assert not stays.end_token(wang, newest.row, account=row + 1), "somebody else's is none of mine"
        assert stays.end_token(wang, newest.row, account=row)
        assert [found("t1"), found("t2")] == [True, False]
        flows.close_account(admin(register), "Wang")
        assert not found("t1")


def test_what_is_done_to_accounts_and_every_decision_stands_in_the_audit_log() -> None:
    with a_register() as register:
        team(register, Wang="reader")
        flows.give_role(admin(register), "Wang", "editor")
        entered(register, "Wang")
        take_in(register, [NEWS])
        withdraw(by(register, "Wang"), NEWS.text.id)
        assert lines(register)[:4] == [
            ("Wang", "withdraw", f"d1 {NEWS.text.id}"),
            ("Wang", "log_in", ""),
            ("Chen", "role", "Wang: reader -> editor"),
            ("Chen", "account_made", "Wang: reader"),
        ]
        assert lines(register, who="Wang", what="log_in") == [("Wang", "log_in", "")]
        assert len(lines(register, since="2026-11-22", until="2026-11-22")) == 4
        assert lines(register, since="2026-11-23") == []


def test_the_audit_log_is_paged_both_ways() -> None:
    with a_register() as register:
        for number in range(7):
            flows.note(admin(register), "export", str(number))
        with register.asking() as asking:
            first = audited(asking, {}, limit=3)
            second = audited(asking, {}, limit=3, before=first[-1]["row"])
            back = audited(asking, {}, limit=3, after=second[0]["row"])
        assert [[one["about"] for one in part] for part in (first, second, back)] == [
            list("654"),
            list("321"),
            list("654"),
        ]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit SET who = 'nobody'",
        "DELETE FROM audit",
        "DELETE FROM audit WHERE row = 1",
        *(
            pytest.param(
                f"{replace} INTO audit (row, at, who, what, about, address) VALUES (1, '', '', '', '', '')",
                marks=pytest.mark.in_a_file,
            )
            for replace in ("INSERT OR REPLACE", "REPLACE")
        ),
    ],
)
def test_the_database_itself_refuses_to_change_the_audit_log(statement: str) -> None:
    with a_register() as register:
        flows.note(admin(register), "export", "all")
        with pytest.raises(StoreError, match="only added"), register.writing() as connection:
            connection.execute(sa.text(statement))
        assert lines(register) == [("Chen", "export", "all")]


def test_accounts_and_what_was_done_are_no_part_of_what_the_register_says() -> None:
    with a_register() as register:
        take_in(register, [NEWS])
        before = digest_of(register)
        team(register, Wang="reader")
        entered(register, "Wang")
        assert digest_of(register) == before == rebuilt(register)


def test_a_register_of_before_gets_the_new_tables_and_loses_nothing(tmp_path: Path) -> None:
    old = Register(str(tmp_path / "old.db"))
    with old.writing() as connection:
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
    kept = ("run", "text", "appearance", "reading", "decision", "decision_text")
    with a_register() as now:
        take_in(now, [NEWS])
        withdraw(by(now), NEWS.text.id)
        wanted = digest_of(now)
        copy_log(now, old, kept)
        with old.writing() as connection:
            connection.execute(sa.text("INSERT INTO meta VALUES ('derived', 'older')"))
    old.close()
    with open_register(str(tmp_path / "old.db"), create=False) as register:
        with register.asking() as asking:
            assert asking.execute("SELECT version_num FROM alembic_version").scalar() == HEAD
        assert register.stale(), "what another version derived is not taken for this one's"
        assert rebuilt(register) == wanted
        team(register)
        assert [one["state"] for one in listed(register, "documents")] == ["withdrawn"]
