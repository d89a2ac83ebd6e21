"""III.1.2: a new customer."""

from decimal import Decimal

from takt.conduct.action import action
from takt.conduct.actors import Department
from takt.conduct.refusals import Taken, refuse
from takt.conduct.shapes import Code, Currency, Name, Share, Short
from takt.departments.models import Language, Person
from takt.orders.customers import search_keys
from takt.orders.models import Customer


@action("III.1.2", by=(Department.SALES, Department.ADMINISTRATION, Department.SYSTEM))
def add_customer(
    *,
    by: Person,
    number: Code,
    name: Name,
    name_en: Short = "",
    tax_number: Short = "",
    currency: Currency = "CNY",
    tax_rate: Share = Decimal(0),
    language: Language = Language.ZH,
) -> Customer:
    """Sales adds a customer; finance grants the credit."""
    if Customer.objects.filter(number=number).exists():
        raise refuse(Taken(given=number, where="number"))
    customer = Customer(
        number=number,
        name=name,
        name_en=name_en,
        tax_number=tax_number[:40],
        currency=currency,
        tax_rate=tax_rate,
        language=language,
    )
    customer.search = search_keys(customer)
    customer.save()
    return customer
