"""Who acts: the departments of VI.1, the customer, and Takt's own named actors."""

from collections.abc import Sequence
from typing import Protocol
from uuid import UUID

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
