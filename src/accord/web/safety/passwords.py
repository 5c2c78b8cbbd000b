"""Passwords: which are good enough, how they are hashed, whether one is right.

In:  a password as typed.
Out: argon2id hashes with their parameters, or what is wrong with a new password (a slug).

Source: NIST SP 800-63B, 5.1.1.2 (length before rules, common ones refused, NFKC); RFC 9106 for argon2id, with the
parameters of argon2-cffi. Common ones: `common_passwords.tsv`.
"""

import secrets
import threading
import unicodedata
from functools import cache
from importlib.resources import files

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from accord.tsv import read_table

__all__ = ["LEAST", "hashed", "nobody", "one_time", "outdated", "right", "weakness"]

LEAST, MOST = 10, 200  # characters
_DIFFERENT = 5  # least different characters
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is read as another one
_AT_ONCE = threading.BoundedSemaphore(2)  # each takes 64 MB and a core: a flood of log-ins must not take all


def weakness(password: str, name: str) -> str | None:
    """Return why a password is not taken: `short`, `long`, `name`, `common`, or None where it is good enough.

    >>> weakness("wang", "Wang"), weakness("Wang-Wuxi-2026", "Wang Wuxi"), weakness("1qaz2wsx3edc", "Wang")
    ('short', 'name', 'common')
    >>> weakness("tea at seven, lake at eight", "Wang") is None
    True
    """
    plain = _plain(password)
    letters, named = _letters(plain), _letters(_plain(name))
    if len(plain) < LEAST:
        return "short"
    if len(plain) > MOST:
        return "long"
    if named and (letters == named or len(letters.replace(named, "")) < LEAST // 2):
        return "name"
    if letters in _common() or len(set(letters)) < _DIFFERENT:
        return "common"
    return None


def one_time() -> str:
    """Return a password by chance (79 bits) for a new account, to be changed at the first log-in."""
    return "-".join("".join(secrets.choice(_ALPHABET) for _ in range(4)) for _ in range(4))


def hashed(password: str) -> str:
    """Return the hash of a password, with its parameters."""
    with _AT_ONCE:
        return _hasher().hash(_plain(password))


def right(kept: str, password: str) -> bool:
    """Return whether a password is the one of a hash."""
    with _AT_ONCE:
        try:
            return _hasher().verify(kept, _plain(password[: MOST * 2]))
        except (VerificationError, InvalidHashError):
            return False


def outdated(kept: str) -> bool:
    """Return whether a hash was made with other parameters than are used now."""
    return _hasher().check_needs_rehash(kept)


@cache
def nobody() -> str:
    """Return a hash of no password: names that nobody has take as long to refuse as others."""
    return hashed(secrets.token_urlsafe(24))


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher()


@cache
def _common() -> frozenset[str]:
    held = read_table(files("accord.web.safety").joinpath("common_passwords.tsv"))
    return frozenset(_letters(row["password"]) for row in held.rows)


def _plain(password: str) -> str:
    return unicodedata.normalize("NFKC", password)


def _letters(text: str) -> str:
    """Return letters and digits alone, without case: `Pass-word.123` is no better than `password123`."""
    return "".join(one for one in text.casefold() if one.isalnum())
