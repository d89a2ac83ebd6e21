"""VI.1: somebody lost phone and codes: another person of the administration resets, and the journal says so."""

from collections.abc import Callable
from typing import Any

from tests.people import People

from takt.conduct.models import JournalEntry
from takt.departments import refusals
from takt.departments.actions.reset_second_factor import reset_second_factor
from takt.departments.signals import sign_in_taken_away

Refuses = Callable[..., Any]


def test_the_administration_resets_a_lost_second_factor_and_the_journal_knows(people: People) -> None:
    told: list[Any] = []

    def hear(sender: Any, person: Any, **kwargs: Any) -> None:
        told.append(person)

    sign_in_taken_away.connect(hear)
    try:
        reset_second_factor(people.finance, by=people.admin, reason="phone lost on the train")
    finally:
        sign_in_taken_away.disconnect(hear)
    assert told == [people.finance]
    entry = JournalEntry.objects.get(subject_id=people.finance.pk)
    assert entry.action == "departments.reset_second_factor"


def test_nobody_resets_their_own_second_factor(people: People, refused: Refuses) -> None:
    with refused(refusals.NotForOneself):
        reset_second_factor(people.admin, by=people.admin, reason="in a hurry")
