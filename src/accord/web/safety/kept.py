"""The sessions of a team: in the register, so that they outlive a restart; only hashes of their secrets are kept.

In:  an account whose password was right.
Out: the secret for the cookie; later the `Session`, with the role that the account has then.
"""

import secrets
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence

import msgspec

from accord.flows import stays
from accord.flows.accounts import Acting
from accord.register import Register
from accord.register.accounts.accounts import Account
from accord.register.accounts.sessions import Kept, session_of
from accord.web.safety.sessions import IDLE_S, WHOLE_S, Session, hash_of, new_secret

__all__ = ["KeptSessions"]

_TOUCH_S = 300  # a use is written down once in so many seconds, so that looking seldom writes
_MOST = 10_000  # sessions whose notices and last use are held in memory


class _Here(msgspec.Struct):
    """What this process knows of a session beside what is kept: its last use, and what is to be told next."""

    seen: int = 0
    notices: list[tuple[str, str]] = []


class KeptSessions:
    """The open sessions of a register."""

    def __init__(self, register: Register, now: Callable[[], float] = time.time) -> None:
        """Begin with those that the register holds; `now` counts seconds since 1970."""
        self.register, self._now, self._here = register, now, OrderedDict[str, _Here]()

    def now(self) -> int:
        """Return the time in whole seconds since 1970."""
        return int(self._now())

    def enter(self, key: str) -> str | None:
        """Return None: where everybody logs in, no key lets anybody in."""
        return None

    def open(
        self, acting: Acting, account: Account, *, agent: str, tried: Sequence[str] = (), password: str | None = None
    ) -> str:
        """Return the secret of a new session; the rest is what `flows.stays.stay` notes with it."""
        secret, now = new_secret(), self.now()
        entry = stays.Entry(hash_of(secret), secrets.token_urlsafe(24), now, agent)
        stays.stay(acting, account, entry, tried=tried, password=password, lasts=(IDLE_S, WHOLE_S))
        return secret

    def find(self, secret: str | None) -> Session | None:
        """Return the session of a secret, None where there is none, it has ended, or its account is closed."""
        if not secret:
            return None
        hashed, now = hash_of(secret), self.now()
        with self.register.asking() as asking:
            kept = session_of(asking, hashed)
        if kept is None:
            self._here.pop(hashed, None)
            return None
        here = self._known(hashed)
        if now - max(kept.seen, here.seen) > IDLE_S or now - kept.opened > WHOLE_S:
            return None  # the row goes at the next log-in
        here.seen = now
        if now - kept.seen >= _TOUCH_S:
            stays.touch(self.register, hashed, now)
        return _session(kept, here)

    def close(self, secret: str | None) -> None:
        """End a session. What it held in memory goes when it is asked for again, or is the oldest."""
        stays.end_session(self.register, hash_of(secret or ""))

    def _known(self, hashed: str) -> _Here:
        here = self._here.setdefault(hashed, _Here())
        self._here.move_to_end(hashed)
        while len(self._here) > _MOST:
            self._here.popitem(last=False)
        return here


def _session(kept: Kept, here: _Here) -> Session:
    return Session(
        person=kept.name, role=kept.role, csrf=kept.csrf, opened=kept.opened, seen=here.seen, notices=here.notices,
        account=kept.account, renew=kept.renew,
    )  # fmt: skip
