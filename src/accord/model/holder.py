"""What identity compares of persons: a name at a body, over all documents that tell it."""

import msgspec

__all__ = ["Holder"]


class Holder(msgspec.Struct, frozen=True):
    """A person's name at a body.

    Attributes:
        name: As a document writes it.
        body: Which body: the same for two holders only where the register takes their bodies for one; "" for none.
        code: The body's code in the gazetteer; "" where it has none.
        called: The body's name.
        posts: What he is there, in the words of documents.
    """

    name: str
    body: str
    code: str
    called: str
    posts: tuple[str, ...]
