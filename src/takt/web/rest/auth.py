"""Who knocks: a program with an API token, or a browser with its session and a CSRF token."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from ninja.security import APIKeyCookie, HttpBearer
from ninja.utils import check_csrf

from takt.conduct.refusals import NotSignedIn, Refusal, refuse
from takt.departments.models import Person
from takt.departments.tokens import authenticate_token


@dataclass(frozen=True)
class CsrfMissing(Refusal):
    """A session request that changes something came without its CSRF token."""

    code, status, field = "csrf_missing", 403, "X-CSRFToken"
    sentence = _("The request does not carry the CSRF token of this session.")
    expects = _("the header X-CSRFToken with the value of the cookie csrftoken")


class Token(HttpBearer):
    """An API token: one query, no session."""

    def authenticate(self, request: HttpRequest, token: str) -> Person | None:
        """The active person of a token that is neither revoked nor past its end."""
        person = authenticate_token(token) if token.isascii() else None
        return _speaking(request, person) if person is not None else None


class Session(APIKeyCookie):
    """A signed-in browser: a changing request must carry the CSRF token."""

    param_name = "sessionid"

    def _get_key(self, request: HttpRequest) -> str | None:
        return request.COOKIES.get(self.param_name)

    def authenticate(self, request: HttpRequest, key: str | None) -> Person | None:
        """The person of the session."""
        if key is None or not isinstance(request.user, Person):
            return None
        if check_csrf(request) is not None:
            raise refuse(CsrfMissing())
        return _speaking(request, request.user)


def _speaking(request: HttpRequest, person: Person) -> Person:
    """What the request does not say of the language, the person's row says."""
    if "Accept-Language" not in request.headers:
        translation.activate(person.language)
    return person


def reader_of(request: HttpRequest) -> Person:
    """Who asked. Refused: NotSignedIn."""
    person = getattr(request, "auth", None)
    if not isinstance(person, Person):
        raise refuse(NotSignedIn())
    return person
