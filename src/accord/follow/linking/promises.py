"""What is linked: promises told earlier, and a document that may say what became of them."""

import msgspec

from accord.model.dates import PartialDate
from accord.model.reading import Span

__all__ = ["Later", "Promise", "Target"]

Target = str  # kind of what is linked to: commitment | project | mechanism | plan


class Promise(msgspec.Struct, frozen=True):
    """What may be spoken of later.

    Attributes:
        id: Of the fact.
        kind: `commitment`, `project`, `mechanism`; `plan` for words of a plan that are no fact of their own.
        document, source: Where it is told.
        span: Of its words in that document.
        quote: Its words.
        title: Of its document.
        around: Other words that say what it is about: the document's title, names of parties and projects.
        names: The words for the bodies that the document names: they stand for all that these bodies do.
        agreement: Id of the agreement that it was made in; "" if none is known.
        parties: Ids of the bodies that agreed or are to act.
        bodies: Ids of all bodies that its document names.
        said: The day on which it was said, as far as known.
        amount: As read, such as `2000000000 CNY`; "" if none.
        confirmed, refused: Words of later news of which a person has said that they are of it, or are not.
    """

    id: str
    kind: Target
    document: str
    source: str
    span: Span
    quote: str
    title: str
    around: str
    names: str
    agreement: str
    parties: frozenset[str]
    bodies: frozenset[str]
    said: PartialDate | None
    amount: str
    confirmed: str = ""
    refused: str = ""


class Later(msgspec.Struct, frozen=True):
    """A document that may say what became of promises.

    Attributes:
        bodies: Ids of the bodies that it names, by its words for them.
        agreements: Where the agreements stand that it reports itself, by id; their promises are told in it, not followed by it.
    """

    document: str
    source: str
    title: str
    text: str
    published: PartialDate | None
    bodies: dict[str, str]
    agreements: dict[str, Span]
