"""排程板: the schedule in force on a board, where a planner tries moves and proposes them (III.3.3)."""

import json

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from takt.conduct import reading
from takt.conduct.ids import uuid7
from takt.conduct.resources import RESOURCES
from takt.departments.models import Person
from takt.planning.actions.reschedule import reschedule
from takt.planning.drafting import plant_zone
from takt.planning.states import OperationState
from takt.web.pages.access import signed_in
from takt.web.pages.acting.possible import departments_now
from takt.web.pages.planning.board_words import words


@signed_in
def board(request: HttpRequest, reader: Person) -> HttpResponse:
    """The page; its script fetches the schedule by REST. Refused: NotYourDepartment for who may not read operations."""
    reading.readable_rows(RESOURCES["operations"], reader)
    context = {
        "words": words(),
        "zone": plant_zone().key,
        "states_json": json.dumps({str(s): str(s.label) for s in OperationState}, ensure_ascii=False),
        "can_move": bool(set(reschedule.departments) & departments_now(reader)),
        "key": uuid7(),
    }
    return render(request, "planning/board.html", context)
