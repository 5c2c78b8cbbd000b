"""Read plain text.

In:  the characters of a file.
Out: a `Draft` whose content is the file's own, with what its head says about it.
"""

from datetime import date

from accord.sources.draft import Draft
from accord.sources.heads import read_head

__all__ = ["read_text"]


def read_text(text: str, *, latest: date | None = None) -> Draft:
    """Return a plain text as a draft; not a word is taken out or added."""
    head = read_head(text, latest=latest)
    return Draft(
        content=text, title=head.title, published=head.published, publisher=head.publisher, warnings=head.warnings
    )
