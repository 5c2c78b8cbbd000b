"""Refuse an input in words: what was found, what was expected, what to do.

In:  a reason and the values that its sentence needs.
Out: a `RefusedError`, or the `Refusal` that the register keeps.

The reasons are `data/refusals.tsv`; to add one, add a row.
"""

import errno

from accord.errors import RefusedError
from accord.model import Refusal
from accord.sources.tables import rows

__all__ = ["passes", "refusal", "refused", "refused_by_system", "too_large"]

_ERRNO = {
    errno.ENOENT: "not_found",
    errno.ENOTDIR: "not_found",
    errno.ENAMETOOLONG: "not_found",
    errno.EINVAL: "not_found",  # Windows: a name with characters that no file can have
    errno.EACCES: "no_permission",
    errno.EPERM: "no_permission",
    errno.ELOOP: "link_loop",
}


def refused(reason: str, *, retry_after_s: float | None = None, **values: object) -> RefusedError:
    """Return the error for a reason; a `status` among the values is kept beside it.

    >>> refused("too_large", limit="20 MB").reason
    'too_large'
    """
    row = next(row for row in rows("refusals") if row["reason"] == reason)
    status = values.get("status")
    return RefusedError(
        reason, row["message"].format(**values), row["advice"].format(**values),
        status=status if isinstance(status, int) else None, retry_after_s=retry_after_s,
    )  # fmt: skip


def passes(reason: str) -> bool:
    """Return whether a reason may pass by itself, so that asking again later is worth it.

    >>> passes("too_slow"), passes("binary")
    (True, False)
    """
    return any(row["reason"] == reason for row in rows("passing"))


def refused_by_system(error: OSError | ValueError) -> RefusedError:
    """Return what an error of the operating system means for a reader; a `ValueError` is a path with a NUL in it."""
    if not isinstance(error, OSError):
        return refused("not_found")
    detail = error.strerror or type(error).__name__
    return refused(_ERRNO.get(error.errno or 0, "unreadable"), detail=detail)


def too_large(max_bytes: int) -> RefusedError:
    """Return the error for a document that is longer than it may be."""
    megabytes = f"{max_bytes / 1024 / 1024:.0f} MB"
    return refused("too_large", limit=megabytes if max_bytes >= 1024**2 else f"{max_bytes} bytes")


def refusal(source: str, error: RefusedError, *, raw: str | None = None) -> Refusal:
    """Return the refusal that is kept; `raw` is the hash of the bytes, where they could be had."""
    return Refusal(source=source, raw=raw, reason=error.reason, message=str(error), advice=error.advice)
