"""What waits for somebody, in short."""

from takt.departments.models import Person
from takt.records.waiting.inbox import waiting_for


def waits(person: Person) -> list[tuple[str, str]]:
    """Step and number of everything that waits for a person, the most urgent first."""
    return [(t.waiting.action, t.waiting.reference) for t in waiting_for(person).tasks]


def steps(person: Person) -> list[str]:
    """The steps that wait for a person."""
    return [action for action, _ in waits(person)]
