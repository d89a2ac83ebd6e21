"""The fields of an act in templates: placed one by one, or the rest of them."""

from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from takt.web.pages.acting.forms import Form
from takt.web.pages.acting.possible import act_url as url_of

register = template.Library()


@register.simple_tag
def act_url(name: str, row: Any = None, **given: Any) -> str:
    """The page of an act: `{% act_url "orders.confirm" order %}`."""
    return url_of(name, row or None, **given)


@register.simple_tag
def field(form: Form, name: str) -> SafeString:
    """One field of the form; it is placed now."""
    found = form.fields[name]
    found.placed = True
    return render_to_string("acting/field.html", {"field": found})


@register.simple_tag
def rest_of_form(form: Form) -> SafeString:
    """All fields that are not placed yet: no field is ever lost."""
    return SafeString("".join(field(form, f.shape.name) for f in form.rest))
