"""A report as a workbook: its numbers, each of which leads to the items that make it; what was left out, and by which rule.

In:  a report, a language.
Out: sheets for `exchange.book`.
"""

from collections.abc import Iterator

from accord.exchange.book import Leads, Sheet, Value
from accord.flows.papers.report_words import UNDATED, Telling
from accord.follow.counting.rates import Rate
from accord.insight.report import Number

__all__ = ["sheets"]

_OF_ITEM = ("id", "day", "words", "parties", "amount", "currency", "title", "publisher", "published")
_WIDE = (18, 12, 60, 40, 16, 10, 44, 30, 12)  # in characters, a column of `_OF_ITEM` each


def sheets(to: Telling) -> tuple[Sheet, ...]:
    """Return the sheets of a report; every count of the first leads to its rows in the second."""
    numbers = [number for number in to.of.numbers if number.value or number.group is None]
    starts = _starts(numbers)
    return _numbers(to, numbers, starts), _items(to, numbers), _counting(to), _open(to), _undated(to)


def _starts(numbers: list[Number]) -> list[int]:
    """Return the row in which the items of each number begin."""
    rows, at = [], 2
    for number in numbers:
        rows.append(at)
        at += number.value
    return rows


def _numbers(to: Telling, numbers: list[Number], starts: list[int]) -> Sheet:
    heads = ("number", "what", "group", "value", "of", "share", "low", "high", "remark")
    rates = {(str(rate.kind), group): rate for group, rate in to.of.rates}
    bases = {(one.key, one.group): start for one, start in zip(numbers, starts, strict=True)}
    rows = []
    for at, (number, start) in enumerate(zip(numbers, starts, strict=True), start=1):
        kind, _, part = number.key.partition(".")
        if part == "cases" and ((f"{kind}.reached", number.group) in bases):
            continue  # it stands beside the number of those that reached it
        rate = rates.get((kind, number.group)) if part else None
        named: tuple[Value, ...] = (f"N{at}", to.number(number.key), to.group(number.group))
        of = bases.get((f"{kind}.cases", number.group), 1)
        rows.append((*named, _leads(to, number.value if part != "cases" else 0, start), *_rated(to, rate, of)))
    return Sheet(
        to.say("sheet_numbers"), _heads(to, heads), (9, 34, 34, 10, 10, 10, 12, 12, 60), tuple(rows), (5, 6, 7)
    )


def _rated(to: Telling, rate: Rate | None, of: int) -> tuple[Value, ...]:
    if rate is None:
        return (None,) * 5
    shown = (None,) * 3 if rate.too_few else (rate.share, rate.low, rate.high)
    return (_leads(to, len(rate.cases), of), *shown, to.remark(rate))


def _leads(to: Telling, value: int, row: int) -> Value:
    return Leads(value, to.say("sheet_items"), row) if value else value


def _items(to: Telling, numbers: list[Number]) -> Sheet:
    heads = ("number", "what", "group", *_OF_ITEM)
    rows = tuple(row for at, number in enumerate(numbers, start=1) for row in _rows(to, f"N{at}", number))
    return Sheet(to.say("sheet_items"), _heads(to, heads), (9, 30, 26, *_WIDE), rows)


def _rows(to: Telling, name: str, number: Number) -> Iterator[tuple[Value, ...]]:
    base = f" ({to.say('col_of')})" if number.key.endswith(".cases") else ""
    for id_ in number.items:
        yield (name, to.number(number.key) + base, to.group(number.group), *_item(to, id_))


def _item(to: Telling, id_: str) -> tuple[Value, ...]:
    one, document = to.of.items[id_], to.document(id_)
    amount, currency = (float(one.amount.value), one.amount.currency) if one.amount else (None, None)
    source = str(document["source"])
    title = document["headline"] or to.say("untitled")
    told: Value = Leads(title, address=source) if source.startswith(("http://", "https://")) else title
    by = document["publisher"] or source
    return id_, one.day, one.words, to.parties(one.parties), amount, currency, told, by, document["published"]


def _counting(to: Telling) -> Sheet:
    """Return every report of the period that the policy counted or left out, with the rule that did."""
    heads = ("counted", "rule", "why", *_OF_ITEM)
    total = to.of.total
    told = [(to.say("counted_yes"), one.why, one.record) for one in total.items]
    told += [(to.say("counted_no"), one.why, one.record) for one in to.left_out]
    rows = tuple((said, why.rule, getattr(why, to.language), *_item(to, record)) for said, why, record in told)
    return Sheet(to.say("sheet_rules"), _heads(to, heads), (12, 16, 44, *_WIDE), rows)


def _open(to: Telling) -> Sheet:
    heads = ("what", "days", "heard", *_OF_ITEM)
    rows = [
        (to.say("overdue_list"), late.days, to.say("due", day=late.due), *_item(to, id_))
        for id_, one in to.of.owed.items()
        if (late := one.overdue)
    ]
    for id_, one in to.of.owed.items():
        quiet = one.silence
        if not one.overdue:
            told = to.say("heard_silent", day=quiet.since, documents=len(quiet.documents), sources=len(quiet.sources))
            rows.append((to.say("silent_list"), quiet.days or 0, told, *_item(to, id_)))
    rows.sort(key=lambda row: (row[0] != to.say("overdue_list"), -int(str(row[1]))))
    return Sheet(to.say("sheet_open"), _heads(to, heads), (18, 8, 44, *_WIDE), tuple(rows))


def _undated(to: Telling) -> Sheet:
    """Return what is of no period, because nobody knows its day."""
    rows = tuple(
        (to.number(one.key), to.undated(id_) if one.key == "undated_words" else None, *_item(to, id_))
        for one in to.of.numbers
        if one.key in UNDATED
        for id_ in one.items
    )
    return Sheet(to.say("sheet_undated"), _heads(to, ("what", "state", *_OF_ITEM)), (44, 30, *_WIDE), rows)


def _heads(to: Telling, keys: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(to.say(f"col_{key}") for key in keys)
