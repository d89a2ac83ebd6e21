"""The addresses of saved views."""

from django.urls import path

from takt.web.pages.listing import saving

urlpatterns = [
    path("views/<name>/save", saving.save_view, name="view-save"),
    path("views/<reference>/remove", saving.remove_view, name="view-remove"),
]
