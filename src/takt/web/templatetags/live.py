"""How a page says that it is live: `<div {% live_order order %}>` round the parts with `data-live`."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from takt.orders.models import Order
from takt.web.live.addresses import events_address
from takt.web.live.positions import position

register = template.Library()


@register.simple_tag(takes_context=True)
def live_order(context: dict[str, Any], order: Order) -> SafeString:
    """The attributes of the element round everything that shows the order: what is listened to, where, since when."""
    return format_html(
        'data-live-order="{}" data-live-url="{}" data-live-since="{}" data-live-said="{}"',
        order.number,
        events_address(context["request"]),
        position(order.pk),
        _("This page was brought up to date."),
    )
