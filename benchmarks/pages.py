"""Every page that people work with, at 100,000 orders in the database: python -m benchmarks.pages [--orders N].

The orders are copies of really lived ones, with their lines, versions, opinions, shipments, letters and journal; a sixth
of them stands in each of six states, and of those in review each quarter lacks another opinion. Pages and REST answers
are asked for in-process, signed in, with the statements of each counted: the order list in all its views (without a search,
with one that finds and with one that finds nothing), order page, search, palette, dashboard, and everybody's inbox.

Beside the time on the clock stands the processor's time, of Python and of PostgreSQL together: it tells the page's own
cost where other programs share the machine. The last line printed is JSON.
"""

import argparse
import json
import os
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.life import InProcess, life
from benchmarks.one_line_factory import Standards, found
from benchmarks.throwaway import furnished, installation

LIVED = 6
ASKED = 60
WARM = 6
"""Before it is measured, every question is put so often: statements are planned once."""
VIEWS = ("open", "late", "waiting", "mine", "all")


def copy(model: Any, times: int, changed: dict[str, str], where: str = "true") -> None:
    """Copy a table's rows, with some columns made new (SQL over t and the copy's number n)."""
    from django.db import connection

    columns = [f.column for f in model._meta.concrete_fields if not f.generated]
    values = ", ".join(changed.get(c, f't."{c}"') for c in columns)
    names = ", ".join(f'"{c}"' for c in columns)
    with connection.cursor() as cursor:
        cursor.execute("set statement_timeout = 0")
        cursor.execute(
            f"insert into {model._meta.db_table} ({names}) select {values} from {model._meta.db_table} t, generate_series(1, {times}) n where {where}"
        )


def fill(orders: int, standards: Standards) -> Standards:
    """So many orders, in every place of the list's order."""
    from django.db import connection

    from takt.orders.models import Order, OrderLine
    from takt.records.figures.courses import bring_up_to_date

    driver = InProcess(standards)
    for number in range(LIVED):
        life(driver, standards, f"L{number}")
    times = orders // LIVED
    fresh = "md5(t.{0}::text || n)::uuid"
    copy(Order, times, {
        "id": fresh.format("id"), "number": "t.number || '-' || n", "version": "0", "customer_order_number": "t.customer_order_number || '-' || n",
        "entered_at": "t.entered_at - n * interval '7 minutes'", "state": "(array['entered','confirmed','approved','in_production','shipped','closed'])[1 + n % 6]",
    })  # fmt: skip
    copy(OrderLine, times, {"id": fresh.format("id"), "order_id": fresh.format("order_id")})
    _belongings(times, fresh)
    bring_up_to_date()  # as every look at the dashboard does; the first one has all of them to do
    with connection.cursor() as cursor:
        cursor.execute("analyze")
    return standards


def _belongings(times: int, fresh: str) -> None:
    """What the inbox looks at: versions, opinions, shipments, letters, and the orders' own journal."""
    from takt.approval.models import Review
    from takt.conduct.models import JournalEntry, Letter
    from takt.delivery.models import Shipment
    from takt.orders.models import OrderVersion

    own = {"id": fresh.format("id"), "order_id": fresh.format("order_id")}
    copy(OrderVersion, times, own)
    given = "(n / 6) % 4 >= array_position(array['sales', 'budget', 'feasibility'], t.stage::text)"
    copy(Review, times, own | {"order_version_id": fresh.format("order_version_id")}, given)
    copy(Shipment, times, own | {
        "number": "t.number || '-' || n", "state": "case when n % 6 = 4 then 'shipped' else 'received' end",
        "expected_arrival": "current_date + (n % 20)::int",
    })  # fmt: skip
    copy(Letter, times, {"id": fresh.format("id"), "letter_case": fresh.format("letter_case")})
    journal = {
        "subject_id": fresh.format("subject_id"), "case_id": fresh.format("case_id"), "body": "''", "at": "t.at - n * interval '7 minutes'",
    }  # fmt: skip
    copy(JournalEntry, times, journal, "t.kind = 'orders.order'")


def measured(name: str, ask: Callable[[int], Any]) -> dict[str, float]:
    """Milliseconds on the clock and of the processor, and the usual number of statements, of one kind of question."""
    statements = [_counted(name, ask, number) for number in range(WARM)]
    backend, spans, python = _backend_seconds(), [], time.process_time()
    for number in range(ASKED):
        began = time.perf_counter()
        ask(number)
        spans.append((time.perf_counter() - began) * 1000)
    spent = time.process_time() - python + _backend_seconds() - backend
    found = {
        "statements": statistics.median_high(
            statements
        ),  # now and then a session is noted as in use: three more
        "median_ms": round(statistics.median(spans), 1),
        "p95_ms": round(sorted(spans)[int(ASKED * 0.95)], 1),
        "processor_ms": round(spent * 1000 / ASKED, 1),
    }
    print(
        f"{name:34} {found['statements']:3} statements, median {found['median_ms']:6.1f} ms,"
        f" p95 {found['p95_ms']:6.1f} ms, processor {found['processor_ms']:6.1f} ms",
        flush=True,
    )
    return found


