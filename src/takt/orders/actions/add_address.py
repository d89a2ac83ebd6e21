"""III.1.2: a place of the customer to ship or bill to."""

from typing import Annotated

from django.utils.translation import gettext_lazy as _

from takt.conduct.action import action
from takt.conduct.actors import Department
from takt.conduct.refusals import Taken, refuse, refuse_if
from takt.conduct.shapes import Called, Code, Country, Short, Text
from takt.departments.models import Person
from takt.orders import rules
from takt.orders.models import Address, Customer


@action("III.1.2", by=(Department.SALES, Department.ADMINISTRATION, Department.SYSTEM))
def add_address(
    customer: Customer,
    *,
    by: Person,
    code: Code,
    lines: Annotated[Text, Called(_("street address"))],
    city: Short = "",
    region: Short = "",
    postal_code: Short = "",
    country: Country = "CN",
) -> Address:
    """Sales adds an address; one in use is never edited but retired, and another added."""
    refuse_if(rules.reasons_against_parties(customer, None, None, None))
    if Address.objects.filter(customer=customer, code=code).exists():
        raise refuse(Taken(given=code, where="code"))
    return Address.objects.create(
        customer=customer,
        code=code,
        lines=lines,
        city=city[:100],
        region=region[:100],
        postal_code=postal_code[:20],
        country=country,
    )
