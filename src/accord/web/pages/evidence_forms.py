"""Forms for the fields of a fact, made from the kinds of facts themselves, so that no list stands twice.

In:  a kind; what the fact says; later the form as it was sent.
Out: boxes to be filled in; values as `flows` takes them, and the fields whose value cannot be.
"""

import re
import types
import typing
from collections.abc import Mapping
from typing import Any, Literal

import msgspec
from starlette.datastructures import FormData

from accord.flows.values import value_of
from accord.model import terms
from accord.model.dates import PartialDate, is_partial_date
from accord.model.reading import Money
from accord.register.tables.kinds import KINDS, Kind, fields_to_set

__all__ = ["ENTERED", "Box", "Typed", "boxes", "typed"]

ENTERED = tuple(name for name in KINDS if name != "earlier")  # kinds that a person enters
Sort = Literal["choice", "choices", "bodies", "body", "names", "money", "day", "number", "text"]
_LISTS = {repr(getattr(terms, name)): name for name in terms.__all__ if name[0].isupper()}


class Box(msgspec.Struct, frozen=True):
    """One field of a form.

    Attributes:
        name: The field.
        sort: How it is filled in.
        of: The closed list that it takes words of, where it does.
        words: The words of that list.
        value: What stands in it.
        needed: Whether it must be filled in.
    """

    name: str
    sort: Sort
    of: str
    words: tuple[str, ...]
    value: Any
    needed: bool


class Typed(msgspec.Struct, frozen=True):
    """What a form says: values by field, and the fields that cannot have what was typed."""

    fields: dict[str, Any]
    wrong: tuple[str, ...]


def boxes(kind: str, values: Mapping[str, Any]) -> list[Box]:
    """Return the fields of a kind of fact, filled in."""
    known = KINDS[kind]
    return [_box(known, name, type_, values.get(name)) for name, type_ in _types(known).items()]


def typed(kind: str, form: FormData) -> Typed:
    """Return what a form for a kind of fact says."""
    known = KINDS[kind]
    fields, wrong = {}, []
    for name, type_ in _types(known).items():
        box = _box(known, name, type_, None)
        fields[name] = _value(kind, box, form)
        if not _fits(box, type_, fields[name]) or (kind == "agreement" and name == "parties" and not fields[name]):
            wrong.append(name)
    return Typed(fields, tuple(wrong))


def _types(kind: Kind) -> dict[str, Any]:
    declared = {field.name: field.type for field in msgspec.structs.fields(kind.type)}
    return {name: declared[name] for name in fields_to_set(kind)}


def _box(kind: Kind, name: str, type_: Any, value: Any) -> Box:  # noqa: ANN401 - a type
    whole, optional = _without_none(type_)
    inner = typing.get_args(whole)[0] if typing.get_origin(whole) is tuple else whole
    of = _LISTS.get(repr(inner), "") if typing.get_origin(inner) is Literal else ""
    several = inner is not whole
    needed = not optional and not several
    return Box(name, _sort(kind, name, inner, several=several), of, terms.members(inner) if of else (), value, needed)


def _sort(kind: Kind, name: str, inner: Any, *, several: bool) -> Sort:  # noqa: ANN401 - a type
    if typing.get_origin(inner) is Literal:
        return "choices" if several else "choice"
    if name == kind.party_field:
        return "bodies" if several else "body"
    if several:
        return "names"
    return {Money: "money", int: "number"}.get(inner, "day" if inner == PartialDate else "text")  # type: ignore[return-value]


def _value(kind: str, box: Box, form: FormData) -> Any:  # noqa: ANN401 - a field's value may be of any type
    given = [one.strip() for one in form.getlist(box.name) if isinstance(one, str) and one.strip()]
    if box.sort in ("choices", "bodies", "names"):
        return list(dict.fromkeys(given))
    if not given:
        return None
    if box.sort == "money":
        currency = form.get(f"{box.name}.currency")
        return value_of(kind, box.name, f"{given[0]} {str(currency or '').strip().upper()}")
    return value_of(kind, box.name, _day(given[0]) if box.sort == "day" else given[0])


def _day(text: str) -> str:
    """Return a day as the model writes it, however its parts are parted; what is no day, as it is.

    >>> _day("2024.7.14"), _day("2024/07"), _day("--07-14"), _day("soon")
    ('2024-07-14', '2024-07', '--07-14', 'soon')
    """
    parts = re.findall(r"\d+", text)
    if text.startswith("--") or not 1 <= len(parts) <= 3 or len(parts[0]) != 4:
        return text
    return "-".join([parts[0], *(part.zfill(2) for part in parts[1:])])


def _fits(box: Box, type_: Any, value: Any) -> bool:  # noqa: ANN401 - a type, and a value of any
    if box.sort in ("bodies", "body", "names"):
        return True
    if value is None:
        return not box.needed
    try:
        msgspec.convert(value, type_)
    except msgspec.ValidationError:
        return False
    return box.sort != "day" or is_partial_date(value)


def _without_none(type_: Any) -> tuple[Any, bool]:  # noqa: ANN401 - a type
    if typing.get_origin(type_) in (typing.Union, types.UnionType):
        inner = [one for one in typing.get_args(type_) if one is not type(None)]
        return inner[0], len(inner) < len(typing.get_args(type_))
    return type_, False
