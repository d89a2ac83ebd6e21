"""What the documents say is so: their links resolve, their commands and variables exist, their words are the code's."""

import ast
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "takt"
PAGES = [ROOT / "README.md", ROOT / "README.zh-CN.md", *sorted((ROOT / "docs").rglob("*.md"))]
LINK = re.compile(r"\]\(([^)\s#]+)(?:#[^)\s]*)?\)")
COMMAND = re.compile(r"(?:`|^ {4})(?:\.venv/bin/)?takt ([a-z][a-z0-9-]*)", re.MULTILINE)
VARIABLE_IN_CODE = re.compile(r"""["'](TAKT_[A-Z0-9_]+)["']""")
VARIABLE = re.compile(r"\bTAKT_[A-Z0-9_]+\b")
OF_THE_TESTS = {"TAKT_TEST_HOME", "TAKT_TEST_DATABASE_URL"}


def named(page: Path) -> str:
    """A page as people say it."""
    return str(page.relative_to(ROOT))


def test_every_link_leads_somewhere() -> None:
    dead = [
        f"{named(page)}: {target}"
        for page in PAGES
        for target in LINK.findall(page.read_text(encoding="utf-8"))
        if "://" not in target and not (page.parent / target).exists()
    ]
    assert dead == []


def test_every_command_in_the_documents_exists() -> None:
    told = {
        (command, named(page))
        for page in PAGES
        for command in COMMAND.findall(page.read_text(encoding="utf-8"))
    }
    assert told, "the documents name no command at all"
    help_text = subprocess.run(
        [sys.executable, "-m", "takt.web.command_line", "--help"], capture_output=True, text=True, check=True
    ).stdout
    known = set(re.findall(r"[a-z][a-z0-9-]+", help_text))
    assert sorted(page for page in told if page[0] not in known) == []


def variables_in_code() -> set[str]:
    """Every environment variable that the program reads."""
    texts = (path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py"))
    return {name for text in texts for name in VARIABLE_IN_CODE.findall(text)} - OF_THE_TESTS


def test_operations_tells_every_environment_variable_and_no_other() -> None:
    page = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    assert set(VARIABLE.findall(page)) == variables_in_code()


def test_no_document_names_an_unknown_variable() -> None:
    told = {
        (name, named(page)) for page in PAGES for name in VARIABLE.findall(page.read_text(encoding="utf-8"))
    }
    assert sorted(each for each in told if each[0] not in variables_in_code()) == []


@cache
def names_of(folder: str) -> frozenset[str]:
    """What a folder defines: classes, functions, constants, and `Class.attribute`."""
    found: set[str] = set()
    for path in (SOURCE / folder).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                found.add(node.name)
                found |= {f"{node.name}.{name}" for child in node.body for name in targets(child)}
            elif isinstance(node, ast.FunctionDef):
                found.add(node.name)
            else:
                found |= targets(node)
    return frozenset(found)


def targets(node: ast.AST) -> set[str]:
    """The plain names that a statement assigns."""
    if isinstance(node, ast.Assign):
        return {t.id for t in node.targets if isinstance(t, ast.Name)}
    if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
        return {node.target.id}
    return set()


def glossary() -> list[list[str]]:
    """The rows of the glossary: zh, en, code name, meaning, source."""
    lines = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8").splitlines()
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in lines if line.startswith("| ")]
    return [row for row in rows if row[0] != "中文"]


def test_every_code_name_of_the_glossary_exists() -> None:
    names = [row[2].strip("`") for row in glossary()]
    assert len(names) >= 90
    unknown = [name for name in names if name.partition(".")[2] not in names_of(name.partition(".")[0])]
    assert unknown == []


def test_the_glossary_has_one_word_for_one_thing() -> None:
    for column in (0, 1):
        words = [row[column] for row in glossary()]
        assert sorted({w for w in words if words.count(w) > 1}) == []
    assert [row for row in glossary() if not all(row[:4])] == []


def test_decisions_are_numbered_and_short() -> None:
    decisions = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    assert [int(p.name[:4]) for p in decisions] == list(range(1, len(decisions) + 1))
    for path in decisions:
        text = path.read_text(encoding="utf-8")
        assert len(text.splitlines()) <= 25, path.name
        assert all(part in text for part in ("**What.**", "**Why.**", "**What we gave up.**")), path.name
