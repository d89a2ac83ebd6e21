"""III.3.2: a supplier is no longer bought from."""

from takt.conduct.action import action
from takt.conduct.door import now
from takt.departments.models import Person
from takt.factory.keepers import BUYERS
from takt.factory.models import Supplier


@action("III.3.2", by=BUYERS)
def retire_supplier(supplier: Supplier, *, by: Person) -> None:
    """Buy no longer from a supplier: its terms no longer count."""
    supplier.retired_at = supplier.retired_at or now()
