"""The addresses of the floor that are no acts."""

from django.urls import path

from takt.web.pages.production import dispatch, exceptions, station

urlpatterns = [
    path("dispatch", dispatch.dispatch, name="dispatch"),
    path("station", station.station, name="station"),
    path("exceptions", exceptions.exceptions, name="open-exceptions"),
]
