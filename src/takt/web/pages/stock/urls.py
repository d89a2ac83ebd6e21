"""The addresses of the warehouse that are no acts."""

from django.urls import path

from takt.web.pages.stock import standing

urlpatterns = [path("stock", standing.items, name="stock-of-items")]
