"""The addresses of planning that are no acts."""

from django.urls import path

from takt.web.pages.planning import board, line_schedule, load, shortages

urlpatterns = [
    path("board", board.board, name="board"),
    path("load", load.load, name="load"),
    path("line-schedule", line_schedule.line_schedule, name="line-schedule"),
    path("shortages", shortages.shortages, name="shortages"),
]
