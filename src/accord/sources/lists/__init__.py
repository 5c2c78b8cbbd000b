"""Lists that lead to pages: feeds (RSS, Atom, JSON Feed), sitemaps, pages of a site that list its news.

In -> out: the bytes of a list and its address -> `Listed`: the pages that it names, and the lists that it names in turn.
Begin at `open_list.py`, which tells the kind by the bytes; then one file a kind.
To add a kind: a file with `read_...(...) -> Listed`, a branch in `open_list.py`, good and broken ones in `tests/sources/`.
"""

from accord.sources.lists.listed import MOST_LINKS, Link, Listed, Picks
from accord.sources.lists.open_list import read_list
from accord.sources.lists.page import check_selector

__all__ = ["MOST_LINKS", "Link", "Listed", "Picks", "check_selector", "read_list"]
