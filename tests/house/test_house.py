"""The house rules that a test can hold. A rule that no test holds is a wish."""

import ast
import re
import subprocess
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from takt.conduct.action import ACTIONS
from takt.conduct.clauses import CLAUSES
from takt.conduct.discover import discover
from takt.conduct.refusals import REFUSALS
from takt.web.documentation import DOCUMENTS

discover()
ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "takt"
FILES = [p for p in sorted(SOURCE.rglob("*.py")) if "migrations" not in p.parts]
TREES = {p: ast.parse(p.read_text(encoding="utf-8")) for p in FILES}
OWN = {n: a for n, a in ACTIONS.items() if a.run.__module__.startswith("takt.")}


def name_of(path: Path) -> str:
    """A path as people say it."""
    return str(path.relative_to(ROOT))


def functions() -> Iterator[tuple[Path, ast.FunctionDef | ast.AsyncFunctionDef]]:
    """Every function of the source."""
    for path, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield path, node


def percentile_90(sizes: list[int]) -> int:
    """Nine of ten are no larger."""
    return sorted(sizes)[int(len(sizes) * 0.9)]


def test_no_file_is_longer_than_300_lines_and_nine_of_ten_than_150() -> None:
    sizes = {name_of(p): p.read_text(encoding="utf-8").count("\n") for p in FILES}
    assert {n: s for n, s in sizes.items() if s > 300} == {}
    assert percentile_90(list(sizes.values())) <= 150


def test_no_function_is_longer_than_40_lines_and_nine_of_ten_than_20() -> None:
    sizes = {f"{name_of(p)}:{f.lineno} {f.name}": (f.end_lineno or 0) - f.lineno + 1 for p, f in functions()}
    assert {n: s for n, s in sizes.items() if s > 40} == {}
    assert percentile_90(list(sizes.values())) <= 20


def test_templates_are_short() -> None:
    sizes = {name_of(p): p.read_text(encoding="utf-8").count("\n") for p in SOURCE.rglob("*.html")}
    assert {n: s for n, s in sizes.items() if s > 80} == {}


def test_names_say_what() -> None:
    empty = {"utils", "helpers", "manager", "service", "services", "process", "data2", "common", "misc"}
    assert [name_of(p) for p in SOURCE.rglob("*") if p.stem in empty] == []


def test_every_action_stands_in_the_actions_of_its_clause_and_says_what_it_does() -> None:
    wrong = [
        n
        for n, a in OWN.items()
        if not a.run.__module__.startswith(f"takt.{a.folder}.actions.")
        or not a.run.__doc__
        or a.clause.number not in CLAUSES
    ]
    assert wrong == []


def test_every_action_takes_its_actor_as_a_required_keyword() -> None:
    for name, action in OWN.items():
        by = action.signature.parameters.get("by")
        assert by is not None, name
        assert by.kind is by.KEYWORD_ONLY, name
        assert by.default is by.empty, name


def test_no_action_can_be_told_to_skip_its_checks() -> None:
    escapes = {"force", "skip", "skip_checks", "log", "no_check", "override"}
    assert [n for n, a in OWN.items() if escapes & set(a.parameters)] == []


def test_each_move_belongs_to_exactly_one_action() -> None:
    by_move: dict[object, list[str]] = defaultdict(list)
    for name, action in OWN.items():
        if action.moves is not None:
            by_move[action.moves].append(name)
    lives = {a.subject for a in OWN.values() if a.moves is not None and a.subject is not None}
    for life in {subject.life for subject in lives}:
        for move in life.table:
            assert len(by_move[move]) == 1, f"{move}: {by_move[move]}"


# Modules outside actions/ that write guarded rows, because several actions do the same; they run inside the door only.
WRITERS = {
    "approval/reviewing.py",
    "delivery/links.py",
    "departments/duties.py",
    "orders/entry.py",
    "orders/lines.py",
    "orders/versions.py",
    "planning/completion.py",
    "production/counting.py",
    "stock/bookings.py",
    "stock/documents.py",
    "stock/reserving.py",
    "web/messages.py",  # saves a catalogue file, no row
    "web/pages/listing/saving.py",  # the reader's own saved views: plain rows of no order (web/models.py says why)
    "web/security/factors.py",  # what somebody signs in with: plain rows beside the guarded person (decision 0008)
    "web/security/outside.py",
    "web/security/passkeys.py",
    "web/security/sessions.py",
}
WRITES = {"bulk_create", "bulk_update", "save", "get_or_create", "update_or_create"}


def test_nothing_is_written_outside_an_action() -> None:
    found = []
    for path, tree in TREES.items():
        relative = path.relative_to(SOURCE)
        if "actions" in relative.parts or relative.parts[0] in ("ground", "engine", "exchange", "conduct"):
            continue
        calls = [n for n in ast.walk(tree) if isinstance(n, ast.Call) and isinstance(n.func, ast.Attribute)]
        for call in calls:
            assert isinstance(call.func, ast.Attribute)
            if call.func.attr in WRITES or (call.func.attr == "create" and _is_manager(call.func.value)):
                found.append(f"{relative}:{call.lineno}")
    allowed = {f"{m}" for m in WRITERS}
    assert [f for f in found if f.split(":")[0] not in allowed] == []


def _is_manager(node: ast.expr) -> bool:
    return isinstance(node, ast.Attribute) and node.attr in ("objects", "_default_manager")


def test_rules_ask_neither_the_database_nor_the_clock() -> None:
    for path, tree in TREES.items():
        if path.name != "rules.py":
            continue
        attributes = {n.attr for n in ast.walk(tree) if isinstance(n, ast.Attribute)}
        assert not attributes & {"objects", "now", "today", "cursor", "localdate"}, name_of(path)


def test_every_refusal_says_what_was_expected() -> None:
    assert [c for c, r in REFUSALS.items() if not (r.sentence and r.expects and r.__doc__)] == []


def test_nothing_swallows_an_error() -> None:
    for path, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.ExceptHandler):
                assert node.type is not None, f"{name_of(path)}:{node.lineno} catches everything"


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_made_documents_say_what_the_code_does(name: str) -> None:
    written = (ROOT / name).read_text(encoding="utf-8")
    assert written == DOCUMENTS[name](), f"run `takt document`: {name} is out of date"


def tracked() -> list[Path]:
    """The files that are, or would be, in the repository."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [ROOT / line for line in listed.stdout.splitlines() if (ROOT / line).is_file()]


def test_no_file_names_a_registry_or_a_machine() -> None:
    forbidden = re.compile(
        "|".join(
            [
                "py" + r"pi\.org",
                "python" + "hosted",
                r"registry\.npm" + "js",
                r'"resolved"\s*:',
                r"/ro" + r"ot/",
                r"(?<![\w.])/wo" + r"rk/",
                "index" + "-url h",
            ]
        )
    )
    found = []
    for path in tracked():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        found += [f"{name_of(path)}: {m.group()}" for m in forbidden.finditer(text)]
    assert found == []


def test_nothing_generated_or_secret_is_tracked() -> None:
    bad = re.compile(r"\.(mo|pyc|sqlite3|pem|key)$|node_modules|/static/vendor/")
    assert [name_of(p) for p in tracked() if bad.search(str(p))] == []


@pytest.mark.django_db
def test_the_migrations_make_the_tables_that_the_models_describe() -> None:
    from django.core.management import call_command

    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
