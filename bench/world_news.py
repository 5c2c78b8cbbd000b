"""News of the made world, with the facts that a reader would find in it.

In:  a number.
Out: the document of that number and its facts; the same for the same number, on every machine.

Of three documents two tell of an agreement, with 7 to 8 facts each, and one tells of none; of four that tell, two tell of
one signing. A third is Chinese. So 200,000 documents hold 100,000 signings and 1,000,000 facts.
"""

import random
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from accord.model.document import Appearance, Found, Text, bytes_hash, text_id
from accord.model.reading import Agreement, Commitment, Facts, Mechanism, Meeting, Money, Party, Post, Project
from accord.model.terms import Instrument, MechanismKind, MeetingKind, ProjectKind, State, members
from bench.world import Body, Event, Place, body, event, person, roman, sector, words

__all__ = ["WorldReader", "world_document", "world_documents"]

_NUMBER = re.compile(r"#(\d+)#$")
_TELLING, _OF = 2, 3  # documents that tell of an agreement
_EVENTS, _REPORTS = 3, 4  # signings, and how many reports they have together


class WorldReader:
    """Finds in a made document the facts that it was made from."""

    def name(self, language: str) -> str | None:
        """Return which version of a reader this is."""
        return f"made {language.partition('-')[0]} 1"

    def read(self, text: Text, published: str | None) -> Facts:
        """Return the facts of a document."""
        found = _NUMBER.search(text.content)
        assert found is not None
        return _made(int(found[1])).facts()


def world_documents(count: int, *, first: int = 0) -> Iterator[Found]:
    """Yield `count` documents."""
    return (world_document(number) for number in range(first, first + count))


def world_document(number: int) -> Found:
    """Return the document of a number."""
    made = _made(number)
    content = f"{made.words}#{number}#"
    text = Text(text_id(content), content, "zh-Hans" if made.language == "zh" else "en", "1")
    raw, publisher = bytes_hash(content.encode()), made.say["publishers"][number % 4]
    return Found(text, Appearance(text.id, f"wire/{number}.txt", raw, made.title, made.day, publisher))


