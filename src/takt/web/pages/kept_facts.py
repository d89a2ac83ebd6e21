"""Facts kept with a refused attempt, as the reader says them: they were kept in the words of whoever tried."""

from functools import cache
from typing import Any

from django.conf import settings
from django.utils.translation import gettext, override

from takt.conduct.action import ACTIONS
from takt.conduct.actors import Department
from takt.web.pages.names import deed_title


def said_again(value: Any) -> Any:
    """Steps by their title, departments by their name, sentences in the reader's language; anything else as it is."""
    if not isinstance(value, str) or not value:
        return value
    if value in ACTIONS:
        return deed_title(value)
    named = [_departments().get(part, part) for part in value.split(", ")]
    if any(isinstance(each, Department) for each in named):
        return ", ".join(str(each.label) if isinstance(each, Department) else each for each in named)
    return gettext(value)


@cache
def _departments() -> dict[str, Department]:
    """Departments by their names in every language."""
    found: dict[str, Department] = {}
    for language, __ in settings.LANGUAGES:
        with override(language):
            found |= {str(d.label): d for d in Department}
    return found
