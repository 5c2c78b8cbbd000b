"""Who is inside: sessions by a secret cookie, with an end, and a key by which the first one is opened.

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

import msgspec

__all__ = ["COOKIE", "Session", "Sessions"]

COOKIE = "accord_session"
_IDLE_S = 8 * 3600  # a working day
_WHOLE_S = 7 * 24 * 3600


class Session(msgspec.Struct):
    """One person's stay: who, in which role, the token that forms must bring, and what is to be told on the next page."""

    person: str
    role: str
    csrf: str
    opened: float
    seen: float
    notices: list[tuple[str, str]] = []


class Sessions:
    """The open sessions of one process."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        """Begin with nobody inside; `now` counts seconds."""
        self._now, self._open, self._keys = now, dict[str, Session](), dict[str, tuple[str, str]]()
        self._lock = threading.Lock()

    def key_for(self, person: str, role: str) -> str:
        """Return a key that lets one person in, once."""
        key = secrets.token_urlsafe(24)
        with self._lock:
            self._keys[_hash(key)] = (person, role)
        return key

    def enter(self, key: str) -> str | None:
        """Return the secret of a new session for a key, None where the key is unknown or was used."""
        with self._lock:
            whom = self._keys.pop(_hash(key), None)
        return self.open(*whom) if whom else None

    def open(self, person: str, role: str) -> str:
        """Return the secret of a new session."""
        secret, now = secrets.token_urlsafe(32), self._now()
        with self._lock:
            self._open[_hash(secret)] = Session(person, role, secrets.token_urlsafe(24), now, now)
        return secret

    def find(self, secret: str | None) -> Session | None:
        """Return the session of a secret, None where there is none or it has ended."""
        if not secret:
            return None
        now, hashed = self._now(), _hash(secret)
        with self._lock:
            session = self._open.get(hashed)
            if session is None:
                return None
            if now - session.seen > _IDLE_S or now - session.opened > _WHOLE_S:
                del self._open[hashed]
                return None
            session.seen = now
            return session

    def close(self, secret: str | None) -> None:
        """End a session."""
        with self._lock:
            self._open.pop(_hash(secret or ""), None)


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
