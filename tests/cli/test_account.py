"""account: the first administrator is made on the command line; and purge."""

import pytest

from accord.cli import exits
from accord.register import open_register
from accord.register.accounts.accounts import account_named
from accord.web.safety import passwords
from tests.cli.town import Town


def test_an_account_is_made_with_a_password_that_is_printed_once_and_fits(settled: Town) -> None:
    made = settled.run("account", "add", "Chen Wei", "--role", "admin")
    assert made.exit_code == exits.OK
    one_time = made.stdout.partition("One-time password: ")[2].split()[0]
    with open_register(str(settled.register), create=False) as register, register.asking() as asking:
        account = account_named(asking, "chen wei")
    assert (account.role, account.renew, account.made_by) == ("admin", True, "Wang")
    assert passwords.right(account.password, one_time)
    assert one_time not in settled.run("account", "list").stdout


def test_a_password_can_be_typed_and_a_common_one_is_not_taken(settled: Town) -> None:
    poor = settled.run("account", "add", "Li", "--role", "reader", "--ask", given="password1234\npassword1234\n")
    assert poor.exit_code == exits.REFUSED
    assert "tried first" in poor.stderr
    typed = "tea at seven, lake at eight\n"
    assert settled.run("account", "add", "Li", "--role", "reader", "--ask", given=typed * 2).exit_code == exits.OK
    assert "tea at seven" not in settled.run("account", "list", "--format", "json").stdout


def test_roles_are_given_and_accounts_closed_and_opened_again(settled: Town) -> None:
    for name, role in (("Chen", "admin"), ("Li", "reader")):
        settled.run("account", "add", name, "--role", role)
    assert settled.run("account", "role", "Li", "--role", "editor").exit_code == exits.OK
    assert settled.run("account", "close", "Li").exit_code == exits.OK
    told = {one["name"]: (one["role"], one["state"]) for one in settled.json("account", "list")["records"]}
    assert told == {"Chen": ("admin", "new"), "Li": ("editor", "closed")}
    assert settled.run("account", "open", "Li").exit_code == exits.OK
    assert settled.run("account", "password", "Li").exit_code == exits.OK


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("close", "Chen"), exits.REFUSED, "only administrator"),
        (("role", "Chen", "--role", "reader"), exits.REFUSED, "only administrator"),
        (("add", "CHEN", "--role", "reader"), exits.REFUSED, "already"),
        (("close", "Nobody"), exits.NOT_FOUND, "accord account list"),
        (("add", "Li", "--role", "chief"), exits.WRONG_CALL, "chief"),
    ],
)
def test_what_would_leave_nobody_in_charge_or_is_none_is_refused(
    settled: Town, words: tuple[str, ...], code: int, told: str
) -> None:
    settled.run("account", "add", "Chen", "--role", "admin")
    result = settled.run("account", *words)
    assert result.exit_code == code
    assert told in " ".join(result.stderr.split())


def test_a_document_is_purged_with_a_reason_once_it_is_confirmed_and_refused_ever_after(settled: Town) -> None:
    document = settled.id_of("documents")
    assert settled.run("decide", "purge", document, "--yes").exit_code == exits.REFUSED
    assert settled.run("decide", "purge", document, "--why", "a letter", given="n\n").exit_code == exits.INTERRUPTED
    done = settled.run("decide", "purge", document, "--why", "a letter", "--yes")
    assert done.exit_code == exits.OK
    assert "purge document" in settled.run("history").stdout
    assert "purged by Wang" in settled.run("show", document).stdout
    again = settled.run("ingest", settled.news, "--quiet")
    assert "purged on 2026-01-01 by Wang: a letter" in " ".join((again.stdout + again.stderr).split())
    refused = settled.run("decide", "undo", "d1")
    assert refused.exit_code == exits.REFUSED
    assert "cannot be undone" in refused.stderr
    assert settled.run("verify", "--quiet").exit_code == exits.OK
