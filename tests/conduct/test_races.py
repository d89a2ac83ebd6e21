"""32 clients at once: one winner, a named refusal for each of the rest, no number missing or given twice."""

import pytest
from tests.conduct.acts import coin_unit, rename_unit
from tests.conduct.test_door import add_numbered
from tests.races import at_once

from takt.conduct import verify
from takt.conduct.models import JournalEntry
from takt.departments.models import Person
from takt.departments.people import the_founder
from takt.factory.models import Unit

pytestmark = pytest.mark.usefixtures("apart")
CLIENTS = 32


@pytest.fixture
def founder() -> Person:
    """Who sets up."""
    return the_founder()


def test_one_of_32_changes_the_row_that_all_looked_at(founder: Person) -> None:
    unit = coin_unit(by=founder, code="PCS")
    outcome = at_once(lambda n: rename_unit(Unit(pk=unit.pk, version=1), by=founder, name=f"by {n}"), CLIENTS)
    assert outcome == {"done": 1, "stale": CLIENTS - 1}
    assert JournalEntry.objects.filter(subject_id=unit.pk).count() == 2


def test_32_numbers_are_taken_without_gap_or_double(founder: Person) -> None:
    assert set(at_once(lambda n: add_numbered(by=founder, fail=False), CLIENTS)) == {"done"}
    codes = sorted(
        int(code[-6:]) for code in Unit.objects.filter(code__startswith="XX-").values_list("code", flat=True)
    )
    assert codes == list(range(1, CLIENTS + 1))


def test_the_same_key_32_times_does_one_thing(founder: Person) -> None:
    assert set(at_once(lambda n: coin_unit.seen(key="same")(by=founder, code="KG"), CLIENTS)) == {"done"}
    assert Unit.objects.filter(code="KG").count() == 1


def test_the_same_code_32_times_is_taken_once(founder: Person) -> None:
    assert at_once(lambda n: coin_unit(by=founder, code="KG"), CLIENTS) == {"done": 1, "taken": CLIENTS - 1}


def test_the_journal_is_right_after_the_rush(founder: Person) -> None:
    units = [coin_unit(by=founder, code=f"U{n}") for n in range(4)]
    at_once(
        lambda n: rename_unit.seen()(Unit.objects.get(pk=units[n % 4].pk), by=founder, name=f"by {n}"),
        CLIENTS,
    )
    assert verify.run().wrong == []
