"""The home folder: everything that Takt keeps outside its own program.

It is private (mode 0700). Takt changes the permissions of this folder and of what lies in it, and of no
other.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

MARKER = ".takt-home"
PRIVATE = 0o700
_HARMLESS = {MARKER, "lost+found"}


class HomeError(RuntimeError):
    """The home folder cannot be used; the message names the folder, the value and what was expected."""


@dataclass(frozen=True)
class TaktHome:
    """The folders of one installation's data. ``prepare`` makes them."""

    path: Path

    @property
    def database(self) -> Path:
        """The embedded database server's folder: data, socket, log and locks."""
        return self.path / "database"

    @property
    def keys(self) -> Path:
        """Signing keys and secrets."""
        return self.path / "keys"

    @property
    def files(self) -> Path:
        """Documents and attachments."""
        return self.path / "files"

    def prepare(self) -> "TaktHome":
        """Make the folders, private to their owner.

        Errors: ``HomeError`` when the folder holds other things than Takt's, is no folder, or is another
        user's.
        """
        self._refuse_foreign_folder()
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self._make_private(self.path)
        marker = self.path / MARKER
        if not marker.exists():  # made before all else: others may be preparing the same home right now
            marker.write_text("1\n", encoding="ascii")
            self.give_to_owner(marker)
        for folder in (self.database, self.keys, self.files):
            self._make_private(folder)
        return self

    def owner_uid(self) -> int:
        """The numeric user id that owns the home (our own when it does not exist yet)."""
        return self.path.stat().st_uid if self.path.exists() else os.geteuid()

    def give_to_owner(self, path: Path) -> None:
        """As root in another user's home: what we make there is that user's."""
        if os.geteuid() == 0:
            folder = self.path.stat()
            os.chown(path, folder.st_uid, folder.st_gid)

    def _make_private(self, folder: Path) -> None:
        folder.mkdir(mode=PRIVATE, exist_ok=True)
        folder.chmod(PRIVATE)
        self.give_to_owner(folder)

    def _refuse_foreign_folder(self) -> None:
        if not self.path.exists():
            return
        if not self.path.is_dir():
            raise HomeError(f"TAKT_HOME={self.path} is not a folder; name a folder of its own for Takt")
        if os.geteuid() not in (0, self.path.stat().st_uid):
            raise HomeError(
                f"TAKT_HOME={self.path} belongs to user id {self.path.stat().st_uid}, and you are user id "
                f"{os.geteuid()}; run Takt as the owner, or name another folder in TAKT_HOME"
            )
        others = {entry.name for entry in self.path.iterdir()} - _HARMLESS
        if others and not (self.path / MARKER).exists():
            raise HomeError(
                f"TAKT_HOME={self.path} holds other files ({min(others)}) and is no home of Takt; "
                "name a folder that is new or empty"
            )


def find_home(environment: Mapping[str, str] | None = None) -> TaktHome:
    """The home that ``TAKT_HOME`` names, else ``var`` in the project's root, else ``var`` right here."""
    named = (os.environ if environment is None else environment).get("TAKT_HOME", "").strip()
    if named:
        return TaktHome(Path(named).expanduser().absolute())
    return TaktHome(_project_root() / "var")


def _project_root() -> Path:
    root = Path(__file__).resolve().parents[3]
    return root if (root / "pyproject.toml").is_file() else Path.cwd()
