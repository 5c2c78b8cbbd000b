"""Who may do what: the table `roles.tsv`."""

import csv
from functools import cache
from importlib.resources import files

__all__ = ["ROLES", "actions", "may"]

ROLES = ("reader", "editor", "reviewer", "admin")


@cache
def actions() -> dict[str, frozenset[str]]:
    """Return the roles by action that they may do."""
    text = files("accord.web.safety").joinpath("roles.tsv").read_text("utf-8")
    rows = csv.DictReader((line for line in text.splitlines() if not line.startswith("#")), delimiter="\t")
    return {row["action"]: frozenset(role for role in ROLES if (row[role] or "").strip() == "x") for row in rows}


def may(role: str, action: str) -> bool:
    """Return whether a role may do something.

    Raises:
        KeyError: The table has no such action.
    """
    return role in actions()[action]
