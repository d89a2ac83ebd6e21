"""What every page shows around its content: the menu of what the reader may see, the look, and who reads."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from takt.conduct.actors import Department
from takt.departments.models import Person
from takt.web.pages.look import look_of
from takt.web.pages.places import address_of, menu

SHEETS = ("takt/tokens.css", "takt/shell.css", "takt/parts.css", "takt/list.css", "takt/takt.css")
LANGUAGES = (("zh-hans", "中文"), ("en", "English"))


def shell(request: HttpRequest) -> dict[str, Any]:
    """Template variables of the page's frame."""
    reader = getattr(request, "user", None)
    frame: dict[str, Any] = {
        "company": settings.TAKT_COMPANY["name"],
        "look": look_of(request),
        "sheets": SHEETS,
        "languages": LANGUAGES,
        "reader": None,
    }
    if not isinstance(reader, Person):
        return frame
    return frame | {
        "reader": reader,
        "duties": ", ".join(str(Department(d).label) for d in reader.departments),
        "nav": menu(reader, request.path),
        "themes": (("auto", _("Automatic")), ("light", _("Light")), ("dark", _("Dark"))),
        "security_address": address_of("security"),
    }