def _counted(name: str, ask: Callable[[int], Any], number: int) -> int:
    from django.db import connection

    counted: list[str] = []

    def count(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        counted.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(count):
        answer = ask(number)
    if answer.status_code != 200:
        raise RuntimeError(f"{name}: {answer.status_code} {answer.content[:300]!r}")
    return len(counted)


def _backend_seconds() -> float:
    """The processor's time of our server process, from Linux' /proc (proc(5): utime and stime are fields 14 and 15)."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("select pg_backend_pid()")
        status = Path(f"/proc/{cursor.fetchone()[0]}/stat").read_text(encoding="ascii")
    user, system = status.rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def _pages(standards: Standards, lived: list[str]) -> dict[str, Callable[[int], Any]]:
    """Everything that is asked, by name; every question is put in its own words."""
    from django.test import Client

    browser, head = _browser(standards.logins["entry"]), _browser(standards.logins["management"])
    api = {"HTTP_AUTHORIZATION": f"Bearer {standards.tokens['entry']}", "HTTP_HOST": "localhost"}
    program = Client()

    def number_of(n: int) -> str:
        return f"{lived[n % LIVED]}-{n + 1}"

    asked: dict[str, Callable[[int], Any]] = {}
    for view in VIEWS:
        asked[f"order list, {view}"] = lambda n, v=view: browser.get(f"/orders?view={v}")  # type: ignore[misc]  # a default binds the view
        asked[f"order list, {view}, found"] = lambda n, v=view: browser.get(
            f"/orders?view={v}&q={number_of(n)}"
        )  # type: ignore[misc]  # the same
        asked[f"order list, {view}, not found"] = lambda n, v=view: browser.get(f"/orders?view={v}&q=nix{n}")  # type: ignore[misc]  # the same
    asked |= {
        "order list, one state": lambda n: browser.get("/orders?state=approved"),
        "order list, customer in pinyin": lambda n: browser.get("/orders?view=all&q=kehu"),
        "order list, two common words": lambda n: browser.get("/orders?view=all&q=kehu+SO"),
        "order page": lambda n: browser.get(f"/orders/{lived[n % LIVED]}"),
        "search, found": lambda n: browser.get(f"/search?q={number_of(n)}"),
        "search, customer in pinyin": lambda n: browser.get("/search?q=kehu"),
        "search, not found": lambda n: browser.get(f"/search?q=nix{n}"),
        "palette, nothing typed": lambda n: browser.get("/search?palette=1"),
        "palette, found": lambda n: browser.get(f"/search?palette=1&q={number_of(n)}"),
        "palette, not found": lambda n: browser.get(f"/search?palette=1&q=nix{n}"),
        "dashboard": lambda n: head.get("/dashboard"),
        "REST list": lambda n: program.get("/api/v1/orders", **api),
        "REST search": lambda n: program.get(f"/api/v1/search?q={number_of(n)}", **api),
        "REST dossier": lambda n: program.get(f"/api/v1/orders/{lived[n % LIVED]}/dossier", **api),
    }
    for role in standards.logins:
        reader = _browser(standards.logins[role])
        asked[f"inbox of {role}"] = lambda n, reader=reader: reader.get("/inbox")  # type: ignore[misc]  # a default binds the reader
    return asked


def _browser(login: str) -> Any:
    """A browser in which somebody is signed in."""
    from django.test import Client

    from takt.departments.models import Person

    browser = Client(HTTP_HOST="localhost")
    browser.force_login(Person.objects.get(login=login), backend="django.contrib.auth.backends.ModelBackend")
    return browser


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--orders", type=int, default=100_000)
    parser.add_argument(
        "--keep", type=Path, help="a folder to keep the filled database in, for the next time"
    )
    given = parser.parse_args()
    os.environ["TAKT_SECOND_FACTOR"] = "off"  # browsers are signed in without a telephone beside them
    with installation(given.keep):
        standards = furnished(given.keep, lambda: fill(given.orders, found(1)[0]))
        from takt.orders.models import Order

        lived = list(Order.objects.filter(version__gt=0).values_list("number", flat=True))
        figures = {name: measured(name, ask) for name, ask in _pages(standards, lived).items()}
        print(json.dumps({"orders": Order.objects.count(), "load": os.getloadavg(), **figures}))


if __name__ == "__main__":
    main()
