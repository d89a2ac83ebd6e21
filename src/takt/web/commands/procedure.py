"""`takt actions` and `takt clause`: the procedure and the code that carries it out."""

import argparse
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from takt.conduct.action import Action
from takt.conduct.clauses import CLAUSES
from takt.web import documentation
from takt.web.commands.printing import Commands, add_json, say, say_json, say_table
from takt.web.rest.describing import first_sentence
from takt.web.rest.names import path_of
from takt.web.usage import UsageError


def add(commands: Commands) -> None:
    """Declare the commands."""
    actions = commands.add_parser("actions", help=_("every action: clause, department, states, parameters"))
    add_json(actions)
    actions.set_defaults(run=run_actions)
    clause = commands.add_parser(
        "clause", help=_("a clause of the procedure and the files that carry it out")
    )
    clause.add_argument("number", metavar=_("NUMBER"), help=_("such as III.1.3"))
    add_json(clause)
    clause.set_defaults(run=run_clause)


def described(action: Action[Any, Any]) -> dict[str, Any]:
    """An action as data."""
    origins, target = documentation.moves(action)
    return {
        "clause": action.clause.number,
        "name": action.name,
        "departments": [d.value for d in action.departments],
        "from": origins,
        "to": target,
        "subject": action.subject._meta.label_lower if action.subject else None,
        "parameters": {
            n: "required" if f.is_required() else "optional" for n, f in action.arguments.model_fields.items()
        },
        "does": _(first_sentence(action)),
        "address": f"/api/v1{path_of(action)}",
    }


def run_actions(given: argparse.Namespace) -> int:
    """Print every action."""
    found = [described(a) for a in documentation.actions()]
    if given.as_json:
        say_json(found)
        return 0
    rows = []
    for each in found:
        parameters = ", ".join(
            n if need == "required" else f"[{n}]" for n, need in each["parameters"].items()
        )
        rows.append(
            (
                each["clause"],
                each["name"],
                "/".join(each["departments"]),
                "|".join(each["from"]),
                each["to"],
                parameters,
            )
        )
    say_table([_("clause"), _("action"), _("department"), _("from"), _("to"), _("parameters")], rows)
    return 0


def run_clause(given: argparse.Namespace) -> int:
    """Print a clause."""
    clause = CLAUSES.get(given.number)
    if clause is None:
        raise UsageError(
            _("there is no clause %(number)s; expected one of: %(known)s")
            % {"number": given.number, "known": ", ".join(CLAUSES)}
        )
    actions = [a for a in documentation.actions() if a.clause is clause]
    if given.as_json:
        say_json(
            {
                "number": clause.number,
                "zh": clause.zh,
                "en": clause.en,
                "actions": [described(a) | {"files": files(a)} for a in actions],
            }
        )
        return 0
    say(f"{clause.number}  {clause.zh}  {clause.en}")
    for action in actions:
        say(
            f"\n{action.name}  ({'/'.join(d.value for d in action.departments)})  {_(first_sentence(action))}"
        )
        for name in files(action):
            say(f"    {name}")
    return 0


def files(action: Action[Any, Any]) -> list[str]:
    """The action's file, and pages, templates and tests that are named after it or after its file."""
    source = Path(documentation.source(action))
    stems = {action.stem, source.stem}
    root = documentation.ROOT
    patterns = (
        *(f"src/takt/web/pages/{action.folder}/{s}.py" for s in stems),
        *(f"src/takt/web/templates/{action.folder}/{s}.html" for s in stems),
        *(f"tests/{action.folder}/test_{s}*.py" for s in stems),
        f"src/takt/{action.folder}/letters.py",
        f"src/takt/{action.folder}/states.py",
    )
    found = {str(p.relative_to(root)) for pattern in patterns for p in root.glob(pattern)}
    return [str(source), *sorted(found - {str(source)})]
