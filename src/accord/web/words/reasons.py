"""Why something is proposed, in the language of who looks: the label of each reason, and the two values that met.

In:  the reasons of a proposal, as identity gives them.
Out: label and both values; each reason once. A code without a label is shown as it is.
"""

from collections.abc import Iterable, Mapping

import msgspec

from accord.model.labels import label
from accord.web.words.values import day, number

__all__ = ["Told", "reasons_told"]

_LISTS = {"same_event": {"kind": "AgreementKind", "sectors": "Sector"}, "merge": {"kind": "PartyKind"}}
_DAYS = ("date", "published", "told_before")


class Told(msgspec.Struct, frozen=True):
    """One reason as it is shown; `alike` is true where both values are the same."""

    code: str
    label: str
    left: str
    right: str
    alike: bool


def reasons_told(kind: str, reasons: Iterable[Mapping[str, str]], language: str) -> list[Told]:
    """Return the reasons of a proposal of a kind in a language."""
    made = []
    for one in reasons:
        left, right = (_value(kind, one["code"], one[side], language) for side in ("left", "right"))
        told = Told(one["code"], label("ReasonCode", one["code"], language), left, right, left == right)
        if told not in made:
            made.append(told)
    return made


def _value(kind: str, code: str, value: str, language: str) -> str:
    of = _LISTS.get(kind, {}).get(code)
    if of:
        return ", ".join(label(of, one, language) for one in value.split(", "))
    if code in _DAYS:
        return day(value, language)
    return number(value, language) if code == "amount" and value.replace(".", "").isdigit() else value
