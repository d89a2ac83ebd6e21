"""Facts kept with a refused attempt, as the reader says them: they were kept in the words of whoever tried."""

import re
from functools import cache
from typing import Any

from django.conf import settings
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext, override

from takt.conduct.action import ACTIONS
from takt.conduct.actors import Department
from takt.web.pages.names import deed_title
from takt.web.pages.shown import words


def said_again(value: Any) -> Any:
    """Steps by their title, departments by their name, moments in the plant's zone, sentences in the reader's language;
    anything else as it is."""
    if not isinstance(value, str) or not value:
        return value
    if value in ACTIONS:
        return deed_title(value)
    if _MOMENT.fullmatch(value) and (moment := parse_datetime(value)) is not None:
        return words(moment)
    named = [_departments().get(part, part) for part in value.split(", ")]
    if any(isinstance(each, Department) for each in named):
        return ", ".join(str(each.label) if isinstance(each, Department) else each for each in named)
    return gettext(value)


_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d.*Z")


@cache
def _departments() -> dict[str, Department]:
    """Departments by their names in every language."""
    found: dict[str, Department] = {}
    for language, __ in settings.LANGUAGES:
        with override(language):
            found |= {str(d.label): d for d in Department}
    return found
