"""Around every request: security headers, the reader's language, and problem documents for programs."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

from takt.departments.models import Person
from takt.web.live.addresses import events_origin
from takt.web.rest.problems import CONTENT_TYPE, is_api, problem

Answer = Callable[[HttpRequest], HttpResponse]
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)


def policy(request: HttpRequest) -> str:
    """The content policy of an answer: beside our own host, pages may listen to the events."""
    events = events_origin(request)
    return POLICY.replace("connect-src 'self'", f"connect-src 'self' {events}") if events else POLICY


class SecurityHeaders:
    """What a browser may do with our answers: nothing from other hosts, no inline script or style."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.setdefault("Content-Security-Policy", policy(request))
        response.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response


class ReadersLanguage:
    """The language: chosen in this browser (cookie), else the person's, else what the browser asks for."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        translation.activate(_language(request))
        response = self.get_response(request)
        response.setdefault("Content-Language", translation.get_language() or settings.LANGUAGE_CODE)
        patch_vary_headers(response, ("Accept-Language", "Cookie"))
        return response


def _language(request: HttpRequest) -> str:
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
    if chosen in dict(settings.LANGUAGES):
        return chosen
    # A program with a token has no session, and must not pay for one; its person's language is set with the token.
    if (
        not is_api(request)
        and settings.SESSION_COOKIE_NAME in request.COOKIES
        and isinstance(request.user, Person)
    ):
        return request.user.language
    return translation.get_language_from_request(request)


class ApiProblems:
    """Whatever says no under /api/v1/ is a problem document, also what the framework answers by itself."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if (
            response.status_code < 400
            or not is_api(request)
            or response.get("Content-Type", "").startswith(CONTENT_TYPE)
        ):
            return response
        facts = {"method": request.method, "limit": settings.DATA_UPLOAD_MAX_MEMORY_SIZE}
        answer = problem(request, response.status_code, facts=facts)
        if "Allow" in response:
            answer["Allow"] = response["Allow"]
        return answer
