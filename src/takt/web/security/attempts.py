"""Wrong passwords and wrong codes are counted together, by axes in the database: five lock the login for a while."""

from axes.handlers.proxy import AxesProxyHandler
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth import authenticate
from django.contrib.auth.signals import user_login_failed
from django.http import HttpRequest, QueryDict
from django.utils import timezone

from takt.departments.models import Person


def cool_off_minutes() -> int:
    """For how many minutes a lock holds."""
    return int(float(settings.AXES_COOLOFF_TIME) * 60)


def is_locked(request: HttpRequest, login: str) -> bool:
    """Whether too many attempts on this login were wrong."""
    return not AxesProxyHandler.is_allowed(_bare(request), {"username": login})


def count_wrong(request: HttpRequest, login: str) -> bool:
    """Count a wrong code. Whether the login is locked by now."""
    bare = _bare(request)
    user_login_failed.send(sender=__name__, credentials={"username": login}, request=bare)
    return bool(getattr(bare, "axes_locked_out", False))


def password_is_right(request: HttpRequest, person: Person, password: str) -> bool:
    """Whether this is the person's password; a wrong one is counted, and nothing opens while the login is locked."""
    found = authenticate(_bare(request), username=person.login, password=password)
    return found is not None and found.pk == person.pk


def minutes_left(login: str) -> int:
    """How long a login stays locked, in whole minutes, at least one."""
    rows = AccessAttempt.objects.filter(username=login).order_by("-attempt_time")
    last = rows.values_list("attempt_time", flat=True).first()
    if last is None:
        return cool_off_minutes()
    seconds = cool_off_minutes() * 60 - (timezone.now() - last).total_seconds()
    return max(1, -int(-seconds // 60))


def _bare(request: HttpRequest) -> HttpRequest:
    """The same caller without what was typed: axes keeps the form of a wrong attempt, and its lock stays off this answer."""
    bare = HttpRequest()
    bare.META, bare.path, bare.method = request.META, request.path, request.method
    bare.session = request.session
    bare.GET = bare.POST = QueryDict()
    return bare
