"""Icons as inline SVG from the outline set of @tabler/icons: drawn in the colour of the words beside them."""

import re
from functools import cache
from pathlib import Path

from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()
_DRAWING = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)
_FRAME = re.compile(r'<path stroke="none" d="M0 0h24v24H0z" fill="none"\s*/>')
_NAME = re.compile(r"[a-z0-9-]+")


class NoSuchIcon(LookupError):
    """The set has no icon of this name."""


@register.simple_tag
def icon(name: str, look: str = "") -> SafeString:
    """The icon of a name, `{% icon "truck" %}`; `look` adds classes. Hidden from screen readers: words stand beside it.

    Raises NoSuchIcon for a name that the set does not have.
    """
    classes = f"icon {look}".strip()
    return format_html(
        '<svg class="{}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{}</svg>',
        classes,
        drawing(name),
    )


@register.simple_tag
def drawing_of(name: str) -> SafeString:
    """Only the strokes, for a symbol that many icons of a page use."""
    return drawing(name)


@cache
def drawing(name: str) -> SafeString:
    """The strokes of an icon; nothing when the set itself is not installed (the ready page says so)."""
    folder = Path(settings.NODE_MODULES) / "@tabler/icons/icons/outline"
    if not folder.is_dir():
        return SafeString("")
    path = folder / f"{name}.svg"
    if not _NAME.fullmatch(name) or not path.is_file():
        raise NoSuchIcon(name)
    found = _DRAWING.search(path.read_text(encoding="utf-8"))
    strokes = _FRAME.sub("", found.group(1)) if found else ""
    return mark_safe(" ".join(strokes.split()))  # noqa: S308  # a file of the package, no input
