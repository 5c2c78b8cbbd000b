"""What a reader of one kind of source hands back: words as they stood, and what it knows about them."""

import msgspec

__all__ = ["Draft"]


class Draft(msgspec.Struct, frozen=True):
    """A document before it is normalised.

    Attributes:
        content: Its words; begins with the title line.
        title: Title as the source shows it, or None.
        published: Partial date (`2024-07-14`, `2024-07`, `2024`) that the source shows for its publication, or None.
        publisher: Who published it, or None.
        warnings: What was odd, a sentence each.
        pages: Offsets in `content` at which its pages begin, where it has pages; `content` is normalised then.
    """

    content: str
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    warnings: tuple[str, ...] = ()
    pages: tuple[int, ...] = ()
