"""The addresses of the guide."""

from django.urls import path

from takt.web.pages.guide import page

urlpatterns = [
    path("guide/begin", page.begin, name="guide-begin"),
    path("guide/end", page.end, name="guide-end"),
]
