"""Find what the lists no longer show: a fact that was rejected, or whose document was withdrawn.

In:  an id that the register has no row for any more, or its beginning.
Out: the same page as `register.show` gives, with the decision that hides it; None where no decision hides such a thing.
"""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import msgspec

from accord.model.anchor import Anchor
from accord.register import history
from accord.register.asking.nearby import LEAST_DIGITS

if TYPE_CHECKING:  # a composed unit brings a database library, which is needed only where something is gone
    from accord.register import Asking, Register
    from accord.register.units.compose import Composed, Fact
    from accord.register.units.units import Unit

__all__ = ["gone", "hidden", "minute", "withdrawal"]

_AROUND = 90  # code points shown on each side of the words
_MACHINE = ("id", "rule", "confidence", "evidence", "because", "doubts", "start", "end", "party", "agreement")
_LEAST = 2 + LEAST_DIGITS  # characters of an id that lists print; fewer may mean what is there still

Page = dict[str, Any]


def gone(register: "Register", asked: str) -> Page | None:
    """Return the page of a fact that decisions hide."""
    if len(asked) < _LEAST or asked[1] != "-":
        return None
    with register.asking() as connection:
        hiding = list(_hiding(connection))
    return next((page for decision in hiding for page in _pages(register, decision, asked)), None)


def withdrawal(connection: "Asking", document: str) -> dict[str, Any] | None:
    """Return the decision that withdrew or purged a document."""
    return next((one for one in _hiding(connection) if one["decision"].get("document") == document), None)


def hidden(decision: Mapping[str, Any]) -> str:
    """Return in words who hid a thing, when, why and by which decision."""
    done = {"withdraw": "withdrawn", "purge": "purged"}.get(decision["kind"], "rejected")
    why = f": {decision['why']}" if decision["why"] else ""
    return f"{done} by {decision['by']}, {minute(decision['at'])} UTC, in {decision['id']}{why}"


def minute(moment: str) -> str:
    """Return a moment (RFC 3339, UTC) to the minute.

    >>> minute("2026-01-01T08:30:12+00:00")
    '2026-01-01 08:30'
    """
    return moment[:16].replace("T", " ")


def _hiding(connection: "Asking") -> Iterator[dict[str, Any]]:
    for one in history(connection):
        if one["kind"] in ("reject", "withdraw", "purge") and one["state"] == "stands":
            yield one


def _pages(register: "Register", decision: dict[str, Any], asked: str) -> Iterator[Page]:
    """Yield the pages of the facts that a decision hides and whose id begins as asked."""
    from accord.register.tables.kinds import KINDS, key
    from accord.register.units.compose import compose
    from accord.register.units.matching import find_fact
    from accord.register.units.units import load

    what = decision["decision"]
    with register.reading() as connection:
        units = load(connection, [what["document"] if "document" in what else what["fact"]["document"]])
    for unit in units:
        made = compose(unit.id, unit.content, unit.facts, ())
        read = [(fact.kind, fact.value, key(KINDS[fact.kind], fact.value, unit.facts.parties)) for fact in made.facts]
        meant = find_fact(msgspec.convert(what["fact"], Anchor), unit.content, read) if "fact" in what else None
        for at, fact in enumerate(made.facts):
            if fact.id.startswith(asked) and meant in (None, at):
                yield _page(unit, made, fact, decision)


def _page(unit: "Unit", made: "Composed", fact: "Fact", decision: dict[str, Any]) -> Page:
    from accord.register.tables.kinds import KINDS, spans

    plain = msgspec.to_builtins(fact.value)
    parties = [{"id": made.mentions[at].id, "name": made.mentions[at].name} for at in fact.parties]
    field = KINDS[fact.kind].party_field.replace("party", "parties")
    record = {"id": fact.id, **{name: plain[name] for name in plain if name not in _MACHINE}, field: parties}
    said = {"fact": fact.id, "role": "words", "document": unit.id, "title": unit.title, "published": unit.published}
    evidence = [
        {
            **said,
            "source": unit.source,
            "before": unit.content[max(0, start - _AROUND) : start],
            "quote": unit.content[start:end],
            "after": unit.content[end : end + _AROUND],
        }
        for start, end in spans(fact.value)
    ]
    return {"what": fact.kind, "record": record, "hidden": decision, "evidence": evidence}
