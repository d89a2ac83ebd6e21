"""Resellers with their contact and the addresses that they had goods sent to, by their own actions.

The data hold neither e-mail nor telephone of a contact. A contact can be written to through the
portal; as the telephone stands the account under which the bicycle maker finds the number.
"""

import secrets
from dataclasses import dataclass

from django.utils.translation import gettext as _

from takt.departments.models import Language, Person
from takt.orders.actions.add_address import add_address
from takt.orders.actions.add_contact import add_contact
from takt.orders.actions.add_customer import add_customer
from takt.orders.actions.give_portal_access import give_portal_access
from takt.orders.models import Address, Contact, Customer
from takt.web.adventureworks.folder import Folder
from takt.web.adventureworks.people import Tick
from takt.web.adventureworks.reading import rows
from takt.web.adventureworks.roster import full_name, logins
from takt.web.adventureworks.standards import CURRENCY
from takt.web.adventureworks.tables import CustomerRow, Province, Store


@dataclass(slots=True)
class Reseller:
    """A customer with its contact and addresses (by code)."""

    customer: Customer
    contact: Contact
    addresses: dict[str, Address]


def address_code(address_id: int) -> str:
    """The code of an address."""
    return f"A{address_id}"


class Resellers:
    """The resellers of the data's orders, by customer id."""

    def __init__(self, folder: Folder, clerk: Person) -> None:
        self.folder, self.clerk = folder, clerk
        self.found: dict[int, Reseller] = {}
        self.logins = logins(folder.people.values())

    def bring_in(self, tick: Tick) -> None:
        """Every reseller that has an order, with all addresses that goods were sent to."""
        places: dict[int, set[int]] = {}
        for order in self.folder.sales_orders:
            places.setdefault(order.customer_id, set()).add(order.ship_to_address_id)
        stores = {s.business_entity_id: s for s in rows(self.folder.path, "Sales.Store", Store)}
        provinces = {p.state_province_id: p for p in rows(self.folder.path, "Person.StateProvince", Province)}
        customers = {c.number: c for c in Customer.objects.all()}
        contacts = {
            c.customer_id: c for c in Contact.objects.filter(retired_at=None).select_related("person")
        }
        known = {(a.customer_id, a.code): a for a in Address.objects.all()}
        for done, (customer_id, addresses) in enumerate(places.items(), 1):
            row = self.folder.customers[customer_id]
            customer = customers.get(row.account_number) or self._customer(row, stores)
            contact = contacts.get(customer.pk) or self._contact(customer, row)
            reseller = self.found[customer_id] = Reseller(customer, contact, {})
            for place in sorted(addresses):
                code = address_code(place)
                there = known.get((customer.pk, code)) or self._address(customer, place, provinces)
                reseller.addresses[code] = there
            tick(_("customers"), done, len(places))

    def _customer(self, row: CustomerRow, stores: dict[int, Store]) -> Customer:
        name = stores[row.store_id].name if row.store_id in stores else row.account_number
        return add_customer(
            by=self.clerk,
            number=row.account_number,
            name=name,
            name_en=name,
            currency=CURRENCY,
            language=Language.EN,
        )

    def _contact(self, customer: Customer, row: CustomerRow) -> Contact:
        person = self.folder.people.get(row.person_id or 0)
        name = full_name(person) if person else customer.name
        phone = f"account {row.account_number}"
        return add_contact(customer, by=self.clerk, name=name, phone=phone, language=Language.EN)

    def _address(self, customer: Customer, address_id: int, provinces: dict[int, Province]) -> Address:
        place = self.folder.addresses[address_id]
        province = provinces[place.state_province_id]
        return add_address(
            customer, by=self.clerk, code=address_code(address_id), city=place.city, region=province.name,
            lines="\n".join(x for x in (place.address_line1, place.address_line2) if x),
            postal_code=place.postal_code, country=province.country_region_code,
        )  # fmt: skip

    def buyer_of(self, customer_id: int) -> Person:
        """The contact as somebody who signs in to the portal; access is given when there is none yet.

        The first password is random and shown to nobody: the contact asks sales for a new one.
        """
        reseller = self.found[customer_id]
        if reseller.contact.person is None:
            person_id = self.folder.customers[customer_id].person_id
            login = self.logins.get(person_id or 0, f"customer.{customer_id}")
            reseller.contact.person = give_portal_access(
                by=self.clerk, contact=reseller.contact, login=login, password=secrets.token_urlsafe(18)
            )
        return reseller.contact.person
