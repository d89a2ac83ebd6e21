"""VI.1: a program may act as a person, by a token that is shown once."""

from pydantic import AwareDatetime

from takt.conduct.action import action
from takt.conduct.actors import INTERNAL, Department
from takt.conduct.door import now
from takt.conduct.refusals import refuse, refuse_if
from takt.conduct.shapes import Name
from takt.departments import rules
from takt.departments.models import ApiToken, Person
from takt.departments.refusals import OnlyOneself
from takt.departments.tokens import digest, new_token


@action("VI.1", by=(*INTERNAL, Department.CUSTOMER), sensitive=("answer",))
def issue_token(person: Person, *, by: Person, name: Name, expires_at: AwareDatetime) -> str:
    """Make a token by which a program acts as you. It is shown once and lives for a year at most."""
    if person.pk != by.pk:
        raise refuse(OnlyOneself(person=person.login, action="departments.issue_token"))
    refuse_if(rules.reasons_against_time_box(now(), expires_at, now(), rules.MOST_TOKEN_DAYS))
    raw = new_token()
    ApiToken.objects.create(
        person=person, name=name, digest=digest(raw), made_at=now(), expires_at=expires_at
    )
    return raw
