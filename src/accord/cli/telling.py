"""Say a fact in words, from a plain record of it.

In:  the kind of a fact and its fields; bodies by name.
Out: one line.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from accord.cli.width import clean

__all__ = ["in_words", "money", "tell", "with_money"]

Record = Mapping[str, Any]


def tell(kind: str, record: Record) -> str:
    """Return one line that says the fact.

    >>> tell("post", {"person": "Li Ming", "post": "mayor", "organization": "Wuxi City"})
    'Li Ming, mayor, Wuxi City'
    """
    return clean(_TOLD[kind](record))


def money(record: Record) -> str:
    """Return the amount of a record with its currency, grouped by thousands; nothing where there is none.

    >>> money({"amount": "1200000000", "currency": "CNY"}), money({"amount": {"value": "1.50", "currency": "EUR"}})
    ('1,200,000,000 CNY', '1.50 EUR')
    """
    held = record.get("amount")
    value, currency = (held["value"], held["currency"]) if isinstance(held, Mapping) else (held, record.get("currency"))
    return f"{_grouped(str(value))} {currency or ''}".strip() if value else ""


def with_money(record: Record) -> dict[str, Any]:
    """Return the record with its amount in words, and its currency therein."""
    return {
        name: money(record) if name == "amount" else value
        for name, value in record.items()
        if name != "currency" or not record.get("amount")
    }


def in_words(value: object) -> str:
    """Return a value that a person set, as a person would say it.

    >>> in_words(["Wuxi", "Lotus"]), in_words(None), in_words({"value": "2000", "currency": "CNY"})
    ('"Wuxi; Lotus"', 'unknown', '2,000 CNY')
    """
    if value is None:
        return "unknown"
    if isinstance(value, Mapping):
        return money({"amount": value}) if "value" in value else clean(str(value.get("name", "")))
    if isinstance(value, list | tuple):
        return f'"{"; ".join(clean(str(one)) for one in value)}"'
    return f'"{clean(value)}"' if isinstance(value, str) else str(value)


def _grouped(number: str) -> str:
    try:
        return f"{Decimal(number):,f}"
    except InvalidOperation:
        return number


def _agreement(record: Record) -> str:
    kind, title = _words(record["kind"]), record.get("title")
    head = f"{kind} “{title}”" if title else kind
    ordinal = f"no. {record['ordinal']}" if record.get("ordinal") else ""
    series = _spaced(ordinal, _with("since", record.get("since")))
    signed = _spaced(_words(record["status"]), record.get("date"), _with("in", record.get("place")))
    signatories = _with("signed by", ", ".join(record.get("signatories") or ()))
    return _joined(
        f"{head}, {signed}: {_bodies(record, 'parties')}", series, signatories, _sectors(record), money(record)
    )


def _meeting(record: Record) -> str:
    where = _spaced(_words(record["kind"]), record.get("date"), _with("in", record.get("place")))
    return f"{where}: {_bodies(record, 'parties')}"


def _post(record: Record) -> str:
    return ", ".join(part for part in (record["person"], record["post"], record.get("organization")) if part)


def _commitment(record: Record) -> str:
    head = f"{_words(record['modality'])}, {_words(record['instrument'])}: {_bodies(record, 'actors')}"
    return _joined(head, _with("due", record.get("due")), _sectors(record), money(record))


def _progress(record: Record) -> str:
    head = f"{record['object']}: {_spaced(_words(record['state']), record.get('date'))}"
    return _joined(head, _bodies(record, "parties", ""), _with("as claimed by", record.get("claim_by")), money(record))


def _mechanism(record: Record) -> str:
    cadence = _words(record.get("cadence") or "")
    return f"{_joined(record['name'], _words(record['kind']), cadence)}: {_bodies(record, 'parties')}"


def _project(record: Record) -> str:
    head = _joined(record["name"], _words(record["kind"]), _words(record["state"]), money(record))
    return f"{head}: {_bodies(record, 'parties')}"


def _earlier(record: Record) -> str:
    head = _spaced(_words(record["relation"]), _words(record["kind"]), record.get("date"))
    return f"{head}: {_bodies(record, 'parties')}"


def _topic(record: Record) -> str:
    return f"{_words(record['topic'])}: {_bodies(record, 'parties')}"


_TOLD: dict[str, Callable[[Record], str]] = {
    "agreement": _agreement,
    "meeting": _meeting,
    "post": _post,
    "commitment": _commitment,
    "progress": _progress,
    "mechanism": _mechanism,
    "project": _project,
    "topic": _topic,
    "earlier": _earlier,
}


def _words(code: str) -> str:
    return code.replace("_", " ")


def _with(before: str, value: object) -> str:
    return f"{before} {value}" if value else ""


def _spaced(*parts: str | None) -> str:
    return " ".join(part for part in parts if part)


def _bodies(record: Record, field: str, unknown: str = "(nobody named)") -> str:
    held = record.get(field) or ()
    return " | ".join(body["name"] if isinstance(body, Mapping) else str(body) for body in held) or unknown


def _sectors(record: Record) -> str:
    return _with("sectors:", ", ".join(map(_words, record.get("sectors") or ())))


def _joined(head: str, *parts: str) -> str:
    return "; ".join(part.strip() for part in (head, *parts) if part and part.strip())
