"""Every address of Takt."""

from django.contrib.auth.views import LogoutView
from django.urls import path
from django.views.generic import RedirectView

from takt.web.pages import api_page, errors, health, lists, order, public, sign_in
from takt.web.rest.assembly import openapi, the_api

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.server_error

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="order-list"), name="home"),
    path("sign-in", sign_in.SignIn.as_view(), name="sign-in"),
    path("sign-out", LogoutView.as_view(), name="sign-out"),
    path("language", sign_in.set_language, name="set-language"),
    path("orders", lists.orders, name="order-list"),
    path("orders/<reference>", order.order, name="order"),
    path("letters/<reference>/document", order.letter, name="letter-document"),
    path("search", order.find, name="search"),
    path("lists/<name>", lists.any_list, name="list"),
    path("lists/<name>/file.<form>", lists.list_file, name="list-file"),
    path("lists/<name>/<reference>", lists.any_row, name="row"),
    path("check/<content_hash>", public.check, name="check"),
    path("feedback/<token>", public.customers_word, name="feedback"),
    path("healthz", health.alive, name="alive"),
    path("readyz", health.ready, name="ready"),
    path("api/", api_page.api_page, name="api-page"),
    path("api/v1/openapi.json", openapi, name="openapi"),
    path("api/v1/", the_api().urls),
]
