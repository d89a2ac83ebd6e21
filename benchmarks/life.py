"""One order's life by Takt's real actions, from the call to closed: in-process or over REST."""

import socket
import urllib.parse
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any, Protocol

import orjson

from benchmarks.one_line_factory import Standards

QUANTITY = Decimal(10)


class Driver(Protocol):
    """A way in: does an action as somebody and returns the reference of what it was done to or created."""

    acts: int

    def act(self, name: str, role: str, subject: Any = None, **arguments: Any) -> Any:
        """Do an action; the answer stands for the row that it created, else for its subject."""
        ...

    def operations(self, order: Any) -> list[Any]:
        """The order's operations in sequence."""
        ...


class InProcess:
    """Calls the actions themselves, with the values of their signatures."""

    def __init__(self, standards: Standards) -> None:
        from takt.conduct.action import ACTIONS
        from takt.conduct.discover import discover
        from takt.delivery.models import Carrier
        from takt.departments.models import Person
        from takt.orders.models import Customer

        discover()
        self.actions = ACTIONS
        self.people = {role: Person.objects.get(login=login) for role, login in standards.logins.items()}
        self.rows = {
            "customer": Customer.objects.get(number=standards.customer),
            "carrier": Carrier.objects.get(code=standards.carrier),
        }
        self.acts = 0

    def act(self, name: str, role: str, subject: Any = None, **arguments: Any) -> Any:
        """Pass the door, with whatever version the subject has by now."""
        from takt.conduct.guard import Subject

        action = self.actions[name]
        named = {n: self.rows.get(n, value) for n, value in arguments.items()}
        self.acts += 1
        if subject is None:
            return action(by=self.people[role], **named)
        subject.version = None
        answer = action(subject, by=self.people[role], **named)
        return answer if isinstance(answer, Subject) else subject

    def operations(self, order: Any) -> list[Any]:
        """One query."""
        from takt.planning.models import Operation

        return list(Operation.objects.filter(order_id=order.pk).order_by("sequence"))


class OverRest:
    """Speaks HTTP to a running server, with a token for each role, on one kept connection.

    By a bare socket, so that on few cores the client takes little from the server that is measured.
    """

    def __init__(self, standards: Standards, port: int) -> None:
        from takt.conduct.action import ACTIONS
        from takt.conduct.discover import discover
        from takt.web.rest.names import path_of

        discover()
        self.paths = {name: "/api/v1" + path_of(action) for name, action in ACTIONS.items()}
        self.tokens = standards.tokens
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.answer = self.socket.makefile("rb")
        self.acts = 0

    def act(self, name: str, role: str, subject: Any = None, **arguments: Any) -> Any:
        """POST the action."""
        path = self.paths[name].format(reference=urllib.parse.quote(str(subject)))
        self.acts += 1
        outcome = self._send("POST", path, role, orjson.dumps(arguments, default=str))
        answer = outcome.get("answer")
        return (
            answer["reference"]
            if isinstance(answer, dict) and "reference" in answer
            else outcome["reference"]
        )

    def operations(self, order: Any) -> list[Any]:
        """The list of the order's operations."""
        found = self._send("GET", f"/api/v1/operations?order={order}&limit=50", "operator", b"")
        return [row["number"] for row in sorted(found["rows"], key=lambda row: int(row["sequence"]))]

    def _send(self, method: str, path: str, role: str, body: bytes) -> Any:
        head = (
            f"{method} {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {self.tokens[role]}\r\n"
            f"Accept-Language: en\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        self.socket.sendall(head.encode() + body)
        status = int(self.answer.readline().split()[1])
        length = 0
        while (line := self.answer.readline()) != b"\r\n":
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        content = orjson.loads(self.answer.read(length))
        if status >= 400:
            raise RuntimeError(f"{method} {path}: {status} {content}")
        return content


def life(driver: Driver, standards: Standards, number: str) -> None:
    """From the call to closed. Raises what the door refuses: in this life nothing may be."""
    from takt.orders.lines import NewLine

    act = driver.act
    due = (datetime.now(UTC) + timedelta(days=900)).date()
    order = act(
        "orders.enter", "entry", customer=standards.customer, requested_date=due, caller="王", read_back=True,
        called_at=datetime.now(UTC), customer_order_number=number,
        lines=[NewLine(item, QUANTITY) for item in standards.items],
    )  # fmt: skip
    act("orders.confirm", "entry", order, promised_date=due, checklist=CHECKLIST)
    for step, role in (
        ("sales", "review"),
        ("budget", "finance"),
        ("feasibility", "feasibility"),
        ("final", "management"),
    ):
        act(f"approval.{step}", role, order)
    plan = act("planning.propose", "planner", order)
    act("planning.adopt", "planner", plan)
    act("planning.release", "planner", plan)
    _produce(driver, order)
    _deliver(act, order)


CHECKLIST = ["customer", "items", "quantities", "prices", "dates", "address", "read_back"]


def _produce(driver: Driver, order: Any) -> None:
    from takt.quality.models import InspectionVerdict

    for operation in driver.operations(order):
        driver.act("production.start", "operator", operation)
        driver.act("production.finish", "operator", operation, good=QUANTITY)
        driver.act("quality.inspect", "inspector", operation, verdict=InspectionVerdict.PASS)
    driver.act("production.provide", "planner", order)


def _deliver(act: Callable[..., Any], order: Any) -> None:
    from takt.delivery.actions.pack import NewPackage

    arrival = (datetime.now(UTC) + timedelta(days=3)).date()
    shipment = act("delivery.pack", "logistics", order, packages=[NewPackage(Decimal("12.5"))])
    act("delivery.notify", "logistics", shipment, carrier="SF", expected_arrival=arrival)
    act("delivery.ship", "logistics", shipment)
    act("delivery.receive", "logistics", shipment)
    act("delivery.feedback", "review", order, score=5)
    act("delivery.close", "review", order)
