"""Read amounts of money.

In:  a sentence in plain characters, the pack's rules `money` and its table `currencies`.
Out: every amount where it stands, in whole units of its currency. A number without a currency is no amount.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from accord.langs.rules import Rule, match
from accord.langs.zh.page.dates import number
from accord.model.page import MoneyMention, Sentence
from accord.model.reading import Money

__all__ = ["find_money"]

_SCALES = {"十": 10, "百": 100, "千": 1_000, "万": 10_000, "亿": 100_000_000, "兆": 1_000_000_000_000}


def find_money(
    words: str, sentences: Sequence[Sentence], rules: tuple[Rule, ...], currencies: Mapping[str, str]
) -> tuple[MoneyMention, ...]:
    """Return the amounts that a page states, in text order."""
    found: list[MoneyMention] = []
    for sentence in sentences:
        if sentence.kind == "furniture":
            continue
        for hit in match(rules, words[sentence.start : sentence.end], kind="money"):
            money = _money(hit.found["number"], hit.found["scale"] or "", currencies[hit.found["currency"]])
            start, end = sentence.start + hit.found.start(), sentence.start + hit.found.end()
            if money and not any(m.start < end and start < m.end for m in found[-3:]):
                found.append(MoneyMention(start, end, money))
    return tuple(sorted(found, key=lambda m: m.start))


def _money(digits: str, scale: str, currency: str) -> Money | None:
    plain = digits.replace(",", "")
    if plain[0].isdigit():
        value = Decimal(plain)
    elif (whole := number(plain)) is not None:
        value = Decimal(whole)
    else:
        return None
    for step in scale:
        value *= _SCALES[step]
    return Money(value=format(value.normalize(), "f"), currency=currency)
