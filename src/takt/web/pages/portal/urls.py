"""Addresses of the portal."""

from django.urls import path

from takt.web.pages.portal import basket, catalogue, deeds, home, letters, order

urlpatterns = [
    path("portal", home.home, name="portal"),
    path("portal/orders", home.orders, name="portal-orders"),
    path("portal/orders/<reference>", order.order, name="portal-order"),
    path("portal/orders/<reference>/again", basket.again, name="portal-again"),
    path("portal/orders/<reference>/<name>", deeds.deed, name="portal-deed"),
    path("portal/catalogue", catalogue.catalogue, name="portal-catalogue"),
    path("portal/catalogue/add", catalogue.add, name="portal-add"),
    path("portal/basket", basket.basket, name="portal-basket"),
    path("portal/letters", letters.letters, name="portal-letters"),
]
