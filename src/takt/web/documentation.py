"""The pages of `docs/` that are made from the registry of actions, so that they cannot rot.

`takt document` writes them; a house test compares them with what is written.
"""

import inspect
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.utils import translation

from takt.conduct.action import ACTIONS, Action
from takt.conduct.actors import INTERNAL, Department
from takt.conduct.clauses import CLAUSES
from takt.conduct.discover import discover
from takt.conduct.resources import RESOURCES

ROOT = Path(__file__).resolve().parents[3]
ROLES = (*INTERNAL, Department.CUSTOMER, Department.SYSTEM)


def actions() -> list[Action[Any, Any]]:
    """Every action of Takt's own folders, by clause and name."""
    discover()
    own = [a for a in ACTIONS.values() if a.run.__module__.startswith("takt.")]
    order = list(CLAUSES)
    return sorted(own, key=lambda a: (order.index(a.clause.number), a.name))


def source(action: Action[Any, Any]) -> str:
    """The file that an action stands in, from the project's root."""
    return str(Path(inspect.getsourcefile(action.run) or "").resolve().relative_to(ROOT))


def moves(action: Action[Any, Any]) -> tuple[list[str], str]:
    """From which states, to which state; without a move the state stays."""
    if action.moves is not None and action.subject is not None:
        return sorted(action.subject.life.origins(action.moves)), action.subject.life.target(action.moves)
    return sorted(action.while_in), ""


def procedure_map() -> str:
    """docs/procedure.md: every clause with the actions that carry it out, and the files."""
    with translation.override("en"):
        return "\n".join(_procedure()) + "\n"


def _procedure() -> Iterator[str]:
    yield "# The procedure, clause by clause 流程与代码对照\n"
    yield "Made by `takt document` from the registry of actions; a test compares it. `takt clause III.1.3` prints one part.\n"
    known = actions()
    for clause in CLAUSES.values():
        own = [a for a in known if a.clause is clause]
        yield f"## {clause.number} {clause.zh} · {clause.en}\n"
        if not own:
            yield (
                "No action of its own yet.\n"
                if clause.number.startswith(("III", "V"))
                else "Held by the door itself.\n"
            )
            continue
        yield "| action | what it does | who | from | to | file |\n|---|---|---|---|---|---|"
        for action in own:
            origins, target = moves(action)
            who = ", ".join(d.value for d in action.departments)
            yield f"| `{action.name}` | {_first_line(action)} | {who} | {', '.join(origins)} | {target} | [{source(action)}](../{source(action)}) |"
        yield ""


def _first_line(action: Action[Any, Any]) -> str:
    return (inspect.getdoc(action.run) or "").split("\n")[0]


def permissions() -> str:
    """docs/permissions.md: who may do and who may read what. Every cell is tried by a test."""
    with translation.override("en"):
        return "\n".join(_permissions()) + "\n"


def _permissions() -> Iterator[str]:
    yield "# Who may do what 权限矩阵\n"
    yield "Made by `takt document`; each cell of the first table is tried at the real door in every state of its subject,"
    yield "each cell of the second over REST. A contact (customer) acts on and sees the own company's rows only.\n"
    heads = " | ".join(d.value for d in ROLES)
    yield f"| action | clause | {heads} |\n|---|---|" + "---|" * len(ROLES)
    for action in sorted(actions(), key=lambda a: a.name):
        cells = " | ".join("●" if role in action.departments else "" for role in ROLES)
        yield f"| `{action.name}` | {action.clause.number} | {cells} |"
    yield "\n## Who may read what\n"
    yield f"| list | clause | {heads} |\n|---|---|" + "---|" * len(ROLES)
    for resource in sorted(RESOURCES.values(), key=lambda r: r.name):
        cells = " | ".join("○" if role in resource.readers else "" for role in ROLES)
        yield f"| [{resource.name}] | {resource.clause} | {cells} |"


DOCUMENTS = {"docs/procedure.md": procedure_map, "docs/permissions.md": permissions}


def write(root: Path = ROOT) -> list[str]:
    """Write the documents; returns the names of those that changed."""
    changed = []
    for name, make in DOCUMENTS.items():
        path, text = root / name, make()
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            changed.append(name)
    return changed
