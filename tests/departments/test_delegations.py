"""VI.1 委托: for a while, to a colleague, what one may do oneself."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from tests.people import People

from takt.conduct.actors import Department
from takt.conduct.requests import perform
from takt.departments import refusals
from takt.departments.actions.appoint import appoint
from takt.departments.actions.delegate import delegate
from takt.departments.actions.retire import retire
from takt.departments.actions.revoke_delegation import revoke_delegation
from takt.departments.models import Delegation
from takt.departments.people import the_postman

Refuses = Callable[..., Any]


def days(count: float) -> datetime:
    return datetime.now(UTC) + timedelta(days=count)


def test_ninety_days_at_most(people: People, refused: Refuses) -> None:
    delegate(
        by=people.sales, taker=people.sales2, department=Department.SALES, until=days(89.9), reason="leave"
    )
    with refused(refusals.TimeBoxTooLong):
        delegate(
            by=people.sales,
            taker=people.sales2,
            department=Department.SALES,
            until=days(90.1),
            reason="leave",
        )
    later = {"since": days(100), "until": days(189.9)}
    delegate(by=people.sales, taker=people.sales2, department=Department.SALES, reason="leave", **later)


@pytest.mark.parametrize(("since", "until"), [(None, -1), (3, 2), (None, 0)])
def test_it_ends_after_it_begins(people: People, refused: Refuses, since: float | None, until: float) -> None:
    begins = days(since) if since is not None else None
    with refused(refusals.EndsBeforeItBegins):
        delegate(
            by=people.sales,
            taker=people.sales2,
            department=Department.SALES,
            since=begins,
            until=days(until),
            reason="leave",
        )
    assert not Delegation.objects.exists()


def test_it_never_reaches_back(people: People) -> None:
    lent = delegate(
        by=people.sales,
        taker=people.sales2,
        department=Department.SALES,
        since=days(-30),
        until=days(1),
        reason="leave",
    )
    assert lent.since > days(-0.01)


def test_only_what_one_has_oneself(people: People, refused: Refuses) -> None:
    with refused(refusals.DoesNotServe):
        delegate(
            by=people.sales, taker=people.sales2, department=Department.FINANCE, until=days(1), reason="leave"
        )


def test_not_to_oneself_nor_to_the_departed_nor_to_a_machine(people: People, refused: Refuses) -> None:
    retire(people.sales2, by=people.admin)
    wrong = {
        people.sales: refusals.NotForOneself,
        people.sales2: refusals.NotAnActiveEmployee,
        the_postman(): refusals.NotAnActiveEmployee,
    }
    for taker, kind in wrong.items():
        with refused(kind):
            delegate(by=people.sales, taker=taker, department=Department.SALES, until=days(1), reason="leave")


def test_the_keys_of_the_house_are_not_lent(people: People, refused: Refuses) -> None:
    with refused(refusals.NotDelegable):
        delegate(
            by=people.admin,
            taker=people.sales,
            department=Department.ADMINISTRATION,
            until=days(1),
            reason="leave",
        )


def test_every_fault_is_named_at_once(people: People, refused: Refuses) -> None:
    with refused(refusals.NotForOneself, refusals.DoesNotServe, refusals.TimeBoxTooLong):
        delegate(
            by=people.sales,
            taker=people.sales,
            department=Department.FINANCE,
            until=days(200),
            reason="leave",
        )


def test_who_may_revoke(people: People, refused: Refuses) -> None:
    def lent() -> Delegation:
        return delegate(
            by=people.sales, taker=people.sales2, department=Department.SALES, until=days(1), reason="leave"
        )

    with refused(refusals.NotYoursToRevoke):
        revoke_delegation(lent(), by=people.head)
    for somebody in (people.sales, people.sales2, people.admin):
        one = lent()
        revoke_delegation(one, by=somebody)
        with refused(refusals.RevokedAlready):
            revoke_delegation(one, by=somebody)


def test_from_outside_by_login(people: People) -> None:
    appoint(people.sales, by=people.admin, department=Department.MANAGEMENT)
    raw = {"taker": "zheng", "department": "management", "until": days(5).isoformat(), "reason": "出差"}
    outcome = perform(delegate, None, people.sales, raw)
    assert outcome.id is not None
    lent = Delegation.objects.get(pk=outcome.id)
    assert (lent.giver_id, lent.taker_id) == (people.sales.pk, people.head.pk)
