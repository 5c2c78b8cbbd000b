"""Where the next page begins, as an opaque word in its address.

In:  what is listed, and the last record that was shown.
Out: a cursor; and back.
"""

import base64
import binascii

import msgspec

from accord.errors import NotFoundError
from accord.register.asking.keyset import After

__all__ = ["CURSOR", "after_of", "cursor_of"]

CURSOR = {"type": "string", "maxLength": 1000, "minLength": 1}


class _Cursor(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    of: str
    after: After


def cursor_of(of: str, after: After) -> str:
    """Return the cursor of the page that begins after a record of a list.

    >>> after_of("agreements:-date", cursor_of("agreements:-date", After("2024", "a-1"))).id
    'a-1'
    """
    return base64.urlsafe_b64encode(msgspec.json.encode(_Cursor(of, after))).decode().rstrip("=")


def after_of(of: str, cursor: str) -> After | None:
    """Return after which record a page begins; None for "", the first page.

    Raises:
        NotFoundError: It is no cursor of this list in this order.
    """
    if not cursor:
        return None
    try:
        padded = cursor.encode("ascii") + b"=" * (-len(cursor) % 4)
        found = msgspec.json.decode(base64.b64decode(padded, b"-_", validate=True), type=_Cursor)
    except (UnicodeEncodeError, binascii.Error, msgspec.DecodeError, UnicodeDecodeError) as error:
        raise NotFoundError("no page begins at this cursor; begin again without it") from error
    if found.of != of:
        raise NotFoundError(f"this cursor is of {found.of[:60]}, not of {of}; begin again without it")
    return found.after
