"""Every address of Takt. A folder of pages names its own in its `urls.py`."""

import importlib
import importlib.util
import pkgutil

from django.contrib.auth.views import LogoutView
from django.urls import URLResolver, include, path

from takt.web import pages
from takt.web.pages import api_page, errors, health, lists, look, public, search, sign_in
from takt.web.pages.acting import choices
from takt.web.pages.acting import page as acting
from takt.web.rest.assembly import openapi, the_api

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.server_error


def _areas() -> list[URLResolver]:
    """The addresses of each folder of pages that has some."""
    folders = [m.name for m in pkgutil.iter_modules(pages.__path__, f"{pages.__name__}.") if m.ispkg]
    named = [f"{f}.urls" for f in sorted(folders) if importlib.util.find_spec(f"{f}.urls") is not None]
    return [path("", include(name)) for name in named]


urlpatterns = [
    *_areas(),
    path("sign-in", sign_in.SignIn.as_view(), name="sign-in"),
    path("sign-out", LogoutView.as_view(), name="sign-out"),
    path("language", sign_in.set_language, name="set-language"),
    path("look", look.set_look, name="set-look"),
    path("orders", lists.orders, name="order-list"),
    path("do/<name>", acting.act, name="act"),
    path("do/<name>/<reference>", acting.act, name="act"),
    path("pick/<name>", choices.pick, name="pick"),
    path("search", search.find, name="search"),
    path("lists/<name>", lists.any_list, name="list"),
    path("lists/<name>/file.<form>", lists.list_file, name="list-file"),
    path("lists/<name>/count", lists.list_count, name="list-count"),
    path("lists/<name>/<reference>", lists.any_row, name="row"),
    path("check", public.check_any, name="check-any"),
    path("check/<content_hash>", public.check, name="check"),
    path("feedback/<token>", public.customers_word, name="feedback"),
    path("healthz", health.alive, name="alive"),
    path("readyz", health.ready, name="ready"),
    path("api/", api_page.api_page, name="api-page"),
    path("api/v1/openapi.json", openapi, name="openapi"),
    path("api/v1/", the_api().urls),
]
