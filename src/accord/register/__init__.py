"""The register: all SQL. The log of what came and what was decided, and what the fold derives from it.

In:  texts, appearances, readings, refusals, decisions (`log`), in one writing transaction a step.
Out: lists, pages with evidence, search, history, digest; a copy.
Begin at `store.open_register`, `fold.fold`, `lists.LISTS`. To list or filter something new, add it to `LISTS`; to keep
a new kind of fact, add it to `kinds.KINDS`, `tables.DETAILS` and the digest, and raise `tables.DERIVED`.
"""

from accord.register.anchors import anchor_of, words_anchor
from accord.register.backup import backup, restore
from accord.register.digest import digest, dump
from accord.register.fold import fold, orphan_absent, rebuild
from accord.register.history import history, quarantined
from accord.register.identity import Identity
from accord.register.lists import LISTS, Listing, Page, list_records
from accord.register.search import Hit, search
from accord.register.show import find_id, show
from accord.register.store import Register, open_register
from accord.register.verify import Problem, problems

__all__ = [
    "LISTS",
    "Hit",
    "Identity",
    "Listing",
    "Page",
    "Problem",
    "Register",
    "anchor_of",
    "backup",
    "digest",
    "dump",
    "find_id",
    "fold",
    "history",
    "list_records",
    "open_register",
    "orphan_absent",
    "problems",
    "quarantined",
    "rebuild",
    "restore",
    "search",
    "show",
    "words_anchor",
]
