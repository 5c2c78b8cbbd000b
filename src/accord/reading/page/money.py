"""Read amounts of money.

In:  a page; the pack's money rules, number words, scales and currencies.
Out: every amount where it stands, in whole units of its currency. A number without a currency is no amount.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from accord.langs import Hit, Pack, match
from accord.model.page import MoneyMention, Page
from accord.model.reading import Money

__all__ = ["find_money", "money_in"]

_SPELLED = re.compile(r"illion|thousand|\b[mb]l?n\b")  # scale words without which no amount is spelled out
_AGAIN = re.compile(
    r"\s*(?:\(|,? or |,? equivalent to |,? the equivalent of )(?:(?:about|around|some|nearly|approximately|roughly|or|equal to|i\.e\.|≈|~) ?){0,2}\s*"
)
_DIGIT = re.compile(r"\d")
_FRACTION = re.compile(r"(\d{1,3})-(\d)/(\d)")


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
    """Return `(start, end, amount)` of each amount in `words`; of overlapping readings the first and longest.

    The same amount said again in another currency, '500 million yuan (about $70 million)', stays the first one.
    """
    if not _has_digit(words) and not _SPELLED.search(words):
        return []
    found: list[tuple[int, int, Money]] = []
    last = 0
    for start, end, money in sorted(_readings(words, pack), key=lambda m: (m[0], -m[1])):
        if start >= last:
            last = end
            if money:
                again = found and _AGAIN.fullmatch(words, found[-1][1], start)
                found.append((start, end, found[-1][2] if again else money))
    return found


def _has_digit(words: str) -> bool:
    return bool(_DIGIT.search(words)) or (not words.isascii() and any(c.isdigit() for c in words))  # ² is no `\d`


def _readings(words: str, pack: Pack) -> Iterator[tuple[int, int, Money | None]]:
    """Yield what the rules read; None where a range or a price by the unit hides the amounts in it."""
    for hit in match(pack.rules, words, kind="money"):
        money = _money(hit, pack)
        if money or "none" in hit.rule.values:
            yield *hit.found.span(), money


def _money(hit: Hit, pack: Pack) -> Money | None:
    if "none" in hit.rule.values:
        return None
    code = hit.rule.values.get("code") or _look_up(pack, hit.rule.values["words"], hit.found["currency"])
    number = _number(hit.found["number"], pack)
    if code is None or number is None:
        return None
    value = number
    for scale in (hit.found["scale"] or "").split():
        value *= Decimal(_look_up(pack, "scales", scale) or 1)
    return Money(value=format(value.normalize(), "f"), currency=code)


def _number(words: str, pack: Pack) -> Decimal | None:
    """Return the number that digits or number words say: '1-1/2', '250 000', 'twenty-five', 'half a'."""
    plain = words.casefold()
    if part := _FRACTION.fullmatch(plain):
        whole, over, under = (int(number) for number in part.groups())
        return Decimal(whole) + Decimal(over) / Decimal(under) if under else None
    if plain[0].isdigit():
        return Decimal(plain.replace(",", "").replace(" ", ""))
    if spelled := _look_up(pack, "amount_words", words):
        return Decimal(spelled)
    parts = [_look_up(pack, "numbers", word) for word in re.split(r"[ -]", plain)]
    return Decimal(sum(int(part) for part in parts if part)) if all(parts) else None


def _look_up(pack: Pack, table: str, word: str) -> str | None:
    """Return the last column of the row of a table whose first column is `word`."""
    for row in pack.tables[table]:
        first, *_, last = row.values()
        if first.casefold() == word.casefold():
            return last
    return None
