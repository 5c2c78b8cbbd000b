"""Read amounts of money.

In:  a page; the pack's money rules, number words, scales and currencies.
Out: every amount where it stands, in whole units of its currency. A number without a currency is no amount.
"""

from collections.abc import Iterator
from decimal import Decimal

from accord.langs import Hit, Pack, match
from accord.model.reading import Money
from accord.reading.parts import MoneyMention, Page

__all__ = ["find_money", "money_in"]


def find_money(page: Page, pack: Pack) -> tuple[MoneyMention, ...]:
    """Return the amounts that the page states, in text order."""
    found: list[MoneyMention] = []
    for sentence in page.sentences:
        if sentence.kind == "furniture":
            continue
        for start, end, money in money_in(page.content[sentence.start : sentence.end], pack):
            found.append(MoneyMention(sentence.start + start, sentence.start + end, money))
    return tuple(found)


def money_in(words: str, pack: Pack) -> list[tuple[int, int, Money]]:
    """Return `(start, end, amount)` of each amount in `words`; of overlapping readings the first and longest."""
    if not any(c.isdigit() for c in words) and "illion" not in words:
        return []
    found: list[tuple[int, int, Money]] = []
    last = 0
    for start, end, money in sorted(_readings(words, pack), key=lambda m: (m[0], -m[1])):
        if start >= last:
            found.append((start, end, money))
            last = end
    return found


def _readings(words: str, pack: Pack) -> Iterator[tuple[int, int, Money]]:
    for hit in match(pack.rules, words, kind="money"):
        money = _money(hit, pack)
        if money:
            yield *hit.found.span(), money


def _money(hit: Hit, pack: Pack) -> Money | None:
    code = _look_up(pack, hit.rule.values["words"], hit.found["currency"])
    number = _number(hit.found["number"], pack)
    if code is None or number is None:
        return None
    scale = hit.found["scale"]
    value = number * Decimal(_look_up(pack, "scales", scale) or 1) if scale else number
    return Money(value=format(value.normalize(), "f"), currency=code)


def _number(words: str, pack: Pack) -> Decimal | None:
    plain = words.casefold()
    if plain[0].isdigit():
        return Decimal(plain.replace(",", ""))
    spelled = _look_up(pack, "numbers", words) or _look_up(pack, "amount_words", words)
    return Decimal(spelled) if spelled else None


def _look_up(pack: Pack, table: str, word: str) -> str | None:
    """Return the last column of the row of a table whose first column is `word`."""
    for row in pack.tables[table]:
        first, *_, last = row.values()
        if first.casefold() == word.casefold():
            return last
    return None
