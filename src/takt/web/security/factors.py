"""A person's second factors: an app's codes, codes on paper; passkeys are in passkeys.py. Each write is one short transaction."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from takt.departments.models import Person
from takt.web.security import codes
from takt.web.security.ciphering import deciphered, enciphered, keyed_digest
from takt.web.security.models import App, Passkey, RecoveryCode


def has_app(person: Person) -> bool:
    """Whether an authenticator app is set up."""
    return App.objects.filter(person=person).exists()


def has_any(person: Person) -> bool:
    """Whether the person has a second factor: an app or a passkey."""
    return has_app(person) or Passkey.objects.filter(person=person).exists()


def codes_left(person: Person) -> int:
    """How many codes on paper are still good."""
    return RecoveryCode.objects.filter(person=person, used_at__isnull=True).count()


def set_up_app(person: Person, secret: str, given: str) -> bool:
    """Keep the app whose first code was given; False when the code is not that of the secret now. Replaces an earlier app."""
    now = timezone.now()
    step = codes.matching_step(secret, codes.digits(given), now.timestamp())
    if step is None:
        return False
    kept = {"enciphered": enciphered(secret), "made_at": now, "used_at": now, "last_step": step}
    App.objects.update_or_create(person=person, defaults=kept)
    return True


def remove_app(person: Person) -> None:
    """The app's codes open nothing any more; without any other factor the codes on paper go as well."""
    with transaction.atomic():
        App.objects.filter(person=person).delete()
        drop_idle_codes(person)


def remove_all(person: Person) -> None:
    """No factor of the person opens anything any more."""
    with transaction.atomic():
        for kind in (App, RecoveryCode, Passkey):
            kind._default_manager.filter(person=person).delete()


def drop_idle_codes(person: Person) -> None:
    """Codes on paper stand in for a lost factor; without one there is nothing to stand in for."""
    if not has_any(person):
        RecoveryCode.objects.filter(person=person).delete()


def print_codes(person: Person) -> list[str]:
    """New codes on paper; the old ones end. Shown once, only their keyed hashes are kept."""
    fresh = codes.new_paper_codes()
    rows = [
        RecoveryCode(person=person, digest=keyed_digest(codes.paper(code), str(person.pk))) for code in fresh
    ]
    with transaction.atomic():
        RecoveryCode.objects.filter(person=person).delete()
        RecoveryCode.objects.bulk_create(rows)
    return fresh


def takes(person: Person, given: str, *, on_paper: bool = True) -> bool:
    """Whether this is a good code of the person now, of the app or (`on_paper`) on paper. A good one is used up by this."""
    now = timezone.now()
    if (code := codes.digits(given)) != "":
        return _takes_apps(person, code, now)
    if on_paper and (code := codes.paper(given)) != "":
        return _takes_papers(person, code, now)
    return False


def _takes_apps(person: Person, code: str, now: datetime) -> bool:
    with transaction.atomic():
        app = App.objects.select_for_update().filter(person=person).first()
        secret = deciphered(app.enciphered) if app is not None else None
        if app is None or secret is None:
            return False
        step = codes.matching_step(secret, code, now.timestamp(), after=app.last_step)
        if step is None:
            return False
        App.objects.filter(pk=app.pk).update(last_step=step, used_at=now)
    return True


def _takes_papers(person: Person, code: str, now: datetime) -> bool:
    kept = RecoveryCode.objects.filter(person=person, digest=keyed_digest(code, str(person.pk)))
    return kept.filter(used_at__isnull=True).update(used_at=now) == 1
