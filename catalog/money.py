"""Money between minor units, decimals and what people read."""

from decimal import ROUND_HALF_UP, Decimal

from babel.numbers import format_currency, get_currency_precision

_LOCALES = {"en": "en_US", "zh": "zh_Hans_CN"}


def to_minor(amount: Decimal | float, currency: str) -> int:
    """19.99 USD → 1999; 1980 JPY → 1980."""
    scaled = Decimal(str(amount)) * 10 ** get_currency_precision(currency)
    return int(scaled.to_integral_value(ROUND_HALF_UP))


def to_major(minor: int, currency: str) -> Decimal:
    """1999 USD → 19.99."""
    return Decimal(minor).scaleb(-get_currency_precision(currency))


def format_money(minor: int, currency: str, language: str, *, short: bool = False) -> str:
    """As people write it: $19.99, US$19.99, ¥1,980; `short` leaves out decimals that are zero."""
    amount, locale = to_major(minor, currency), _LOCALES.get(language, "en_US")
    if short and amount == int(amount):
        return format_currency(amount, currency, "¤#,##0", locale, currency_digits=False)
    return format_currency(amount, currency, locale=locale)
