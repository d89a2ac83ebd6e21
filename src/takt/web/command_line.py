"""`takt`: everything that Takt does, from the command line. Exit code 0: done; 1: refused; 2: wrong usage."""

import argparse
import json
import os
import signal
import sys
from collections.abc import Sequence
from contextlib import nullcontext

import django
from django.apps import apps
from django.utils import translation
from django.utils.translation import gettext as _

MODULES = (
    "acting",
    "reading",
    "inbox",
    "figures",
    "planning",
    "exploding",
    "lines",
    "shipments",
    "procedure",
    "tables",
    "journal",
    "running",
    "demonstrating",
    "adventureworks",
    "solving",
    "developing",
)


def main(arguments: Sequence[str] | None = None) -> int:
    """The command. Returns the exit code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "takt.web.settings")
    if not apps.ready:
        django.setup()
    with translation.override(language()):
        try:
            given = parser().parse_args(arguments)
        except SystemExit as end:
            return int(end.code or 0)
        try:
            code = _run(given)
            sys.stdout.flush()
        except BrokenPipeError:
            return _nobody_reads()
        return code


def _nobody_reads() -> int:
    """Whoever read our answer has seen enough (`takt list orders | head`): end quietly, as a command killed by
    SIGPIPE would; what is still to be written goes nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 128 + signal.SIGPIPE


def language() -> str:
    """The language that the environment asks for: TAKT_LANGUAGE, else the terminal's."""
    asked = next(
        (os.environ[n] for n in ("TAKT_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(n)), ""
    )
    return "zh-hans" if asked.lower().startswith("zh") else "en"


def parser() -> argparse.ArgumentParser:
    """The command's arguments, in the reader's language."""
    from importlib import import_module  # noqa: PLC0415  # commands need the apps to be ready

    from takt.web.usage import translate_argparse  # noqa: PLC0415

    translate_argparse()
    whole = argparse.ArgumentParser(
        prog="takt", description=_("Production orders from the customer's order to the customer's word.")
    )
    commands = whole.add_subparsers(title=_("commands"), metavar=_("COMMAND"), required=True)
    for module in MODULES:
        import_module(f"takt.web.commands.{module}").add(commands)
    return whole


def _run(given: argparse.Namespace) -> int:
    from takt.conduct.refusals import Refused  # noqa: PLC0415
    from takt.ground.cluster import ClusterError  # noqa: PLC0415
    from takt.ground.home import HomeError  # noqa: PLC0415
    from takt.web.commands.ground import database_up  # noqa: PLC0415
    from takt.web.usage import UsageError  # noqa: PLC0415

    try:
        standing = database_up(prepared=getattr(given, "needs_tables", True))
        with standing if getattr(given, "needs_database", True) else nullcontext():
            return int(given.run(given) or 0)
    except Refused as refused:
        as_json = getattr(given, "as_json", False)
        _refusals([r.as_dict() for r in refused.refusals], as_json=as_json)
        return 1
    except BrokenPipeError:
        raise
    except (OSError, HomeError, ClusterError, UsageError) as error:
        print(f"takt: {error}", file=sys.stderr)
        return 2 if isinstance(error, UsageError) else 1


def _refusals(refusals: list[dict[str, object]], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps({"refusals": refusals}, ensure_ascii=False, indent=2))
        return
    for refusal in refusals:
        print(f"✗ {refusal['sentence']}", file=sys.stderr)
        for name, title in (("field", _("field")), ("value", _("value")), ("expected", _("expected"))):
            if refusal[name] not in (None, ""):
                print(f"    {title}: {refusal[name]}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
