"""Addresses of the dashboard."""

from django.urls import path

from takt.web.pages.dashboard import page, rows

urlpatterns = [
    path("dashboard", page.dashboard, name="dashboard"),
    path("dashboard/figures/<name>", page.figure, name="dashboard-figure"),
    path("dashboard/rows/<name>", rows.rows, name="dashboard-rows"),
    path("dashboard/rows/<name>/file.<form>", rows.rows_file, name="dashboard-rows-file"),
]
