"""Say where a document is from, in the words of a language.

In:  the source of a document, as the register calls it.
Out: the same, said as people say it where the program itself made it up: of what was pasted, by whom and when; of a file
that was handed in, its name.
"""

import re

from accord.errors import Message
from accord.flows.inbox import UPLOAD
from accord.web.words.messages import told_in
from accord.web.words.values import day

__all__ = ["pasted", "whence"]

_PASTED = re.compile(r"pasted by (?P<who>.+) on (?P<day>\d{4}-\d\d-\d\d), [0-9a-f]{6}")


def pasted(who: str, on: str, digest: str) -> str:
    """Return the source of a text that somebody pasted; a piece of its hash tells it from others of the day."""
    return f"pasted by {who} on {on}, {digest[:6]}"


def whence(source: str, language: str) -> str:
    """Return a source in words.

    >>> whence(pasted("Wang", "2026-11-22", "8ed8c1bea3"), "en"), whence("upload/4108dcd2bdcc678d/signed.pdf", "en")
    ('pasted by Wang, 22 Nov 2026', 'signed.pdf')
    >>> whence("https://example.org/a.html", "zh")
    'https://example.org/a.html'
    """
    if made := _PASTED.fullmatch(source):
        return told_in(Message("pasted by %(who)s, %(day)s", who=made["who"], day=day(made["day"], language)), language)
    return source.rpartition("/")[2] if source.startswith(UPLOAD) else source
