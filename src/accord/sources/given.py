"""What a person says of a document, where the guess is wrong.

Out: `Given`; `NOTHING` where nobody says anything.
"""

import msgspec

__all__ = ["NOTHING", "Given"]


class Given(msgspec.Struct, frozen=True):
    """What holds whatever the document itself shows.

    Attributes:
        title: Its title.
        published: Day of publication (`2024-07-14`, `2024-07`, `2024`).
        language: Language of its words, BCP 47.
        source: What standard input is known by, such as the address that a text was copied from.
        columns: Of tables of articles: what is meant (`text`, `title` ...), and the name of the column that holds it.
    """

    title: str | None = None
    published: str | None = None
    language: str | None = None
    source: str | None = None
    columns: tuple[tuple[str, str], ...] = ()


NOTHING = Given()
