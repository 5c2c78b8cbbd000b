"""What is found, counted, proposed, decided, refused; and what the register and the program are.

Out: functions of calls.
"""

import threading
from collections.abc import Callable
from typing import Any

from accord import __version__
from accord.model import terms
from accord.model.reading import SCHEMA
from accord.model.schema import shipped_schema
from accord.register import Asking, Page, digest, proposal, proposals, search
from accord.register.asking.facets import FACETS, facets
from accord.register.asking.keyset import After
from accord.register.asking.searching import Scope
from accord.register.decisions.taken import decision_taken, decisions_taken, refusals_met
from accord.register.file.version import version
from accord.register.review.doubting import doubted
from accord.register.review.proposing import Kind
from accord.web.api.call import Answer, Asked, Parameter
from accord.web.api.cursors import after_of, cursor_of
from accord.web.api.lists import limit_of

__all__ = [
    "KIND", "NAME", "PARTY", "RESOLVED", "SCOPE", "WORDS", "counted", "decided", "decision", "doubts", "found", "proposed", "reading_schema",
    "refused", "the_digest", "the_proposal", "versions",
]  # fmt: skip

_EACH = 12  # values of a facet
_HITS = 10  # of a scope

WORDS = Parameter(
    "q", "Words that must all occur; a quoted phrase must occur as it stands. Of names also how they sound (pinyin).",
    {"type": "string", "minLength": 1, "maxLength": 200, "examples": ["wuxi CETC"]}, needed=True,
)  # fmt: skip
SCOPE = Parameter(
    "scope", "Where to look; everywhere where it is not given.",
    {"type": "string", "enum": list(terms.members(Scope))}, many=True,
)  # fmt: skip
NAME = Parameter(
    "name", "A name in any spelling: simplified, traditional, pinyin.",
    {"type": "string", "minLength": 1, "maxLength": 100, "examples": ["陈敏尔"]},
)  # fmt: skip
KIND = Parameter("kind", "Only proposals of this kind.", {"type": "string", "enum": list(terms.members(Kind))})
PARTY = Parameter(
    "party", "Only where this body stands on a side or takes part: its id or a name.",
    {"type": "string", "minLength": 1, "maxLength": 200},
)  # fmt: skip
RESOLVED = Parameter("resolved", "`yes`: also what could be read since.", {"type": "string", "enum": ["yes", "no"]})


def found(asked: Asked, asking: Asking) -> dict[str, Any]:
    """Return what holds the words."""
    scopes = asked.query.get("scope") or terms.members(Scope)
    most = min(limit_of(asked), 50) if "limit" in asked.query else _HITS
    return {"records": search(asking, asked.one("q"), scopes=tuple(dict.fromkeys(scopes)), limit=most)}  # type: ignore[arg-type]


def counted(asked: Asked, asking: Asking) -> dict[str, Any]:
    """Return the facets of agreements under filters."""
    told = facets(asking, filters=asked.query, only=tuple(FACETS), most=_EACH, tally=asked.visit.house.tally)
    return {
        "facets": {
            name: [{"value": one.value, "count": one.count, **one.more} for one in each] for name, each in told.items()
        }
    }


def proposed(asked: Asked, asking: Asking) -> Answer:
    """Return one page of what is proposed, the surest first."""
    kind: Any = asked.one("kind") or None
    party = asked.one("party") or None
    of = f"proposals:{kind or ''}:{party or ''}"
    return _walked(
        asked, of, lambda at, limit: proposals(asking, kind=kind, party=party, offset=at, limit=limit, total=0)
    )


def doubts(asked: Asked, asking: Asking) -> Answer:
    """Return one page of the facts that are doubted, those with a reason first."""
    party = asked.one("party") or None
    of = f"doubts:{party or ''}"
    return _walked(asked, of, lambda at, limit: doubted(asking, party=party, offset=at, limit=limit, total=0))


def _walked(asked: Asked, of: str, read: Callable[[int, int], Page]) -> Answer:
    """Return one page of what shrinks as it is decided: it goes on after the last one that was seen."""
    limit = limit_of(asked)
    at = _begins(read, after_of(of, asked.one("cursor")))
    records = read(at, limit + 1).records
    last = After(at + limit, records[limit - 1]["id"]) if len(records) > limit else None
    following = cursor_of(of, last) if last else None
    return Answer({"records": records[:limit], "next": following}, next=following)


def _begins(read: Callable[[int, int], Page], after: After | None) -> int:
    """Return how many records stand before a page: what was decided in between moves it, what came in too."""
    if after is None:
        return 0
    at = after.key if isinstance(after.key, int) and 0 <= after.key < _DEEPEST else 0
    for back in (1, _NEAR):
        begun = max(0, at - back)
        near = [one["id"] for one in read(begun, 2 * back).records]
        if after.id in near:
            return begun + near.index(after.id) + 1
    return max(0, at - _NEAR)  # the last one that was seen is decided: show some again rather than pass over one


_NEAR = 50
_DEEPEST = 1_000_000


def the_proposal(asked: Asked, asking: Asking) -> dict[str, Any]:
    """Return a proposal with the words of both sides."""
    return proposal(asking, asked.path["id"])


def decided(asked: Asked, asking: Asking) -> Answer:
    """Return one page of what was decided, newest first."""
    limit = limit_of(asked)
    rows = decisions_taken(asking, before=_before("decisions", asked), limit=limit + 1)
    return _numbered("decisions", rows, limit)


def decision(asked: Asked, asking: Asking) -> dict[str, Any]:
    """Return one decision."""
    return decision_taken(asking, asked.path["id"])


def refused(asked: Asked, asking: Asking) -> Answer:
    """Return one page of what could not be read, newest first."""
    limit, every = limit_of(asked), asked.one("resolved") == "yes"
    rows = refusals_met(asking, before=_before("quarantine", asked), limit=limit + 1, resolved=every)
    return _numbered("quarantine", rows, limit)


def _before(of: str, asked: Asked) -> int | None:
    after = after_of(of, asked.one("cursor"))
    return int(after.key) if after is not None and isinstance(after.key, int) else None


def _numbered(of: str, rows: list[tuple[int, dict[str, Any]]], limit: int) -> Answer:
    following = cursor_of(of, After(rows[limit - 1][0], "")) if len(rows) > limit else None
    return Answer({"records": [row for _, row in rows[:limit]], "next": following}, next=following)


def versions(asked: Asked, asking: Asking) -> dict[str, Any]:
    """Return which program answers, and the state of the register."""
    return {"program": __version__, "register": version(asking), "reading": SCHEMA}


def reading_schema(asked: Asked, asking: Asking) -> dict[str, Any]:
    """Return the JSON Schema of a reading."""
    return shipped_schema()


class _Digests:
    """The digest of one state of a register: it takes seconds on a large one, so that it is made once, one at a time."""

    def __init__(self) -> None:
        self._turn, self._made = threading.Lock(), dict[tuple[str, str], str]()

    def of(self, asked: Asked, state: str) -> str:
        register = asked.visit.house.register
        key = (register.url, state)
        with self._turn:
            if key not in self._made:
                self._made.clear()
                with register.reading() as connection:
                    self._made[key] = digest(connection)
            return self._made[key]


_DIGESTS = _Digests()


def the_digest(asked: Asked, asking: Asking) -> dict[str, Any]:
    """Return the digest of the register."""
    state = version(asking)
    return {"digest": _DIGESTS.of(asked, state), "register": state}
