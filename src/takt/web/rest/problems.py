"""Every answer that says no is a problem document (RFC 9457), in the reader's language."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from takt.conduct.refusals import Refused

CONTENT_TYPE = "application/problem+json"
TITLES = {
    400: _("The request is not understood"),
    401: _("Sign in first"),
    403: _("Not allowed"),
    404: _("Not found"),
    405: _("Not possible with this method"),
    409: _("Not possible now"),
    413: _("Too large"),
    415: _("Not this kind of content"),
    422: _("Not accepted"),
    429: _("Too many attempts"),
    500: _("Something went wrong on our side"),
    503: _("Not available at the moment"),
}
SENTENCES = {
    400: _("The request could not be read."),
    401: _("Sign in, or send an API token as “Authorization: Bearer …”."),
    403: _("The request was refused."),
    404: _("There is nothing at this address."),
    405: _("This address does not know the method %(method)s."),
    413: _("The body is larger than %(limit)s bytes."),
    429: _("There were too many attempts. Try again later."),
    500: _("The fault was recorded. Nothing was changed."),
    503: _(
        "The database does not answer. Ask again with the same Idempotency-Key: what was done is not done twice."
    ),
}


def problem(
    request: HttpRequest,
    status: int,
    *,
    code: str = "",
    detail: str = "",
    refusals: Sequence[dict[str, Any]] = (),
    facts: dict[str, Any] | None = None,
) -> HttpResponse:
    """A problem document. `code` names the kind of problem; `detail` is the sentence for people."""
    code = code or f"http_{status}"
    sentence = SENTENCES.get(status, TITLES.get(status, SENTENCES[400]))
    document = {
        "type": f"/api/#{code}",
        "title": str(TITLES.get(status, TITLES[400])),
        "status": status,
        "detail": detail or str(sentence) % (facts or {}),
        "instance": request.path,
        "code": code,
        "refusals": list(refusals),
    }
    response = JsonResponse(
        document, status=status, content_type=CONTENT_TYPE, json_dumps_params={"ensure_ascii": False}
    )
    response["Content-Language"] = get_language() or "en"
    response["Cache-Control"] = "no-store"
    if status == 401:
        response["WWW-Authenticate"] = 'Bearer realm="takt"'
    return response


def problem_of(request: HttpRequest, refused: Refused) -> HttpResponse:
    """The refusals of an act as a problem document; its status is the gravest one's."""
    shown = [r.as_dict() for r in refused.refusals]
    gravest = next(r for r in refused.refusals if r.status == refused.status)
    detail = " ".join(str(entry["sentence"]) for entry in shown)
    return problem(request, refused.status, code=gravest.code, detail=detail, refusals=shown)


def is_api(request: HttpRequest) -> bool:
    """Whether the answer is for a program."""
    return request.path.startswith("/api/v")
