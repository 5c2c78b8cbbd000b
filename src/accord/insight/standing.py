"""In which state promises are, as far as a person has confirmed; until then as their documents word them.

In:  promises as the register tells them.
Out: `Stand` by the id of a promise: its state, since when, the words that say so.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import msgspec

from accord.model.dates import PartialDate
from accord.model.terms import State
from accord.register import Asking
from accord.register.asking.states import steps_of

__all__ = ["Stand", "Stands", "as_announced", "as_confirmed"]


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


Stands = Callable[[Asking, Iterable[Mapping[str, Any]]], Mapping[str, Stand]]


def as_announced(_: Asking, promises: Iterable[Mapping[str, Any]]) -> Mapping[str, Stand]:
    """Return how promises stand by their own words: what is agreed is agreed, all else is announced."""
    return {
        one["id"]: Stand("agreed" if one["modality"] == "agreed" else "announced", one["published"]) for one in promises
    }


def as_confirmed(asking: Asking, promises: Iterable[Mapping[str, Any]]) -> Mapping[str, Stand]:
    """Return how promises stand by the latest step that a person confirmed; those without any, by their own words."""
    listed = list(promises)
    steps = steps_of(asking, (one["id"] for one in listed))
    return {**as_announced(asking, listed), **{id_: _stand(taken[-1]) for id_, taken in steps.items() if taken}}


def _stand(step: Mapping[str, Any]) -> Stand:
    return Stand(step["state"], step["day"], step["quote"], step["document"], step["decision"], claim=step["claim"])
