"""The floor: one order's life as 26 transactions of plain SQL, the least that any system must write.

One round trip a statement, each transaction locks and reads the row it changes. The tables are its own,
in the schema `floor` of the same server that Takt runs on.
"""

from collections.abc import Sequence
from typing import Any

import psycopg

LINES, OPERATIONS, MATERIALS = 3, 5, 8
NOW = "2026-01-02T03:04:05Z"
KEY = "bigint generated always as identity primary key"
OF_ORDER = "order_id bigint not null references floor.customer_order(id)"
TABLES = f"""
create schema floor;
create table floor.customer_order (id {KEY}, number text not null unique, customer text not null, due text not null,
  total numeric not null, state text not null, version int not null, created_at text not null);
create table floor.order_line (id {KEY}, {OF_ORDER}, product text not null, quantity numeric not null, price numeric not null);
create table floor.letter (id {KEY}, {OF_ORDER}, kind text not null, body text not null);
create table floor.review (id {KEY}, {OF_ORDER}, department text not null, verdict text not null, note text not null, reviewer text not null);
create table floor.journal (id {KEY}, {OF_ORDER}, actor text not null, event text not null, data text not null, at text not null);
create table floor.job (id {KEY}, {OF_ORDER}, number text not null, start text not null, state text not null);
create table floor.operation (id {KEY}, job_id bigint not null references floor.job(id), sequence int not null, work_center text not null, state text not null);
create table floor.reservation (id {KEY}, job_id bigint not null references floor.job(id), material text not null, quantity numeric not null);
create table floor.booking (id {KEY}, operation_id bigint not null references floor.operation(id), kind text not null, at text not null);
create table floor.inspection (id {KEY}, operation_id bigint not null references floor.operation(id), verdict text not null, value numeric not null);
create table floor.shipment (id {KEY}, {OF_ORDER}, carrier text not null, arrival text not null, state text not null);
create table floor.feedback (id {KEY}, {OF_ORDER}, score int not null, body text not null);
""" + "".join(
    f"create index on floor.{table} ({column});"
    for table, column in {
        "order_line": "order_id", "letter": "order_id", "review": "order_id", "journal": "order_id", "job": "order_id",
        "operation": "job_id", "reservation": "job_id", "booking": "operation_id", "inspection": "operation_id",
        "shipment": "order_id", "feedback": "order_id",
    }.items()
)  # fmt: skip


class BareSql:
    """One worker's connection and the life of an order on it."""

    def __init__(self, url: str) -> None:
        self.connection = psycopg.connect(url)
        self.cursor = self.connection.cursor()

    def _one(self, sql: str, values: Sequence[Any]) -> Any:
        row = self.cursor.execute(sql, values).fetchone()  # type: ignore[call-overload]  # constant texts of this file
        assert row is not None
        return row[0]

    def _do(self, sql: str, values: Sequence[Any]) -> None:
        self.cursor.execute(sql, values)  # type: ignore[call-overload]  # constant texts of this file

    def _journal(self, order: int, event: str) -> None:
        self._do(
            "insert into floor.journal (order_id, actor, event, data, at) values (%s, %s, %s, %s, %s)",
            (order, "u1", event, '{"k":1}', NOW),
        )

    def _move(self, order: int, old: str, new: str) -> None:
        assert self._one("select state from floor.customer_order where id = %s for update", (order,)) == old
        self._do(
            "update floor.customer_order set state = %s, version = version + 1 where id = %s", (new, order)
        )
        self._journal(order, new)

    def life(self, number: str) -> None:
        """The 26 transactions of one order."""
        order = self._enter(number)
        self._move(order, "draft", "confirmed")
        self._do(
            "insert into floor.letter (order_id, kind, body) values (%s, %s, %s)",
            (order, "confirmation", "Your order is confirmed."),
        )
        self.connection.commit()
        self._reviews(order)
        for operation in self._plan(order, number):
            self._operation(order, operation)
        self._deliver(order)

    def _enter(self, number: str) -> int:
        sql = "insert into floor.customer_order (number, customer, due, total, state, version, created_at) values (%s, %s, %s, %s, %s, %s, %s) returning id"
        order: int = self._one(sql, (number, "ACME", "2026-03-01", 1000, "draft", 0, NOW))
        lines = [(order, f"P{i}", 10, 33.3) for i in range(LINES)]
        self.cursor.executemany(
            "insert into floor.order_line (order_id, product, quantity, price) values (%s, %s, %s, %s)", lines
        )
        self._journal(order, "draft")
        self.connection.commit()
        return order

    def _reviews(self, order: int) -> None:
        before = "confirmed"
        for department in ("sales", "finance", "production", "final"):
            sql = "insert into floor.review (order_id, department, verdict, note, reviewer) values (%s, %s, %s, %s, %s)"
            self._do(sql, (order, department, "approved", "ok", "u2"))
            self._move(order, before, department)
            self.connection.commit()
            before = department

    def _plan(self, order: int, number: str) -> list[int]:
        self._move(order, "final", "planned")
        job = self._one(
            "insert into floor.job (order_id, number, start, state) values (%s, %s, %s, %s) returning id",
            (order, "J" + number, NOW, "planned"),
        )
        sql = "insert into floor.operation (job_id, sequence, work_center, state) values (%s, %s, %s, %s) returning id"
        operations = [self._one(sql, (job, i, f"WC{i}", "waiting")) for i in range(OPERATIONS)]
        needs = [(job, f"M{i}", 10) for i in range(MATERIALS)]
        self.cursor.executemany(
            "insert into floor.reservation (job_id, material, quantity) values (%s, %s, %s)", needs
        )
        self.connection.commit()
        return operations

    def _operation(self, order: int, operation: int) -> None:
        for kind, old, new in (("start", "waiting", "running"), ("finish", "running", "done")):
            assert (
                self._one("select state from floor.operation where id = %s for update", (operation,)) == old
            )
            self._do(
                "insert into floor.booking (operation_id, kind, at) values (%s, %s, %s)",
                (operation, kind, NOW),
            )
            self._do("update floor.operation set state = %s where id = %s", (new, operation))
            self._journal(order, kind)
            self.connection.commit()
        self._do(
            "insert into floor.inspection (operation_id, verdict, value) values (%s, %s, %s)",
            (operation, "pass", 1.0),
        )
        self._journal(order, "inspection")
        self.connection.commit()

    def _deliver(self, order: int) -> None:
        self._move(order, "planned", "notified")
        sql = "insert into floor.shipment (order_id, carrier, arrival, state) values (%s, %s, %s, %s) returning id"
        shipment = self._one(sql, (order, "SF", "2026-02-20", "notified"))
        self._do(
            "insert into floor.letter (order_id, kind, body) values (%s, %s, %s)",
            (order, "shipping", "Your order ships."),
        )
        self.connection.commit()
        self._do("update floor.shipment set state = %s where id = %s", ("shipped", shipment))
        self._move(order, "notified", "shipped")
        self.connection.commit()
        self._do("insert into floor.feedback (order_id, score, body) values (%s, %s, %s)", (order, 5, "good"))
        self._move(order, "shipped", "answered")
        self.connection.commit()
        self._move(order, "answered", "closed")
        self.connection.commit()
