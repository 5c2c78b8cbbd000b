"""The register: all SQL. The log of what came and what was decided, and what the fold derives from it.

In:  texts, appearances, readings, refusals, decisions (`log`), in one writing transaction a step.
Out: lists, pages with evidence, search, history, digest; a copy.
Begin at `store.open_register`, `folding.fold`, `lists.LISTS`. To list or filter something new, add it to `LISTS`; to
keep a new kind of fact, add it to `kinds.KINDS`, `tables.DETAILS` and the digest, and raise `versions.DERIVED`.

Names are loaded when they are first used (PEP 562): a command that only looks does not wait for what writes.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from accord.register.anchors import anchor_of, anchor_of_mention, words_anchor
    from accord.register.asking import entity_of
    from accord.register.conflicts import Conflict, conflict
    from accord.register.copies import backup, restore
    from accord.register.digesting import digest, dump
    from accord.register.folding import fold, orphan_absent, rebuild
    from accord.register.lists import LISTS, Listing, Page, list_records
    from accord.register.needs import Identity
    from accord.register.past import history, quarantined
    from accord.register.persons import PersonLine, PersonPage, person_page, persons_called
    from accord.register.plain import Asking, over
    from accord.register.proposing import proposal, proposals
    from accord.register.searching import Hit, search
    from accord.register.showing import find_id, show
    from accord.register.store import Register, open_register
    from accord.register.verify import Problem, problems

_ROOMS = {
    "anchors": ("anchor_of", "anchor_of_mention", "words_anchor"),
    "asking": ("entity_of",),
    "conflicts": ("Conflict", "conflict"),
    "copies": ("backup", "restore"),
    "digesting": ("digest", "dump"),
    "folding": ("fold", "orphan_absent", "rebuild"),
    "lists": ("LISTS", "Listing", "Page", "list_records"),
    "needs": ("Identity",),
    "past": ("history", "quarantined"),
    "persons": ("PersonLine", "PersonPage", "person_page", "persons_called"),
    "plain": ("Asking", "over"),
    "proposing": ("proposal", "proposals"),
    "searching": ("Hit", "search"),
    "showing": ("find_id", "show"),
    "store": ("Register", "open_register"),
    "verify": ("Problem", "problems"),
}
_HOME = {name: module for module, names in _ROOMS.items() for name in names}

__all__ = [
    "LISTS",
    "Asking",
    "Conflict",
    "Hit",
    "Identity",
    "Listing",
    "Page",
    "PersonLine",
    "PersonPage",
    "Problem",
    "Register",
    "anchor_of",
    "anchor_of_mention",
    "backup",
    "conflict",
    "digest",
    "dump",
    "entity_of",
    "find_id",
    "fold",
    "history",
    "list_records",
    "open_register",
    "orphan_absent",
    "over",
    "person_page",
    "persons_called",
    "problems",
    "proposal",
    "proposals",
    "quarantined",
    "rebuild",
    "restore",
    "search",
    "show",
    "words_anchor",
]


def __getattr__(name: str) -> object:
    """Return a public name of the room, from the module that it lives in."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
