"""`accord account`: the accounts of a team. The first administrator is made here, before anybody can log in."""

import click

from accord.cli import write
from accord.cli.options import example, format_option, takes_register
from accord.cli.tables import table
from accord.cli.width import clean
from accord.cli.world import World
from accord.errors import ConfigError
from accord.flows import accounts as flows
from accord.flows.accounts import Acting
from accord.register import Register
from accord.register.accounts.accounts import Account, accounts
from accord.web.safety.roles import ROLES

__all__ = ["account_command"]

_FIELDS = ("name", "role", "state", "made", "made_by")
_role_option = click.option("--role", type=click.Choice(ROLES), required=True, help="What the person may do.")
_ask_option = click.option("--ask", is_flag=True, help="Ask for the password instead of making one up.")


@click.group(
    "account",
    invoke_without_command=True,
    help="""Keep the accounts by which people log in to accord serve --team. Alone it lists them.

    A new password is printed once and must be changed at the first log-in. Everything is written into the audit log.""",
    epilog=example("accord account add 'Wang Fang' --role admin", "accord account role 'Wang Fang' --role reviewer"),
)
@click.pass_context
def account_command(context: click.Context) -> None:
    """List where no other command is given."""
    if context.invoked_subcommand is None:
        context.invoke(list_command)


@account_command.command("list", help="List the accounts.", epilog=example("accord account list --format json"))
@format_option("table", "json", "jsonl", "csv")
@takes_register
def list_command(_: World, register: Register, *, format_: str = "table") -> None:
    """Print the accounts."""
    with register.asking() as asking:
        records = [_record(one) for one in accounts(asking)]
    if format_ == "json":
        write.json_value({"records": records, "total": len(records)})
    elif format_ != "table":
        write.data(records, _FIELDS, format_)
    elif records:
        write.lines(table(records, _FIELDS, width=write.width()))
    else:
        write.lines(["Nobody has an account yet; make the first: accord account add NAME --role admin"])


@account_command.command(
    "add", help="Make an account.", epilog=example("accord account add 'Wang Fang' --role reviewer")
)
@click.argument("name")
@_role_option
@_ask_option
@takes_register
def add_command(world: World, register: Register, *, name: str, role: str, ask: bool) -> None:
    """Make an account and print its one-time password."""
    password, hashed = _password(name, ask=ask)
    made = flows.add_account(_acting(world, register), name, role=role, hashed=hashed)
    write.lines([f"{clean(made)} may log in as {role}.", *_told(password, ask=ask)])


@account_command.command(
    "password", help="Give an account a new one-time password.", epilog=example("accord account password 'Wang Fang'")
)
@click.argument("name")
@_ask_option
@takes_register
def password_command(world: World, register: Register, *, name: str, ask: bool) -> None:
    """Give a one-time password and print it."""
    password, hashed = _password(name, ask=ask)
    flows.new_password(_acting(world, register), name, hashed, renew=True)
    write.lines([f"{clean(name)} has a new password; all sessions have ended.", *_told(password, ask=ask)])


@account_command.command(
    "role", help="Give an account another role.", epilog=example("accord account role 'Wang Fang' --role editor")
)
@click.argument("name")
@_role_option
@takes_register
def role_command(world: World, register: Register, *, name: str, role: str) -> None:
    """Give another role."""
    flows.give_role(_acting(world, register), name, role)
    write.lines([f"{clean(name)} is {role} now, and logs in anew."])


@account_command.command(
    "close", help="Close an account: nobody is let in by it.", epilog=example("accord account close 'Wang Fang'")
)
@click.argument("name")
@takes_register
def close_command(world: World, register: Register, *, name: str) -> None:
    """Close an account."""
    flows.close_account(_acting(world, register), name)
    write.lines([f"{clean(name)} is let in no more; what was decided under the name stands."])


@account_command.command("open", help="Open a closed account again.", epilog=example("accord account open 'Wang Fang'"))
@click.argument("name")
@takes_register
def open_command(world: World, register: Register, *, name: str) -> None:
    """Open a closed account again."""
    flows.reopen_account(_acting(world, register), name)
    write.lines([f"{clean(name)} is let in again."])


def _acting(world: World, register: Register) -> Acting:
    return Acting(register, world.settings.person or "command line", world.clock)


def _password(name: str, *, ask: bool) -> tuple[str, str]:
    """Return a password, asked for or made up, and its hash."""
    from accord.web.safety import passwords

    if not ask:
        made = passwords.one_time()
        return made, passwords.hashed(made)
    typed = str(click.prompt("Password", hide_input=True, confirmation_prompt=True))
    if weak := passwords.weakness(typed, name):
        told = {"short": f"it has fewer than {passwords.LEAST} characters", "name": "it is hardly more than the name"}
        raise ConfigError(f"this password is not taken: {told.get(weak, 'it is one of those that are tried first')}")
    return typed, passwords.hashed(typed)


def _told(password: str, *, ask: bool) -> list[str]:
    if ask:
        return ["Another password is chosen at the first log-in."]
    return [f"One-time password: {password}", "It is printed this once; another one is chosen at the first log-in."]


def _record(one: Account) -> dict[str, str]:
    state = "closed" if one.closed else "new" if one.renew else "open"
    return {"name": one.name, "role": one.role, "state": state, "made": one.made[:10], "made_by": one.made_by}
