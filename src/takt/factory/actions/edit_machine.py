"""III.4.1: a machine's name and work centre."""

from takt.conduct.action import action
from takt.conduct.shapes import Name
from takt.departments.models import Person
from takt.factory.keepers import KEEPERS
from takt.factory.models import Machine, WorkCenter


@action("III.4.1", by=KEEPERS)
def edit_machine(
    machine: Machine, *, by: Person, name: Name | None = None, work_center: WorkCenter | None = None
) -> None:
    """Change a machine's name or move it to another work centre; what is left out stays."""
    machine.name = machine.name if name is None else name
    if work_center is not None:
        machine.work_center = work_center
