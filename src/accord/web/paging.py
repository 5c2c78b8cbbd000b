"""Pages of lists: how long they are and where one begins.

In:  what stands in an address.
Out: limit and offset.
"""

from starlette.datastructures import QueryParams

__all__ = ["SIZES", "at_page"]

SIZES = (25, 50, 100)
_LAST = 100_000  # no list is paged further


def at_page(asked: QueryParams) -> tuple[int, int]:
    """Return how many records a page shows and how many come before it; what is no number is the first page."""
    size = next((one for one in SIZES if str(one) == asked.get("size")), SIZES[0])
    page = int(asked["page"]) if asked.get("page", "").isascii() and asked.get("page", "").isdigit() else 1
    return size, (max(1, min(page, _LAST)) - 1) * size
