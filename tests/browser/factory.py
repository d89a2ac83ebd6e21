"""The running demonstration: where it is, and what it holds."""

import json
import subprocess
import sys
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import psycopg


@dataclass(frozen=True)
class Factory:
    """A home of its own with Takt's programs running in it, at the ports of the pages and of the events. `password` is everybody's."""

    ports: tuple[int, int]
    database: str
    password: str = field(repr=False)
    environment: dict[str, str] = field(repr=False)

    @property
    def address(self) -> str:
        """Where its pages are."""
        return f"http://127.0.0.1:{self.ports[0]}"

    def first(self, sql: str, *values: Any) -> str:
        """The first value that a query finds; an error when there is none, for then the demonstration lacks something."""
        with psycopg.connect(self.database) as connection:
            found = connection.execute(sql.encode(), values).fetchone()
        assert found is not None, f"the demonstration has nothing for: {sql} {values}"
        return str(found[0])

    def order(self, number: str) -> str:
        """The number of an order that the customer calls so (`%` for what depends on the day)."""
        return self.first(
            "select number from orders_order where customer_order_number like %s order by number desc", number
        )

    @cached_property
    def told(self) -> dict[str, dict[str, list[str]]]:
        """For each act and each list: who looks at it, and where. Asked of a program that knows the rows."""
        program = "import django; django.setup(); from tests.browser import telling; telling.tell()"
        done = subprocess.run(
            [sys.executable, "-c", program],
            env=self.environment,
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
        answer: dict[str, dict[str, list[str]]] = json.loads(done.stdout)
        return answer
