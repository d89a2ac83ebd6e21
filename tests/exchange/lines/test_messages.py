"""Line schedules and reports as B2MML, JSON and CSV (III.3.3): what goes out comes back, what is wrong is named with its line."""

import os
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from takt.exchange.lines import (
    FORMATS,
    LinePerformance,
    LineSchedule,
    MessageFault,
    ProductionRequest,
    ScheduledOperation,
    read,
    write,
)
from takt.exchange.lines.facts import STATES

EIGHT = datetime(2026, 11, 23, 0, 0, tzinfo=UTC)
SCHEMAS = Path(os.environ.get("TAKT_DATA", Path(__file__).parents[4] / "shared" / "data")) / "b2mml" / "xsd"
B2MML = ("work-schedule", "operations-schedule")


def an_operation(number: str = "PL-1-1-10", **changes: object) -> ScheduledOperation:
    given = {
        "number": number, "name": "粗车", "start": EIGHT, "end": EIGHT + timedelta(minutes=95), "work_center": "LATHE",
        "machine": "L-2", "skill": "turning", "person": "chen.hao", "minutes": 95, "state": "ready",
    } | changes  # fmt: skip
    return ScheduledOperation(**given)  # type: ignore[arg-type]  # a row of the table above


def a_schedule() -> LineSchedule:
    later = an_operation(
        "PL-1-1-20", name="磨", start=EIGHT + timedelta(hours=3), end=EIGHT + timedelta(hours=5)
    )
    request = ProductionRequest(
        "PL-1-1", "SO-7", "SHAFT-77", Decimal("12.5"), "pcs", (an_operation(), later), 4
    )
    return LineSchedule("PLAN-3", "3", EIGHT, (request,))


text = st.text(st.characters(codec="utf-8", categories=("L", "N")), min_size=1, max_size=12)
moments = st.datetimes(datetime(2020, 1, 1), datetime(2090, 1, 1)).map(  # noqa: DTZ001  # its zone comes next
    lambda moment: moment.replace(microsecond=0, tzinfo=UTC)
)


@st.composite
def schedules(draw: st.DrawFn) -> LineSchedule:
    numbers = draw(st.lists(text, min_size=1, max_size=4, unique=True))
    requests = []
    for at, number in enumerate(numbers):
        operations = []
        for step in range(draw(st.integers(1, 3))):
            start = draw(moments)
            end = start + timedelta(seconds=draw(st.integers(1, 10**6)))
            words = {name: draw(st.just("") | text) for name in ("work_center", "machine", "skill", "person")}
            operations.append(
                an_operation(
                    f"{at}.{step}", name=draw(text), start=start, end=end, minutes=draw(st.integers(0, 9999)),
                    state=draw(st.sampled_from(STATES)), **words,
                )
            )  # fmt: skip
        quantity = Decimal(draw(st.integers(1, 10**9))) / 1000
        order, item, unit = (draw(text) for _ in range(3))
        requests.append(
            ProductionRequest(number, order, item, quantity, unit, tuple(operations), draw(st.integers(1, 9)))
        )
    return LineSchedule(draw(text), draw(st.just("") | text), draw(moments), tuple(requests))


@pytest.mark.parametrize("form", FORMATS)
def test_what_is_written_is_read_again_as_it_was(form: str) -> None:
    assert read(write(a_schedule(), form)) == a_schedule()


@given(schedules(), st.sampled_from(sorted(FORMATS)))
def test_any_schedule_survives_the_way_there_and_back(schedule: LineSchedule, form: str) -> None:
    assert read(write(schedule, form)) == schedule


@pytest.mark.parametrize("form", B2MML)
def test_b2mml_is_what_the_standard_asks_for(form: str) -> None:
    root = etree.fromstring(write(a_schedule(), form))
    assert root.tag == "{http://www.mesa.org/xml/B2MML}" + (
        "WorkSchedule" if form[0] == "w" else "OperationsSchedule"
    )
    if SCHEMAS.is_dir():  # the standard's own schemas, where they are at hand
        name = "WorkSchedule" if form[0] == "w" else "OperationsSchedule"
        schema = etree.XMLSchema(etree.parse(SCHEMAS / f"B2MML-{name}.xsd"))
        assert schema.validate(root), schema.error_log


def _report(body: str, name: str = "WorkPerformance") -> bytes:
    return (
        f'<?xml version="1.0"?>\n<{name} xmlns="http://www.mesa.org/xml/B2MML">\n{body}\n</{name}>'.encode()
    )


ACTUAL = """<ID>R-1</ID><WorkScheduleID>PLAN-3</WorkScheduleID>
<WorkResponse><ID>1</ID><JobResponse><ID>77</ID>
<StartTime>2026-11-23T08:00:00+08:00</StartTime><EndTime>2026-11-23T09:35:00+08:00</EndTime>
<JobOrderID>PL-1-1-10</JobOrderID><JobState>Completed</JobState>
<PersonnelActual><ID>1</ID><PersonID>chen.hao</PersonID></PersonnelActual>
<EquipmentActual><ID>1</ID><EquipmentID>L-2</EquipmentID></EquipmentActual>
<MaterialActual><ID>1</ID><MaterialUse>Produced</MaterialUse>
<Quantity><QuantityString>11</QuantityString></Quantity></MaterialActual>
<MaterialActual><ID>2</ID><MaterialUse OtherValue="Scrap">Other</MaterialUse>
<Quantity><QuantityString>1.5</QuantityString></Quantity></MaterialActual>
</JobResponse></WorkResponse>"""


