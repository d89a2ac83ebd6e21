"""What is asked of a figure: a period of days, with the same number of days before it to compare, and perhaps one customer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from takt.conduct.clock import now, today
from takt.conduct.refusals import InvalidInput, Refusal, Unknown, refuse, refuse_if
from takt.orders.models import Customer

USUAL_DAYS, MOST_DAYS = 90, 1096
WEEKLY_UP_TO_DAYS = 200  # longer periods are told by month
PARAMETERS = ("from", "to", "customer")
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Question:
    """Days from `first` to `last`, both included, in the plant's zone; `at`: the moment that counts as now."""

    first: date
    last: date
    customer: Customer | None = None
    at: datetime = field(default_factory=now)

    @property
    def days(self) -> int:
        """How many days."""
        return (self.last - self.first).days + 1

    @property
    def before(self) -> date:
        """The first day of the period before, which is as long and ends the day before `first`."""
        return self.first - timedelta(days=self.days)

    @property
    def bucket(self) -> str:
        """What the points of a chart stand for: "week" (from Monday) or "month"."""
        return "week" if self.days <= WEEKLY_UP_TO_DAYS else "month"

    @property
    def today(self) -> date:
        """The plant's date at `at`."""
        return timezone.localdate(self.at)

    @property
    def values(self) -> dict[str, Any]:
        """The statement's parameters: days, moments, zone, customer."""
        return {
            "first": self.first,
            "last": self.last,
            "before": self.before,
            "start": _midnight(self.first),
            "end": _midnight(self.last + _DAY),
            "start_before": _midnight(self.before),
            "at": self.at,
            "today": self.today,
            "zone": timezone.get_current_timezone_name(),
            "bucket": self.bucket,
            "customer": self.customer.pk if self.customer else None,
        }

    def only(self, column: str) -> str:
        """The condition for the customer asked about: " and c.customer_id = %(customer)s", or nothing."""
        return f" and {column} = %(customer)s" if self.customer else ""

    def bucket_of(self, day: date) -> date:
        """The first day of the bucket in which a day lies."""
        return day - timedelta(days=day.weekday()) if self.bucket == "week" else day.replace(day=1)

    def buckets(self) -> list[date]:
        """The first day of every bucket of the period; the very first may begin before it."""
        found = [self.bucket_of(self.first)]
        while (
            following := self.bucket_of(found[-1] + timedelta(days=7 if self.bucket == "week" else 31))
        ) <= self.last:
            found.append(following)
        return found

    def as_dict(self) -> dict[str, Any]:
        """Plain values: `compared_from` is the first day of the period before."""
        return {
            "from": self.first.isoformat(),
            "to": self.last.isoformat(),
            "compared_from": self.before.isoformat(),
            "bucket": self.bucket,
            "customer": self.customer.number if self.customer else None,
        }


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), timezone.get_current_timezone())


def asked_by(given: Mapping[str, str]) -> Question:
    """The question of the parameters from, to (dates) and customer (number or id); the last 90 days without them.

    Refused: InvalidInput for what is no date, an end before its beginning, or more than 1,096 days; Unknown customer.
    """
    wrong: list[Refusal] = []
    last = _date(given, "to", wrong) or today()
    first = _date(given, "from", wrong) or last - timedelta(days=USUAL_DAYS - 1)
    if not wrong and not timedelta(0) <= last - first < timedelta(days=MOST_DAYS):
        expectation = _("a first day not after %(last)s, and at most %(most)s days") % {
            "last": last,
            "most": MOST_DAYS,
        }
        wrong.append(InvalidInput(given=first.isoformat(), where="from", expectation=expectation))
    customer = _customer(given.get("customer", "").strip(), wrong)
    refuse_if(wrong)
    return Question(first, last, customer)


def _date(given: Mapping[str, str], name: str, wrong: list[Refusal]) -> date | None:
    text = given.get(name, "").strip()
    if not text:
        return None
    try:
        found = date.fromisoformat(text)
    except ValueError:
        found = date.min
    if not date(2000, 1, 1) <= found <= date(2200, 1, 1):
        wrong.append(InvalidInput(given=text[:40], where=name, expectation=_("a date such as 2026-11-30")))
        return None
    return found


def _customer(reference: str, wrong: list[Refusal]) -> Customer | None:
    if not reference:
        return None
    try:
        found = Customer.objects.filter(pk=UUID(reference)).first()
    except ValueError:
        found = Customer.objects.filter(number=reference).first() if "\x00" not in reference else None
    if found is None:
        kind = str(Customer._meta.verbose_name)
        wrong.append(Unknown(reference=reference[:120], where="customer", kind=kind))
    return found


def checked(given: str, known: Mapping[str, Any] | tuple[str, ...], where: str) -> str:
    """One of the known words. Refused: InvalidInput."""
    if given not in known:
        raise refuse(InvalidInput(given=given[:60], where=where, expectation=", ".join(known)))
    return given
