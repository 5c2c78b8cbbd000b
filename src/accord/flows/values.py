"""What a person typed, as the value of a field: text, a list of names, an amount, a number, or nothing.

In:  the kind of a fact, the name of a field, words of the command line or of a form.
Out: a plain value; whether the field may have it is for the flow to say.
"""

import json
import re
import typing
from typing import Any

import msgspec

from accord.errors import DecisionError, Listed
from accord.register.tables.kinds import KINDS

__all__ = ["kind_of_id", "value_of"]

_AMOUNT = re.compile(r"(?P<value>\d[\d,]*(?:\.\d+)?)\s*(?P<currency>[A-Z]{3})")
_SEPARATOR = re.compile(r"[;；]")


def kind_of_id(fact: str) -> str | None:
    """Return the kind of fact that an id begins with the letter of, or None.

    >>> kind_of_id("a-1f0c77"), kind_of_id("p-1f0c77")
    ('agreement', None)
    """
    return next((kind.name for kind in KINDS.values() if fact.startswith(f"{kind.letter}-")), None)


def value_of(kind: str | None, field: str, typed: str) -> Any:  # noqa: ANN401 - a field's value may be of any type
    """Return the value that was typed for a field.

    `null` is nothing known; a list is parted by `;`, an amount is written `2000000 CNY`; all may be JSON as well.

    >>> value_of("agreement", "since", "2005"), value_of("agreement", "ordinal", "5")
    ('2005', 5)
    >>> value_of("commitment", "actors", "Wuxi City; Lotus Group")
    ['Wuxi City', 'Lotus Group']
    >>> value_of("agreement", "amount", "2,000,000 CNY")
    {'value': '2000000', 'currency': 'CNY'}
    """
    if typed.strip() == "null":
        return None
    type_ = _type(kind, field)
    loaded = _json(typed)
    if typing.get_origin(type_) is tuple:
        return (
            loaded if isinstance(loaded, list) else [part.strip() for part in _SEPARATOR.split(typed) if part.strip()]
        )
    if field == "amount" and (amount := _AMOUNT.fullmatch(typed.strip())):
        return {"value": amount["value"].replace(",", ""), "currency": amount["currency"]}
    return typed if loaded is None or _fits(typed, type_) else loaded


def _type(kind: str | None, field: str) -> Any:  # noqa: ANN401 - a type
    if kind is None:
        return None
    if kind not in KINDS:
        raise DecisionError(
            "there is no kind of fact named '%(kind)s'; there are: %(all)s",
            kind=kind,
            all=[Listed("FactKind", one) for one in KINDS],
        )
    return next((known.type for known in msgspec.structs.fields(KINDS[kind].type) if known.name == field), None)


def _fits(typed: str, type_: Any) -> bool:  # noqa: ANN401 - a type
    try:
        msgspec.convert(typed, type_ if type_ is not None else str)
    except msgspec.ValidationError:
        return False
    return True


def _json(typed: str) -> Any:  # noqa: ANN401 - any JSON
    try:
        return json.loads(typed)
    except ValueError:
        return None
