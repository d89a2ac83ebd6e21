"""The guides of the roles: one for each role in both languages, and only pictures that a command makes."""

import re
from pathlib import Path

import pytest
from tests.browser.guides import PICTURES

ROOT = Path(__file__).parents[2]
GUIDES = sorted((ROOT / "docs" / "guides").glob("*.md"))
ROLES = (
    "sales",
    "finance",
    "production-planner",
    "operator",
    "quality",
    "logistics",
    "management",
    "administration",
    "customer",
)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("ending", [".md", ".zh-CN.md"])
def test_each_role_has_a_guide(role: str, ending: str) -> None:
    text = (ROOT / "docs" / "guides" / f"{role}{ending}").read_text(encoding="utf-8")
    assert re.findall(r"\*\*(.+?)\*\*", text), "a guide names the buttons that one presses"


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.name)
def test_every_picture_of_a_guide_exists_and_is_made_by_the_command(guide: Path) -> None:
    for address in re.findall(r"!\[[^\]]*\]\(([^)]+)\)", guide.read_text(encoding="utf-8")):
        assert (guide.parent / address).resolve().is_file(), address
        assert Path(address).name in PICTURES, f"{address}: no command makes it"
