"""`takt solve` schedules a shop from a file, with no database, and says what is wrong with one that it cannot read."""

import json
import os
import signal
from pathlib import Path

import pytest
from tests.engine.shop.small_instances import FT06

from takt.engine.shop.checking import check
from takt.engine.shop.instances import read_instance, write_instance
from takt.web.command_line import main

Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    """The terminal asks for English."""
    monkeypatch.setenv("TAKT_LANGUAGE", "en")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file with one shop."""
    write_instance(tmp_path / "shops.jsonl.gz", FT06)
    return tmp_path / "shops.jsonl.gz"


def test_a_shop_is_solved_and_its_schedule_written(capsys: Captured, file: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    assert (
        main(["solve", str(file), "--name", "ft06", "--work", "100000", "--seed", "2", "--out", str(out)])
        == 0
    )
    answer = json.loads(out.read_text(encoding="utf-8"))
    assert answer["name"] == "ft06"
    assert check(FT06, answer["starts"], answer["machines"]) == (
        answer["makespan"],
        answer["weighted_tardiness"],
    )
    said = capsys.readouterr()
    assert "makespan 55" in said.out
    assert " 55 " in said.err


def test_a_made_shop_is_written_and_solved(capsys: Captured, tmp_path: Path) -> None:
    made = tmp_path / "made.jsonl.gz"
    assert main(["solve", "--generate", "60", "--seed", "3", str(made)]) == 0
    assert sum(map(len, read_instance(made)["jobs"])) == 60
    assert main(["solve", str(made), "--objective", "tardiness", "--work", "2000"]) == 0
    assert "gen60-3" in capsys.readouterr().out


def test_ctrl_c_ends_the_search_with_the_best_so_far(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    heard: list[int] = []

    def press_once(_seconds: float, _work: int, objective: int) -> None:
        if not heard:
            os.kill(os.getpid(), signal.SIGINT)
        heard.append(objective)

    monkeypatch.setattr("takt.web.commands.solving._progress", press_once)
    made = tmp_path / "made.jsonl"
    main(["solve", "--generate", "2000", str(made)])
    assert main(["solve", str(made), "--objective", "tardiness", "--seconds", "600"]) == 0
    assert f"weighted_tardiness {heard[-1]}" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        (["--name", "ft07"], 'name is "ft07", expected one of: ft06'),
        (["--objective", "tardiness"], "due is null, expected one due date a job"),
        (["--seconds", "0"], "0: expected seconds above 0"),
        (["--work", "-1"], "-1: expected a whole number from 0"),
        (["--out", "nowhere/out.json"], "there is no folder nowhere"),
        (["--generate", "0"], "expected a number of operations from 1"),
    ],
)
def test_wrong_usage_says_what_was_expected(
    capsys: Captured, file: Path, words: list[str], wrong: str
) -> None:
    assert main(["solve", str(file), *words]) == 2
    assert wrong in capsys.readouterr().err
