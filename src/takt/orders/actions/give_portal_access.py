"""III.1.1 线上系统: a contact may sign in to the portal."""

from takt.conduct.action import action
from takt.conduct.actors import ActorKind, Department
from takt.conduct.door import now
from takt.conduct.refusals import Taken, refuse, refuse_if
from takt.conduct.shapes import Login
from takt.departments import passwords
from takt.departments.models import Person
from takt.departments.people import new_person
from takt.orders import refusals
from takt.orders.models import Contact


@action("III.1.1", by=(Department.SALES, Department.ADMINISTRATION), sensitive=("password",))
def give_portal_access(*, by: Person, contact: Contact, login: Login, password: str) -> Person:
    """Sales lets a contact sign in to the portal, for their own company only; the contact changes the password."""
    held = (
        Contact.objects.select_for_update(no_key=True, of=("self",))
        .select_related("customer")
        .get(pk=contact.pk)
    )
    if held.person_id is not None or held.retired_at is not None:
        raise refuse(refusals.ContactHasAccess(contact=str(held.pk)))
    login = login.lower()
    refuse_if([Taken(given=login, where="login")] if Person.objects.filter(login=login).exists() else [])
    person = new_person(
        login=login,
        name=held.name,
        email=held.email,
        joined_at=now(),
        kind=ActorKind.CUSTOMER,
        language=held.language,
        company=held.customer_id,
    )
    passwords.check(person, password)
    person.set_password(password)
    person.save()
    held.person = person
    held.save()
    return person
