"""The addresses of quality that are no acts."""

from django.urls import path

from takt.web.pages.quality import inspecting

urlpatterns = [path("inspections", inspecting.inspections, name="waiting-inspections")]
