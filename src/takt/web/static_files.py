"""The browser's parts from node_modules: exactly these files are served, under stable names."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

PARTS = {
    "parts/echarts.js": "echarts/dist/echarts.esm.min.js",
    "parts/tabler.css": "@tabler/core/dist/css/tabler.min.css",
}


class PartsStorage(FileSystemStorage):
    """Maps our names to the files of the packages."""

    prefix = ""

    def path(self, name: str) -> str:
        """Where the file of a name lies."""
        return str(Path(settings.NODE_MODULES) / PARTS[name.replace("\\", "/")])


class NodePartsFinder(BaseFinder):
    """Finds the parts, and nothing else of node_modules."""

    storage = PartsStorage()

    def check(self, **kwargs: Any) -> list[Any]:
        """Nothing to check: what is missing is reported by the ready page."""
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        """The file of a name; [] when it is none of ours or not installed."""
        if path not in PARTS or not Path(self.storage.path(path)).is_file():
            return []
        return [self.storage.path(path)] if find_all else self.storage.path(path)

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, PartsStorage]]:
        """Every part that is installed."""
        for name in PARTS:
            if Path(self.storage.path(name)).is_file():
                yield name, self.storage
