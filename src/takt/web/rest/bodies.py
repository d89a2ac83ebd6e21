"""A request's body as plain values: checked for size, type, encoding, and what no database can hold."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from django.conf import settings
from django.http import HttpRequest, RawPostDataException
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import gettext_lazy as _

from takt.conduct.narrowing import printable
from takt.conduct.refusals import InvalidInput, Refusal, refuse

MAX_DEPTH = 40
MAX_EXPONENT = 60


@dataclass(frozen=True)
class UnreadableBody(Refusal):
    """The body is not JSON in UTF-8."""

    code, clause, status, field = "unreadable_body", "II.1", 400, "body"
    sentence = _("The body cannot be read: %(why)s.")
    expects = _("a JSON object in UTF-8")
    why: str


@dataclass(frozen=True)
class WrongContentType(Refusal):
    """The body is of a kind that the address does not take."""

    code, clause, status, field = "wrong_content_type", "II.1", 415, "Content-Type"
    sentence = _("“%(given)s” is not taken here.")
    expects = "%(wanted)s"
    given: str
    wanted: str


@dataclass(frozen=True)
class TooLarge(Refusal):
    """The body is larger than what is read."""

    code, clause, status, field = "too_large", "II.1", 413, "Content-Length"
    sentence = _("The body has %(size_bytes)s bytes; at most %(limit_bytes)s are read.")
    expects = _("at most %(limit_bytes)s bytes")
    size_bytes: int
    limit_bytes: int


def json_object(request: HttpRequest) -> Mapping[str, Any]:
    """The JSON object of the body ({} when there is none). Refused: UnreadableBody, WrongContentType, TooLarge, InvalidInput."""
    check_size(request, settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
    raw = request.body
    if not raw:
        return {}
    if request.content_type != "application/json":
        raise refuse(WrongContentType(given=(request.content_type or "")[:80], wanted="application/json"))
    try:
        given = json.loads(raw.decode("utf-8"), parse_float=_number, parse_constant=_no_constant)
    except UnicodeDecodeError as error:
        raise refuse(UnreadableBody(why=f"byte {error.start}: {error.reason}")) from error
    except RecursionError as error:
        raise refuse(UnreadableBody(why=f"nested deeper than {MAX_DEPTH}")) from error
    except (ValueError, InvalidOperation) as error:
        raise refuse(UnreadableBody(why=str(error)[:120])) from error
    if not isinstance(given, dict):
        raise refuse(InvalidInput(given=type(given).__name__, where="body", expectation=str(_("an object"))))
    _check(given, "", 0)
    return given


def uploaded(request: HttpRequest) -> tuple[bytes, str]:
    """The bytes and name of the uploaded file in the field `file`. Refused as for a JSON body."""
    check_size(request, settings.TAKT_UPLOAD_LIMIT_BYTES + 64 * 1024)
    if request.content_type != "multipart/form-data":
        raise refuse(WrongContentType(given=(request.content_type or "")[:80], wanted="multipart/form-data"))
    try:
        file = request.FILES.get("file")
    except (MultiPartParserError, RawPostDataException, UnicodeDecodeError) as error:
        raise refuse(UnreadableBody(why=str(error)[:120])) from error
    if file is None or not file.name:
        raise refuse(InvalidInput(given=None, where="file", expectation=str(_("a file"))))
    if (file.size or 0) > settings.TAKT_UPLOAD_LIMIT_BYTES:
        raise refuse(TooLarge(size_bytes=file.size or 0, limit_bytes=settings.TAKT_UPLOAD_LIMIT_BYTES))
    return file.read(), printable(file.name, "file")


def check_size(request: HttpRequest, limit_bytes: int) -> None:
    """Refused: TooLarge, before anything is read."""
    size = int(request.META.get("CONTENT_LENGTH") or 0)
    if size > limit_bytes:
        raise refuse(TooLarge(size_bytes=size, limit_bytes=limit_bytes))


def _number(text: str) -> Decimal:
    number = Decimal(text)
    if abs(number.adjusted()) > MAX_EXPONENT:
        raise ValueError(f"number {text[:40]} out of range")
    return number


def _no_constant(text: str) -> Any:
    raise ValueError(f"{text} is not JSON")


def _check(value: Any, where: str, depth: int) -> None:
    if depth > MAX_DEPTH:
        raise refuse(UnreadableBody(why=f"nested deeper than {MAX_DEPTH}"))
    if isinstance(value, str):
        printable(value, where)
    elif isinstance(value, dict):
        for name, each in value.items():
            printable(name, where or "body")
            _check(each, f"{where}.{name}" if where else name, depth + 1)
    elif isinstance(value, list):
        for index, each in enumerate(value):
            _check(each, f"{where}.{index}", depth + 1)
