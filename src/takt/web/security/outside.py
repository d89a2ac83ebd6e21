"""Signing in through the company's identity provider (OpenID Connect): the protocol is allauth's, who gets in is decided here.

Nobody is signed up: a subject opens the session of the one person to whom it is linked, or, the first time, of the one
active person with the e-mail address that the provider says it verified. allauth's own tables stay empty."""

from typing import Any, NoReturn

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from takt.conduct.actors import ActorKind
from takt.departments.models import Person
from takt.web.security.arrival import first_factor_held
from takt.web.security.models import LinkedLogin


class NobodySignsUp(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """allauth makes no people."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: people are hired (VI.1)."""
        return False


class Outside(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Takes over where the provider's word is verified, before allauth would write anything."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Never: people are hired (VI.1)."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> NoReturn:
        """The provider vouched for a subject: let its person in, or say that there is none."""
        verified = [a.email for a in sociallogin.email_addresses if a.verified]
        person = person_of(sociallogin.account.provider, sociallogin.account.uid, verified)
        if person is None:
            _back(
                request,
                _("Nobody here has this account. Ask the administration to enter your e-mail address."),
            )
        raise ImmediateHttpResponse(
            first_factor_held(request, person, str(sociallogin.state.get("next") or ""))
        )

    def on_authentication_error(
        self, request: HttpRequest, provider: Any, *args: Any, **kwargs: Any
    ) -> NoReturn:
        """The provider said no, or what came back does not hold."""
        _back(request, _("The sign-in at the company's account was not completed. Try again."))


def _back(request: HttpRequest, sentence: str) -> NoReturn:
    messages.error(request, sentence)
    raise ImmediateHttpResponse(HttpResponseRedirect(reverse("sign-in")))


def person_of(provider: str, subject: str, verified_emails: list[str]) -> Person | None:
    """The active person of a subject; linked for good the first time that a verified address names exactly one."""
    linked = LinkedLogin.objects.filter(provider=provider, subject=subject).select_related("person").first()
    if linked is not None:
        return linked.person if linked.person.is_active else None
    named = Person.objects.active().exclude(kind=ActorKind.SYSTEM)
    found = [p for address in verified_emails if address for p in named.filter(email__iexact=address)]
    if len({p.pk for p in found}) != 1:
        return None
    try:
        with transaction.atomic():
            LinkedLogin.objects.create(person=found[0], provider=provider, subject=subject)
    except IntegrityError:  # two first sign-ins at once: the other one linked it
        return person_of(provider, subject, [])
    return found[0]


def provider_name() -> str:
    """What the sign-in button says; "" when no provider is configured."""
    return str(settings.TAKT_OIDC_NAME) if settings.TAKT_OIDC_SERVER else ""
