"""How the words of closed lists are shown to people: `labels.tsv`.

Out: the label of a word in a language. A word without one is shown as it is, without underscores.
"""

from functools import cache
from importlib.resources import files

__all__ = ["label", "labels"]


def label(of: str, word: str | None, language: str) -> str:
    """Return how a word of a closed list is shown; "" for None.

    >>> label("AgreementKind", "framework", "zh"), label("State", "under_way", "en"), label("State", None, "en")
    ('框架协议', 'under way', '')
    """
    if not word:
        return ""
    return labels(language).get((of, word), word.replace("_", " "))


@cache
def labels(language: str) -> dict[tuple[str, str], str]:
    """Return the labels of a language by list and word."""
    text = files("accord.model").joinpath("labels.tsv").read_text("utf-8")
    head, *rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    at = head.index(language)
    return {(row[0], row[1]): row[at] for row in rows}
