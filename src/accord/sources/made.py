"""Say when a file was published that has no place to say so: by its first lines, else by the day on which it was made.

In:  the day as PDF and Office write it, and the words of the document.
Out: the day that its first lines show; that on which it was made, where the words bear it out; else None.

A file's own day is often that of a scan, a conversion or a download, years after the news. It is believed where the text
names a day of the week before it, and none after it: then it was written when what it tells of was new.
"""

import re
from datetime import date, timedelta

from accord.sources.dates import days
from accord.sources.heads import read_head

__all__ = ["day_made", "day_of", "published_on"]

_STAMP = re.compile(r"(?:D:)?(\d{4})-?(\d{2})-?(\d{2})")
_SOON = timedelta(days=7)
_LOOKED_AT = 20_000  # characters
_TOP = 6  # blocks: a date further down is that of a signature


def published_on(content: str, made: str, *, latest: date | None) -> str | None:
    """Return when a document was published, as far as its first lines show it or the day that it was made on is likely."""
    top = "\n\n".join([block for block in content[:_LOOKED_AT].split("\n\n") if block.strip()][:_TOP])
    return read_head(top, latest=latest).published or day_made(made, content, latest=latest)


def day_of(stamp: str) -> date | None:
    """Return the day of a time stamp such as `D:20240715093000+08'00'` or `2024-07-15T09:30:00Z`.

    >>> day_of("D:20240715093000Z"), day_of("D:20241315")
    (datetime.date(2024, 7, 15), None)
    """
    found = _STAMP.match(stamp.strip())
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def day_made(stamp: str, content: str, *, latest: date | None) -> str | None:
    """Return the day on which a file was made, if its words make it likely that it was published then.

    >>> day_made("D:20240715", "On July 14, 2024 the two cities signed an agreement.", latest=None)
    '2024-07-15'
    >>> day_made("D:20240715", "On July 14, 2010 the two cities signed an agreement.", latest=None)
    """
    made = day_of(stamp)
    if made is None or (latest and made > latest):
        return None
    named = [date.fromisoformat(day.date) for day in days(content[:_LOOKED_AT]) if len(day.date) == 10]
    is_fresh = any(made - _SOON <= day <= made for day in named) and all(day <= made for day in named)
    return made.isoformat() if is_fresh else None
