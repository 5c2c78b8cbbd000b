"""One thing with everything that proves it.

In:  its id, or an unambiguous beginning of it.
"""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from accord.errors import NotFoundError
from accord.register import Asking, find_id, list_records, person_page, persons_called, show
from accord.register.asking.keyset import persons_from, stretch
from accord.register.pages.documents import document, facts_here
from accord.register.pages.showing import names_in_documents
from accord.web.api.call import BASE, Answer, Asked
from accord.web.api.cursors import after_of, cursor_of
from accord.web.api.lists import limit_of, with_money

__all__ = ["one_document", "one_party", "one_person", "persons", "proved", "the_agreement", "the_evidence"]

_STATES = {"rejected"}
_LATEST = 50  # agreements, and posts, that come with a body


def the_agreement(asked: Asked, asking: Asking) -> dict[str, Any]:
    """Return an agreement that stands."""
    found = _shown(asked, asking, "agreement")
    if found["record"]["status"] in _STATES:
        raise NotFoundError(f"{asked.path['id']} was rejected")
    series = found["series"] or {}
    for record in [found["record"], *series.get("agreements", ()), *series.get("beside", ()), *found["commitments"]]:
        with_money(record)
    for link in found["links"]:
        if link["agreement"]:
            with_money(link["agreement"])
    return found


def one_party(asked: Asked, asking: Asking) -> dict[str, Any]:
    """Return a body with its names, its latest agreements and posts, and where the others are."""
    what, whole = find_id(asking, asked.path["id"])
    if what != "party":
        raise NotFoundError("%(id)s is a %(what)s, no party", id=asked.path["id"], what=what)
    told: dict[str, Any] = {
        "record": list_records(asking, "parties", filters={"name": [whole]}, limit=1).records[0],
        "names": names_in_documents(asking, whole),
    }
    for name, sort in (("agreements", "-date"), ("posts", "-published")):
        found = stretch(asking, name, filters={"party": [whole]}, sort=sort, limit=_LATEST)
        rest = (
            {"party": whole, "sort": sort, "cursor": cursor_of(f"{name}:{sort}", found.after)} if found.after else None
        )
        told[name] = [with_money(record) for record in found.records]
        told[f"more_{name}"] = f"{BASE}/{name}?{urlencode(rest)}" if rest else None
    return told


def proved(what: str) -> Callable[[Asked, Asking], dict[str, Any]]:
    """Return a call that gives one fact of this kind with its evidence."""

    def do(asked: Asked, asking: Asking) -> dict[str, Any]:
        found = _shown(asked, asking, what)
        with_money(found["record"])
        return found

    return do


def the_evidence(asked: Asked, asking: Asking) -> dict[str, Any]:
    """Return the words that prove a fact; of an agreement, those of all its reports."""
    found = show(asking, asked.path["id"])
    if "evidence" not in found or found["what"] == "document":
        raise NotFoundError(f"{asked.path['id']} is a {found['what']}; facts have evidence")
    return {"records": found["evidence"]}


def one_document(asked: Asked, asking: Asking) -> dict[str, Any]:
    """Return a document with its words and the facts on them."""
    found = document(asking, asked.path["id"])
    facts = facts_here(asking, found["row"])
    record = {**found, "appearances": len(found["appearances"])}
    return found | {"record": record, "text": found["content"], "facts": facts}


def persons(asked: Asked, asking: Asking) -> Answer:
    """Return the persons who go by a name, in any spelling; else one page of all, by name."""
    identity = asked.visit.house.identity
    after = after_of(f"persons:{asked.one('name')}", asked.one("cursor"))
    if name := asked.one("name"):
        return Answer({"records": persons_called(asking, name, identity)[: limit_of(asked)], "next": None})
    records, last = persons_from(asking, identity, limit=limit_of(asked), after=after)
    following = cursor_of("persons:", last) if last else None
    return Answer({"records": records, "next": following}, next=following)


def one_person(asked: Asked, asking: Asking) -> Any:  # noqa: ANN401 - a page of `register.persons`
    """Return a person with posts, agreements and meetings."""
    return person_page(asking, asked.path["id"], asked.visit.house.identity)


def _shown(asked: Asked, asking: Asking, what: str) -> dict[str, Any]:
    found = show(asking, asked.path["id"])
    if found["what"] != what:
        raise NotFoundError(
            "%(id)s is a %(other)s, not a %(what)s", id=asked.path["id"], other=found["what"], what=what
        )
    return found
