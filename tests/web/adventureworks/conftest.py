"""These tests read English, whatever the terminal speaks."""

from collections.abc import Iterator

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Messages in English, also those of the command line."""
    monkeypatch.setenv("TAKT_LANGUAGE", "en")
    with translation.override("en"):
        yield
