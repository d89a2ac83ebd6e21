"""Confirming oneself at a decision (VI.2): a signature under an approval is worth what it says of who gave it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from takt.conduct.action import ACTIONS
from takt.conduct.discover import discover
from takt.departments.models import Person
from takt.web.rest.names import operation_of
from takt.web.security import attempts, demonstration, factors, passkeys, sessions
from takt.web.security.models import Passkey

PASSWORD, CODE, PASSKEY, DEMONSTRATION = (
    "confirm_password", "confirm_code", "confirm_passkey", "confirm_demonstration",
)  # fmt: skip
FIELDS = (PASSWORD, CODE, PASSKEY, DEMONSTRATION)
# Beside the decisions on an order: who may sign in as whom, who decides, and what closes the journal.
SIGNED = frozenset({
    "approval.add_right", "approval.retire_right", "changes.review", "conduct.seal", "departments.appoint", "departments.erase",
    "departments.issue_token", "departments.reset_second_factor", "departments.separate", "departments.set_password", "departments.unseparate",
})  # fmt: skip
_LONGEST = 1000


@dataclass(frozen=True, slots=True)
class Ways:
    """How this person may confirm themselves here and now."""

    password: bool
    code: bool
    passkey: bool
    demonstration: bool


def needs_confirmation(action_name: str) -> bool:
    """Whether this act is signed: whoever does it shows again who they are."""
    action = ACTIONS.get(action_name)
    decides = action is not None and action.folder == "approval" and bool(action.while_in)
    return decides or action_name in SIGNED


@cache
def signed_operations() -> frozenset[str]:
    """The API's names of the acts that are signed."""
    discover()
    return frozenset(operation_of(a) for a in ACTIONS.values() if needs_confirmation(a.name))


def recently_confirmed(request: HttpRequest) -> bool:
    """Whether whoever sits there showed who they are within the last TAKT_REAUTHENTICATE_MINUTES."""
    minutes = (timezone.now().timestamp() - float(request.session.get(sessions.CONFIRMED_AT, 0))) / 60
    return 0 <= minutes < settings.TAKT_REAUTHENTICATE_MINUTES


def ways_to_confirm(request: HttpRequest) -> Ways:
    """What a form may offer. Somebody without any way signs in again."""
    person = _person(request)
    return Ways(
        password=person.has_usable_password(),
        code=factors.has_app(person),
        passkey=passkeys.possible_here(request) and Passkey.objects.filter(person=person).exists(),
        demonstration=_in_demonstration(request, person),
    )


def _in_demonstration(request: HttpRequest, person: Person) -> bool:
    """They came in by one click and have no password to know."""
    return bool(request.session.get(sessions.DEMONSTRATION)) and demonstration.has(person.login) is not None


def _person(request: HttpRequest) -> Person:
    if not isinstance(request.user, Person):
        raise TypeError("only a signed-in person confirms themselves")
    return request.user


def confirm(request: HttpRequest, given: Mapping[str, str]) -> list[str]:
    """What is wrong with the confirmation in a form; [] when it holds, which is then remembered with the session.

    Wrong ones are counted with the wrong passwords; a locked login confirms nothing."""
    person = _person(request)
    sent = {name: str(given.get(name, "")) for name in FIELDS}
    if attempts.is_locked(request, person.login):
        return [locked(person.login)]
    if not any(sent.values()):
        return [_("Confirm that it is you: this act is signed with your name.")]
    if not _holds(request, person, sent):
        return [locked(person.login) if attempts.is_locked(request, person.login) else _wrong(sent)]
    sessions.confirmed_now(request)
    return []


def _holds(request: HttpRequest, person: Person, sent: dict[str, str]) -> bool:
    if sent[PASSKEY]:
        good = passkeys.shown(request, "confirm", sent[PASSKEY], person) == person
    elif sent[CODE]:
        good = factors.takes(person, sent[CODE][:_LONGEST], on_paper=False)
    elif sent[PASSWORD]:
        return attempts.password_is_right(request, person, sent[PASSWORD][:_LONGEST])  # axes counts it
    else:
        return _in_demonstration(request, person)
    if not good:
        attempts.count_wrong(request, person.login)
    return good


def _wrong(sent: dict[str, str]) -> str:
    if sent[PASSKEY]:
        return _("The passkey was not accepted. Try again, or confirm in another way.")
    if sent[CODE]:
        return _("The code is not right, or was used already. Wait for the next one in your app.")
    return _("The password is not right.")


def locked(login: str) -> str:
    """The sentence about a lock, with the minutes that are left."""
    minutes = attempts.minutes_left(login)
    return ngettext(
        "Too many wrong attempts: sign-in and confirmation are locked for %(minutes)d more minute.",
        "Too many wrong attempts: sign-in and confirmation are locked for %(minutes)d more minutes.",
        minutes,
    ) % {"minutes": minutes}
