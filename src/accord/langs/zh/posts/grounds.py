"""What the reading of posts looks up on a page: the word, the name and the person at an offset.

In:  a scene.
Out: a `Grounds`.
"""

from collections import Counter

import msgspec

from accord.langs.zh.page.recogniser import Word
from accord.langs.zh.page.scene import Scene
from accord.langs.zh.posts.offices import Offices, offices_of
from accord.model.page import Name
from accord.model.reading import Party, Span

__all__ = ["Grounds", "grounds_of"]


class Grounds(msgspec.Struct, frozen=True):
    """A page, ready to be asked.

    Attributes:
        words: Words with LAC's tags.
        word_at: The number of the word that holds each character, -1 between words.
        name_at: Where the name of a body or place begins that holds a character but does not begin with it.
        kinds: The kind of party that stands at a span's end, by its offsets.
        ids: The party that stands at a span, by its offsets.
        parties: The party that has a name.
        persons: Persons in text order.
        in_person: Characters of persons' names.
        sole: Where the page first names its only party of a kind, by kind.
    """

    text: str
    offices: Offices
    words: tuple[Word, ...]
    word_at: list[int]
    name_at: dict[int, int]
    kinds: dict[str, str]
    ids: dict[tuple[int, int], str]
    parties: dict[str, str]
    persons: tuple[Name, ...]
    in_person: bytearray
    sole: dict[str, Span]


def grounds_of(scene: Scene) -> Grounds:
    """Return what is looked up on a page."""
    word_at = [-1] * (len(scene.text) + 1)
    for number, word in enumerate(scene.words):
        word_at[word.start : word.end] = [number] * (word.end - word.start)
    in_person = bytearray(len(scene.text) + 1)
    for person in scene.cast.persons:
        in_person[person.start : person.end] = b"\1" * (person.end - person.start)
    name_at: dict[int, int] = {}
    ids: dict[tuple[int, int], str] = {}
    for standing in scene.cast.standings:
        if len(standing.parties) == 1:
            ids[standing.start, standing.end] = standing.parties[0]
            if standing.named:
                name_at.update(dict.fromkeys(range(standing.start + 1, standing.end), standing.start))
    return Grounds(
        text=scene.text,
        offices=offices_of(scene.pack),
        words=scene.words,
        word_at=word_at,
        name_at=name_at,
        kinds={name: party.kind for party in scene.cast.parties for name in party.names},
        ids=ids,
        parties={name: party.id for party in scene.cast.parties for name in party.names},
        persons=scene.cast.persons,
        in_person=in_person,
        sole=_sole(scene.cast.parties),
    )


def _sole(parties: tuple[Party, ...]) -> dict[str, Span]:
    """Return where parties that are the only ones of their kind are first named."""
    kinds = Counter(party.kind for party in parties)
    return {party.kind: party.mentions[0] for party in parties if kinds[party.kind] == 1 and party.mentions}
