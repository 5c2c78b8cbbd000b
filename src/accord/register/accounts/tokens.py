"""Tokens by which programs ask in a person's name; of each only the hash is kept.

In:  hashes; an asking, or a writing connection. Times are RFC 3339, UTC.
Out: `Token`s, with the role that the person's account has now.
"""

from collections.abc import Sequence

import msgspec
from sqlalchemy import insert, update
from sqlalchemy.engine import Connection

from accord.register.file.plain import Asking
from accord.register.tables.accounts_tables import api_token

__all__ = ["Token", "add_token", "end_token", "note_use", "token_of", "tokens_of"]

_ASKED = (
    "SELECT t.row, t.account, t.person, a.role, t.label, t.scopes, t.made, t.expires, t.used, t.ended FROM api_token t "
    "LEFT JOIN account a ON a.row = t.account WHERE a.closed IS NULL AND t.ended IS NULL AND "
)


class Token(msgspec.Struct, frozen=True):
    """One token that is not ended.

    Attributes:
        row: Its number.
        account: Row of the account; None where one person works alone.
        person: In whose name.
        role: The account's, as it is now; None where one person works alone.
        label: What its owner calls it.
        scopes: What it may be used for.
        made: When it was made.
        expires: When it ends.
        used: When it was last used, to the minute, or None.
    """

    row: int
    account: int | None
    person: str
    role: str | None
    label: str
    scopes: tuple[str, ...]
    made: str
    expires: str
    used: str | None


def token_of(asking: Asking, hashed: str, now: str) -> Token | None:
    """Return the token of a hash, None where there is none or it has ended."""
    rows = asking.execute(f"{_ASKED}t.hash = :hash AND t.expires > :now", {"hash": hashed, "now": now}).mappings()
    return next(iter(_tokens(rows)), None)


def tokens_of(asking: Asking, account: int | None) -> list[Token]:
    """Return the tokens of an account, or of the one person who works alone, the newest first."""
    whose = "t.account IS NULL" if account is None else "t.account = :row"
    return _tokens(asking.execute(f"{_ASKED}{whose} ORDER BY t.row DESC", {"row": account}).mappings())


def add_token(
    connection: Connection, hashed: str, *, whose: tuple[int | None, str], label: str, scopes: Sequence[str],
    lasts: tuple[str, str],
) -> None:  # fmt: skip
    """Keep a new token; `whose` is the account's row and the name, `lasts` when it was made and when it ends."""
    values = {"account": whose[0], "person": whose[1], "label": label, "scopes": list(scopes)}
    connection.execute(insert(api_token).values(hash=hashed, made=lasts[0], expires=lasts[1], **values))


def end_token(connection: Connection, row: int, account: int | None, at: str) -> bool:
    """Return whether that was an open token of the account; it is ended."""
    table = api_token
    whose = table.c.account.is_(None) if account is None else table.c.account == account
    held = (table.c.row == row) & whose & table.c.ended.is_(None)
    return bool(connection.execute(update(table).where(held).values(ended=at)).rowcount)


def note_use(connection: Connection, row: int, at: str) -> None:
    """Note when a token was last used."""
    connection.execute(update(api_token).where(api_token.c.row == row).values(used=at))


def _tokens(rows: list[dict[str, object]]) -> list[Token]:
    def scopes(kept: object) -> object:
        return msgspec.json.decode(kept) if isinstance(kept, str | bytes) else kept

    return [msgspec.convert({**row, "scopes": scopes(row["scopes"])}, Token) for row in rows]
