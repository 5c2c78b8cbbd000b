"""Read HTML: the article, without the page around it.

In:  the characters of a page.
Out: a `Draft` that begins with the title line.

`html_tokens` cuts the page, `html_blocks` lays it out, `html_main` finds the article, `html_meta` reads what the page
says about itself.
"""

from datetime import date
from itertools import islice

from accord.sources.draft import Draft
from accord.sources.html_blocks import Block, lay_out
from accord.sources.html_main import article
from accord.sources.html_meta import published, publisher, title
from accord.sources.html_tokens import tokens
from accord.sources.normalise import one_line
from accord.sources.refusals import refused

__all__ = ["read_html"]

_TITLE_STANDS_IN = 5  # blocks at the top of an article


def read_html(text: str, *, latest: date | None = None) -> Draft:
    """Return the article of a page.

    Raises:
        RefusedError: `no_text`, where nothing but scripts is there; `too_complex`.
    """
    layout = lay_out(tokens(text))
    blocks = article(layout)
    if not blocks:
        raise refused("no_text", found="scripts and markup" if "<script" in text.lower() else "markup")
    name = one_line(title(layout) or "") or None
    day, warnings = published(layout, latest=latest)
    return Draft(
        content=_content(name, blocks),
        title=name,
        published=day,
        publisher=publisher(layout),
        warnings=tuple(warnings),
    )


def _content(name: str | None, blocks: tuple[Block, ...]) -> str:
    """Return the words: the title once and first, then the blocks."""
    top = next((at for at, block in enumerate(islice(blocks, _TITLE_STANDS_IN)) if one_line(block.text) == name), None)
    rest = blocks if top is None else blocks[:top] + blocks[top + 1 :]
    lines = [name] if name else []
    for block in rest:
        if block.continues and lines:
            lines[-1] += "\n" + block.text
        else:
            lines.append(block.text)
    return "\n\n".join(lines)
