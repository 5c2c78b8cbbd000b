"""Make news that nobody wrote, with the facts that a reader would find in it.

In:  a number.
Out: the document of that number and its facts; the same for the same number, on every machine.

Every signing is told by one document, every second one by two, as in the sample; bodies are drawn so that a few are
named often and most seldom (Zipf). The sentences are our own.
"""

import random
import re
from collections.abc import Iterator

from accord.model.document import Appearance, Found, Text, bytes_hash, text_id
from accord.model.reading import Agreement, Commitment, Facts, Mechanism, Meeting, Party, Post, Project
from accord.model.terms import Instrument, Sector, members

__all__ = ["FACTS", "GeneratedReader", "document", "documents"]

FACTS = 10  # facts a document
_NUMBER = re.compile(r"\(bulletin (\d+)\)")
_BODIES = 40_000
_STEMS = ("North", "South", "East", "West", "River", "Lake", "Hill", "Harbour", "Stone", "Silver", "Green", "Bright")
_HEADS = ("City", "District", "Group", "Holdings", "University", "Institute", "Port", "Steel", "Motors", "Bank")
_FILLER = (
    "Both delegations toured the workshops and heard how the line was planned. "
    "Officials said that the ties of the past years had been close and that people on both sides had profited. "
)


class GeneratedReader:
    """Finds in a generated document the facts that it was made from; costs next to nothing, as no names are sought."""

    def name(self, language: str) -> str | None:
        return "generated en 1" if language == "en" else None

    def read(self, text: Text, published: str | None) -> Facts:
        found = _NUMBER.search(text.content)
        assert found is not None
        return _make(int(found[1]))[1]


def documents(count: int, *, first: int = 0) -> Iterator[Found]:
    """Yield `count` documents."""
    return (document(number) for number in range(first, first + count))


def document(number: int) -> Found:
    """Return the document of a number."""
    content, _, published = _make(number)
    text = Text(text_id(content), content, "en", "1")
    place = Appearance(text.id, f"wire/{number}.txt", bytes_hash(content.encode()), f"Bulletin {number}", published)
    return Found(text, place)


def _make(number: int) -> tuple[str, Facts, str]:
    event = number * 2 // 3
    draw, tell = random.Random(event), random.Random(f"tell {number}")
    left, right = _bodies(draw)
    published = f"{2005 + draw.randrange(20)}-{1 + draw.randrange(12):02}-{1 + draw.randrange(28):02}"
    scene = _Scene(f"{left} and {right} agree (bulletin {number})\n\n", left, right)
    scene.signing(draw, published)
    scene.say(f"They met in {left.split()[0]} before the signing. ", "meeting")
    for _ in range(3):
        scene.post(tell)
    scene.say(_FILLER * 4)
    for _ in range(3):
        scene.commitment(tell)
    scene.say("They set up a regular consultation mechanism. ", "mechanism")
    scene.say(f"Base {event % 997} is to be built in {left.split()[0]}. ", "project")
    return scene.words, scene.facts(), published


def _bodies(draw: random.Random) -> tuple[str, str]:
    first, second = (_body(int(_BODIES * draw.random() ** 3)) for _ in range(2))
    return (first, second) if first != second else (first, "Second " + second)


def _body(number: int) -> str:
    stem, head = _STEMS[number % len(_STEMS)], _HEADS[number // len(_STEMS) % len(_HEADS)]
    return f"{stem} {number // 120} {head}"


class _Scene:
    def __init__(self, words: str, left: str, right: str) -> None:
        self.words, self.left, self.right = words, left, right
        self.made: dict[str, list] = {}

    def say(self, words: str, kind: str = "") -> tuple[int, int]:
        start = len(self.words)
        self.words += words
        span = (start, start + len(words.rstrip()))
        if kind == "meeting":
            self._add(kind, Meeting("m1", "made", "meeting", None, None, ("p1", "p2"), (span,), (), (), 0.9))
        if kind == "mechanism":
            name = "regular consultation mechanism"
            self._add(kind, Mechanism("n1", "made", "consultation", name, "regular", ("p1", "p2"), (span,)))
        if kind == "project":
            name = words.split(" is to")[0]
            self._add(kind, Project("j1", "made", name, "base", ("p1",), "announced", None, (span,)))
        return span

    def signing(self, draw: random.Random, date: str) -> None:
        span = self.say(f"{self.left} and {self.right} signed a cooperation agreement on {date}. ")
        sectors = tuple(sorted(draw.sample(members(Sector), 2)))
        fixed = (
            "cooperation",
            "signed",
            None,
            None,
            None,
            date,
            None,
            ("p1", "p2"),
            (),
            sectors,
            None,
            (span,),
            (),
            (),
        )
        self._add("agreement", Agreement("a1", "made", *fixed, 0.9))

    def post(self, tell: random.Random) -> None:
        person = f"Person {tell.randrange(60_000)}"
        body, party = (self.left, "p1") if tell.random() < 0.5 else (self.right, "p2")
        span = self.say(f"{person}, director of {body}, took part. ")
        self._add("post", Post(f"o{len(self.words)}", "made", person, "director", body, party, (span,), 0.9))

    def commitment(self, tell: random.Random) -> None:
        task = tell.choice(("open a line", "train workers", "found a laboratory", "share a port", "buy machines"))
        span = self.say(f"The two sides will {task} within {tell.randrange(2, 60)} months. ")
        instrument = tell.choice(members(Instrument))
        fixed = (*span, ("p1", "p2"), "a1", "agreed", instrument, (), None, None, (), 0.9)
        self._add("commitment", Commitment(f"c{len(self.words)}", "made", *fixed))

    def facts(self) -> Facts:
        parties = []
        for number, name in ((1, self.left), (2, self.right)):
            at = self.words.index(name)
            parties.append(Party(f"p{number}", name, (name,), "enterprise", None, ((at, at + len(name)),)))
        plural = {"agreement": "agreements", "meeting": "meetings", "post": "posts", "commitment": "commitments"}
        plural |= {"mechanism": "mechanisms", "project": "projects"}
        kinds = {plural[kind]: tuple(made) for kind, made in self.made.items()}
        return Facts(relevant=True, parties=tuple(parties), **kinds)

    def _add(self, kind: str, fact: object) -> None:
        self.made.setdefault(kind, []).append(fact)
