"""What the steps of one reading hand to each other. All offsets are code points of the document's text.

Text -> Page (sentences) -> names -> Cast (parties and where they stand) -> agreements, posts, commitments ...
"""

from typing import Literal

import msgspec

from accord.model.reading import Money, Party

__all__ = ["Cast", "DateMention", "MoneyMention", "Name", "Page", "Sentence", "Standing"]


class Sentence(msgspec.Struct, frozen=True):
    """One sentence `[start, end)`.

    Attributes:
        paragraph: Number of its paragraph, from 0.
        kind: `heading` (title, subheading, caption-like line), `furniture` (site navigation, share buttons: never a
            fact), else `prose`.
    """

    start: int
    end: int
    paragraph: int
    kind: Literal["prose", "heading", "furniture"]


class Page(msgspec.Struct, frozen=True):
    """A document laid out: its words, the day of its publication, its sentences in order."""

    content: str
    published: str | None
    sentences: tuple[Sentence, ...]


class Name(msgspec.Struct, frozen=True):
    """A name where it stands, and what it names; candidates from the recogniser, corrected by rules and lexicons."""

    start: int
    end: int
    text: str
    label: Literal["person", "body", "place"]


class Standing(msgspec.Struct, frozen=True):
    """One place where a party is spoken of: by name, or by a description that was resolved ('the two sides').

    Attributes:
        parties: Ids of the parties meant; several for 'both cities'.
        named: True where one of the party's `names` stands there.
    """

    start: int
    end: int
    parties: tuple[str, ...]
    named: bool


class Cast(msgspec.Struct, frozen=True):
    """Who plays in the document: parties, persons, and where each is spoken of, in text order."""

    parties: tuple[Party, ...]
    standings: tuple[Standing, ...]
    persons: tuple[Name, ...]


class DateMention(msgspec.Struct, frozen=True):
    """A date where it stands; `date` is a partial date, None where it stays unknown ('recently'); `rule` found it."""

    start: int
    end: int
    date: str | None
    rule: str


class MoneyMention(msgspec.Struct, frozen=True):
    """An amount where it stands."""

    start: int
    end: int
    money: Money
