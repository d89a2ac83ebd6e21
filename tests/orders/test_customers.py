"""III.1: customers, their addresses and contacts."""

from decimal import Decimal
from typing import Any

from tests.open_door import open_door
from tests.orders.shop import Shop, confirmed, entered
from tests.people import People

from takt.conduct.models import JournalEntry, Letter
from takt.conduct.refusals import NotByItself, NotYourDepartment, Taken
from takt.orders import refusals as no
from takt.orders.actions.add_address import add_address
from takt.orders.actions.add_contact import add_contact
from takt.orders.actions.add_customer import add_customer
from takt.orders.actions.edit_contact import edit_contact
from takt.orders.actions.edit_customer import edit_customer
from takt.orders.actions.end_access import end_access
from takt.orders.actions.erase_contact import erase_contact
from takt.orders.actions.give_portal_access import give_portal_access
from takt.orders.actions.grant_credit import grant_credit
from takt.orders.actions.retire_address import retire_address
from takt.orders.actions.retire_contact import retire_contact
from takt.orders.actions.retire_customer import retire_customer
from takt.orders.actions.withdraw import withdraw
from takt.orders.models import Contact, Customer, PhoneCall


def test_sales_adds_a_customer_and_finance_grants_the_credit(people: People, refused: Any) -> None:
    customer = add_customer(by=people.sales, number="C-9", name="杭州重工", tax_rate=Decimal("0.13"))
    assert "hangzhouzhonggong" in customer.search
    with refused(NotYourDepartment):
        grant_credit(customer, by=people.sales, credit_limit=Decimal(5))
    grant_credit(customer, by=people.finance, credit_limit=Decimal(500_000))
    edit_customer(customer, by=people.sales, name_en="Hangzhou Heavy", tax_rate=Decimal(0))
    found = Customer.objects.get(number="C-9")
    assert (found.credit_limit, found.name, found.tax_rate) == (Decimal(500_000), "杭州重工", Decimal(0))
    assert "hangzhou heavy" in found.search
    with refused(Taken):
        add_customer(by=people.sales2, number="C-9", name="Another")


def test_an_address_is_added_once_and_retired(shop: Shop, people: People, refused: Any) -> None:
    place = add_address(shop.farwin, by=people.sales, code="WH-2", lines="仓库 2 号")
    with refused(Taken):
        add_address(shop.farwin, by=people.sales, code="WH-2", lines="Another")
    retire_address(shop.farwin, by=people.sales, address=place)
    place.refresh_from_db()
    with refused(no.NotOfThisCustomer):
        entered(shop, people.sales, ship_to=place)
    with refused(no.NotOfThisCustomer):
        retire_address(shop.farwin, by=people.sales, address=shop.other_address)


def test_a_contact_gets_access_and_loses_it_again(shop: Shop, people: People, refused: Any) -> None:
    with refused(no.NotAddressable):
        add_contact(shop.farwin, by=people.sales, name="赵六")
    contact = add_contact(shop.farwin, by=people.sales, name="赵六", email="zhao@farwin.test")
    person = give_portal_access(
        by=people.sales, contact=contact, login="Zhao.Liu", password="correct horse battery"
    )
    assert (person.login, person.kind, person.company_id) == ("zhao.liu", "customer", shop.farwin.pk)
    assert person.check_password("correct horse battery")
    assert person.version == 1
    with refused(no.ContactHasAccess):
        give_portal_access(by=people.sales, contact=contact, login="zhao2", password="correct horse battery")
    with refused(NotByItself):
        end_access(person, by=people.sales)
    retire_contact(shop.farwin, by=people.sales, contact=contact)
    person.refresh_from_db()
    assert not person.is_active


def test_the_journal_holds_no_personal_data_of_contacts(shop: Shop, people: People) -> None:
    contact = add_contact(
        shop.farwin, by=people.sales, name="Unmistakable Name", email="unmistakable@farwin.test"
    )
    edit_contact(
        shop.farwin, by=people.sales, contact=contact, phone="555-unmistakable", name="Unmistakable Two"
    )
    bodies = "".join(JournalEntry.objects.values_list("body", flat=True)).lower()
    assert "unmistakable" not in bodies


def test_a_retired_contact_is_erased_everywhere(shop: Shop, people: People, refused: Any) -> None:
    confirmed(shop, people)
    with refused(no.NotRetiredContact):
        erase_contact(shop.farwin, by=people.admin, contact=shop.contact, reason="Asked to be forgotten")
    retire_contact(shop.farwin, by=people.sales, contact=shop.contact)
    erase_contact(shop.farwin, by=people.admin, contact=shop.contact, reason="Asked to be forgotten")
    contact = Contact.objects.select_related("person").get()
    assert (contact.name, contact.email, bytes(contact.salt)) == ("—", "", b"")
    assert contact.person is not None
    assert contact.person.login.startswith("erased")
    assert PhoneCall.objects.get().caller == "—"
    letter = Letter.objects.get()
    assert "王丽" not in letter.recipient_name
    assert letter.address == ""


def test_a_customer_with_open_orders_is_not_retired(shop: Shop, people: People, refused: Any) -> None:
    order = entered(shop, people.sales)
    with refused(no.StillOrders):
        retire_customer(shop.farwin, by=people.sales)
    withdraw(order, by=people.sales, reason="No longer wanted")
    retire_customer(shop.farwin, by=people.sales)
    with refused(no.CustomerRetired):
        edit_customer(shop.farwin, by=people.sales, name="New")
    with open_door():
        assert Customer.objects.get(number="C-FARWIN").retired_at is not None