@lru_cache(4_000)
def _made(number: int) -> "_Scene":
    """Return the words and facts of a number."""
    language = "zh" if number % 9 in (0, 4, 8) else "en"
    if number % _OF >= _TELLING:
        return _ordinary(number, language)
    report = number // _OF * _TELLING + number % _OF
    told = event(report * _EVENTS // _REPORTS)
    scene = _Scene(number, language, told.day)
    _telling(scene, told)
    return scene


def _ordinary(number: int, language: str) -> "_Scene":
    draw = random.Random(f"day {number}")
    scene = _Scene(
        number, language, f"{2005 + draw.randrange(20)}-{1 + draw.randrange(12):02}-{1 + draw.randrange(28):02}"
    )
    at = body(draw.randrange(30_000))
    slots = {
        "place": at.place.name[language],
        "person": person(at, 9, scene.day)[language],
        "number": draw.randrange(2, 90),
    }
    scene.head(draw.choice(scene.say["ordinary_title"]).format(**slots))
    for sentence in draw.sample(scene.say["ordinary"], 6):
        scene.put(sentence.format(**slots))
    return scene


def _telling(scene: "_Scene", told: Event) -> None:
    language, say, draw = scene.language, scene.say, scene.draw
    bodies = [one.name[language] for one in told.bodies]
    about = sector(told.sectors[0], language)
    slots: dict[str, Any] = {"left": bodies[0], "right": bodies[-1], "kind": say["kinds"][told.kind], "sector": about}
    slots |= {"place": told.place.name[language], "sides": ("、" if language == "zh" else " and ").join(bodies)}
    scene.head(draw.choice(say["title"]).format(**slots))
    scene.parties(told.bodies)
    scene.agreement(told, scene.put(say["signing"].format(day=told.day, **slots)))
    scene.put(draw.choice(say["filler"]))
    if draw.random() < 0.3:
        shown = draw.choice(told.bodies)
        scene.put(say["alias"].format(**shown.name))
    if draw.random() < 0.5:
        scene.meeting(told, scene.put(say["meeting"].format(**slots)))
    for _ in range(2):
        scene.post(draw.randrange(len(told.bodies)), told)
    for sentence in draw.sample(say["filler"], 3):
        scene.put(sentence)
    for _ in range(3):
        thing = draw.choice(say["things"])
        months = draw.randrange(2, 60)
        said = draw.choice(say["commitment"])
        due = month_after(told.day, months) if "{months}" in said else None
        scene.commitment(scene.put(said.format(thing=thing, months=months, **slots)), told, due)
    if draw.random() < 0.6:
        scene.mechanism(scene.put(say["mechanism"]))
    if draw.random() < 0.6:
        scene.project(told.place)


def month_after(day: str, months: int) -> str:
    """Return the month so many months after a day.

    >>> month_after("2025-11-30", 14)
    '2027-01'
    """
    year, month = divmod(int(day[:4]) * 12 + int(day[5:7]) - 1 + months, 12)
    return f"{year:04}-{month + 1:02}"


class _Scene:
    """A document as it grows, and its facts."""

    def __init__(self, number: int, language: str, day: str) -> None:
        self.language, self.day, self.say = language, day, words()[language]
        self.draw = random.Random(f"tell {number}")
        self.title, self.words = "", ""
        self.bodies: tuple[Body, ...] = ()
        self.made: dict[str, list[Any]] = {}

    def head(self, title: str) -> None:
        self.title, self.words = title, f"{title}\n\n"

    def put(self, sentence: str) -> tuple[int, int]:
        start = len(self.words)
        self.words += sentence
        return start, start + len(sentence.rstrip())

    def parties(self, bodies: tuple[Body, ...]) -> None:
        self.bodies = bodies

    def agreement(self, told: Event, span: tuple[int, int]) -> None:
        amount = None
        if told.amount is not None:
            number, zeros = (f"{told.amount / 100:g}", 10**8) if self.language == "zh" else (str(told.amount), 10**6)
            self.put(self.say["amount"].format(amount=number))
            amount = Money(str(round(float(number) * zeros)), "CNY")
        signed = tuple(person(one, 0, told.day)[self.language] for one in told.bodies[:2])
        place = told.place.name[self.language]
        fixed = (told.kind, told.status, None, None, None, told.day, place, self._ids(), signed, told.sectors, amount)
        self._add("agreements", Agreement("a1", "made", *fixed, (span,), (), (), 0.9))

    def meeting(self, told: Event, span: tuple[int, int]) -> None:
        kind, place = self.draw.choice(members(MeetingKind)), told.place.name[self.language]
        self._add("meetings", Meeting("m1", "made", kind, told.day, place, self._ids(), (span,), (), (), 0.9))

    def post(self, at: int, told: Event) -> None:
        here, seat = told.bodies[at], self.draw.randrange(3)
        name, called = person(here, seat, told.day)[self.language], here.name[self.language]
        post = self.say["posts"][(here.number + seat) % len(self.say["posts"])]
        span = self.put(self.say["post"].format(person=name, body=called, post=post))
        held = (name, post, called, f"p{at + 1}", (span,), 0.9)
        if not any((one.person, one.organization) == (name, called) for one in self.made.get("posts", ())):
            self._add("posts", Post(f"o{len(self.words)}", "made", *held))

    def commitment(self, span: tuple[int, int], told: Event, due: str | None) -> None:
        chosen = ("agreed", "pledged", "hoped")[self.draw.choice((0, 0, 1, 2))], self.draw.choice(members(Instrument))
        fixed = (*span, self._ids(), "a1", *chosen, told.sectors[:1], due, None, (), 0.9)
        self._add("commitments", Commitment(f"c{len(self.words)}", "made", *fixed))

    def mechanism(self, span: tuple[int, int]) -> None:
        kind, name = self.draw.choice(members(MechanismKind)), self.say["mechanism_name"]
        self._add("mechanisms", Mechanism("n1", "made", kind, name, "regular", self._ids(), (span,)))

    def project(self, place: Place) -> None:
        sign = "".join(self.draw.sample(words()["bodies"]["signs"], 2))
        sign = sign if self.language == "zh" else roman(sign)
        name = self.say["project_name"].format(sign=sign, thing=self.draw.choice(self.say["things"]))
        span = self.put(self.say["project"].format(name=name, place=place.name[self.language]))
        kind, state = self.draw.choice(members(ProjectKind)), self.draw.choice(members(State))
        self._add("projects", Project("j1", "made", name, kind, ("p1",), state, None, (span,)))

    def facts(self) -> Facts:
        return Facts(
            relevant=bool(self.made), parties=tuple(self._parties()), **{k: tuple(v) for k, v in self.made.items()}
        )

    def _parties(self) -> Iterator[Party]:
        for number, one in enumerate(self.bodies, start=1):
            name = one.name[self.language]
            other = one.name["en" if self.language == "zh" else "zh"]
            spans = [(found.start(), found.end()) for found in re.finditer(re.escape(name), self.words)][:5]
            names = (name, other) if other in self.words else (name,)
            region = one.place.code if one.kind == "government" else None
            yield Party(f"p{number}", name, names, one.kind, region, tuple(spans))

    def _ids(self) -> tuple[str, ...]:
        return tuple(f"p{number}" for number in range(1, len(self.bodies) + 1))

    def _add(self, kind: str, fact: object) -> None:
        self.made.setdefault(kind, []).append(fact)
