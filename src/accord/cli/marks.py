"""Mark words: in colour on a terminal, by » « elsewhere.

In:  text with the spans to mark, or a quote with what stands around it.
Out: text with `MARK_ON` and `MARK_OFF` around the words; `shown` turns these into what the output understands.
"""

import os
import sys
from collections.abc import Iterable

from accord.cli.width import MARK_OFF, MARK_ON, clean

__all__ = ["in_context", "marked", "shown"]

_COLOUR = ("\x1b[1;33m", "\x1b[0m")
_SIGNS = ("»", "«")


def in_context(before: str, quote: str, after: str) -> str:
    """Return the quote marked between what stands before and after it, on one line."""
    left = " " if before[-1:].isspace() or quote[:1].isspace() else ""
    right = " " if after[:1].isspace() or quote[-1:].isspace() else ""
    return f"{clean(before)}{left}{MARK_ON}{clean(quote)}{MARK_OFF}{right}{clean(after)}"


def marked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Return the text with the words of the spans marked; spans that overlap an earlier one are left out."""
    parts, at = [], 0
    for start, end in sorted(spans):
        if start >= at:
            parts += [_inner(text[at:start]), MARK_ON, _inner(text[start:end]), MARK_OFF]
            at = end
    return "".join([*parts, _inner(text[at:])]).strip()


def shown(text: str) -> str:
    """Return the text with its marks as standard output shows them."""
    on, off = _COLOUR if sys.stdout.isatty() and not os.environ.get("NO_COLOR") else _SIGNS
    return text.replace(MARK_ON, on).replace(MARK_OFF, off)


def _inner(text: str) -> str:
    """Return the text cleaned, with the spaces at its ends."""
    left, right = text[:1].isspace(), text[-1:].isspace()
    return f"{' ' if left else ''}{clean(text)}{' ' if right and text.strip() else ''}"
