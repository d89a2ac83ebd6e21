"""III.3.3: line scheduling systems fetch the schedule in force and send theirs back; a planner looks at the difference and decides."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.planning.plant import Plant, full_plant, plant
from tests.planning.test_import_schedule import later, message
from tests.planning.test_reschedule import DAY, adopted, last_to, steps
from tests.web.conftest import browser, program

from takt.exchange.lines import FORMATS, LineSchedule, read
from takt.planning.actions.adopt_rescheduling import adopt_rescheduling
from takt.planning.models import Rescheduling
from takt.planning.states import ReschedulingState
from takt.web.command_line import main
from takt.web.pages.acting.possible import act_url

__all__ = ["browser", "full_plant", "plant", "program"]


@pytest.mark.parametrize("form", FORMATS)
def test_a_program_fetches_the_schedule_in_its_format(form: str, full_plant: Plant, program: Any) -> None:
    plan = adopted(full_plant)
    answer = program(full_plant.people.production).get(f"/line-schedule?format={form}")
    assert answer.status_code == 200
    found = read(answer.content)
    assert isinstance(found, LineSchedule)
    assert [one.number for one in found.operations] == [one.number for one in steps(plan)]


def test_only_a_work_centre_is_told(full_plant: Plant, program: Any) -> None:
    adopted(full_plant)
    found = read(program(full_plant.people.production).get("/line-schedule?work_center=ASM").content)
    assert isinstance(found, LineSchedule)
    assert {one.work_center for one in found.operations} == {"ASM"}


@pytest.mark.parametrize(
    ("query", "status"),
    [("format=edifact", 422), ("work_center=NOWHERE", 422), ("colour=red", 422), ("", 409)],
)
def test_what_cannot_be_told_is_refused(query: str, status: int, full_plant: Plant, program: Any) -> None:
    assert program(full_plant.people.production).get(f"/line-schedule?{query}").status_code == status


def test_the_planner_sees_the_difference_and_adopts_it(full_plant: Plant, browser: Any) -> None:
    plan = adopted(full_plant)
    last = steps(plan)[-1]
    client = browser(full_plant.people.production)
    client.cookies["django_language"] = "en"
    file = SimpleUploadedFile("back.json", message("json", **later(last, 60 * DAY)))
    sent = client.post(act_url("planning.import_schedule"), {"filename": "back.json", "content": file})
    assert sent.status_code == 303, sent.content.decode()[:3000]
    proposal = Rescheduling.objects.get()
    shown = client.get(f"/lists/reschedulings/{proposal.number}").content.decode()
    assert "becomes late" in shown
    assert last.number in shown
    page = act_url("planning.adopt_rescheduling", proposal)
    assert "becomes late" in client.get(page).content.decode()
    assert client.post(page, {"reason": "agreed with the customer"}).status_code == 303
    assert Rescheduling.objects.get().state == ReschedulingState.ADOPTED


def test_the_schedule_goes_out_and_comes_back_by_command(
    full_plant: Plant, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    zhao = full_plant.people.production
    plan = adopted(full_plant)
    adopt_rescheduling(last_to(full_plant, plan, DAY), by=zhao, reason="好")
    out = tmp_path / "schedule.csv"
    assert main(["b2mml", "export", "--format", "csv", "--output", str(out)]) == 0
    words = later(steps(plan)[-1], DAY)
    text = out.read_text(encoding="utf-8-sig")
    for old, new in words.values():
        text = text.replace(old, new)
    out.write_text(text, encoding="utf-8")
    assert main(["b2mml", "import", str(out), "--by", zhao.login]) == 0
    assert (
        json.loads(capsys.readouterr().out)["reference"] == Rescheduling.objects.latest("proposed_at").number
    )
    assert main(["b2mml", "import", str(tmp_path / "none.csv"), "--by", zhao.login]) == 2
    assert "none.csv" in capsys.readouterr().err
