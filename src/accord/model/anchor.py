"""Where a decision holds on to the words: document, quote, prefix and suffix.

In:  a text's content and a span.
Out: an `Anchor`; and back: the span at which an anchor's quote stands in a (perhaps re-made) text.

Source: W3C Web Annotation Data Model, TextQuoteSelector (https://www.w3.org/TR/annotation-model/#text-quote-selector).
"""

import msgspec

__all__ = ["CONTEXT", "Anchor", "anchor", "locate"]

CONTEXT = 32  # code points of prefix and of suffix; enough to tell repeated sentences apart


class Anchor(msgspec.Struct, frozen=True):
    """A place in a document that survives re-reading.

    Attributes:
        document: The text's id.
        quote: The words; prefix and suffix are what stands around them.
        kind: Kind of the fact that stood there (`agreement`, `post`, ... or `party`).
        key: What tells facts with the same words apart, such as the person and post; "" where nothing needs to.
    """

    document: str
    quote: str
    prefix: str
    suffix: str
    kind: str
    key: str = ""


def anchor(document: str, content: str, span: tuple[int, int], *, kind: str, key: str = "") -> Anchor:
    """Return the anchor of `content[start:end]`."""
    start, end = span
    return Anchor(
        document=document,
        quote=content[start:end],
        prefix=content[max(0, start - CONTEXT) : start],
        suffix=content[end : end + CONTEXT],
        kind=kind,
        key=key,
    )


def locate(sought: Anchor, content: str) -> tuple[int, int] | None:
    """Return the span where the anchor's quote stands, the best-fitting surroundings first; None where it does not.

    >>> place = anchor("t", "We sign. They sign.", (14, 18), kind="agreement")
    >>> locate(place, "Today: We sign. They sign.")
    (21, 25)
    """
    best, found, at = -1, None, content.find(sought.quote)
    while at >= 0 and sought.quote:
        end = at + len(sought.quote)
        fit = _common_suffix(content[max(0, at - CONTEXT) : at], sought.prefix)
        fit += _common_prefix(content[end : end + CONTEXT], sought.suffix)
        if fit > best:
            best, found = fit, (at, end)
        at = content.find(sought.quote, at + 1)
    return found


def _common_prefix(left: str, right: str) -> int:
    for count, (a, b) in enumerate(zip(left, right, strict=False)):
        if a != b:
            return count
    return min(len(left), len(right))


def _common_suffix(left: str, right: str) -> int:
    return _common_prefix(left[::-1], right[::-1])
