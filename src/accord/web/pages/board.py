"""The board of promises: a column for each state, each promise a card with its words.

In:  filters in the address, and of each column how many cards are shown.
Out: the page. Nothing is moved here: a state changes only by words that a person confirms, on the promise's own page.
"""

from collections.abc import Mapping, Sequence
from typing import Any, get_args

import msgspec
from fastapi import APIRouter, Depends
from starlette.datastructures import QueryParams
from starlette.responses import Response

from accord.errors import NotFoundError
from accord.follow.checkability import Grade
from accord.insight.ledger import Line
from accord.model.terms import Sector, State
from accord.register import Asking
from accord.register.pages.period import undertaken
from accord.web.counting import Held
from accord.web.safety.guards import needs
from accord.web.standing import MARKS, fitting, held_today, is_fresh
from accord.web.visit import Here

__all__ = ["router"]

router = APIRouter(dependencies=[Depends(needs("look"))])

_FILTERS = ("party", "sector", "since", "until", "grade", "mark")
_STEP, _MOST = 8, 200  # cards of a column at first, and at most; the list has them all
_ON: tuple[State, ...] = get_args(State)[:5]  # from announced to delivered; the others befall a promise on the way


class Column(msgspec.Struct, frozen=True):
    """A state's column: how many promises are in it, the first of them, how many are shown with one step more."""

    state: State
    total: int
    cards: tuple[tuple[Line, dict[str, Any]], ...]
    more: int | None


@router.get("/promises/board")
def board(visit: Here) -> Response:
    """Show the promises that are asked for, by state."""
    asked, trouble = visit.request.query_params, ""
    chosen = {name: [one for one in asked.getlist(name) if one.strip()] for name in _FILTERS}
    with visit.asking() as asking:
        held = held_today(visit, asking)
        try:
            lines = _fitting(held, asking, chosen)
        except NotFoundError as error:
            lines, trouble = [], visit.told(error)
        columns, fresh = _columns(asking, lines, asked), is_fresh(held, asking)
    return visit.page(
        "promises/board.html",
        columns=[one for one in columns if one.state in _ON],
        others=[one for one in columns if one.state not in _ON],
        total=len(lines),
        chosen={name: values for name, values in chosen.items() if values},
        choices={"sector": get_args(Sector), "grade": get_args(Grade), "mark": MARKS},
        trouble=trouble,
        fresh=fresh,
    )


def _fitting(held: Held, asking: Asking, chosen: Mapping[str, Sequence[str]]) -> list[Line]:
    """Return the promises that are asked for, in the order in which they stand.

    Raises:
        NotFoundError: No body goes by a name that is asked for.
    """
    every = held.once("board", lambda: sorted(held.of.lines.values(), key=_first))
    question = ("board", *sorted((name, tuple(values)) for name, values in chosen.items() if values))
    return held.once(question, lambda: fitting(asking, every, chosen)) if len(question) > 1 else every


def _columns(asking: Asking, lines: Sequence[Line], asked: QueryParams) -> list[Column]:
    by_state: dict[str, list[Line]] = {state: [] for state in get_args(State)}
    for line in lines:
        by_state[line.stand.state].append(line)
    shown = {state: held[: _size(asked, state)] for state, held in by_state.items()}
    told = {one["id"]: one for one in undertaken(asking, [line.id for held in shown.values() for line in held])}
    return [_column(state, len(by_state[state]), shown[state], told) for state in get_args(State)]


def _column(state: State, total: int, shown: Sequence[Line], told: Mapping[str, dict[str, Any]]) -> Column:
    more = min(len(shown) + _STEP, _MOST) if len(shown) < min(total, _MOST) else None
    return Column(state, total, tuple((line, told[line.id]) for line in shown if line.id in told), more)


def _size(asked: QueryParams, state: str) -> int:
    """Return how many cards of a column an address asks for."""
    wanted = asked.get(f"show_{state}", "")
    return max(_STEP, min(int(wanted), _MOST)) if wanted.isascii() and wanted.isdigit() and len(wanted) < 6 else _STEP


def _first(line: Line) -> tuple[bool, int, bool, int, str]:
    """Return where a card stands: what is most overdue first, then what is silent, then the newest."""
    newest = (
        -int((line.published or "").replace("-", "").ljust(8, "0") or 0) if (line.published or "")[:1].isdigit() else 0
    )
    return line.late is None, -(line.late or 0), not line.silent, newest, line.id
