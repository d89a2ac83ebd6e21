"""The API put together: actions, lists, documents; and how every failure leaves it."""

import logging
from functools import cache
from importlib.metadata import version

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import translation
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from takt.conduct.discover import discover
from takt.conduct.refusals import InvalidInput, NotSignedIn, Refused
from takt.web.rest.acts import add_acts
from takt.web.rest.auth import Session, Token
from takt.web.rest.board import add_board
from takt.web.rest.figures import add_figures
from takt.web.rest.files import add_files
from takt.web.rest.inbox import add_inbox
from takt.web.rest.lines import add_lines
from takt.web.rest.lists import add_lists
from takt.web.rest.openapi import document
from takt.web.rest.orders import add_orders
from takt.web.rest.planning import add_planning
from takt.web.rest.problems import problem, problem_of
from takt.web.rest.shipments import add_shipments

_LOG = logging.getLogger(__name__)


@cache
def the_api() -> NinjaAPI:
    """The one API, made when the first address is looked up."""
    discover()
    api = NinjaAPI(
        title="Takt",
        version=version("takt"),
        description="Production orders from the customer's order to the customer's word. Each operation names its clause.",
        auth=[Token(), Session()],
        openapi_url=None,
        docs_url=None,
        urls_namespace="api",
    )
    api.exception_handler(Refused)(_refused)
    api.exception_handler(AuthenticationError)(_not_signed_in)
    api.exception_handler(ValidationError)(_invalid)
    api.exception_handler(HttpError)(_http_error)
    api.exception_handler(OperationalError)(_database_away)
    api.exception_handler(InterfaceError)(_database_away)
    with translation.override("en"):  # the document is one for all readers; the API page speaks theirs
        add_orders(api)
        add_shipments(api)
        add_planning(api)
        add_lines(api)
        add_board(api)
        add_inbox(api)
        add_figures(api)
        add_files(api)
        add_acts(api)
        add_lists(api)
    return api


@cache
def the_document() -> dict[str, object]:
    """The API's OpenAPI document, made once."""
    with translation.override("en"):
        return document(the_api())


def openapi(request: HttpRequest) -> HttpResponse:
    """GET /api/v1/openapi.json: for anybody."""
    return JsonResponse(the_document())


def _refused(request: HttpRequest, refused: Refused) -> HttpResponse:
    return problem_of(request, refused)


def _not_signed_in(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    return problem_of(request, Refused([NotSignedIn()]))


def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    wrong = [
        InvalidInput(
            given=None, where=".".join(map(str, e.get("loc", ()))), expectation=str(e.get("msg", ""))
        )
        for e in error.errors
    ]
    return problem_of(request, Refused(wrong))


def _http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
    return problem(request, error.status_code, detail=str(error))


def _database_away(request: HttpRequest, error: Exception) -> HttpResponse:
    """Whether the act was done is not known when the connection broke at its very end: the key tells, asked again."""
    _LOG.error("%s %s: %s", request.method, request.path, error, exc_info=error)
    response = problem(request, 503)
    response["Retry-After"] = "1"
    return response
