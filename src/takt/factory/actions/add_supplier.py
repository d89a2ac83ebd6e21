"""III.3.2: who delivers."""

from takt.conduct.action import action
from takt.conduct.shapes import Code, EMail, Name
from takt.departments.models import Person
from takt.factory.keepers import BUYERS
from takt.factory.models import Supplier
from takt.factory.search import search_text


@action("III.3.2", by=BUYERS)
def add_supplier(*, by: Person, number: Code, name: Name, email: EMail | None = None) -> Supplier:
    """Add a supplier of bought items."""
    return Supplier.objects.create(
        number=number, name=name, email=email or "", search=search_text(number, name=name)
    )
