"""In which state promises are: as people confirmed it from later words, else as the promise was made.

In:  an open register.
Out: states with their history: each step with its words, document, who decided it and when.

A step counts while the promise stands and the words that it rests on do. The newest day counts, of one day the newest
decision.
"""

import json
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from accord.register.file.plain import Asking

__all__ = [
    "STATES_GIVEN",
    "decided_link",
    "decided_links",
    "facts_given",
    "state_of",
    "steps_of",
    "steps_of_promise",
    "words_answered",
]

_COUNTS = "w.related AND (NOT w.worded OR EXISTS (SELECT 1 FROM followed_words k WHERE k.decision = w.decision))"
_NEWEST = f"FROM followed w WHERE w.fact = f.row AND {_COUNTS} ORDER BY w.day DESC, w.decision DESC LIMIT 1"
_KEPT = (  # a promise is in one state, whichever report words it
    "SELECT p.state FROM fact f JOIN promise_wording x ON x.commitment = f.row JOIN promise p ON p.row = x.promise "
    "WHERE f.id = :id"
)
_WORDINGS = (
    "SELECT o.id FROM fact f JOIN promise_wording x ON x.commitment = f.row JOIN promise_wording y ON y.promise = x.promise "
    "JOIN fact o ON o.row = y.commitment WHERE f.id = :id"
)
STATES_GIVEN = f"SELECT w.fact FROM followed w WHERE {_COUNTS}"
_STEPS = (
    "SELECT f.id AS promise, w.decision, w.state, w.claim, w.day, c.by, c.at, c.why, u.id AS document, u.source, u.title, "
    'k.start, k."end", substr(t.content, k.start + 1, k."end" - k.start) AS quote FROM fact f '
    "JOIN followed w ON w.fact = f.row JOIN decision c ON c.seq = w.decision "
    "LEFT JOIN followed_words k ON k.decision = w.decision LEFT JOIN unit u ON u.row = k.unit "
    f"LEFT JOIN text t ON t.row = u.text WHERE {_COUNTS} AND f.id IN (SELECT value FROM json_each(:facts)) "
    "ORDER BY f.id, w.day NULLS FIRST, w.decision"
)
_ANSWERED = (
    "FROM followed w JOIN fact f ON f.row = w.fact JOIN followed_words k ON k.decision = w.decision "
    "JOIN unit u ON u.row = k.unit"
)
_LINKS = f'SELECT f.id, u.id, k.start, k."end", w.related {_ANSWERED}'
_WORDS = (
    f'SELECT f.id, w.related, u.title, substr(t.content, k.start + 1, k."end" - k.start) {_ANSWERED} '
    "JOIN text t ON t.row = u.text ORDER BY f.id, w.decision"
)
_LINK = (
    f"SELECT w.decision {_ANSWERED} WHERE f.id = :promise AND u.id = :document AND k.start < :end "
    'AND k."end" > :start ORDER BY w.decision DESC LIMIT 1'
)


def steps_of(asking: Asking, facts: Iterable[str]) -> dict[str, list[dict[str, Any]]]:
    """Return for each promise by its id the steps that people confirmed, the oldest first."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for step in asking.execute(_STEPS, {"facts": json.dumps(sorted(facts))}).mappings():
        step |= {"decision": f"d{step['decision']}", "claim": bool(step["claim"])}
        found[step.pop("promise")].append(step)
    return found


def steps_of_promise(asking: Asking, id_: str) -> list[dict[str, Any]]:
    """Return the steps that people confirmed of what a fact tells, at whichever report that words it, the oldest first."""
    same = {id_, *asking.execute(_WORDINGS, {"id": id_}).scalars()}
    steps = [step for taken in steps_of(asking, same).values() for step in taken]
    return sorted(steps, key=lambda step: (step["day"] or "", int(step["decision"][1:])))


def facts_given(asking: Asking) -> set[str]:
    """Return the ids of the facts of which people confirmed a state."""
    return {str(id_) for (id_,) in asking.execute(f"SELECT id FROM fact WHERE row IN ({STATES_GIVEN})")}


def state_of(asking: Asking, promise: str) -> str | None:
    """Return the state of a promise by its id; None where nobody has said anything and it is no commitment."""
    said = f"SELECT (SELECT w.state {_NEWEST}) FROM fact f WHERE f.id = :id"
    found: str | None = (
        asking.execute(_KEPT, {"id": promise}).scalar() or asking.execute(said, {"id": promise}).scalar()
    )
    return found


def decided_links(asking: Asking) -> dict[tuple[str, str, int, int], bool]:
    """Return what people have said of links: promise, document and where the words stand -> whether they are of it."""
    return {(fact, unit, start, end): bool(said) for fact, unit, start, end, said in asking.execute(_LINKS)}


def words_answered(asking: Asking) -> dict[str, list[tuple[bool, str]]]:
    """Return for each promise by its id what people have said of later words: whether they are of it; title and words."""
    found: dict[str, list[tuple[bool, str]]] = defaultdict(list)
    for fact, related, title, words in asking.execute(_WORDS):
        found[fact].append((bool(related), f"{title or ''}\n{words}"))
    return found


def decided_link(asking: Asking, promise: str, document: str, span: tuple[int, int]) -> str | None:
    """Return the id of the decision on these words for this promise; None where nobody has decided."""
    asked = {"promise": promise, "document": document, "start": span[0], "end": span[1]}
    found = asking.execute(_LINK, asked).scalar()
    return None if found is None else f"d{found}"
