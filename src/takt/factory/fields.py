"""Columns that several tables share, in both languages."""

from decimal import Decimal

from takt.exchange.tables import Column, Kind


def code(name: str, zh: str, en: str, *, required: bool = True, length: int = 40) -> Column:
    """A number or code."""
    return Column(name, Kind.TEXT, required=required, zh=zh, en=en, max_length=length)


def text(name: str, zh: str, en: str, *, required: bool = False, length: int = 200) -> Column:
    """A line of text."""
    return Column(name, Kind.TEXT, required=required, zh=zh, en=en, max_length=length)


def yes_no(name: str, zh: str, en: str) -> Column:
    """Yes or no; empty means no."""
    return Column(name, Kind.BOOLEAN, zh=zh, en=en)


def whole(
    name: str,
    zh: str,
    en: str,
    *,
    required: bool = False,
    least: int = 0,
    most: int = 1_000_000,
    unit: str = "",
    unit_zh: str = "",
) -> Column:
    """A whole number within bounds."""
    return Column(
        name,
        Kind.INTEGER,
        required=required,
        zh=zh,
        en=en,
        minimum=least,
        maximum=most,
        unit=unit,
        unit_zh=unit_zh,
    )


def quantity(
    name: str,
    zh: str,
    en: str,
    *,
    required: bool = False,
    positive: bool = False,
    places: int = 6,
    unit: str = "",
    unit_zh: str = "",
) -> Column:
    """A quantity of zero or more, or above zero."""
    least = Decimal(1).scaleb(-places) if positive else Decimal(0)
    return Column(
        name, Kind.QUANTITY, required=required, zh=zh, en=en, places=places, digits=18, minimum=least, unit=unit, unit_zh=unit_zh
    )  # fmt: skip


def share(name: str, zh: str, en: str, *, most: str = "1") -> Column:
    """A share: 0.13 is 13 %."""
    return Column(name, Kind.QUANTITY, zh=zh, en=en, places=6, minimum=Decimal(0), maximum=Decimal(most))


def amount(name: str, zh: str, en: str, *, required: bool = False) -> Column:
    """An amount of money; its currency is a column of its own."""
    return Column(name, Kind.MONEY, required=required, zh=zh, en=en, places=4, digits=18, minimum=Decimal(0))


CURRENCY = Column(
    "currency",
    Kind.TEXT,
    zh="币种",
    en="Currency",
    max_length=3,
    help_zh="ISO 4217, 空为 CNY",
    help_en="ISO 4217; empty means CNY",
)
