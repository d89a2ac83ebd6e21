"""Is everything at work? For people; programs ask /readyz."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy

from takt.departments.models import Person
from takt.web.pages.system.access import looking_after
from takt.web.pages.system.checks import checks, versions


@looking_after(gettext_lazy("Health"))
def health(request: HttpRequest, reader: Person) -> HttpResponse:
    """The page: each part with a mark and words; what is wrong stands first."""
    found = sorted(checks(), key=lambda check: ("bad", "warn", "good").index(check.tone))
    context = {
        "checks": found,
        "is_good": all(check.tone == "good" for check in found),
        "is_bad": any(check.tone == "bad" for check in found),
        "versions": versions(),
        "looked_at": timezone.now(),
    }
    return render(request, "system/health.html", context)
