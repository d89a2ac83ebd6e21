"""Live pages: python -m benchmarks.live [--pages N] [--bookings N].

So many pages of one order are open at once, each on a connection of its own to Takt's server of events, in a session of its
own. Bookings are made one after the other; for each the time is taken from the beginning of the act until every page was told,
and until one page has read its part again. The last line printed is JSON.
"""

import argparse
import asyncio
import http.client
import json
import os
import resource
import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

from benchmarks.life import CHECKLIST, InProcess
from benchmarks.lifecycle import server
from benchmarks.one_line_factory import Standards, found
from benchmarks.serving import free_port, running
from benchmarks.throwaway import installation

IDLE_SECONDS = 10.0
PATIENCE_SECONDS = 30.0
ORDERED = Decimal(1000)
PIECE = Decimal(1)


def order_on_the_floor(driver: InProcess, standards: Standards) -> tuple[Any, Any]:
    """An order in production and its first operation, which is running."""
    from datetime import UTC, datetime, timedelta

    from takt.orders.lines import NewLine

    due = (datetime.now(UTC) + timedelta(days=900)).date()
    order = driver.act(
        "orders.enter", "entry", customer=standards.customer, requested_date=due, caller="王", read_back=True,
        called_at=datetime.now(UTC), customer_order_number="LIVE", lines=[NewLine(i, ORDERED) for i in standards.items],
    )  # fmt: skip
    driver.act("orders.confirm", "entry", order, promised_date=due, checklist=CHECKLIST)
    roles = {"sales": "review", "budget": "finance", "feasibility": "feasibility", "final": "management"}
    for step, role in roles.items():
        driver.act(f"approval.{step}", role, order)
    plan = driver.act("planning.propose", "planner", order)
    driver.act("planning.adopt", "planner", plan)
    driver.act("planning.release", "planner", plan)
    first = driver.operations(order)[0]
    driver.act("production.start", "operator", first)
    return order, first


def sessions(count: int, login: str) -> list[str]:
    """So many browsers in which somebody is signed in."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from takt.departments.models import Person

    person = Person.objects.get(login=login)
    keys = []
    for _ in range(count):
        session = SessionStore()
        session[SESSION_KEY] = str(person.pk)
        session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
        session[HASH_SESSION_KEY] = person.get_session_auth_hash()
        session.save()
        keys.append(str(session.session_key))
    return keys


@contextmanager
def events(page_port: str) -> Iterator[tuple[int, int]]:
    """Takt's own server of events on a free port."""
    port = free_port()
    from takt.web.commands.running import events as program

    os.environ |= {"TAKT_EVENTS_PORT": str(port), "TAKT_PORT": page_port}
    with running(program().command, port) as process:
        yield port, process.pid


class Page:
    """An open page: when it was told each position of the order's journal."""

    def __init__(self) -> None:
        self.told: dict[int, float] = {}
        self.is_open = asyncio.Event()

    async def listen(self, port: int, order: str, key: str) -> None:
        """Until cancelled. Raises ConnectionError when the server says no or hangs up."""
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        head = f"GET /events?order={order} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: sessionid={key}\r\n\r\n"
        writer.write(head.encode())
        try:
            if b" 200 " not in await reader.readline():
                raise ConnectionError("the page may not listen")
            while line := await reader.readline():
                if line.startswith(b"retry"):
                    self.is_open.set()
                elif line.startswith(b"id: "):
                    self.told[int(line[4:])] = time.perf_counter()
            raise ConnectionError("the server hung up")
        finally:
            writer.close()


