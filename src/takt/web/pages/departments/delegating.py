"""VI.1 委托: to whom, for which of one's own departments, and until when: today, this week, or as one says."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from takt.conduct.actors import Department
from takt.departments.models import Person
from takt.web.pages.acting.possible import act_url
from takt.web.pages.acting.steps import step

_DAYS_OF_A_WEEK = 7


def spans(now: datetime) -> list[tuple[str, datetime]]:
    """Ends of a delegation that people ask for: the end of today, of this week (Sunday), of the next."""
    today = timezone.localtime(now).replace(hour=23, minute=59, second=0, microsecond=0)
    sunday = today + timedelta(days=_DAYS_OF_A_WEEK - 1 - today.weekday())
    return [
        (_("today"), today),
        (_("this week"), sunday),
        (_("until the end of next week"), sunday + timedelta(days=_DAYS_OF_A_WEEK)),
    ]


def _takers(row: None, reader: Person) -> list[tuple[str, str]]:
    colleagues = Person.objects.active().employees().exclude(pk=reader.pk).order_by("name", "id")
    return [(p.login, f"{p.name} · {', '.join(_named(p.departments))}") for p in colleagues]


def _own_departments(row: None, reader: Person) -> list[tuple[str, str]]:
    """Administration is never lent."""
    lent = [d for d in reader.departments if d != Department.ADMINISTRATION]
    return list(zip(lent, _named(lent), strict=True))


def _begin(row: None, reader: Person) -> dict[str, Any]:
    own = _own_departments(row, reader)
    first = {"department": own[0][0]} if len(own) == 1 else {}
    return first | {"until": spans(timezone.now())[0][1]}


@step("departments.delegate", initial=_begin, choices={"taker": _takers, "department": _own_departments})
def delegate(row: None, reader: Person, values: Mapping[str, Any]) -> dict[str, Any]:
    """The usual spans, as addresses that fill in the end and keep what the address said before."""
    kept = {
        n: str(v)
        for n, v in values.items()
        if n in ("taker", "department", "reason") and isinstance(v, str) and v
    }
    ends = [
        (said, end, act_url("departments.delegate", **kept, until=_typed(end)))
        for said, end in spans(timezone.now())
    ]
    return {"spans": ends, "until_now": _typed(values["until"]) if values.get("until") else ""}


def _typed(end: Any) -> str:
    return timezone.localtime(end).strftime("%Y-%m-%dT%H:%M") if isinstance(end, datetime) else str(end)[:16]


def _named(departments: list[str]) -> list[str]:
    return [str(Department(d).label) for d in departments]
