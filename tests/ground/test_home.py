"""The home folder is Takt's own and private; no other folder is touched."""

import stat
from pathlib import Path

import pytest

from takt.ground.home import HomeError, TaktHome, find_home


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_the_home_and_its_folders_are_private(home: TaktHome) -> None:
    home.prepare()
    assert {mode(folder) for folder in (home.path, home.database, home.keys, home.files)} == {0o700}


def test_a_home_that_was_opened_is_closed_again(home: TaktHome) -> None:
    home.prepare().path.chmod(0o755)
    home.prepare()
    assert mode(home.path) == 0o700


def test_the_folder_above_the_home_keeps_its_permissions(tmp_path: Path) -> None:
    tmp_path.chmod(0o751)
    TaktHome(tmp_path / "home").prepare()
    assert mode(tmp_path) == 0o751


def test_a_folder_with_other_files_is_refused_and_left_alone(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(HomeError, match=r"holds other files \(letter\.txt\)"):
        TaktHome(tmp_path).prepare()
    assert mode(tmp_path) == 0o755
    assert [entry.name for entry in tmp_path.iterdir()] == ["letter.txt"]


def test_a_file_is_refused_as_a_home(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("")
    with pytest.raises(HomeError, match="is not a folder"):
        TaktHome(tmp_path / "home").prepare()


def test_the_environment_names_the_home(tmp_path: Path) -> None:
    assert find_home({"TAKT_HOME": str(tmp_path)}) == TaktHome(tmp_path)


def test_without_a_name_the_home_is_var_in_the_project() -> None:
    assert find_home({}).path == Path(__file__).resolve().parents[2] / "var"
