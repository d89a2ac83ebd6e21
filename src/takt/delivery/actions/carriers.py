"""Carriers (物流公司)."""

from takt.conduct.action import action
from takt.conduct.actors import Department
from takt.conduct.door import now
from takt.conduct.shapes import Code, Name, Short
from takt.delivery.models import Carrier
from takt.departments.models import Person

KEEPERS = (Department.LOGISTICS, Department.ADMINISTRATION, Department.SYSTEM)


@action("III.6.1", by=KEEPERS)
def add_carrier(*, by: Person, code: Code, name: Name, tracking_url: Short = "") -> Carrier:
    """Add a carrier; {number} in the tracking address stands for the tracking number."""
    return Carrier.objects.create(code=code, name=name, tracking_url=tracking_url)


@action("III.6.1", by=KEEPERS)
def edit_carrier(
    carrier: Carrier, *, by: Person, name: Name | None = None, tracking_url: Short | None = None
) -> None:
    """Change a carrier's name or tracking address."""
    carrier.name = name if name is not None else carrier.name
    carrier.tracking_url = tracking_url if tracking_url is not None else carrier.tracking_url


@action("III.6.1", by=KEEPERS)
def retire_carrier(carrier: Carrier, *, by: Person) -> None:
    """A carrier is no longer used."""
    carrier.retired_at = now()
