"""The kinds of fact that a register keeps: what each is called, what tells it apart, who takes part in it.

In:  values of `model.reading`, and what a person typed.
Out: the same values with a field set, or a new value from a person's entry; `DecisionError` where it does not fit.
"""

import types
import typing
from collections.abc import Sequence
from typing import Any, Literal

import msgspec

from accord.errors import DecisionError, Listed, Message
from accord.model import reading
from accord.model.dates import PartialDate, is_partial_date
from accord.model.reading import Money, Party, Span

__all__ = [
    "KINDS",
    "Kind",
    "entered",
    "fields_to_set",
    "full_key",
    "key",
    "main_span",
    "names_of",
    "party_ids",
    "spans",
    "wanted",
    "with_field",
]


class Kind(msgspec.Struct, frozen=True):
    """One kind of fact.

    Attributes:
        name: As in `FactKind`.
        letter: First letter of its public ids.
        field: Where `Facts` and a reading keep it.
        type: The model type.
        party_field: The field that holds party ids (several, or one).
        key_fields: What tells two facts on the same words apart.
        more_fields: What tells them apart beside it for a decision, though better rules may read it otherwise: a paper's
            kind and title, where one sentence tells of two papers between the same parties.
    """

    name: str
    letter: str
    field: str
    type: type[msgspec.Struct]
    party_field: str
    key_fields: tuple[str, ...]
    more_fields: tuple[str, ...] = ()


KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("agreement", "a", "agreements", reading.Agreement, "parties", ("parties",), ("kind", "title")),
        Kind("meeting", "m", "meetings", reading.Meeting, "parties", ("kind", "parties")),
        Kind("post", "o", "posts", reading.Post, "party", ("person", "post", "organization")),
        Kind("commitment", "c", "commitments", reading.Commitment, "actors", ()),
        Kind("progress", "g", "progress", reading.Progress, "party", ("object", "state")),
        Kind("mechanism", "n", "mechanisms", reading.Mechanism, "parties", ("name",)),
        Kind("project", "j", "projects", reading.Project, "parties", ("name",)),
        Kind("topic", "t", "topics", reading.Topic, "party", ("topic", "party")),
        Kind("earlier", "e", "earlier", reading.Earlier, "parties", ("relation", "parties")),
    )
}
_GIVEN = {
    "status": "signed",
    "instrument": "other",
    "relation": "mentioned",
    "rule": "entry",
    "confidence": 1.0,
    "id": "entry",
}
_A_DAY = Message("give YYYY-MM-DD, YYYY-MM, YYYY or --MM-DD")
_FIXED = {"id", "rule", "confidence", "evidence", "because", "doubts", "start", "end", "report", "agreement"}


def spans(value: Any) -> tuple[Span, ...]:
    """Return the words that prove a fact, as spans of its text; empty for a bare entry."""
    if isinstance(value, reading.Commitment):
        return ((value.start, value.end),) if value.end > value.start else ()
    found: tuple[Span, ...] = value.evidence
    return found


def main_span(value: Any) -> Span | None:
    """Return the first of the words that prove a fact."""
    return next(iter(spans(value)), None)


def party_ids(kind: Kind, value: Any) -> tuple[str, ...]:
    """Return the reading's ids of the bodies that take part, in order."""
    held = getattr(value, kind.party_field)
    if held is None:
        return ()
    return (held,) if isinstance(held, str) else tuple(held)


def names_of(kind: Kind, value: Any, parties: Sequence[Party]) -> list[str]:
    """Return the fullest names of the bodies that take part, in order."""
    named = {party.id: party.name for party in parties}
    return [named[party] for party in party_ids(kind, value) if party in named]


def key(kind: Kind, value: Any, parties: Sequence[Party]) -> str:
    """Return what tells two facts on the same words apart, parts joined by ` | `."""
    parts: list[str] = []
    for field in kind.key_fields:
        if field == kind.party_field:
            parts.extend(sorted(names_of(kind, value, parties)))
        else:
            parts.append(str(getattr(value, field) or ""))
    return " | ".join(parts)


def full_key(kind: Kind, value: Any, parties: Sequence[Party]) -> str:
    """Return the key by which a decision holds on to one of several facts on the same words."""
    more = [str(said) for field in kind.more_fields if (said := getattr(value, field))]
    return " | ".join([key(kind, value, parties), *more])


def fields_to_set(kind: Kind) -> tuple[str, ...]:
    """Return the names of the fields that a person may set."""
    return tuple(field.name for field in msgspec.structs.fields(kind.type) if field.name not in _FIXED)


def wanted(kind: Kind, field: str) -> Message:
    """Return what a person may give for a field, in words.

    >>> str(wanted(KINDS["commitment"], "modality"))
    'give one of: agreed, pledged, hoped'
    >>> str(wanted(KINDS["agreement"], "date"))
    'give YYYY-MM-DD, YYYY-MM, YYYY or --MM-DD; or null for unknown'
    """
    type_ = next(known.type for known in msgspec.structs.fields(kind.type) if known.name == field)
    said = _in_words(type_)
    return Message("%(wanted)s; or null for unknown", wanted=said) if _allows_none(type_) else said


