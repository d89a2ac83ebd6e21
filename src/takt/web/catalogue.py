"""The catalogue of translations: compiled by polib when it is newer than what was compiled, without system tools."""

import os
import tempfile
from pathlib import Path

import polib

LOCALE = Path(__file__).parent / "locale"


def compile_catalogues(locale: Path = LOCALE) -> list[Path]:
    """Compile each .po whose .mo is missing or older; returns what was compiled."""
    compiled = []
    for source in sorted(locale.glob("*/LC_MESSAGES/django.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
            continue
        descriptor, draft = tempfile.mkstemp(dir=source.parent, suffix=".mo.draft")
        with os.fdopen(descriptor, "wb") as file:
            file.write(polib.pofile(str(source)).to_binary())
        Path(draft).chmod(0o644)
        Path(draft).replace(target)  # two processes may do this at once: each leaves a whole file
        compiled.append(target)
    return compiled
