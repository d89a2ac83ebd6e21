"""One operation for each action: the body is its arguments, the answer its outcome."""

import re
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI

from takt.conduct.action import ACTIONS, Action
from takt.conduct.refusals import InvalidInput, refuse
from takt.conduct.requests import perform
from takt.web.rest.auth import reader_of
from takt.web.rest.bodies import json_object
from takt.web.rest.describing import describe_act, first_sentence
from takt.web.rest.names import operation_of, path_of

_KEY = re.compile(r"[!-~]{1,200}")
_VERSION = re.compile(r'(?:W/)?"?(\d{1,9})"?')


def add_acts(api: NinjaAPI) -> None:
    """Register the operation of every action that can be asked for by itself. Error: TypeError when two actions share an address."""
    paths: dict[str, str] = {}
    for action in sorted((a for a in ACTIONS.values() if not a.within), key=lambda a: a.name):
        path = path_of(action)
        if path in paths:
            raise TypeError(f"{action.name} and {paths[path]} share the address {path}")
        paths[path] = action.name
        api.post(
            path,
            operation_id=operation_of(action),
            summary=first_sentence(action),
            tags=[action.clause.number],
            url_name=operation_of(action),
            openapi_extra=describe_act(action),
        )(_operation(action))


def _operation(action: Action[Any, Any]) -> Callable[..., HttpResponse]:
    def on_subject(request: HttpRequest, reference: str) -> HttpResponse:
        return act(request, action, reference)

    def creating(request: HttpRequest) -> HttpResponse:
        return act(request, action, None)

    return on_subject if action.subject is not None else creating


def act(request: HttpRequest, action: Action[Any, Any], reference: str | None) -> HttpResponse:
    """Do the action that the request asks for."""
    by = reader_of(request)
    key, version = _key(request), _version(request)
    outcome = perform(action, reference, by, json_object(request), version=version, key=key, via="rest")
    response = JsonResponse(outcome.as_dict(), json_dumps_params={"ensure_ascii": False})
    if outcome.id is not None:
        response["ETag"] = f'"{outcome.version}"'
    return response


def _key(request: HttpRequest) -> str:
    key = request.headers.get("Idempotency-Key", "")
    if key and not _KEY.fullmatch(key):
        expectation = _("1 to 200 printable ASCII characters without spaces")
        raise refuse(InvalidInput(given=key[:60], where="Idempotency-Key", expectation=expectation))
    return key


def _version(request: HttpRequest) -> int | None:
    given = request.headers.get("If-Match", "").strip()
    if given in ("", "*"):
        return None
    found = _VERSION.fullmatch(given)
    if found is None:
        expectation = _("the version in quotation marks, as the answer's ETag gave it")
        raise refuse(InvalidInput(given=given[:60], where="If-Match", expectation=expectation))
    return int(found[1])
