"""The addresses of the sales pages that are no acts."""

from django.urls import path
from django.views.generic import RedirectView

from takt.web.pages.orders import confirm, filing, imports, looked

urlpatterns = [
    path("entry", RedirectView.as_view(url="/do/orders.enter", query_string=True), name="order-entry"),
    path("entry/look", looked.look, name="entry-look"),
    path("entry/items", looked.items, name="entry-items"),
    path("entry/draft", looked.draft, name="entry-draft"),
    path("orders/<reference>/confirmation.<form>", confirm.preview, name="confirmation-preview"),
    path("orders-import", filing.order_import, name="order-import"),
    path("imports", imports.kinds, name="imports"),
    path("imports/<name>", imports.one_kind, name="import"),
    path("imports/<name>/template.xlsx", imports.template, name="import-template"),
    path("imports/<name>/rows.xlsx", imports.export, name="import-export"),
]
