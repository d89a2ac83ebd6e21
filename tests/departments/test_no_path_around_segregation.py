"""VI.2: whatever people, duties and delegations there are, in whatever order: no human signs two exclusive duties.

A second, slow reading of the rules (`Company`) says for each deed whether it must pass; the door must agree.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.departments.deeds import DEEDS, OWNERS, PAIRS, a_case, lay_down_the_matrix
from tests.open_door import open_door
from tests.people import hired, person

from takt.conduct.actors import Department
from takt.conduct.models import JournalEntry, Letter
from takt.conduct.refusals import Refused
from takt.departments.actions.appoint import appoint
from takt.departments.actions.relieve import relieve
from takt.departments.actions.revoke_delegation import revoke_delegation
from takt.departments.models import Delegation, Person
from takt.departments.people import the_founder

HUMANS = 3
DEPARTMENTS = sorted(set(OWNERS.values()))
WINDOWS = {"past": (-3, -1), "open": (-1, 3), "future": (1, 3)}

humans = st.integers(0, HUMANS - 1)
departments = st.sampled_from(DEPARTMENTS)
deeds = st.tuples(st.just("do"), humans, st.sampled_from(DEEDS))
beginnings = st.lists(st.sets(departments, min_size=1), min_size=HUMANS, max_size=HUMANS)
steps = st.one_of(
    deeds,
    deeds,
    deeds,
    st.tuples(st.just("appoint"), humans, departments),
    st.tuples(st.just("relieve"), humans, departments),
    st.tuples(
        st.just("lend"), st.tuples(humans, humans), st.tuples(departments, st.sampled_from(sorted(WINDOWS)))
    ),
    st.tuples(st.just("revoke"), st.integers(0, 3), st.none()),
)


@dataclass
class Company:
    """The rules of VI.1 and VI.2 once more, in plain sets and loops."""

    serves: dict[int, set[str]] = field(default_factory=lambda: {n: set() for n in range(HUMANS)})
    lent: list[tuple[int, int, str, bool]] = field(default_factory=list)  # giver, taker, department, counts
    done: list[tuple[frozenset[int], str]] = field(default_factory=list)
    rows: list[Delegation] = field(default_factory=list)

    def signers(self, human: int, department: str) -> frozenset[int] | None:
        """Whose deed it would be; None when the human may not."""
        if department in self.serves[human]:
            return frozenset({human})
        for giver, taker, lent, counts in self.lent:
            if counts and taker == human and lent == department and department in self.serves[giver]:
                return frozenset({human, giver})
        return None

    def may(self, human: int, deed: str) -> bool:
        """Whether the deed must pass; if so it is noted."""
        signers = self.signers(human, OWNERS[deed])
        if signers is None:
            return False
        exclusive = {a if b == deed else b for a, b in PAIRS if deed in (a, b)}
        if any(earlier in exclusive and signers & people for people, earlier in self.done):
            return False
        self.done.append((signers, deed))
        return True


@pytest.mark.django_db
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(beginnings, st.lists(steps, min_size=12, max_size=30))
def test_the_door_and_the_rules_agree_and_nobody_signs_both(
    beginning: list[set[Department]], script: list[tuple[str, object, object]]
) -> None:
    with transaction.atomic():
        lay_down_the_matrix()
        case, company = a_case(), Company()
        staff = [person(f"p{n}", *beginning[n]) for n in range(HUMANS)]
        company.serves = {n: set(beginning[n]) for n in range(HUMANS)}
        hired(*staff)
        for step in script:
            play(step, staff, case, company)
        assert_nobody_signed_both(case)
        transaction.set_rollback(True)


def play(step: tuple[str, object, object], staff: list[Person], case: Letter, company: Company) -> None:
    match step:
        case ("do", int(who), deed):
            assert passes(lambda: deed(case, by=staff[who])) == company.may(who, deed.name)  # type: ignore[attr-defined, operator]  # steps are mixed tuples
        case ("appoint", int(who), str(department)):
            if passes(lambda: appoint(staff[who], by=the_founder(), department=department)):  # type: ignore[arg-type]
                company.serves[who].add(department)
        case ("relieve", int(who), str(department)):
            if passes(lambda: relieve(staff[who], by=the_founder(), department=department)):  # type: ignore[arg-type]
                company.serves[who].remove(department)
        case ("lend", (int(giver), int(taker)), (str(department), str(window))) if giver != taker:
            company.rows.append(lend(staff[giver], staff[taker], department, window))
            company.lent.append((giver, taker, department, window == "open"))
        case ("revoke", int(number), None):
            revoke(number, company)


def passes(deed: object) -> bool:
    try:
        with transaction.atomic():
            deed()  # type: ignore[operator]
    except Refused:
        return False
    return True


def lend(giver: Person, taker: Person, department: str, window: str) -> Delegation:
    now, (since, until) = datetime.now(UTC), WINDOWS[window]
    # each begins a little later than the one before, so that "the first one open" is one and the same
    begins = now.replace(microsecond=0) + timedelta(days=since, microseconds=Delegation.objects.count())
    with open_door():
        return Delegation.objects.create(
            giver=giver,
            taker=taker,
            department=department,
            since=begins,
            until=now + timedelta(days=until),
            reason="leave",
        )


def revoke(number: int, company: Company) -> None:
    if number < len(company.rows) and passes(
        lambda: revoke_delegation(company.rows[number], by=the_founder())
    ):
        company.lent[number] = (*company.lent[number][:3], False)


def assert_nobody_signed_both(case: Letter) -> None:
    signed: dict[str, set[UUID]] = {}
    for entry in JournalEntry.objects.filter(case_id=case.letter_case):
        signers = signed.setdefault(entry.action, set())
        signers |= {person for person in (entry.actor_id, entry.on_behalf_of_id) if person is not None}
    for first, second in PAIRS:
        assert not signed.get(first, set()) & signed.get(second, set())
