"""Say what is wrong with a register's file or database, and what to do about it."""

from accord.register.postgres.address import is_postgres

__all__ = ["told", "unreadable"]

_ADVICE = (
    ("unable to open", "it cannot be opened here; may this folder be written to?"),
    ("readonly", "it may not be written here; copy it to a folder of yours"),
    ("locked", "another program is writing; try again later"),
    ("", "it is no register, or is damaged; put a copy back with: accord restore COPY --register FILE --replace"),
)
_DAMAGED = "it is no register, or is damaged; put a copy back with: accord restore COPY --register URL --replace"
_SERVER_ADVICE = (
    ("password authentication", "the name or the password is wrong"),
    ("no password supplied", "it wants a password: postgresql://name:password@host/database"),
    ("relation", _DAMAGED),
    ("does not say", _DAMAGED),
    ("does not exist", "ask whoever runs the server to make it, empty, for you to own"),
    ("permission denied", "ask whoever runs the server to let you"),
    ("connection", "does the server run, and may this computer reach it?"),
    ("", "this is a fault of accord or of the database; nothing was changed"),
)


def unreadable(url: str, error: object) -> str:
    """Return one sentence for a person: which register, what the database says, what to do."""
    known = _SERVER_ADVICE if is_postgres(url) else _ADVICE
    advice = next(advice for sign, advice in known if sign in str(error))
    return f"{url} cannot be read as a register ({told(error)}): {advice}"


def told(error: object) -> str:
    """Return what a database says, on one line."""
    return next(iter(str(error).splitlines()), "")
