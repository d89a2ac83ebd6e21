"""Passkeys (WebAuthn level 3), by fido2: set up, sign in with, confirm with. The device checks its owner each time (PIN, finger, face)."""

import ipaddress
import json
import struct
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from fido2.server import Fido2Server
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    RegistrationResponse,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from takt.departments.models import Person
from takt.web.security.factors import drop_idle_codes
from takt.web.security.models import Passkey

CHALLENGE = "takt.passkey_challenge"
CHALLENGE_SECONDS = 300
MOST_PASSKEYS = 10
_LONGEST_ANSWER = 20_000
_REQUIRED = UserVerificationRequirement.REQUIRED
# What fido2 raises for an answer that does not hold, or is none: its readers take bytes apart as they come.
_NO_GOOD = (ValueError, KeyError, TypeError, IndexError, AttributeError, struct.error)


def possible_here(request: HttpRequest) -> bool:
    """Browsers bind passkeys to a name: with https, or on localhost; never to a bare address like 127.0.0.1."""
    name = _name(request)
    try:
        ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        return request.is_secure() or name == "localhost" or name.endswith(".localhost")
    return False


def _name(request: HttpRequest) -> str:
    host = request.get_host()
    return host.rsplit(":", 1)[0] if not host.endswith("]") else host


def _server(request: HttpRequest) -> Fido2Server:
    name = _name(request)
    ours = {f"{request.scheme}://{request.get_host()}", *settings.CSRF_TRUSTED_ORIGINS}
    company = str(settings.TAKT_COMPANY["name"])
    return Fido2Server(
        PublicKeyCredentialRpEntity(id=name, name=company), verify_origin=lambda given: given in ours
    )


def _keep(request: HttpRequest, purpose: str, state: dict[str, Any]) -> None:
    at = timezone.now().timestamp()
    request.session[CHALLENGE] = {"purpose": purpose, "state": state, "at": at}


def _kept(request: HttpRequest, purpose: str) -> dict[str, Any] | None:
    """The challenge of this purpose: taken once, and not when it is old."""
    kept = request.session.pop(CHALLENGE, None)
    if not isinstance(kept, dict) or kept["purpose"] != purpose:
        return None
    fresh = timezone.now().timestamp() - float(kept["at"]) < CHALLENGE_SECONDS
    return dict(kept["state"]) if fresh else None


def _credential(row: Passkey) -> AttestedCredentialData:
    return AttestedCredentialData(bytes(row.credential))


def ask_for_new(request: HttpRequest, person: Person) -> dict[str, Any]:
    """What the browser needs to make a passkey for the person."""
    options, state = _server(request).register_begin(
        PublicKeyCredentialUserEntity(id=person.pk.bytes, name=person.login, display_name=person.name),
        [_credential(row) for row in Passkey.objects.filter(person=person)],
        resident_key_requirement=ResidentKeyRequirement.REQUIRED,
        user_verification=_REQUIRED,
    )
    _keep(request, "add", state)
    return json_of(options)


def add(request: HttpRequest, person: Person, name: str, answer: str) -> bool:
    """Keep the passkey that the browser made; False when its answer does not hold, or there are too many."""
    state = _kept(request, "add")
    given = _read(answer)
    if state is None or given is None or Passkey.objects.filter(person=person).count() >= MOST_PASSKEYS:
        return False
    try:
        made = _server(request).register_complete(state, RegistrationResponse.from_dict(given))
    except _NO_GOOD:
        return False
    credential = made.credential_data
    if credential is None or Passkey.objects.filter(credential_id=credential.credential_id).exists():
        return False
    Passkey.objects.create(
        person=person,
        name=name.strip()[:60] or person.login,
        credential_id=credential.credential_id,
        credential=bytes(credential),
        sign_count=made.counter,
    )
    return True


def ask(request: HttpRequest, purpose: str, person: Person | None = None) -> dict[str, Any]:
    """What the browser needs to show a passkey: one of the person's, or any of this site when nobody is named."""
    rows = [] if person is None else list(Passkey.objects.filter(person=person))
    known = [_credential(row) for row in rows] or None
    options, state = _server(request).authenticate_begin(known, user_verification=_REQUIRED)
    _keep(request, purpose, state)
    return json_of(options)


def shown(request: HttpRequest, purpose: str, answer: str, person: Person | None = None) -> Person | None:
    """Whose passkey this answer shows; None when it does not hold, or is not the named person's."""
    state = _kept(request, purpose)
    given = _read(answer)
    if state is None or given is None:
        return None
    try:
        parsed = AuthenticationResponse.from_dict(given)
        counter = parsed.response.authenticator_data.counter
        with transaction.atomic():
            row = Passkey.objects.select_for_update().filter(credential_id=parsed.raw_id).first()
            if row is None or (person is not None and row.person_id != person.pk):
                return None
            _server(request).authenticate_complete(state, [_credential(row)], parsed)
            # A counter that does not grow tells of a copied key (WebAuthn, 7.2 step 22); many passkeys count nothing.
            if (counter or row.sign_count) and counter <= row.sign_count:
                return None
            Passkey.objects.filter(pk=row.pk).update(sign_count=counter, used_at=timezone.now())
    except _NO_GOOD:
        return None
    return Person.objects.active().filter(pk=row.person_id).first()


def remove(person: Person, which: UUID) -> bool:
    """The passkey opens nothing any more; False when it is none of the person's."""
    with transaction.atomic():
        gone, _each = Passkey.objects.filter(person=person, pk=which).delete()
        drop_idle_codes(person)
    return gone > 0


def _read(answer: str) -> dict[str, Any] | None:
    if len(answer) > _LONGEST_ANSWER:
        return None
    try:
        found = json.loads(answer)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def json_of(options: Any) -> dict[str, Any]:
    """fido2's options as the plain JSON that browsers read (bytes in base64url)."""
    plain: dict[str, Any] = dict(options)["publicKey"]
    return json.loads(json.dumps(plain))  # type: ignore[no-any-return]  # an object, as went in
