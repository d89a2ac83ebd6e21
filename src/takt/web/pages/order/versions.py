"""The versions of an order, and what differs between any two of them, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from takt.orders.content import differences
from takt.records.evidence import Evidence, Facts
from takt.web.pages.order.head import moment
from takt.web.pages.order.wording import field_in_words, is_money, value_in_words


@dataclass(frozen=True, slots=True)
class Change:
    """A field that differs."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Version:
    """A version: who made it, when and why; `changes` since the one before it."""

    number: int
    hash: str
    reason: str
    made_by: str
    made_at: datetime | None
    changes: int


@dataclass(frozen=True, slots=True)
class Versions:
    """All of them, newest first, and the comparison that was asked for (None: there is but one)."""

    all: list[Version]
    before: int
    after: int
    changes: list[Change]


def versions(seen: Evidence, asked: Mapping[str, str], *, sees_money: bool) -> Versions | None:
    """`asked`: `from` and `to` are numbers of versions; without them the newest two."""
    if not seen.versions:
        return None
    by_number = {v["number"]: v for v in seen.versions}
    numbers = sorted(by_number)
    after = _chosen(asked.get("to", ""), numbers, numbers[-1])
    before = _chosen(
        asked.get("from", ""), numbers, max((n for n in numbers if n < after), default=numbers[0])
    )
    every = [_version(by_number[n], by_number.get(n - 1), sees_money=sees_money) for n in reversed(numbers)]
    differ = changed(by_number[before], by_number[after], sees_money=sees_money) if before != after else []
    return Versions(every, before, after, differ)


def changed(before: Facts, after: Facts, *, sees_money: bool) -> list[Change]:
    """Field by field; amounts only for who may see them."""
    return [
        Change(field_in_words(d.field), value_in_words(d.field, d.before), value_in_words(d.field, d.after))
        for d in differences(before["content"], after["content"])
        if (sees_money or not is_money(d.field)) and d.field != "contact"
    ]


def _version(facts: Facts, before: Facts | None, *, sees_money: bool) -> Version:
    changes = len(changed(before, facts, sees_money=sees_money)) if before is not None else 0
    return Version(
        facts["number"], facts["hash"], facts["reason"], facts["made_by"], moment(facts["made_at"]), changes
    )


def _chosen(text: str, numbers: list[int], otherwise: int) -> int:
    number = (
        int(text) if text.isdecimal() and len(text) < 9 else otherwise
    )  # so many digits as PostgreSQL counts
    return number if number in numbers else otherwise
