"""`takt figures`: the figures that a person may read, and the answer of one."""

import argparse
import json
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from takt.conduct.discover import discover
from takt.records.dossier import sees_money
from takt.records.figures.answers import read, readable_figures
from takt.records.figures.figure import Figure, Reading, as_dict
from takt.records.figures.question import Question, asked_by
from takt.web.commands.printing import Commands, add_by, add_json, reader, say, say_table
from takt.web.pages.dashboard.cards import card_of
from takt.web.pages.dashboard.wording import cell_of


def add(commands: Commands) -> None:
    """Declare the command."""
    command = commands.add_parser("figures", help=_("figures for decisions, such as on-time or lead-time"))
    command.add_argument(
        "name",
        nargs="?",
        default="",
        metavar=_("NAME"),
        help=_("one figure with its table; all of them without it"),
    )
    command.add_argument(
        "--from", dest="first", default="", metavar=_("DATE"), help=_("the first day (default: 90 days ago)")
    )
    command.add_argument(
        "--to", dest="last", default="", metavar=_("DATE"), help=_("the last day (default: today)")
    )
    command.add_argument(
        "--customer", default="", metavar=_("NUMBER"), help=_("only orders of this customer")
    )
    add_by(command, required=False)
    add_json(command)
    command.set_defaults(run=run_figures)


def run_figures(given: argparse.Namespace) -> int:
    """Print the figures."""
    discover()
    who = reader(given)
    question = asked_by({"from": given.first, "to": given.last, "customer": given.customer})
    names = [given.name] if given.name else [f.name for f in readable_figures(who)]
    answers = [read(name, question, who) for name in names]
    if given.as_json:
        found: list[dict[str, Any]] = [as_dict(f, question, r) for f, r in answers]
        say(json.dumps(found[0] if given.name else found, ensure_ascii=False, indent=2))
    elif given.name:
        _say_one(question, *answers[0], money=sees_money(who))
    else:
        say_table([_("figure"), "", _("result"), _("change")], [_line(f, question, r) for f, r in answers])
    return 0


def _line(figure: Figure, question: Question, reading: Reading) -> list[str]:
    card = card_of(figure, question, reading)
    change = f"{card.change.text} ({card.change.verdict})" if card.change else ""
    return [figure.name, card.title, card.value, change]


def _say_one(question: Question, figure: Figure, reading: Reading, *, money: bool) -> None:
    card = card_of(figure, question, reading)
    say(f"{card.title}: {card.value}  {question.first} – {question.last}")
    say(figure.sentence(reading) if reading.base else str(figure.missing))
    say(str(figure.definition))
    if reading.parts:
        say()
        fields = figure.shown_fields(sees_money=money)
        say_table(
            [capfirst(str(f.heading)) for f in fields],
            [[cell_of(p, f, question.bucket).text for f in fields] for p in reading.parts],
        )
