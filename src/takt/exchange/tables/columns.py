"""What a table looks like, as data: its columns, their kinds, titles in both languages, units and limits."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from takt.exchange.errors import ExchangeError


class Kind(StrEnum):
    """What a cell holds, and the Python type that `read` gives and `write_*` takes."""

    TEXT = "text"  # str, trimmed
    INTEGER = "integer"  # int
    QUANTITY = "quantity"  # Decimal
    MONEY = "money"  # Decimal; the currency is the column's unit or a column of its own
    DATE = "date"  # datetime.date
    DATETIME = "datetime"  # aware datetime.datetime in UTC
    BOOLEAN = "boolean"  # bool
    CHOICE = "choice"  # str: the code of a Choice
    DURATION = "duration"  # int: whole minutes


DEFAULT_PLACES = {Kind.QUANTITY: 4, Kind.MONEY: 2}
NUMBERS = frozenset({Kind.INTEGER, Kind.QUANTITY, Kind.MONEY, Kind.DURATION})


def is_chinese(language: str) -> bool:
    """Whether a language code ("zh-hans", "zh_Hans", "en") asks for Chinese titles."""
    return language.lower().startswith("zh")


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the values that a choice column allows: the stored code and its words."""

    code: str
    zh: str
    en: str

    def title(self, language: str) -> str:
        """The words for people who read this language."""
        return self.zh if is_chinese(language) else self.en


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Limits: `max_length` in characters, `places` decimals, `digits` in all, `minimum` and `maximum` inclusive.
    """

    name: str
    kind: Kind = Kind.TEXT
    required: bool = False
    zh: str = ""
    en: str = ""
    unit: str = ""
    unit_zh: str = ""
    help_zh: str = ""
    help_en: str = ""
    choices: tuple[Choice, ...] = ()
    max_length: int = 200
    places: int | None = None
    digits: int = 15
    minimum: Decimal | int | None = None
    maximum: Decimal | int | None = None

    def __post_init__(self) -> None:
        if (self.kind is Kind.CHOICE) != bool(self.choices):
            raise ExchangeError(f"column {self.name}: choices belong to the kind choice, and it needs them")

    @property
    def decimals(self) -> int:
        """How many decimal places a number may have."""
        return self.places if self.places is not None else DEFAULT_PLACES.get(self.kind, 0)

    def title(self, language: str) -> str:
        """The title without its unit."""
        return (self.zh if is_chinese(language) else self.en) or self.name

    def unit_in(self, language: str) -> str:
        """The unit as it stands in the header of this language."""
        return (self.unit_zh or self.unit) if is_chinese(language) else self.unit

    def heading(self, language: str) -> str:
        """The header cell: title, unit in brackets, a star when the column must be filled."""
        unit = self.unit_in(language)
        return self.title(language) + (f" ({unit})" if unit else "") + (" *" if self.required else "")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: its name, its columns, and the columns whose values together name a row."""

    name: str
    columns: Sequence[Column]
    key: tuple[str, ...] = ()
    zh: str = ""
    en: str = ""

    def __post_init__(self) -> None:
        names = [column.name for column in self.columns]
        if len(set(names)) != len(names) or not set(self.key) <= set(names):
            raise ExchangeError(f"sheet {self.name}: column names must be unique, and its key made of them")

    def title(self, language: str) -> str:
        """The sheet's name for people who read this language."""
        return (self.zh if is_chinese(language) else self.en) or self.name