def test_a_lines_report_says_what_was_made_when_and_by_whom() -> None:
    found = read(_report(ACTUAL))
    assert isinstance(found, LinePerformance)
    assert (found.number, found.schedule) == ("R-1", "PLAN-3")
    (actual,) = found.actuals
    assert (actual.number, actual.state, actual.machine, actual.person) == (
        "PL-1-1-10", "completed", "L-2", "chen.hao"
    )  # fmt: skip
    assert (actual.good_quantity, actual.scrap_quantity) == (Decimal(11), Decimal("1.5"))
    assert (actual.start, actual.end) == (EIGHT, EIGHT + timedelta(minutes=95))


def test_the_same_report_in_the_words_of_operations() -> None:
    words = (
        ("WorkScheduleID", "OperationsScheduleID"), ("WorkResponse", "OperationsResponse"),
        ("JobResponse", "SegmentResponse"), ("StartTime", "ActualStartTime"), ("EndTime", "ActualEndTime"),
        ("JobOrderID", "SegmentRequirementID"), ("JobState", "SegmentState"),
    )  # fmt: skip
    body = ACTUAL
    for ours, theirs in words:
        body = body.replace(ours, theirs)
    first, second = read(_report(ACTUAL)), read(_report(body, "OperationsPerformance"))
    assert first == second


def test_json_and_csv_reports_say_the_same() -> None:
    as_json = """{"report": "R-1", "schedule": "PLAN-3", "actuals": [{"number": "PL-1-1-10", "state": "completed",
        "start": "2026-11-23T08:00:00+08:00", "end": "2026-11-23T09:35:00+08:00", "machine": "L-2", "person": "chen.hao",
        "good_quantity": "11", "scrap_quantity": 1.5}]}"""
    as_csv = (
        "report,schedule,operation,state,start,end,machine,person,good_quantity,scrap_quantity\n"
        "R-1,PLAN-3,PL-1-1-10,completed,2026-11-23T08:00:00+08:00,2026-11-23T09:35:00+08:00,L-2,chen.hao,11,1.5\n"
    )
    assert read(as_json.encode()) == read(as_csv.encode()) == read(_report(ACTUAL))


def test_a_transaction_around_the_message_is_understood() -> None:
    inner = write(a_schedule(), "work-schedule").decode().split("\n", 1)[1]
    area = "<ApplicationArea><CreationDateTime>2026-11-23T00:00:00Z</CreationDateTime></ApplicationArea>"
    body = f"{area}<DataArea><Sync/>{inner}</DataArea>"
    assert read(_report(body, "SyncWorkSchedule")) == a_schedule()


@pytest.mark.parametrize(
    ("old", "new", "line", "where"),
    [
        ("2026-11-23T09:35:00+08:00", "2026-11-23T09:35:00", 5, "EndTime"),
        ("2026-11-23T09:35:00+08:00", "yesterday", 5, "EndTime"),
        ("2026-11-23T09:35:00+08:00", "2026-11-22T09:35:00+08:00", 4, "EndTime"),
        (">11<", ">eleven<", 10, "QuantityString"),
        (">11<", ">-11<", 10, "QuantityString"),
        (">11<", ">NaN<", 10, "QuantityString"),
        (">Completed<", ">Ready-ish<", 4, "JobState"),
        ("<JobState>Completed</JobState>", "", 4, "JobResponse"),
        ("</JobResponse>", "</JobOrder>", 13, "the XML"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(old: str, new: str, line: int, where: str) -> None:
    assert old in ACTUAL
    with pytest.raises(MessageFault) as caught:
        read(_report(ACTUAL.replace(old, new)))
    assert where in caught.value.where
    assert abs(caught.value.line - line) <= 1, caught.value
    assert caught.value.expected


@pytest.mark.parametrize(
    "content",
    [
        b"", b"   ", b"<a/>", b"<", b"{}", b"[]", b"[1]", b'{"requests": 3}', b'{"requests": [{}]}', b"\xff\xfe",
        b"a,b\n1,2\n", b"schedule,request,operation,start,end\n", b'{"actuals": []}', b"{" * 5000,
        b'<!DOCTYPE a [<!ENTITY x "y">]><WorkSchedule xmlns="http://www.mesa.org/xml/B2MML">&x;</WorkSchedule>',
        b'<WorkSchedule xmlns="http://www.mesa.org/xml/B2MML"><ID>1</ID></WorkSchedule>',
        b'<ProductionSchedule xmlns="http://www.wbf.org/xml/B2MML-V0401"/>',
        b'<Equipment xmlns="http://www.mesa.org/xml/B2MML"/>',
        b'<SyncWorkSchedule xmlns="http://www.mesa.org/xml/B2MML"><DataArea/></SyncWorkSchedule>',
    ],
)  # fmt: skip
def test_what_is_no_message_of_a_line_is_refused(content: bytes) -> None:
    with pytest.raises(MessageFault) as caught:
        read(content)
    assert caught.value.expected


@given(st.binary(max_size=200))
def test_nothing_that_is_sent_breaks_the_reader(content: bytes) -> None:
    with suppress(MessageFault):
        read(content)


def test_an_operation_that_stands_there_twice_is_refused_with_both_lines() -> None:
    found = write(a_schedule(), "csv").decode("utf-8-sig").splitlines()
    with pytest.raises(MessageFault, match="line 2 as well") as caught:
        read("\n".join([*found, found[1]]).encode())
    assert caught.value.line == 4


def test_a_schedule_without_operations_is_not_sent() -> None:
    with pytest.raises(MessageFault):
        write(LineSchedule("PLAN-1", "1", EIGHT, ()), "json")
    with pytest.raises(MessageFault, match="work-schedule"):
        write(a_schedule(), "edifact")
