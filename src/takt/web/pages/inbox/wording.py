"""How long something has waited and until when, in words short enough for a list."""

from datetime import datetime, timedelta

from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

_MINUTE, _HOUR, _DAY = 60, 3600, 86400


def span(length: timedelta) -> str:
    """A span of time in its largest unit: minutes, hours or days."""
    seconds = int(abs(length.total_seconds()))
    if seconds >= _DAY:
        days = seconds // _DAY
        return ngettext("%(n)s day", "%(n)s days", days) % {"n": days}
    if seconds >= _HOUR:
        hours = seconds // _HOUR
        return ngettext("%(n)s hour", "%(n)s hours", hours) % {"n": hours}
    minutes = max(1, seconds // _MINUTE)
    return ngettext("%(n)s minute", "%(n)s minutes", minutes) % {"n": minutes}


def due_words(due: datetime, now: datetime) -> str:
    """Until when: how long overdue, today's time, or the day."""
    if due < now:
        return _("Overdue by %(span)s") % {"span": span(now - due)}
    local = timezone.localtime(due)
    if local.date() == timezone.localdate(now):
        return _("Due today %(time)s") % {"time": formats.date_format(local, "H:i")}
    return _("Due %(day)s") % {"day": formats.date_format(local, "m-d")}


def moment(at: datetime, now: datetime) -> str:
    """When something was: today's time, else the day."""
    local = timezone.localtime(at)
    if local.date() == timezone.localdate(now):
        return formats.date_format(local, "H:i")
    return formats.date_format(local, "m-d H:i" if local.year == timezone.localtime(now).year else "Y-m-d")
