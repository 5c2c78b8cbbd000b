"""A made world of cooperation: bodies in real places, persons at their posts, agreements between them.

In:  a number.
Out: the body, the person, the agreement of that number; the same for the same number, on every machine.

A few bodies agree often and most seldom (Zipf); half of all agreements are between bodies of nearby numbers, so that
networks have neighbourhoods. Places are the gazetteer's; no body and no person of the world is meant.
"""

import random
import tomllib
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import msgspec

from accord.gazetteer import entry
from accord.model.labels import label
from accord.model.terms import AgreementKind, Sector, members

__all__ = ["LANGUAGES", "Body", "Event", "Place", "body", "event", "person", "sector", "words"]

LANGUAGES = ("en", "zh")
_FILE = Path(__file__).parent / "data" / "world.toml"
_COMPANIES, _PLAIN = 30_000, 1_500  # bodies with a made-up name, and organs and schools of places
_FIRST_YEAR, _YEARS = 2005, 20


class Place(msgspec.Struct, frozen=True):
    """A city: its code, its name by language."""

    code: str
    name: dict[str, str]


class Body(msgspec.Struct, frozen=True):
    """A body: its kind, its city, its name by language."""

    number: int
    kind: str
    place: Place
    name: dict[str, str]


class Event(msgspec.Struct, frozen=True):
    """An agreement; `day` is when it was signed, `amount` in millions of yuan."""

    number: int
    kind: str
    status: str
    bodies: tuple[Body, ...]
    sectors: tuple[str, ...]
    place: Place
    day: str
    amount: int | None


@cache
def words() -> dict[str, Any]:
    """Return the words that the world is made of."""
    return tomllib.loads(_FILE.read_text("utf-8"))


def sector(name: str, language: str) -> str:
    """Return a sector as running text says it."""
    return label("Sector", name, language).lower()


def event(number: int) -> Event:
    """Return the agreement of a number."""
    draw = random.Random(f"event {number}")
    first = _often(draw)
    near = draw.random() < 0.5
    others = [(first + draw.randrange(1, 40)) % _COMPANIES if near else _often(draw) for _ in range(_more(draw))]
    government = [-1 - draw.randrange(_PLAIN)] if draw.random() < 0.4 else []
    numbers = dict.fromkeys([*government, first, *others])
    bodies = tuple(body(one) for one in numbers)
    day = f"{_FIRST_YEAR + int(_YEARS * draw.random() ** 0.6)}-{1 + draw.randrange(12):02}-{1 + draw.randrange(28):02}"
    own = random.Random(f"sectors {first}").sample(members(Sector), 4)
    return Event(
        number, draw.choice(members(AgreementKind)), "planned" if draw.random() < 0.1 else "signed", bodies,
        tuple(sorted(draw.sample(own, draw.choice((1, 1, 2))))), bodies[0].place, day,
        draw.randrange(1, 9_000) if draw.random() < 0.3 else None,
    )  # fmt: skip


def _often(draw: random.Random) -> int:
    return int(_COMPANIES * draw.random() ** 3)


def _more(draw: random.Random) -> int:
    return 2 if draw.random() < 0.15 else 1


@lru_cache(50_000)
def body(number: int) -> Body:
    """Return the body of a number; below zero are organs, schools and institutes of places."""
    draw = random.Random(f"body {number}")
    place = _places()[int(len(_places()) * draw.random() ** 2)]
    if number < 0:
        place = _places()[-number % len(_places())]
        zh, en, kind = words()["bodies"]["organs"][-number // len(_places()) % len(words()["bodies"]["organs"])]
        name = {"zh": place.name["zh"] + zh, "en": f"{place.name['en']} {en}"}
        return Body(number, kind, place, name)
    sign = "".join(draw.sample(words()["bodies"]["signs"], draw.choice((2, 2, 3))))
    (trade, work), (form, legal) = draw.choice(words()["bodies"]["trades"]), draw.choice(words()["bodies"]["forms"])
    name = {"zh": f"{place.name['zh']}{sign}{trade}{form}", "en": f"{place.name['en']} {roman(sign)} {work} {legal}"}
    return Body(number, "enterprise", place, name)


def roman(sign: str) -> str:
    """Return characters in pinyin, as a name."""
    from pypinyin import lazy_pinyin

    return "".join(lazy_pinyin(sign)).capitalize()


def person(at: Body, seat: int, day: str) -> dict[str, str]:
    """Return who holds a seat of a body on a day, by language; every five years it is somebody else."""
    draw = random.Random(f"person {at.number} {seat} {int(day[:4]) // 5}")
    surname = draw.choice(words()["bodies"]["surnames"]).split()
    given = [one.split() for one in draw.sample(words()["bodies"]["given"], 2)]
    zh = surname[0] + "".join(one[0] for one in given)
    return {"zh": zh, "en": f"{surname[1]} {''.join(one[1] for one in given).capitalize()}"}


@cache
def _places() -> tuple[Place, ...]:
    """Return the cities of the gazetteer, in an order of our own, which is how often they are drawn."""
    codes = [f"{province:02}{city:02}00" for province in range(11, 66) for city in range(40)]
    codes = [code for code in codes if code.endswith("0000") == (code[:2] in ("11", "12", "31", "50"))]
    found = [one for code in codes if (one := entry(code)) is not None and one.code == code]
    made = []
    for one in found:
        short = {name.language: name.text for name in reversed(one.names) if name.sort == "short"}
        if short.keys() >= set(LANGUAGES):
            made.append(Place(one.code, short))
    random.Random("places").shuffle(made)
    return tuple(made)
