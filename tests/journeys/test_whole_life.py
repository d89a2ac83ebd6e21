"""One order from the customer's call to the customer's word: every step by the person whose step it is, wrong tries included."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from benchmarks.life import CHECKLIST
from tests.journeys.desks import Desk
from tests.journeys.installation import Installation
from tests.journeys.mail_sink import free_port
from tests.journeys.programs import PATIENCE_SECONDS, is_serving, wait_until, web_server

DUE = (datetime.now(UTC) + timedelta(days=900)).date()
ARRIVAL = (datetime.now(UTC) + timedelta(days=3)).date()
CLAUSES = {
    "III.1.1", "III.1.2", "III.1.3", "III.2.1", "III.2.2", "III.2.3", "III.3.1", "III.3.2", "III.3.3",
    "III.4.1", "III.4.2", "III.4.3", "III.6.1", "III.6.2", "III.6.3",
}  # fmt: skip
REFUSALS = {
    ("finance", "orders.confirm", "not_your_department"),
    ("entry", "orders.confirm", "not_read_back"),
    ("entry", "orders.confirm", "stale"),
    ("management", "approval.final", "not_yet_reviewed"),
    ("entry", "approval.sales", "conflicting_duty"),
    ("planner", "planning.propose", "wrong_state"),
    ("operator", "production.start", "not_released"),
    ("logistics", "delivery.pack", "wrong_state"),
    ("logistics", "delivery.ship", "wrong_state"),
    ("finance", "delivery.close", "not_your_department"),
}


class House:
    """Everybody at their desks, on one running server."""

    def __init__(self, at: Installation, port: int) -> None:
        self._desks = {role: Desk(at, (port,), role) for role in at.tokens}

    def does(
        self, role: str, address: str, *, headers: dict[str, str] | None = None, **arguments: Any
    ) -> str:
        """It is done; the reference of what was made, else of what was acted on."""
        status, answer = self._desks[role].ask("POST", address, arguments, **(headers or {}))
        assert status == 200, f"{role} {address}: {answer}"
        made = answer["answer"]
        return str(
            made["reference"] if isinstance(made, dict) and "reference" in made else answer["reference"]
        )

    def is_refused(
        self, role: str, address: str, code: str, *, headers: dict[str, str] | None = None, **arguments: Any
    ) -> None:
        """It is refused with this code, in words."""
        status, answer = self._desks[role].ask("POST", address, arguments, **(headers or {}))
        assert 400 <= status < 500, f"{role} {address} was not refused: {status} {answer}"
        assert code in {r["code"] for r in answer["refusals"]}, answer
        assert answer["detail"]

    def reads(self, role: str, address: str) -> dict[str, Any]:
        """What the person may see."""
        status, answer = self._desks[role].ask("GET", address)
        assert status == 200, f"{role} {address}: {answer}"
        return answer


@pytest.fixture(scope="module")
def house(installation: Installation) -> Iterator[House]:
    """The web server runs."""
    port = free_port()
    server = web_server(installation, "web", port, {})
    server.start()
    try:
        wait_until(lambda: is_serving(port), "the web server answers", PATIENCE_SECONDS)
        yield House(installation, port)
    finally:
        server.kill()


@pytest.fixture(scope="module")
def order(installation: Installation, house: House) -> str:
    """An order that has lived its whole life; its number."""
    number = _ordered(installation, house)
    _approved(house, number)
    _planned(house, number)
    _made(house, number)
    _delivered(installation, house, number)
    return number


def _call(at: Installation, number: str) -> dict[str, Any]:
    return {
        "customer": at.customer, "requested_date": DUE.isoformat(), "customer_order_number": number, "caller": "王先生",
        "called_at": datetime.now(UTC).isoformat(), "lines": [{"item": item, "quantity": 4} for item in at.items],
    }  # fmt: skip


def _ordered(at: Installation, house: House) -> str:
    """III.1: entered once, however often the button is pressed; read back; confirmed as it is, not as it was."""
    call, key = _call(at, "PO-7001"), {"Idempotency_Key": "the-call"}
    number = house.does("entry", "/orders/enter", headers=key, **call)
    assert house.does("entry", "/orders/enter", headers=key, **call) == number
    house.is_refused("entry", "/orders/enter", "key_reused", headers=key, **_call(at, "PO-7002"))
    house.is_refused("entry", "/orders/enter", "duplicate_order", **call)
    promise: dict[str, Any] = {"promised_date": DUE.isoformat(), "checklist": CHECKLIST}
    house.is_refused("finance", f"/orders/{number}/confirm", "not_your_department", **promise)
    house.is_refused("entry", f"/orders/{number}/confirm", "not_read_back", **promise)
    house.does("entry", f"/orders/{number}/read-back")
    house.is_refused("entry", f"/orders/{number}/confirm", "stale", headers={"If_Match": '"1"'}, **promise)
    house.does("entry", f"/orders/{number}/confirm", headers={"If_Match": '"2"'}, **promise)
    return number


def _approved(house: House, number: str) -> None:
    """III.2: nobody decides before the reviews, nobody approves what they entered."""
    house.is_refused("management", f"/orders/{number}/final", "not_yet_reviewed")
    house.is_refused("entry", f"/orders/{number}/sales", "conflicting_duty")
    house.is_refused("planner", f"/orders/{number}/propose", "wrong_state")
    for role, review in (
        ("review", "sales"),
        ("finance", "budget"),
        ("feasibility", "feasibility"),
        ("management", "final"),
    ):
        house.does(role, f"/orders/{number}/{review}", verdict="approve")


def _planned(house: House, number: str) -> None:
    """III.3: a proposal, adopted, its people named, released; nothing starts before."""
    plan = house.does("planner", f"/orders/{number}/propose")
    house.does("planner", f"/plans/{plan}/adopt")
    first = _operations(house, number)[0]
    house.does("planner", f"/operations/{first}/allocate", person="b-operator")
    house.is_refused("operator", f"/operations/{first}/start", "not_released")
    house.does("planner", f"/plans/{plan}/release")


def _operations(house: House, number: str) -> list[str]:
    rows = house.reads("operator", f"/operations?order={number}&limit=50")["rows"]
    return [row["number"] for row in sorted(rows, key=lambda row: int(row["sequence"]))]


def _made(house: House, number: str) -> None:
    """III.4: started, finished, inspected, one operation after the other; traded goods provided."""
    house.is_refused(
        "logistics", f"/orders/{number}/pack", "wrong_state", packages=[{"gross_weight_kg": "3"}]
    )
    for operation in _operations(house, number):
        house.does("operator", f"/operations/{operation}/start")
        house.does("operator", f"/operations/{operation}/finish", good=4)
        house.does("inspector", f"/operations/{operation}/inspect", verdict="pass")
    house.does("planner", f"/orders/{number}/provide")


def _delivered(at: Installation, house: House, number: str) -> None:
    """III.6: the customer is told before the goods leave, and has the last word."""
    shipment = house.does("logistics", f"/orders/{number}/pack", packages=[{"gross_weight_kg": "12.5"}])
    house.is_refused("logistics", f"/shipments/{shipment}/ship", "wrong_state")
    house.does(
        "logistics", f"/shipments/{shipment}/notify", carrier=at.carrier, expected_arrival=ARRIVAL.isoformat()
    )
    house.does("logistics", f"/shipments/{shipment}/ship")
    house.does("logistics", f"/shipments/{shipment}/receive", received_on=date.today().isoformat())  # noqa: DTZ011
    house.does("review", f"/orders/{number}/feedback", score=5, comment="很好")
    house.is_refused("finance", f"/orders/{number}/close", "not_your_department")
    house.does("review", f"/orders/{number}/close")


def test_the_dossier_tells_every_step_and_every_refused_attempt(house: House, order: str) -> None:
    dossier = house.reads("management", f"/orders/{order}/dossier")
    timeline = dossier["timeline"]
    assert (dossier["order"]["state"], dossier["next"], dossier["genuine"]) == ("closed", None, True)
    assert {e["clause"] for e in timeline if e["event"] == "act"} >= CLAUSES
    refused = {
        (e["who"], e["what"], code)
        for e in timeline
        if e["event"] == "refused"
        for code in e["facts"]["codes"]
    }
    assert refused >= REFUSALS
    assert [e["at"] for e in timeline] == sorted(e["at"] for e in timeline)


def test_nobody_did_two_peoples_work(house: House, order: str) -> None:
    timeline = house.reads("management", f"/orders/{order}/dossier")["timeline"]
    who = {e["what"]: e["who"] for e in timeline if e["event"] == "act"}
    assert who["orders.enter"] == "entry"
    assert [who[f"approval.{stage}"] for stage in ("sales", "budget", "feasibility", "final")] == [
        "review", "finance", "feasibility", "management",
    ]  # fmt: skip
    assert (who["production.start"], who["quality.inspect"], who["delivery.ship"]) == (
        "operator",
        "inspector",
        "logistics",
    )


def test_the_command_line_tells_the_same_story(installation: Installation, house: House, order: str) -> None:
    told = json.loads(installation.takt("show", order, "--by", "b-management", "--json").stdout)
    assert told == house.reads("management", f"/orders/{order}/dossier")
    shown = installation.takt("show", order).stdout
    for clause in CLAUSES:
        assert f"[{clause} " in shown, f"{clause} does not stand in:\n{shown}"


def test_the_journal_of_that_life_is_right(installation: Installation, order: str) -> None:
    verdict = installation.takt("verify", "--json")
    assert verdict.returncode == 0, verdict.stdout + verdict.stderr
    assert json.loads(verdict.stdout)["wrong"] == []


def test_the_first_steps_by_the_command_line(installation: Installation, house: House) -> None:
    """From the call to the approval with `takt do`: the same door, the same refusals."""
    entered = _done(
        installation, "orders.enter", None, "entry", **_call(installation, "PO-8001"), read_back=True
    )
    number = str(entered["reference"])
    promise: dict[str, Any] = {"promised_date": DUE.isoformat(), "checklist": CHECKLIST}
    assert _refused(installation, "orders.confirm", number, "finance", **promise) == ["not_your_department"]
    _done(installation, "orders.confirm", number, "entry", **promise)
    assert _refused(installation, "approval.sales", number, "entry") == ["conflicting_duty"]
    for role, review in (("review", "sales"), ("finance", "budget"), ("feasibility", "feasibility")):
        _done(installation, f"approval.{review}", number, role, verdict="approve")
    assert (
        _done(installation, "approval.final", number, "management", verdict="approve")["state"] == "approved"
    )
    timeline = house.reads("management", f"/orders/{number}/dossier")["timeline"]
    assert {(e["who"], e["facts"]["via"]) for e in timeline if e["event"] == "refused"} == {
        ("finance", "command line"),
        ("entry", "command line"),
    }


def _done(at: Installation, action: str, subject: str | None, role: str, **arguments: Any) -> dict[str, Any]:
    words = [
        "do",
        action,
        *([subject] if subject else []),
        "--by",
        at.logins[role],
        "--json",
        json.dumps(arguments),
    ]
    answer = at.takt(*words)
    assert answer.returncode == 0, answer.stdout + answer.stderr
    outcome: dict[str, Any] = json.loads(answer.stdout)
    return outcome


def _refused(at: Installation, action: str, subject: str, role: str, **arguments: Any) -> list[str]:
    """The codes in the book of refused attempts; the sentence is on the screen."""
    answer = at.takt("do", action, subject, "--by", at.logins[role], "--json", json.dumps(arguments))
    assert answer.returncode == 1, answer.stdout + answer.stderr
    assert answer.stderr.startswith("✗ ")
    (codes,) = at.query("select codes from conduct_refusedattempt order by at desc limit 1")[0]
    return list(codes)
