"""III.4.1: a machine goes out of use."""

from takt.conduct.action import action
from takt.conduct.door import now
from takt.departments.models import Person
from takt.factory.keepers import KEEPERS
from takt.factory.models import Machine


@action("III.4.1", by=KEEPERS)
def retire_machine(machine: Machine, *, by: Person) -> None:
    """Take a machine out of use: nothing new is planned on it."""
    machine.retired_at = machine.retired_at or now()