async def measure(
    given: argparse.Namespace, port: int, page_port: str, process: int, scene: Any
) -> dict[str, Any]:
    """Open the pages, look at the idle load, make the bookings."""
    driver, order, operation, keys = scene
    pages = [Page() for _ in keys]
    began = time.perf_counter()
    listening = [
        asyncio.create_task(p.listen(port, order.number, key)) for p, key in zip(pages, keys, strict=True)
    ]
    await asyncio.wait_for(asyncio.gather(*(p.is_open.wait() for p in pages)), PATIENCE_SECONDS * 4)
    opened = time.perf_counter() - began
    await asyncio.sleep(2)
    idle = await _load(process, asyncio.sleep(IDLE_SECONDS))
    spans, seen, busy_before, busy_began = [], [], _cpu(process), time.perf_counter()
    for _ in range(given.bookings):
        spans.append(await _booking(driver, order, operation, pages))
        seen.append(spans[-1][0] + await asyncio.to_thread(_read_again, page_port, order.number, keys[0]))
        await asyncio.sleep(0.5)
    busy = (_cpu(process) - busy_before) / (time.perf_counter() - busy_began)
    for task in listening:
        task.cancel()
    await asyncio.gather(*listening, return_exceptions=True)
    every = sorted(span for one in spans for span in one)
    return {
        "pages": len(pages),
        "bookings": len(spans),
        "opened_seconds": round(opened, 2),
        "told_median_ms": round(statistics.median(every) * 1000),
        "told_p95_ms": round(every[int(len(every) * 0.95)] * 1000),
        "told_last_ms": round(every[-1] * 1000),
        "part_read_median_ms": round(statistics.median(seen) * 1000),
        "part_read_max_ms": round(max(seen) * 1000),
        "idle_cpu_percent": round(idle * 100, 1),
        "busy_cpu_percent": round(busy * 100, 1),
        "memory_mb": _memory_mb(process),
    }


async def _booking(driver: InProcess, order: Any, operation: Any, pages: list[Page]) -> list[float]:
    """Seconds from the beginning of a booking until each page was told."""
    from takt.web.live.positions import position

    goal = await asyncio.to_thread(position, order.pk) + 1
    began = time.perf_counter()
    await asyncio.to_thread(driver.act, "production.report", "operator", operation, good=PIECE)
    deadline = began + PATIENCE_SECONDS
    while not all(goal in page.told for page in pages):
        if time.perf_counter() > deadline:
            raise TimeoutError(f"{sum(goal not in p.told for p in pages)} pages were not told")
        await asyncio.sleep(0.002)
    return sorted(page.told[goal] - began for page in pages)


def _read_again(page_port: str, order: str, key: str) -> float:
    """Seconds that a page takes to read its part again."""
    began = time.perf_counter()
    connection = http.client.HTTPConnection("127.0.0.1", int(page_port), timeout=PATIENCE_SECONDS)
    connection.request("GET", f"/orders/{order}/parts/live", headers={"Cookie": f"sessionid={key}"})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    if answer.status != 200:
        raise RuntimeError(f"the part answered {answer.status}")
    return time.perf_counter() - began


async def _load(process: int, meanwhile: Any) -> float:
    before, began = _cpu(process), time.perf_counter()
    await meanwhile
    return (_cpu(process) - before) / (time.perf_counter() - began)


def _cpu(process: int) -> float:
    """Seconds of a processor that a process has used (proc(5): utime and stime)."""
    ticks = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[11:13]
    return sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")


def _memory_mb(process: int) -> int:
    pages = int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1])
    return round(pages * os.sysconf("SC_PAGE_SIZE") / 1e6)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", type=int, default=500)
    parser.add_argument("--bookings", type=int, default=20)
    given = parser.parse_args()
    resource.setrlimit(
        resource.RLIMIT_NOFILE, (min(20_000, resource.getrlimit(resource.RLIMIT_NOFILE)[1]),) * 2
    )
    os.environ["TAKT_SECOND_FACTOR"] = "off"  # nobody is there to set one up
    with installation():
        standards = found(1)[0]
        driver = InProcess(standards)
        order, operation = order_on_the_floor(driver, standards)
        keys = sessions(given.pages, standards.logins["operator"])
        with server(2) as page_port, events(page_port) as (port, process):
            figures = asyncio.run(measure(given, port, page_port, process, (driver, order, operation, keys)))
            for name, value in figures.items():
                print(f"{name:22} {value}")
            print(json.dumps(figures))


if __name__ == "__main__":
    main()
