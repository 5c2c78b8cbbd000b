"""`accord serve`: the web app on this machine.

In:  a register, a port.
Out: the address with a key that lets one browser in, once; then the app, until it is stopped.
"""

from typing import TYPE_CHECKING

import click

from accord.cli import exits, write
from accord.cli.options import example, opened, register_option
from accord.cli.world import World
from accord.errors import ConfigError

if TYPE_CHECKING:
    from accord.register import Register

__all__ = ["serve_command"]

_OWN = ("127.0.0.1", "localhost", "::1")


@click.command(
    "serve",
    help="""Open the register in the browser.

    It listens on this machine only, and prints an address with a key: open it once, and this browser is let in. With
    --team everybody logs in with an account of their own. Stop it with Ctrl-C; nothing is lost.""",
    epilog=example("accord serve", "accord serve --register office.db --port 8080"),
)
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="Port; 0 takes a free one."
)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on; others only with --team.")
@click.option("--team", is_flag=True, help="Everybody must log in.")
@click.option("--as", "name", metavar="NAME", help="Under which name decisions stand.  [default: ACCORD_AS, else me]")
@register_option
@click.pass_obj
def serve_command(world: World, *, url: str | None, port: int, host: str, team: bool, name: str | None) -> int:
    """Serve until stopped."""
    if host not in _OWN and not team:
        raise ConfigError(f"--host {host} lets others in, and without --team they need no name; add --team")
    with opened(world, url, create=True) as register:
        from accord.bootstrap import the_identity
        from accord.web import House, make_app
        from accord.web.safety.kept import KeptSessions
        from accord.web.safety.sessions import Sessions
        from accord.web.serving import free_port, serve, warm

        person = name or world.settings.person or "me"
        alone = Sessions()
        house = House(
            register, the_identity(), world.reader, world.clock, KeptSessions(register) if team else alone,
            person=person, team=team, max_bytes=world.settings.max_bytes,
            contact=world.settings.contact, pause_s=world.settings.pause_s,
        )  # fmt: skip
        at = free_port(host, port)
        address = f"http://{f'[{host}]' if ':' in host else host}:{at}"
        key = "" if team else f"/enter?key={alone.key_for(person, 'admin')}"
        write.lines(
            [f"{register.url} is open at {address}{key}", *_first_account(register, team=team), "Stop it with Ctrl-C."]
        )
        warm(house)
        serve(make_app(house), host, at)
    return exits.OK


def _first_account(register: "Register", *, team: bool) -> list[str]:
    from accord.register.accounts.accounts import accounts

    if not team:
        return []
    with register.asking() as asking:
        someone = any(not one.closed for one in accounts(asking))
    return [] if someone else ["Nobody has an account yet; make the first: accord account add NAME --role admin"]
