"""The life of an order by Takt's real actions beside bare SQL, on one server, in one run.

    python -m benchmarks.lifecycle [--seconds 8] [--workers 1 8] [--profile]

The floor's life has 26 transactions; Takt's has more acts (it also takes a plan from proposal through
adoption to release, provides traded goods, packs and receives). The last line printed is JSON.
"""

import argparse
import json
import multiprocessing
import os
import statistics
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from queue import Empty
from typing import Any

from benchmarks.bare_sql import TABLES, BareSql
from benchmarks.life import InProcess, OverRest, life
from benchmarks.one_line_factory import Standards, found
from benchmarks.serving import free_port, running
from benchmarks.throwaway import installation

Life = Callable[[str], None]
WARM_UP = 15  # statements are prepared at the third use and planned for good at the eighth


def bare(url: str, standards: Standards) -> Life:
    """A worker of the floor."""
    return BareSql(url).life


def in_process(url: str, standards: Standards) -> Life:
    """A worker that calls the actions."""
    import django

    django.setup()
    driver = InProcess(standards)
    return lambda number: life(driver, standards, number)


def over_rest(url: str, standards: Standards) -> Life:
    """A worker that speaks HTTP."""
    import django

    django.setup()
    driver = OverRest(standards, int(url))
    return lambda number: life(driver, standards, number)


def work(
    make: Callable[[str, Standards], Life],
    url: str,
    standards: Standards,
    seconds: float,
    start: Any,
    out: Any,
) -> None:
    """Warm up, wait for the others, live orders until the time is up."""
    live = make(url, standards)
    for i in range(WARM_UP):
        live(f"{os.getpid()}-warm{i}-{time.time_ns()}")
    start.wait()
    began, spans = time.perf_counter(), []
    while time.perf_counter() - began < seconds:
        at = time.perf_counter()
        live(f"{os.getpid()}-{len(spans)}-{time.time_ns()}")
        spans.append(time.perf_counter() - at)
    out.put((len(spans), time.perf_counter() - began, spans))


def measure(
    name: str,
    make: Callable[[str, Standards], Life],
    url: str,
    standards: list[Standards],
    workers: int,
    seconds: float,
) -> float:
    """Orders per second of so many workers at once."""
    spawn = multiprocessing.get_context("spawn")
    start, out = spawn.Barrier(workers), spawn.Queue()
    crew = [
        spawn.Process(target=work, args=(make, url, standards[w], seconds, start, out))
        for w in range(workers)
    ]
    for process in crew:
        process.start()
    results = [_answer(out, crew) for _ in crew]
    for process in crew:
        process.join()
    rate = sum(count / span for count, span, _ in results)
    median = statistics.median(s for *_, spans in results for s in spans)
    print(
        f"{name:12} {workers} workers: {rate:7.2f} orders/s, median life {median * 1000:.0f} ms", flush=True
    )
    return rate


def _answer(out: Any, crew: Sequence[Any]) -> Any:
    """A worker's figures; an error as soon as one of them has failed."""
    while True:
        try:
            return out.get(timeout=1)
        except Empty:
            if any(process.exitcode for process in crew):
                for process in crew:
                    process.terminate()
                raise RuntimeError("a worker failed; its error stands above") from None


@contextmanager
def server(workers: int) -> Iterator[str]:
    """Takt's own web server on a free port."""
    port = free_port()
    from takt.web.commands.running import server as web

    os.environ |= {"TAKT_PORT": str(port), "TAKT_WEB_WORKERS": str(workers)}
    with running(web().command, port, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL):
        yield str(port)


def profile(standards: Standards) -> None:
    """Where the time of one life goes."""
    import cProfile
    import pstats

    live = in_process("", standards)
    for i in range(WARM_UP):
        live(f"profile-warm{i}")
    watch = cProfile.Profile()
    watch.runcall(lambda: [live(f"profile-{i}") for i in range(20)])
    pstats.Stats(watch).sort_stats("tottime").print_stats(35)
    pstats.Stats(watch).sort_stats("cumtime").print_stats(70)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=float, default=8)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 8])
    parser.add_argument("--profile", action="store_true")
    given = parser.parse_args()
    with installation() as urls:
        standards = found(max(given.workers))
        if given.profile:
            profile(standards[0])
            return
        import psycopg

        with psycopg.connect(urls.owner) as connection:
            connection.execute(TABLES)  # type: ignore[call-overload]  # a constant text
        figures: dict[str, dict[str, float]] = {"bare_sql": {}, "takt": {}, "takt_rest": {}}
        for workers in given.workers:
            figures["bare_sql"][str(workers)] = measure(
                "bare SQL", bare, urls.owner, standards, workers, given.seconds
            )
            figures["takt"][str(workers)] = measure("Takt", in_process, "", standards, workers, given.seconds)
            with server(min(workers, os.cpu_count() or 1)) as port:
                figures["takt_rest"][str(workers)] = measure(
                    "Takt REST", over_rest, port, standards, workers, given.seconds
                )
        report(figures)


def report(figures: dict[str, dict[str, float]]) -> None:
    """The last line: orders/s and how many times slower than bare SQL."""
    ratios = {
        name: {w: round(figures["bare_sql"][w] / rate, 2) for w, rate in figures[name].items()}
        for name in ("takt", "takt_rest")
    }
    rounded = {name: {w: round(rate, 2) for w, rate in rates.items()} for name, rates in figures.items()}
    print(
        json.dumps(
            rounded | {"bare_sql_to_takt": ratios["takt"], "bare_sql_to_takt_rest": ratios["takt_rest"]}
        )
    )


if __name__ == "__main__":
    main()
