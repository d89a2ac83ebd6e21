"""Pages that say no: in the reader's language, with what to do next; for programs the same as problem documents."""

import logging
import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _

from takt.conduct.refusals import Refusal, Refused
from takt.web.pages.kept_facts import said_again
from takt.web.rest.problems import SENTENCES, TITLES, is_api, problem

log = logging.getLogger("takt.web")


def page(request: HttpRequest, status: int, sentences: list[str] | None = None) -> HttpResponse:
    """An error page, or a problem document for a program."""
    if is_api(request):
        return problem(request, status)
    facts = {"method": request.method, "limit": ""}
    said = sentences or [str(SENTENCES.get(status, TITLES[400])) % facts]
    if translation.get_language() is None:  # the language was not chosen yet when this went wrong
        translation.activate(translation.get_language_from_request(request))
    context = {"status": status, "title": TITLES.get(status, TITLES[400]), "sentences": said}
    return render(request, "error.html", context, status=status)


def refused(request: HttpRequest, no: Refused) -> HttpResponse:
    """The refusals of an act or a read as a page."""
    return page(request, no.status, [_said(r) for r in no.refusals])


def _said(refusal: Refusal) -> str:
    """The sentence; steps by their title."""
    return str(refusal.sentence) % {n: said_again(v) for n, v in refusal.words().items()}


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: the framework could not read the request."""
    return page(request, 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: not allowed."""
    return page(request, 403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form does not carry this session's token."""
    return page(
        request,
        403,
        [
            _(
                "The form was open for too long or came from another site. Go back, reload the page and try again."
            )
        ],
    )


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: nothing at this address."""
    return page(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault; the number lets it be found in the log."""
    number = uuid.uuid4().hex[:12]
    log.error("incident %s at %s %s", number, request.method, request.path)
    if is_api(request):
        return problem(request, 500, detail=f"{SENTENCES[500]} ({number})")
    # Plain words without the page's frame: whatever broke may break the frame as well.
    return HttpResponse(
        f"<!doctype html><html><head><meta charset=utf-8><title>500</title></head><body><h1>{TITLES[500]}</h1>"
        f"<p>{SENTENCES[500]} ({number})</p></body></html>",
        status=500,
    )
