"""The register: all SQL. The log of what came and what was decided, and what the fold derives from it.

In:  texts, appearances, readings, refusals, decisions (`log/`), in one writing transaction a step.
Out: lists, pages with evidence, search, history, digest; a copy.
Begin at `file/store.open_register`, `deriving/folding.fold`, `asking/lists.LISTS`. To list or filter something new, add
it to `LISTS`; to keep a new kind of fact, add it to `kinds.KINDS`, `tables.DETAILS` and the digest, and raise
`versions.DERIVED`.

Rooms, each below the ones that follow: `tables`, `file`, `log`, `accounts`, `jobs`; `units`, `who`, `persons`,
`reports`, `promises`, `ventures`, `deriving` (what the fold goes through); `moving` (copies); `asking`, `decisions`, `pages`, `review` (what the doors ask).

Names are loaded when they are first used (PEP 562): a command that only looks does not wait for what writes.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from accord.register.asking.asking import entity_of
    from accord.register.asking.lists import LISTS, Listing, Page, list_records
    from accord.register.asking.persons import PersonLine, PersonPage, person_page, persons_called
    from accord.register.asking.searching import Hit, search
    from accord.register.decisions.past import history, quarantined
    from accord.register.deriving.digesting import digest, dump
    from accord.register.deriving.folding import fold, orphan_absent, rebuild
    from accord.register.deriving.verify import Problem, problems
    from accord.register.file.plain import Asking, over
    from accord.register.file.store import Register, open_register
    from accord.register.moving.copies import backup, copy_register, restore
    from accord.register.moving.pouring import Copied
    from accord.register.pages.showing import find_id, show
    from accord.register.review.proposing import proposal, proposals
    from accord.register.units.anchors import anchor_of, anchor_of_mention, words_anchor
    from accord.register.who.conflicts import Conflict, conflict
    from accord.register.who.needs import Identity

_ROOMS = {
    "units.anchors": ("anchor_of", "anchor_of_mention", "words_anchor"),
    "asking.asking": ("entity_of",),
    "who.conflicts": ("Conflict", "conflict"),
    "deriving.digesting": ("digest", "dump"),
    "deriving.folding": ("fold", "orphan_absent", "rebuild"),
    "asking.lists": ("LISTS", "Listing", "Page", "list_records"),
    "who.needs": ("Identity",),
    "decisions.past": ("history", "quarantined"),
    "asking.persons": ("PersonLine", "PersonPage", "person_page", "persons_called"),
    "file.plain": ("Asking", "over"),
    "review.proposing": ("proposal", "proposals"),
    "asking.searching": ("Hit", "search"),
    "moving.copies": ("backup", "copy_register", "restore"),
    "moving.pouring": ("Copied",),
    "pages.showing": ("find_id", "show"),
    "file.store": ("Register", "open_register"),
    "deriving.verify": ("Problem", "problems"),
}
_HOME = {name: module for module, names in _ROOMS.items() for name in names}

__all__ = [
    "LISTS",
    "Asking",
    "Conflict",
    "Copied",
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
    "copy_register",
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
