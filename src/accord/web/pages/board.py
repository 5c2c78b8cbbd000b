"""The board of promises: a column for each state, each promise a card with its words.

In:  filters in the address, and of each column how many cards are shown.
Out: the page. Nothing is moved here: a state changes only by words that a person confirms, on the promise's own page.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, get_args

import msgspec
from fastapi import APIRouter, Depends
from starlette.datastructures import QueryParams
from starlette.responses import Response

from accord.errors import NotFoundError
from accord.insight.promised import Promised, column
from accord.model.terms import Grade, Sector, State
from accord.register import Asking
from accord.register.pages.ledger import asked_for, by_state
from accord.register.pages.period import undertaken
from accord.web.safety.guards import needs
from accord.web.standing import MARKS, today
from accord.web.visit import Here, Visit

__all__ = ["router"]

router = APIRouter(dependencies=[Depends(needs("look"))])

_FILTERS = ("party", "sector", "since", "until", "grade", "mark")
_CHOICES: Mapping[str, Sequence[str]] = {"sector": get_args(Sector), "grade": get_args(Grade), "mark": MARKS}
_STEP, _MOST = 8, 200  # cards of a column at first, and at most; the list has them all
_ON: tuple[State, ...] = get_args(State)[:5]  # from announced to delivered; the others befall a promise on the way


class Column(msgspec.Struct, frozen=True):
    """A state's column: how many promises are in it, the first of them, how many are shown with one step more."""

    state: State
    total: int
    cards: tuple[tuple[Promised, dict[str, Any]], ...]
    more: int | None


@router.get("/promises/board")
def board(visit: Here) -> Response:
    """Show the promises that are asked for, by state."""
    asked, trouble = visit.request.query_params, ""
    chosen = _chosen(asked)
    columns: list[Column] = []
    with visit.asking() as asking:
        try:
            columns = _columns(visit, asking, chosen)
        except NotFoundError as error:
            trouble = visit.told(error)
    return visit.page(
        "promises/board.html",
        columns=[one for one in columns if one.state in _ON],
        others=[one for one in columns if one.state not in _ON],
        total=sum(one.total for one in columns),
        chosen=chosen,
        choices=_CHOICES,
        trouble=trouble,
    )


def _chosen(asked: QueryParams) -> dict[str, list[str]]:
    """Return the filters that an address states; of a closed list only what is in it."""
    found = {name: [one.strip() for one in asked.getlist(name) if one.strip()] for name in _FILTERS}
    kept = {name: [one for one in of if one in _CHOICES.get(name, (one,))] for name, of in found.items()}
    return {name: values for name, values in kept.items() if values}


def _columns(visit: Visit, asking: Asking, chosen: Mapping[str, Sequence[str]]) -> list[Column]:
    """Return the columns of the promises that are asked for.

    Raises:
        NotFoundError: No body goes by a name that is asked for.
    """
    day, asked = today(visit), visit.request.query_params
    sizes = {state: _size(asked, state) for state in get_args(State)}
    question = ("board", day, str(sorted(chosen.items())), str(sizes))
    totals, shown = visit.once(asking, question, lambda: _cards(asking, day, chosen, sizes))
    told = {one["id"]: one for one in undertaken(asking, [one.id for cards in shown.values() for one in cards])}
    return [_column(state, totals.get(state, 0), shown[state], told) for state in get_args(State)]


def _cards(
    asking: Asking, day: date, chosen: Mapping[str, Sequence[str]], sizes: Mapping[State, int]
) -> tuple[dict[str, int], dict[State, list[Promised]]]:
    of = asked_for(asking, day, chosen)
    totals = by_state(asking, of)
    return totals, {
        state: column(asking, of, day, state, most) if state in totals else [] for state, most in sizes.items()
    }


def _column(state: State, total: int, shown: Sequence[Promised], told: Mapping[str, dict[str, Any]]) -> Column:
    more = min(len(shown) + _STEP, _MOST) if len(shown) < min(total, _MOST) else None
    return Column(state, total, tuple((one, told[one.id]) for one in shown if one.id in told), more)


def _size(asked: QueryParams, state: str) -> int:
    """Return how many cards of a column an address asks for."""
    wanted = asked.get(f"show_{state}", "")
    return max(_STEP, min(int(wanted), _MOST)) if wanted.isascii() and wanted.isdigit() and len(wanted) < 6 else _STEP
