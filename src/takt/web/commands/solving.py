"""`takt solve`: a schedule for a shop of the literature, or a make-to-order shop to try; needs no database."""

import argparse
import json
import math
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from types import FrameType
from typing import Any

from django.utils.translation import gettext as _

from takt.web.commands.printing import Commands, say
from takt.web.usage import UsageError


def add(commands: Commands) -> None:
    """Declare the command."""
    command = commands.add_parser("solve", help=_("schedule a shop read from a file; needs no database"))
    command.add_argument(
        "file", type=Path, metavar=_("FILE"), help=_("instances, one JSON object a line (.gz or not)")
    )
    command.add_argument("--name", metavar=_("INSTANCE"), help=_("which instance of the file"))
    command.add_argument("--seconds", type=_seconds, default=60.0, help=_("how long to search (default: 60)"))
    command.add_argument(
        "--work", type=_count, default=0, help=_("moves to make: the same number, the same schedule")
    )
    command.add_argument("--seed", type=_count, default=1, help=_("of the search's chance (default: 1)"))
    command.add_argument("--objective", choices=("makespan", "tardiness"), default="makespan")
    command.add_argument("--out", type=Path, metavar=_("FILE"), help=_("where the schedule goes, as JSON"))
    command.add_argument(
        "--generate",
        type=_count,
        metavar=_("OPERATIONS"),
        help=_("write a make-to-order shop of this size to FILE"),
    )
    command.set_defaults(run=run_solve, needs_database=False)


def run_solve(given: argparse.Namespace) -> int:
    """Solve, or generate."""
    from takt.engine.errors import EngineError  # noqa: PLC0415

    try:
        return _generate(given) if given.generate is not None else _solve(given)
    except EngineError as error:
        raise UsageError(_(error.sentence) % error.facts) from error


def _generate(given: argparse.Namespace) -> int:
    from takt.engine.shop.generating import make_to_order  # noqa: PLC0415
    from takt.engine.shop.instances import write_instance  # noqa: PLC0415

    if given.generate == 0:
        raise UsageError(_("--generate 0: expected a number of operations from 1"))
    _folder_of(given.file)
    instance = make_to_order(given.generate, given.seed)
    write_instance(given.file, instance)
    counts = {"name": instance["name"], "jobs": len(instance["jobs"]), "machines": instance["machines"]}
    say(_("%(name)s: %(jobs)s jobs, %(machines)s machines") % counts)
    return 0


def _solve(given: argparse.Namespace) -> int:
    from takt.engine.shop.instances import read_instance  # noqa: PLC0415

    if given.out is not None:
        _folder_of(given.out)
    instance = read_instance(given.file, given.name)
    from takt.engine.shop.budget import Budget  # noqa: PLC0415
    from takt.engine.shop.solving import solve  # noqa: PLC0415  # the compiler comes with it

    budget = Budget(given.seconds, given.work, progress=_progress)
    with _interruptible(budget.stop):
        answer = solve(instance, given.objective, budget, given.seed).as_dict()
    if given.out is not None:
        _write(given.out, answer)
    facts = ("name", "makespan", "weighted_tardiness", "seconds", "work")
    say("  ".join(f"{fact} {answer[fact]}" for fact in facts))
    return 0


def _progress(seconds: float, work: int, objective: int) -> None:
    sys.stderr.write(f"{seconds:8.2f} s  {objective}  ({work})\n")


@contextmanager
def _interruptible(stop: Event) -> Iterator[None]:
    """Ctrl+C ends the search with the best so far; a second one ends the command."""

    def ask(_number: int, _frame: FrameType | None) -> None:
        signal.signal(signal.SIGINT, before)
        stop.set()

    before = signal.signal(signal.SIGINT, ask)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _write(path: Path, answer: dict[str, Any]) -> None:
    """The whole file or none."""
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    unfinished.write_text(json.dumps(answer) + "\n", encoding="utf-8")
    unfinished.replace(path)


def _folder_of(path: Path) -> None:
    if not path.parent.is_dir():
        raise UsageError(_("%(path)s: there is no folder %(folder)s") % {"path": path, "folder": path.parent})


def _seconds(text: str) -> float:
    value = float(text)
    if not math.isfinite(value) or value <= 0:
        raise argparse.ArgumentTypeError(_("%(value)s: expected seconds above 0") % {"value": text})
    return value


def _count(text: str) -> int:
    value = int(text)
    if not 0 <= value < 2**62:
        raise argparse.ArgumentTypeError(_("%(value)s: expected a whole number from 0") % {"value": text})
    return value
