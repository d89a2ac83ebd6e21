"""III.1.1: a contact no longer signs in to the portal."""

from takt.conduct.action import action
from takt.conduct.actors import Department
from takt.conduct.door import now
from takt.departments.models import ApiToken, Person


@action("III.1.1", by=(Department.SALES, Department.ADMINISTRATION), within=("orders.retire_contact",))
def end_access(person: Person, *, by: Person) -> None:
    """The sign-in of a contact who was retired ends, and so do its tokens."""
    for token in ApiToken.objects.filter(person=person, revoked_at=None).order_by("id"):
        token.revoked_at = now()
        token.save()
    person.retired_at = now()
