"""III.1.2: a customer's data changes; orders keep what they were entered with."""

from takt.conduct.action import action
from takt.conduct.actors import Department
from takt.conduct.refusals import refuse_if
from takt.conduct.shapes import Name, Share, Short
from takt.departments.models import Language, Person
from takt.orders import rules
from takt.orders.customers import search_keys
from takt.orders.models import Customer


@action("III.1.2", by=(Department.SALES, Department.ADMINISTRATION, Department.SYSTEM))
def edit_customer(
    customer: Customer,
    *,
    by: Person,
    name: Name | None = None,
    name_en: Short | None = None,
    tax_number: Short | None = None,
    tax_rate: Share | None = None,
    language: Language | None = None,
) -> None:
    """Sales corrects a customer's names, tax data or language."""
    refuse_if(rules.reasons_against_parties(customer, None, None, None))
    given = {
        "name": name,
        "name_en": name_en,
        "tax_number": tax_number,
        "tax_rate": tax_rate,
        "language": language,
    }
    for field, value in given.items():
        if value is not None:
            setattr(customer, field, value)
    customer.search = search_keys(customer)
