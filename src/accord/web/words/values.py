"""Days, numbers and amounts as people of a language write them.

Source: Unicode CLDR through Babel; days without a year or a day are shown as imprecise as they are.
"""

from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation

from babel.dates import format_date, format_skeleton
from babel.numbers import format_compact_decimal, format_decimal

from accord.web.words.languages import LANGUAGES

__all__ = ["day", "moment", "money", "number"]

_PARTS = {1: "y", 2: "yMMM"}  # how many parts of a day are known -> CLDR skeleton


def day(value: str | None, language: str) -> str:
    """Return a day as `2024-07-14`, `2024-07`, `2024` or `--07-14` in the words of a language; "" for None.

    >>> day("2024-07-14", "en"), day("2024-07", "zh"), day("--07-14", "en"), day(None, "en")
    ('14 Jul 2024', '2024年7月', '14 Jul', '')
    """
    if not value:
        return ""
    locale = LANGUAGES[language].locale
    try:
        if value.startswith("--"):
            return str(format_skeleton("MMMd", date(2000, int(value[2:4]), int(value[5:7])), locale=locale))
        parts = [int(part) for part in value[:10].split("-")]
        year, month, of_month = (*parts, 1, 1)[:3]
        whole = date(year, month, of_month)
        if len(parts) < 3:
            return str(format_skeleton(_PARTS[len(parts)], whole, locale=locale))
        return str(format_date(whole, "medium", locale=locale))
    except (ValueError, KeyError):
        return value


def moment(seconds: float | None) -> str:
    """Return seconds since 1970 as RFC 3339, UTC; "" for None.

    >>> moment(0), moment(None)
    ('1970-01-01T00:00:00+00:00', '')
    """
    return "" if seconds is None else datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")


def number(value: float | str | None, language: str) -> str:
    """Return a number with its groups; "" for None.

    >>> number(1234567, "en"), number(None, "zh")
    ('1,234,567', '')
    """
    return "" if value is None else str(format_decimal(Decimal(str(value)), locale=LANGUAGES[language].locale))


def money(amount: str | None, currency: str | None, language: str) -> str:
    """Return an amount in short; "" for None.

    >>> money("6000000000", "CNY", "en"), money("320000000", "CNY", "zh"), money(None, None, "en")
    ('CNY 6 billion', '3.2亿 CNY', '')
    """
    if not amount:
        return ""
    tongue = LANGUAGES[language]
    try:
        told = format_compact_decimal(
            Decimal(amount),
            format_type=tongue.wide,
            locale=tongue.locale,
            fraction_digits=2,
        )
    except InvalidOperation:
        told = amount
    return tongue.amount.format(amount=told, currency=currency or "").strip()
