"""The inbox, and where the first page leads."""

from django.urls import path

from takt.web.pages.inbox import page

urlpatterns = [
    path("", page.home, name="home"),
    path("inbox", page.inbox, name="inbox"),
    path("inbox/count", page.count, name="inbox-count"),
]
