"""Whether a password is good enough, by the validators of the settings."""

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from takt.conduct.refusals import Refused
from takt.departments.models import Person
from takt.departments.refusals import WeakPassword


def check(person: Person, password: str) -> None:
    """Refused: WeakPassword, one for each fault."""
    try:
        validate_password(password, person)
    except ValidationError as error:
        raise Refused(WeakPassword(problem=problem) for problem in error.messages) from None
