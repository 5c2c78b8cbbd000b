"""What the filters of a list mean: ids as they are printed become whole ones, names that nobody goes by are told.

In:  filters as typed, the register.
Out: filters that the register understands; `NotFoundError` where an id or a name means nothing, or several things.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from accord.cli.nearest import did_you_mean
from accord.errors import NotFoundError
from accord.register import find_id, list_records

if TYPE_CHECKING:
    from accord.register import Asking, Listing

__all__ = ["known_names", "names_told", "whole_ids"]

_MOST_NAMES = 5_000  # bodies among which a similar name is looked for: comparing so many takes a tenth of a second
_LETTER_OF = {"agreement": "a-"}


def whole_ids(
    connection: "Asking", listing: "Listing", filters: Mapping[str, Sequence[str]]
) -> dict[str, Sequence[str]]:
    """Return the filters, ids in them whole.

    Raises:
        NotFoundError: Nothing has the id, several things begin with it, or it names another kind of thing.
    """
    return {
        name: [_whole(connection, listing.filters[name].id_of, value) for value in values]
        if listing.filters[name].id_of
        else [find_id(connection, value)[1] if _is_party(listing, name, value) else value for value in values]
        for name, values in filters.items()
    }


@contextmanager
def names_told(connection: "Asking", listing: "Listing", filters: Mapping[str, Sequence[str]]) -> Iterator[None]:
    """Let the error of a name that no party goes by say which name is like it."""
    try:
        yield
    except NotFoundError as error:
        names = [value for name, values in filters.items() if listing.filters[name].party for value in values]
        unknown = next((name for name in names if name == error.told.values.get("name")), None)
        if unknown is None:
            raise
        raise NotFoundError(f"{error}{did_you_mean(unknown, known_names(connection))}") from error


def known_names(connection: "Asking") -> Iterator[str]:
    """Yield the names of bodies, of those with most agreements where there are very many."""
    for record in list_records(connection, "parties", sort="-agreements", limit=_MOST_NAMES).records:
        yield from (record["name"], *(record["names"] or ()))


def _is_party(listing: "Listing", name: str, value: str) -> bool:
    return listing.filters[name].party and value.startswith("p-")


def _whole(connection: "Asking", wanted: str, value: str) -> str:
    what, whole = find_id(connection, value)
    letter = _LETTER_OF.get(wanted, "")
    if not (whole.startswith(letter) if letter else what == wanted):
        raise NotFoundError(f"{value} is no {wanted}; look it up with: accord {wanted}s")
    return whole