def with_field(kind: Kind, value: Any, field: str, new: Any, parties: list[Party]) -> Any:
    """Return the fact with one field set; names of bodies that the reading does not know are added to `parties`.

    Raises:
        DecisionError: There is no such field, it is not a person's to set, or the value is none that it can have.
    """
    types_of = {f.name: f.type for f in msgspec.structs.fields(kind.type)}
    _must_have(kind, field)
    if field == kind.party_field:
        new = _party_value(types_of[field], new, parties)
    try:
        return _checked(msgspec.structs.replace(value, **{field: msgspec.convert(new, types_of[field])}))
    except msgspec.ValidationError as error:
        raise _unfit(kind, field, new) from error


def entered(kind: Kind, fields: dict[str, Any], span: Span | None, parties: list[Party]) -> Any:
    """Return a fact from a person's fields; bodies are given by name and added to `parties`.

    Raises:
        DecisionError: A field is unknown, missing or of the wrong form.
    """
    known = {f.name: f.type for f in msgspec.structs.fields(kind.type)}
    for name in sorted(fields):
        _must_have(kind, name)
    whole = {name: _first_value(kind, name, type_, fields, span) for name, type_ in known.items()}
    whole[kind.party_field] = _party_value(known[kind.party_field], fields.get(kind.party_field), parties)
    for name, type_ in known.items():
        _fit(kind, name, type_, whole[name])
    made = _checked(msgspec.convert(whole, kind.type))
    if kind.name == "agreement" and not whole[kind.party_field]:
        raise DecisionError(
            "an agreement has at least one party; name them", hint=f"such as: {kind.party_field}='A; B'"
        )
    return made


def _first_value(kind: Kind, name: str, type_: Any, fields: dict[str, Any], span: Span | None) -> Any:
    start, end = span or (0, 0)
    given: dict[str, Any] = {"start": start, "end": end, "evidence": [span] if span else [], **_GIVEN, **fields}
    if name in given:
        return given[name]
    if _allows_none(type_):
        return None
    if typing.get_origin(type_) is tuple:
        return []
    raise DecisionError(
        "%(kind)s: '%(field)s' is missing; %(wanted)s",
        kind=Listed("FactKind", kind.name),
        field=name,
        wanted=wanted(kind, name),
    )


def _must_have(kind: Kind, field: str) -> None:
    known = fields_to_set(kind)
    if field not in known:
        raise DecisionError(
            "%(kind)s: there is no field '%(field)s' that can be set; there are: %(all)s",
            kind=Listed("FactKind", kind.name),
            field=field,
            all=list(known),
        )


def _fit(kind: Kind, field: str, type_: Any, value: Any) -> None:
    try:
        msgspec.convert(value, type_)
    except msgspec.ValidationError as error:
        raise _unfit(kind, field, value) from error


def _unfit(kind: Kind, field: str, value: Any) -> DecisionError:
    shown = "; ".join(map(str, value)) if isinstance(value, list | tuple) else "null" if value is None else str(value)
    return DecisionError(
        "%(kind)s: '%(field)s' cannot be '%(value)s'; %(wanted)s",
        kind=Listed("FactKind", kind.name),
        field=field,
        value=shown,
        wanted=wanted(kind, field),
    )


def _in_words(type_: Any) -> Message:
    """Return what a value of a type looks like when it is typed."""
    if _allows_none(type_):
        return _in_words(next(one for one in typing.get_args(type_) if one is not type(None)))
    several = typing.get_origin(type_) is tuple
    inner = typing.get_args(type_)[0] if several else type_
    if typing.get_origin(inner) is Literal:
        words = list(typing.get_args(inner))
        return (
            Message("give some of, parted by ;: %(all)s", all=words)
            if several
            else Message("give one of: %(all)s", all=words)
        )
    if several:
        return Message("give names, parted by ;")
    if inner is Money:
        return Message("give a number and a currency, such as 2000000 CNY")
    if inner == PartialDate:
        return _A_DAY
    return Message("give a whole number") if inner is int else Message("give a text")


def _checked(value: Any) -> Any:
    """Return the value, unless a date in it is none that the calendar knows."""
    for field in ("date", "due"):
        date = getattr(value, field, None)
        if date is not None and not is_partial_date(date):
            raise DecisionError(
                "%(field)s: '%(date)s' is no day of the calendar; %(wanted)s",
                field=field,
                date=date,
                wanted=_A_DAY,
            )
    return value


def _party_value(type_: Any, names: Any, parties: list[Party]) -> Any:
    if names is None:
        return None if _allows_none(type_) else []
    listed = [names] if isinstance(names, str) else list(names)
    ids = [_party(str(name).strip(), parties) for name in listed if str(name).strip()]
    return (ids[0] if ids else None) if _allows_none(type_) else list(dict.fromkeys(ids))


def _party(name: str, parties: list[Party]) -> str:
    for party in parties:
        if name.casefold() in {known.casefold() for known in party.names}:
            return party.id
    added = Party(id=f"e{len(parties) + 1}", name=name, names=(name,), kind="other", region=None, mentions=())
    parties.append(added)
    return added.id


def _allows_none(type_: Any) -> bool:
    return typing.get_origin(type_) in (typing.Union, types.UnionType) and type(None) in typing.get_args(type_)
