"""Read what a progress cell says of how far something is.

In:  what stands in the cell.
Out: the states of DESIGN's one table that its clauses say plainly, each with its clause; none where it only plans,
     prepares or hopes.
"""

import re
from functools import cache, lru_cache

import msgspec

from accord.exchange.ledger.tables import column, rows
from accord.model.terms import State

__all__ = ["Said", "stages_in"]

_CLAUSE = re.compile(r"[^,，;；。\n、]+")
_REST = re.compile(r"[\s\d./\-()（）:：]+")


class Said(msgspec.Struct, frozen=True):
    """A state, and the clause `[start, end)` of the cell that says it."""

    state: State
    start: int
    end: int


@lru_cache(maxsize=10_000)  # ledgers say the same few things in thousands of cells
def stages_in(content: str) -> tuple[Said, ...]:
    """Return the states that a cell says, clause by clause.

    >>> [said.state for said in stages_in("一期已投产，二期在建")]
    ['partly_delivered', 'under_way']
    >>> stages_in("尚未开工"), stages_in("计划2025年投产"), stages_in("完成土地平整")
    ((), (), ())
    """
    found = []
    for clause in _CLAUSE.finditer(content):
        words = clause[0].strip()
        if words and (state := _state(words.casefold())):
            start = clause.start() + clause[0].index(words)
            found.append(Said(state, start, start + len(words)))
    return tuple(found)


def _state(clause: str) -> State | None:
    """Return the state that a clause says: of its longest stage word, the last of several."""
    fits = []
    for word, state, whole in _stages():
        at = _find(clause, word) if word in clause else -1
        if at >= 0 and (not whole or _nothing_else(clause[:at], clause[at + len(word) :])):
            fits.append((len(word), at, word, state))
    if not fits:
        return None
    _, at, word, state = max(fits)
    if _taken_back(clause[:at], clause[at + len(word) :]):
        return None
    partly = state == "delivered" and any(part in clause for part in column("parts"))
    return "partly_delivered" if partly else state


def _taken_back(before: str, after: str) -> bool:
    for row in rows("not_yet"):
        if row["side"] == "before" and _find(before, row["word"]) >= 0:
            return True
        if row["side"] == "after" and after.lstrip().startswith(row["word"]):
            return True
    return False


def _nothing_else(before: str, after: str) -> bool:
    rest = _REST.sub(" ", f"{before} {after}")
    for filler in column("fillers"):
        rest = re.sub(rf"\b{re.escape(filler)}\b" if filler.isascii() else re.escape(filler), " ", rest)
    return not rest.strip()


def _find(text: str, word: str) -> int:
    """Return where a word stands last: of a script with spaces, as a whole word; -1 where it does not."""
    if not word.isascii():
        return text.rfind(word)
    found = list(re.finditer(rf"\b{re.escape(word)}\b", text))
    return found[-1].start() if found else -1


@cache
def _stages() -> tuple[tuple[str, State, bool], ...]:
    return tuple((row["word"].casefold(), row["state"], row["fit"] == "whole") for row in rows("stages"))  # type: ignore[misc]
