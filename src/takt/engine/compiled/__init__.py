"""Compiled loops of the engine (numba): the one place that names the compiler and its cache.

``@compiled`` turns a function of numbers and arrays into machine code at its first call and keeps the code on
disk, so that only the first process ever compiles. The cache is keyed by the contents of the kernel's folder:
the compiler itself looks at one file only, and would keep a caller alive whose callee in another file has
changed. So a kernel calls kernels of its own folder only. Importing this package imports the compiler (0.4 s): let only modules that solve
import it.
"""

import hashlib
import os
from collections.abc import Callable
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from numba import config, njit

P = ParamSpec("P")
R = TypeVar("R")

HERE = Path(__file__).parent
#: What makes the compiler leave out the counting of references; its type stubs do not know it.
BARE: dict[str, Any] = {"_nrt": False}
#: Modules with a function ``warm()`` that runs each of their kernels once on a small problem.
WARMED = ("takt.engine.warming", "takt.engine.requirements.warming", "takt.engine.shop.warming")


def compiled(function: Callable[P, R]) -> Callable[P, R]:
    """Compile ``function`` to machine code, kept on disk. Releases the GIL; integers wrap around, nothing is
    checked: whoever calls it hands over arrays of the right type, length and content."""
    return _kept(function)


def compiled_bare(function: Callable[P, R]) -> Callable[P, R]:
    """The same for kernels that make no array of their own (one inside is a compile error): nobody counts references
    then. Handing over a tuple of arrays counts one for each of them otherwise, which made a search five times
    slower."""
    return _kept(function, **BARE)


def inlined(function: Callable[P, R]) -> Callable[P, R]:
    """The same, bare, for a small function in the middle of a hot loop: its code goes into its caller's."""
    kernel: Callable[P, R] = njit(nogil=True, forceinline=True, **BARE)(function)
    return kernel


def warm() -> None:
    """Compile all kernels, or load them when they are on disk already: set-up runs it once."""
    for name in WARMED:
        import_module(name).warm()


def _kept(function: Callable[P, R], **options: Any) -> Callable[P, R]:
    folder = str(_folder(Path(function.__code__.co_filename).parent))
    config.CACHE_DIR = folder  # type: ignore[attr-defined]  # numba fills this module from the environment
    kernel: Callable[P, R] = njit(cache=True, nogil=True, **options)(function)
    return kernel


@cache
def _folder(kernels: Path) -> Path:
    digest = hashlib.sha256()
    for path in sorted({*kernels.glob("*.py"), HERE / "__init__.py"}):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return _root() / f"{kernels.name}-{digest.hexdigest()[:16]}"


def _root() -> Path:
    """Beside the kernels when that folder is ours to write, else in Takt's home, else where the caller says."""
    if named := os.environ.get("NUMBA_CACHE_DIR"):
        return Path(named)
    beside = HERE / "__pycache__"
    if os.access(beside if beside.exists() else HERE, os.W_OK):
        return beside / "kernels"
    return Path(os.environ.get("TAKT_HOME", "var")) / "kernels"
