"""Addresses of the order page, its parts and its letters."""

from django.urls import path

from takt.web.pages.order import page

urlpatterns = [
    path("orders/<reference>", page.order, name="order"),
    path("orders/<reference>/parts/<part>", page.part, name="order-part"),
    path("orders/<reference>/files/<attachment>", page.file, name="order-file"),
    path("letters/<reference>/document", page.letter, name="letter-document"),
]
