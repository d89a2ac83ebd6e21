"""The demonstration's one-click sign-in. It exists only where this home keeps the demonstration's password, and that opens this database."""

from typing import TYPE_CHECKING

from takt.departments.models import Person
from takt.web.demo import secret

if TYPE_CHECKING:
    from takt.web.demo.setting_up import SignIn


def people() -> "list[SignIn]":
    """Who signs in by one click; nobody when this is no demonstration."""
    if secret.kept() is None:
        return []
    # An installation without a demonstration does not load its factory.
    from takt.web.demo.setting_up import sign_ins  # noqa: PLC0415

    return sign_ins()


def has(login: str) -> Person | None:
    """The active person of the demonstration with this login; None when there is none."""
    if not any(one.login == login for one in people()):
        return None
    return Person.objects.active().filter(login=login).first()
