"""Who is inside: sessions by a secret cookie, with an end. Here those of one person who works alone; `kept` holds a team's.

In:  a person who may come in.
Out: `Session`; the cookie holds a secret of which only the hash is kept.

Source: OWASP Session Management Cheat Sheet: 128 bits at least, a new secret at every change of rights, an idle and an
absolute end.
"""

import hashlib
import secrets
import threading
import time
from collections.abc import Callable
from typing import Protocol

import msgspec

__all__ = ["COOKIE", "IDLE_S", "WHOLE_S", "Inside", "Session", "Sessions", "hash_of", "new_secret"]

COOKIE = "accord_session"
IDLE_S = 8 * 3600  # a working day
WHOLE_S = 7 * 24 * 3600


class Session(msgspec.Struct):
    """One person's stay.

    Attributes:
        person: Who; decisions stand under this name.
        role: What the person may do, see `roles.tsv`.
        csrf: The token that forms must bring.
        opened: When it began, in seconds.
        seen: When it was last used.
        notices: What is to be told on the next page: kind and message.
        account: The account's number; None where one person works alone.
        renew: Whether a new password must be chosen before anything else.
        scopes: Of a program with a token: what it may do at most; None for a person.
    """

    person: str
    role: str
    csrf: str
    opened: float
    seen: float
    notices: list[tuple[str, str]] = []
    account: int | None = None
    renew: bool = False
    scopes: frozenset[str] | None = None


class Inside(Protocol):
    """What knows who is inside."""

    def find(self, secret: str | None) -> Session | None:
        """Return the session of a secret, None where there is none or it has ended."""

    def close(self, secret: str | None) -> None:
        """End a session."""

    def enter(self, key: str) -> str | None:
        """Return the secret of a new session for a key, None where the key lets nobody in."""


class Sessions:
    """The open sessions of one process, and the keys by which they are opened."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        """Begin with nobody inside; `now` counts seconds."""
        self._now, self._open, self._keys = now, dict[str, Session](), dict[str, tuple[str, str]]()
        self._lock = threading.Lock()

    def key_for(self, person: str, role: str) -> str:
        """Return a key that lets one person in, once."""
        key = secrets.token_urlsafe(24)
        with self._lock:
            self._keys[hash_of(key)] = (person, role)
        return key

    def enter(self, key: str) -> str | None:
        """Return the secret of a new session for a key, None where the key is unknown or was used."""
        with self._lock:
            whom = self._keys.pop(hash_of(key), None)
        return self.open(*whom) if whom else None

    def open(self, person: str, role: str) -> str:
        """Return the secret of a new session."""
        secret, now = new_secret(), self._now()
        with self._lock:
            self._open[hash_of(secret)] = Session(person, role, secrets.token_urlsafe(24), now, now)
        return secret

    def find(self, secret: str | None) -> Session | None:
        """Return the session of a secret, None where there is none or it has ended."""
        if not secret:
            return None
        now, hashed = self._now(), hash_of(secret)
        with self._lock:
            session = self._open.get(hashed)
            if session is None:
                return None
            if now - session.seen > IDLE_S or now - session.opened > WHOLE_S:
                del self._open[hashed]
                return None
            session.seen = now
            return session

    def close(self, secret: str | None) -> None:
        """End a session."""
        with self._lock:
            self._open.pop(hash_of(secret or ""), None)


def new_secret() -> str:
    """Return 256 bits by chance, to be put into a cookie or an address."""
    return secrets.token_urlsafe(32)


def hash_of(secret: str) -> str:
    """Return what is kept of a secret; it is long and by chance, so it needs no salt and no slow hash."""
    return hashlib.sha256(secret.encode()).hexdigest()
