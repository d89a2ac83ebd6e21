"""Who acts: the departments of VI.1, the customer, and Takt's own named actors."""

from collections.abc import Sequence
from typing import Protocol
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Department(TextChoices):
    """The departments of VI.1. CUSTOMER and SYSTEM are parties, never given to an employee."""

    SALES = "sales", _("Sales")
    FINANCE = "finance", _("Finance")
    PRODUCTION = "production", _("Production")
    QUALITY = "quality", _("Quality")
    LOGISTICS = "logistics", _("Logistics")
    MANAGEMENT = "management", _("Management")
    ADMINISTRATION = "administration", _("Administration")
    CUSTOMER = "customer", _("Customer")
    SYSTEM = "system", _("System")


INTERNAL = tuple(d for d in Department if d not in (Department.CUSTOMER, Department.SYSTEM))


class ActorKind(TextChoices):
    """What kind of actor a person row stands for."""

    EMPLOYEE = "employee", _("Employee")
    CUSTOMER = "customer", _("Customer's contact")
    SYSTEM = "system", _("System")


class Actor(Protocol):
    """What the door needs to know of whoever knocks; `departments.Person` satisfies it."""

    @property
    def id(self) -> UUID:
        """Who."""
        ...

    @property
    def kind(self) -> str:
        """An `ActorKind`."""
        ...

    @property
    def departments(self) -> Sequence[str]:
        """Departments served in."""
        ...

    @property
    def company_id(self) -> UUID | None:
        """The company of a customer's contact."""
        ...


THE_CLOCK = UUID("00000000-0000-7000-8000-000000000001")
"""Scheduled work: seals, reminders, follow-ups."""
THE_POSTMAN = UUID("00000000-0000-7000-8000-000000000002")
"""Posts letters."""
THE_FOUNDER = UUID("00000000-0000-7000-8000-000000000003")
"""Sets up an installation: the first administrator, the import of master data. Acts from the command line only."""
THE_GUEST = UUID("00000000-0000-7000-8000-000000000004")
"""A customer who answers by a signed link, without signing in."""


def own_actor(which: UUID) -> Actor:
    """One of Takt's own named actors."""
    return get_user_model().objects.get(pk=which)
