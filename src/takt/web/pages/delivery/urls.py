"""The addresses of delivery that are no acts."""

from django.urls import path

from takt.web.pages.delivery import packing

urlpatterns = [
    path("shipments/<reference>", packing.scanned, name="shipment"),
    path("shipments/<reference>/slip", packing.slip, name="packing-slip"),
]
