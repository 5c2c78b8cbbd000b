"""Read a text: what it says of cooperation, every fact with the words and the rule that prove it.

In -> out: a `Text`, its day of publication and a language pack -> `Facts`.
Begin at `read`, a page of nouns; each step is one module, in the order in which it is called; `parts.py` is what the
steps hand to each other.
To add a kind of fact: its value in `model/reading.py`, its rules in the packs, one module here, one line in `read`.
"""

from accord.langs import Pack
from accord.model import Facts, Text
from accord.reading.layout import lay_out

__all__ = ["read"]


def read(text: Text, *, published: str | None, pack: Pack) -> Facts:
    """Return what a text says. Pure: the same words, date and pack give the same facts."""
    page = lay_out(text.content, pack, published=published)
    return Facts(warnings=() if page.sentences else ("no words",))
