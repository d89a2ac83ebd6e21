"""The scheduling board with 20,000 operations in Chromium: python -m benchmarks.board [--operations N] [--in-view N].

The operations are copies of one that was planned by the house's own acts, spread over forty machines, fifteen to an order. Measured are
the answer that the page fetches, the time until the page can be used, and the frames that Chromium really shows while the board is
panned for five seconds with so many operations in view, without a graphics card. The last line printed is JSON.
"""

import argparse
import json
import os
import statistics
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from benchmarks.life import InProcess, life
from benchmarks.one_line_factory import Standards, found
from benchmarks.pages import copy
from benchmarks.throwaway import installation

MACHINES, OF_ORDER, ASKED = 40, 15, 10
LONG, APART = 150, 180
"""Minutes that an operation takes, and between the starts of two on a machine."""
VIEWPORT = {"width": 1920, "height": 1080}
PAN = """async ([inView, seconds]) => {
  const board = document.querySelector("[data-board]").board, {view} = board;
  const inSight = async (span) => { view.scale.show(span, 0); view.scale.go(view.schedule.told.now); board.paintNow(); return view.drawn; };
  let span = 60, drawn = await inSight(span);
  while (drawn < inView && span < view.scale.last - view.scale.first) drawn = await inSight(span *= 1.03);
  const gaps = [], paints = [], most = [];
  const paint = board.paintNow.bind(board);
  board.paintNow = () => { const at = performance.now(); paint(); paints.push(performance.now() - at); most.push(view.drawn); };
  const began = performance.now();
  let last = began, way = 1;
  await new Promise((done) => requestAnimationFrame(function frame(now) {
    gaps.push(now - last); last = now;
    if (view.scale.left >= view.schedule.told.now + 20 * 1440) way = -1;
    if (view.scale.left <= view.schedule.told.now) way = 1;
    view.scale.go(view.scale.left + way * view.scale.span / 200);
    board.redraw();
    if (now - began < seconds * 1000) requestAnimationFrame(frame); else done();
  }));
  const sorted = (all) => [...all].sort((a, b) => a - b);
  const at = (all, share) => sorted(all)[Math.floor(all.length * share)];
  return {in_view: at(most, 0.5), frames_per_second: paints.length / ((last - began) / 1000), frame_ms_p95: at(gaps.slice(1), 0.95), paint_ms: at(paints, 0.5), paint_ms_p95: at(paints, 0.95), hours_shown: span / 60};
}"""


def fill(operations: int, standards: Standards) -> None:
    """So many operations in force, from now on."""
    from django.db import connection

    from takt.factory.models import Machine
    from takt.orders.models import Order
    from takt.planning.models import LANE_MINUTES, Job, Operation

    life(InProcess(standards), standards, "L1")
    first = Operation.objects.exclude(machine=None).order_by("id")[0]
    assert first.machine is not None
    fresh = "md5('{0}' || {1})::uuid".format
    own = f"t.id = '{first.pk}'"
    orders = operations // OF_ORDER + 1
    copy(
        Machine,
        MACHINES,
        {"id": fresh("machine", "n"), "code": "'M' || lpad(n::text, 2, '0')", "lane": "n + 1000"},
        f"t.id = '{first.machine_id}'",
    )
    copy(Order, orders, {"id": fresh("order", "n"), "number": "'SO-B-' || lpad(n::text, 6, '0')", "customer_order_number": "'B' || n",
        "requested_date": "current_date + n % 60", "promised_date": "current_date + n % 60"}, f"t.id = '{first.order_id}'")  # fmt: skip
    copy(
        Job,
        orders,
        {
            "id": fresh("job", "n"),
            "number": "'J-' || n",
            "order_id": fresh("order", "n"),
            "parent_id": "null",
        },
        f"t.id = '{first.job_id}'",
    )
    minute = f"(n / {MACHINES}) * {APART} + floor(extract(epoch from now()) / 60)::int8 - 26297280"
    at = f"timestamptz '2020-01-01T00:00Z' + interval '1 minute' * ({minute})"
    lane = f"(n % {MACHINES} + 1001) * {LANE_MINUTES}::int8 + {minute}"
    copy(Operation, operations, {
        "id": fresh("operation", "n"), "number": "'OP-' || n", "order_id": fresh("order", f"(n / {OF_ORDER} + 1)"), "job_id": fresh("job", f"(n / {OF_ORDER} + 1)"),
        "sequence": f"n % {OF_ORDER}", "machine_id": fresh("machine", f"(n % {MACHINES} + 1)"), "state": "'waiting'", "planned_start": at,
        "planned_end": f"{at} + interval '{LONG} minutes'", "slot": f"int8range({lane}, {lane} + {LONG})", "duration_minutes": str(LONG),
        "started_at": "null", "ended_at": "null",
    }, own)  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("analyze")


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Silent(WSGIRequestHandler):
    def log_message(self, *said: Any) -> None:
        """Say nothing of each request."""


@contextmanager
def served() -> Iterator[str]:
    """Takt's pages at an address of this machine."""
    from takt.web.wsgi import application

    with make_server("127.0.0.1", 0, application, _Server, _Silent) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def asked(standards: Standards) -> tuple[dict[str, float], str]:
    """The answer that the page fetches, in-process: milliseconds and bytes; and the session of who asks."""
    from django.test import Client

    from takt.departments.models import Person

    client = Client()
    client.force_login(
        Person.objects.get(login=standards.logins["planner"]),
        backend="django.contrib.auth.backends.ModelBackend",
    )
    times, size = [], 0
    for _ in range(ASKED):
        began = time.perf_counter()
        answer = client.get("/api/v1/board", headers={"Accept-Encoding": "gzip", "Host": "127.0.0.1"})
        times.append(1000 * (time.perf_counter() - began))
        assert answer.status_code == 200, answer.content[:500]
        size = len(answer.content)
    return {"answer_ms": statistics.median(times), "answer_kilobytes": size / 1000}, client.cookies[
        "sessionid"
    ].value


def panned(address: str, session: str, in_view: int, seconds: float) -> dict[str, float]:
    """What Chromium shows."""
    import shutil

    from playwright.sync_api import sync_playwright
    from tests.browser.opening import CHROMIUM

    with sync_playwright() as playwright:
        path = next(found for name in CHROMIUM if (found := shutil.which(name)))
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        context = browser.new_context(viewport=VIEWPORT)  # type: ignore[arg-type]  # a TypedDict of the same shape
        context.add_cookies([{"name": "sessionid", "value": session, "url": address}])
        page = context.new_page()
        began = time.perf_counter()
        page.goto(f"{address}/board")
        page.wait_for_selector(".board.is-ready")
        ready = time.perf_counter() - began
        loaded: int = page.evaluate("document.querySelector('[data-board]').board.view.schedule.count")
        figures: dict[str, float] = page.evaluate(PAN, [in_view, seconds])
        browser.close()
    return {"loaded": loaded, "ready_seconds": ready, **figures}


def main() -> None:
    """Fill, ask, pan, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--operations", type=int, default=20_000)
    parser.add_argument("--in-view", type=int, default=2_000)
    parser.add_argument("--seconds", type=float, default=5.0)
    given = parser.parse_args()
    os.environ["TAKT_SECOND_FACTOR"] = "off"  # the browser here is a program
    with installation():
        standards = found(1)[0]
        fill(given.operations, standards)
        figures, session = asked(standards)
        with served() as address:
            figures |= panned(address, session, given.in_view, given.seconds)
    for name, value in figures.items():
        print(f"{name:>20} {value:,.1f}")
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
