"""How commands answer: lines and tables for people, JSON for programs."""

import argparse
import json
import sys
import unicodedata
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from takt.conduct.actors import Actor
from takt.conduct.canonical import plain
from takt.departments.models import Person
from takt.departments.people import the_founder
from takt.web.usage import UsageError

Commands = Any  # what argparse's add_subparsers gives; its type is private


def say(text: str = "") -> None:
    """A line."""
    sys.stdout.write(f"{text}\n")


def say_json(value: Any) -> None:
    """Plain JSON."""
    say(json.dumps(plain(value), ensure_ascii=False, indent=2))


def say_table(headings: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Columns as wide as they must be; Chinese characters take two places."""
    texts = [[str(h) for h in headings], *[["" if v is None else str(v) for v in row] for row in rows]]
    widths = [max(_width(row[i]) for row in texts) for i in range(len(headings))]
    for row in texts:
        say(
            "  ".join(
                text + " " * (width - _width(text)) for text, width in zip(row, widths, strict=True)
            ).rstrip()
        )


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def add_json(command: argparse.ArgumentParser) -> None:
    """The option of commands that answer programs as well."""
    command.add_argument("--json", dest="as_json", action="store_true", help=_("answer in JSON"))


def add_by(command: argparse.ArgumentParser, *, required: bool) -> None:
    """Who does it or reads it."""
    usual = "" if required else _(" (default: the founder, who reads everything)")
    command.add_argument(
        "--by", metavar=_("PERSON"), required=required, help=_("login of who does this") + usual
    )


def person(login: str | None) -> Person:
    """The person of a login; the founder without one. Raises UsageError."""
    if login is None:
        return the_founder()
    found = Person.objects.filter(login=login.lower()).first()
    if found is None:
        raise UsageError(_("--by %(login)s: there is nobody with this login") % {"login": login})
    return found


def reader(given: argparse.Namespace) -> Actor:
    """Who reads."""
    return person(given.by)
