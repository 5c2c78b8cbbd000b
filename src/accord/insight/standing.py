"""In which state promises are, as far as a person has confirmed; until then as their documents word them.

In:  promises as the register tells them.
Out: `Stand` by the id of a promise: its state, since when, the words that say so.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

import msgspec

from accord.model.dates import PartialDate, interval
from accord.model.terms import State
from accord.register import Asking
from accord.register.asking.states import steps_of, steps_of_promise

__all__ = ["Stand", "Stands", "as_announced", "as_confirmed", "as_dated", "confirmed", "latest"]


class Stand(msgspec.Struct, frozen=True):
    """How a promise stands.

    Attributes:
        state: As last confirmed; `agreed` or `announced` where nothing is.
        since: The day of which the words speak that say so, as far as known.
        quote: The words; None where they are the promise's own.
        document: In which they stand: its id; None with `quote`.
        decision: Id of the decision that confirms it; None where nobody has decided.
        claim: Whether only one of the sides says so.
    """

    state: State
    since: PartialDate | None
    quote: str | None = None
    document: str | None = None
    decision: str | None = None
    claim: bool = False


Stands = Callable[[Asking, Iterable[Mapping[str, Any]], date], Mapping[str, Stand]]  # by the end of a day


def as_announced(_: Asking, promises: Iterable[Mapping[str, Any]], __: date) -> Mapping[str, Stand]:
    """Return how promises stand by their own words: what is agreed is agreed, all else is announced."""
    return {
        one["id"]: Stand("agreed" if one["modality"] == "agreed" else "announced", one["published"]) for one in promises
    }


def as_confirmed(asking: Asking, promises: Iterable[Mapping[str, Any]], as_of: date) -> Mapping[str, Stand]:
    """Return how promises stand by the latest step by then that a person confirmed; those without any, by their own words."""
    return _confirmed(asking, promises, lambda day: _by(day, as_of), as_of)


def as_dated(asking: Asking, promises: Iterable[Mapping[str, Any]], as_of: date) -> Mapping[str, Stand]:
    """Return the same; a step of which the day is not known is of no time, and does not count."""
    return _confirmed(asking, promises, lambda day: bool(day and interval(day)) and _by(day, as_of), as_of)


def confirmed(asking: Asking, promise: str, as_of: date) -> Stand | None:
    """Return how a promise stands by the latest step by then that a person confirmed, at whichever report words it; else None."""
    taken = [one for one in steps_of_promise(asking, promise) if _by(one["day"], as_of)]
    return _stand(taken[-1]) if taken else None


def latest(same: Iterable[Mapping[str, Any]], said: Mapping[str, Stand]) -> Stand:
    """Return how a promise stands: by the latest step that was confirmed at any report of it, else by its own words."""
    stands = [said[one["id"]] for one in same]
    decided = [one for one in stands if one.decision]
    return max(decided, key=lambda one: (one.since or "", int((one.decision or "d0")[1:]))) if decided else stands[0]


def _confirmed(
    asking: Asking, promises: Iterable[Mapping[str, Any]], counts: Callable[[PartialDate | None], bool], as_of: date
) -> Mapping[str, Stand]:
    listed = list(promises)
    steps = steps_of(asking, (one["id"] for one in listed))
    by_then = {id_: [one for one in taken if counts(one["day"])] for id_, taken in steps.items()}
    return {
        **as_announced(asking, listed, as_of),
        **{id_: _stand(taken[-1]) for id_, taken in by_then.items() if taken},
    }


def _by(day: PartialDate | None, as_of: date) -> bool:
    """Return whether a day may be no later than another; one of which the year is not known may."""
    known = interval(day) if day else None
    return known is None or known[0] <= as_of


def _stand(step: Mapping[str, Any]) -> Stand:
    return Stand(step["state"], step["day"], step["quote"], step["document"], step["decision"], claim=step["claim"])
