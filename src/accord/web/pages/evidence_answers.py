"""What the evidence page and its forms share: words in their surroundings, what a form says, the way back.

In:  a form, a document's words, decisions just recorded.
Out: plain values; a redirect.
"""

from collections.abc import Collection
from urllib.parse import quote

from starlette.datastructures import FormData
from starlette.responses import RedirectResponse

from accord.model.decision import Decided

__all__ = ["back_to", "number_of", "quoted", "text_of"]

_AROUND = 160  # code points shown on each side of the words


def quoted(content: str, span: tuple[int, int]) -> dict[str, str]:
    """Return words with what stands around them in their paragraph.

    >>> quoted("Title\\nThey signed. More.", (6, 18))
    {'before': '', 'quote': 'They signed.', 'after': ' More.'}
    """
    start, end = span
    return {
        "before": content[max(0, start - _AROUND) : start].rpartition("\n")[2],
        "quote": content[start:end],
        "after": content[end : end + _AROUND].partition("\n")[0],
    }


def text_of(form: FormData, name: str) -> str:
    """Return what stands in a box of a form; "" where there is none."""
    value = form.get(name)
    return value.strip() if isinstance(value, str) else ""


def number_of(form: FormData, name: str) -> int:
    """Return the number in a box of a form; -1 where it is none."""
    text = text_of(form, name)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1


def back_to(id_: str, fact: str, done: Collection[Decided] = ()) -> RedirectResponse:
    """Return the way back to a document, to a fact of it, with an offer to undo what was just decided."""
    asked = {"fact": fact, "done": ",".join(one.id for one in done)}
    told = "&".join(f"{name}={quote(value)}" for name, value in asked.items() if value)
    return RedirectResponse(
        f"/documents/{quote(id_)}{'?' if told else ''}{told}{'#' if fact else ''}{quote(fact)}", 303
    )
