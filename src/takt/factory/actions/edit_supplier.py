"""III.3.2: a supplier's name and address."""

from takt.conduct.action import action
from takt.conduct.shapes import EMail, Name
from takt.departments.models import Person
from takt.factory.keepers import BUYERS
from takt.factory.models import Supplier
from takt.factory.search import search_text


@action("III.3.2", by=BUYERS)
def edit_supplier(
    supplier: Supplier, *, by: Person, name: Name | None = None, email: EMail | None = None
) -> None:
    """Change a supplier's name or e-mail; what is left out stays."""
    supplier.name = supplier.name if name is None else name
    supplier.email = supplier.email if email is None else email
    supplier.search = search_text(supplier.number, name=supplier.name)
