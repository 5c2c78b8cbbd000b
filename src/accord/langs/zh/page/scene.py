"""Everything that stands on a page, in one value; and a sentence as rules see it.

In:  a text and its day of publication.
Out: a `Scene`; all its offsets are those of the plain words (`plain.py`), and `restored` gives back those of the text.
"""

from collections.abc import Iterator

import msgspec

from accord.langs.masks import Mark, cover
from accord.langs.pack import Pack
from accord.langs.rules import Hit, match
from accord.langs.spans import within
from accord.langs.zh.page.plain import Plain
from accord.langs.zh.page.recogniser import Word
from accord.model.page import Cast, DateMention, MoneyMention, Name, Sentence, Standing

__all__ = ["Scene", "covered", "find", "listed", "parties_in", "surface", "within"]

_AT = ("在", "于", "赴", "到", "抵", "来")  # what stands before a place where something happens


class Scene(msgspec.Struct, frozen=True):
    """What the steps before have found; every later step reads it.

    Attributes:
        pack: What is known of the language: rules, lexicons, tables.
        words: Words with LAC's tags, over the whole page.
        cast: Parties, persons, and where each is spoken of.
    """

    pack: Pack
    plain: Plain
    published: str | None
    sentences: tuple[Sentence, ...]
    words: tuple[Word, ...]
    names: tuple[Name, ...]
    cast: Cast
    dates: tuple[DateMention, ...]
    money: tuple[MoneyMention, ...]
    seen: dict[tuple[int, int], str] = msgspec.field(default_factory=dict)
    places: set[int] = msgspec.field(default_factory=set)  # where places begin: of a long page made once
    happens: dict[tuple[int, int], frozenset[str] | None] = msgspec.field(default_factory=dict)  # see `occasions`

    @property
    def text(self) -> str:
        """Return the plain words of the page."""
        return self.plain.words


def covered(scene: Scene, sentence: Sentence) -> str:
    """Return the sentence with its parties, persons, dates and amounts covered; a place behind 在 is a place."""
    span = (sentence.start, sentence.end)
    if span not in scene.seen:
        scene.seen[span] = _covered(scene, *span)
    return scene.seen[span]


def find(scene: Scene, sentence: Sentence, kind: str) -> Iterator[Hit]:
    """Yield the matches of the rules of a kind in a covered sentence; offsets are the sentence's own."""
    return match(scene.pack.rules, covered(scene, sentence), kind=kind)


def parties_in(scene: Scene, start: int, end: int) -> tuple[str, ...]:
    """Return the parties of which a stretch speaks, each once, in order."""
    return tuple(dict.fromkeys(p for s in within(scene.cast.standings, start, end) for p in s.parties))


def listed(scene: Scene, sentence: Sentence, hit: Hit, group: str) -> tuple[str, ...]:
    """Return the parties that stand in a group of a match."""
    span = hit.span(group)
    return parties_in(scene, sentence.start + span[0], sentence.start + span[1]) if span else ()


def surface(scene: Scene, start: int, end: int) -> str:
    """Return the plain words of a stretch."""
    return scene.text[start:end]


def _covered(scene: Scene, start: int, end: int) -> str:
    words = scene.text[start:end]
    places = scene.places
    if not places:
        places.update(name.start for name in scene.names if name.label == "place")
    marks = [
        Mark(s.start - start, s.end - start, "place" if _is_place(words, s, start, places) else "party")
        for s in within(scene.cast.standings, start, end)
    ]
    marks += [Mark(p.start - start, p.end - start, "person") for p in within(scene.cast.persons, start, end)]
    marks += [Mark(d.start - start, d.end - start, "date") for d in within(scene.dates, start, end)]
    marks += [Mark(m.start - start, m.end - start, "money") for m in within(scene.money, start, end)]
    return cover(words, marks)


def _is_place(words: str, standing: Standing, start: int, places: set[int]) -> bool:
    return standing.start in places and words[: standing.start - start].endswith(_AT)
