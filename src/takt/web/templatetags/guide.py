"""The guide of the demonstration in templates."""

from typing import Any

from django import template

from takt.web.pages.guide.card import Card, card, is_inviting

register = template.Library()


@register.simple_tag(takes_context=True)
def guide_card(context: dict[str, Any]) -> Card | None:
    """`{% guide_card as guide %}`: the present step, when the guide has begun."""
    request = context.get("request")
    return card(request) if request is not None else None


@register.simple_tag(takes_context=True)
def guide_invites(context: dict[str, Any]) -> bool:
    """Whether a newcomer is asked here to begin."""
    request = context.get("request")
    return request is not None and is_inviting(request)
