"""The address of the segregation matrix."""

from django.urls import path

from takt.web.pages.departments import segregation

urlpatterns = [path("segregation", segregation.segregation, name="segregation")]
