"""What a form sent, as the plain values that `perform` takes. Nothing is judged here: the door says what is wrong."""

import base64
import unicodedata
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.http import HttpRequest, QueryDict
from django.utils import timezone

from takt.conduct.canonical import decimal_text
from takt.conduct.narrowing import printable
from takt.conduct.refusals import refuse
from takt.web.pages.acting.shapes import Shape
from takt.web.rest.bodies import TooLarge

_NUMBERS = frozenset({"number", "whole"})
MAX_ROWS = 2000


def given(request: HttpRequest, shapes: tuple[Shape, ...], held: dict[str, Any]) -> dict[str, Any]:
    """The arguments by name. What was left empty is left out, so that the action's own default holds;
    an optional text that the row holds (`held`) and the form emptied is given as empty."""
    found: dict[str, Any] = {}
    for shape in shapes:
        value = _value(request, shape)
        if value is None and shape.optional and shape.may_be_empty and shape.kind in ("text", "area"):
            value = "" if shape.name in request.POST and held.get(shape.name) else None
        if value is not None:
            found[shape.name] = value
    return _named_by_its_file(request, shapes, found)


def _named_by_its_file(
    request: HttpRequest, shapes: tuple[Shape, ...], found: dict[str, Any]
) -> dict[str, Any]:
    """A file without a name given is called what it is called."""
    sent = next(
        (request.FILES.get(s.name) for s in shapes if s.kind == "file" and s.name in request.FILES), None
    )
    if sent is not None and "name" not in found and any(s.name == "name" for s in shapes):
        found["name"] = printable(sent.name or "", "name")
    return found


def _value(request: HttpRequest, shape: Shape) -> Any:
    if shape.kind == "rows":
        return _rows(request.POST, shape, shape.name)
    if shape.kind == "checks":
        return [printable(v, shape.name) for v in request.POST.getlist(shape.name)]
    if shape.kind == "file":
        return _file(request, shape.name)
    return _plain(request.POST, shape.name, shape)


def _plain(sent: QueryDict, name: str, shape: Shape) -> Any:
    if shape.kind == "bool" and not shape.optional:
        return sent.get(name) in ("on", "true", "1")
    text = printable(sent.get(name, ""), name)
    if shape.kind != "secret":
        text = text.replace("\r\n", "\n").strip()
    if not text:
        return None
    if shape.kind in _NUMBERS:
        return _number(unicodedata.normalize("NFKC", text).replace(",", "").replace(" ", ""))
    return _moment(text) if shape.kind == "datetime" else text


def _number(text: str) -> str:
    """A number as typed; `5%` is 0.05."""
    digits = text.removesuffix("%")
    if digits == text or not digits.replace(".", "", 1).isdecimal():
        return text
    return decimal_text(Decimal(digits) / 100)


def _moment(text: str) -> str:
    """A time without a zone is the plant's."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    return (moment if timezone.is_aware(moment) else timezone.make_aware(moment)).isoformat()


def _rows(sent: QueryDict, shape: Shape, path: str) -> list[Any] | None:
    """The rows in their order; one in which nothing was filled in but its position is no row."""
    start = f"{path}."
    numbers = {k[len(start) :].partition(".")[0] for k in sent if k.startswith(start)}
    order = sorted(int(n) for n in numbers if n.isdecimal() and len(n) < 6)[:MAX_ROWS]
    rows = [row for n in order if (row := _row(sent, shape, f"{start}{n}")) is not None]
    return rows or (None if shape.optional or not shape.required else [])


def _row(sent: QueryDict, shape: Shape, prefix: str) -> Any:
    if shape.columns[0].name == "":
        return _plain(sent, prefix, shape.columns[0])
    columns = [c for c in shape.columns if c.kind not in ("checks", "file")]
    values = {c.name: value for c in columns if (value := _cell(sent, c, f"{prefix}.{c.name}")) is not None}
    said = {n: v for n, v in values.items() if v not in (False, _default(shape, n)) and n != "position"}
    return values if said else None


def _cell(sent: QueryDict, column: Shape, path: str) -> Any:
    """A value of a row: plain, or rows of its own."""
    if column.kind == "rows":
        return _rows(sent, column, path) or None
    return _plain(sent, path, column)


def _default(shape: Shape, name: str) -> Any:
    default = next(c.default for c in shape.columns if c.name == name)
    return None if default is None else str(default)


def _file(request: HttpRequest, name: str) -> str | None:
    file = request.FILES.get(name)
    if file is None:
        return None
    if (file.size or 0) > settings.TAKT_UPLOAD_LIMIT_BYTES:
        raise refuse(TooLarge(size_bytes=file.size or 0, limit_bytes=settings.TAKT_UPLOAD_LIMIT_BYTES))
    return base64.b64encode(file.read()).decode()
