"""Promises as they stand today, and those of them that fit what an address asks: grade, silent, overdue, party, sector.

In:  a visit.
Out: `Line`s of the ledger, kept until the register changes; of what was asked what is of a closed list.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import get_args

from accord.follow.checkability import Grade
from accord.insight.ledger import Line
from accord.model.terms import Sector
from accord.register import Asking
from accord.register.asking.asking import parties_meant
from accord.register.file.version import version
from accord.register.pages.between import bodies_told
from accord.web.counting import Held
from accord.web.visit import Visit

__all__ = ["MARKS", "fitting", "held_today", "is_fresh", "lines_of", "marked", "today"]

MARKS = ("late", "silent")  # what is computed for a day, and is no state
_CHOICES: Mapping[str, Sequence[str]] = {"grade": get_args(Grade), "mark": MARKS, "sector": get_args(Sector)}


def today(visit: Visit) -> date:
    """Return the day by the app's clock."""
    return date.fromisoformat(visit.house.clock()[:10])


def held_today(visit: Visit, asking: Asking) -> Held:
    """Return what is known today; of a large register that has just changed, what was known before."""
    return visit.house.counting.now(visit.house.register, asking, today(visit))


def is_fresh(held: Held, asking: Asking) -> bool:
    """Return whether what is known is of the register as it is now."""
    return held.state[0] == version(asking)


def lines_of(visit: Visit, asking: Asking) -> dict[str, Line]:
    """Return every promise as it stands today, by its id."""
    return held_today(visit, asking).of.lines


def marked(line: Line, mark: str) -> bool:
    """Return whether a promise is overdue (`late`) or `silent`."""
    return line.silent if mark == "silent" else line.late is not None


def fitting(asking: Asking, lines: Iterable[Line], asked: Mapping[str, Sequence[str]]) -> list[Line]:
    """Return the lines that fit all of what is asked: party, sector, since, until, grade, mark.

    Raises:
        NotFoundError: No body goes by a name that is asked for.
    """
    tests = [test for name, make in _TESTS.items() for value in asked.get(name, ()) for test in make(asking, value)]
    return [line for line in lines if all(test(line) for test in tests)]


_Test = Callable[[Line], bool]


def _of_party(asking: Asking, name: str) -> list[_Test]:
    bodies = {body["id"] for body in bodies_told(asking, parties_meant(asking, name))}
    return [lambda line: not bodies.isdisjoint(line.sides)]


def _listed(name: str, test: Callable[[Line, str], bool]) -> Callable[[Asking, str], list[_Test]]:
    """Return what tests a value of a closed list; one that is not in it asks for nothing."""
    return lambda _, value: [lambda line: test(line, value)] if value in _CHOICES[name] else []


_TESTS: dict[str, Callable[[Asking, str], list[_Test]]] = {
    "party": _of_party,
    "sector": _listed("sector", lambda line, value: value in line.sectors),
    "grade": _listed("grade", lambda line, value: line.grade == value),
    "mark": _listed("mark", marked),
    "since": lambda _, value: [lambda line: (line.published or "") >= value],
    "until": lambda _, value: [lambda line: line.published is not None and line.published[: len(value)] <= value],
}
