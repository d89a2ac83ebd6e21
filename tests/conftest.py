"""What every test may ask for: people of every department, and how refusals are expected."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest

from takt.conduct.refusals import Refusal, Refused

pytest_plugins = ["tests.people", "tests.races"]


@contextmanager
def expecting(*kinds: type[Refusal]) -> Iterator[list[Refusal]]:
    """The block is refused with (at least) these refusals; they are handed out for a closer look."""
    found: list[Refusal] = []
    with pytest.raises(Refused) as caught:
        yield found
    found.extend(caught.value.refusals)
    missing = {k.code for k in kinds} - set(caught.value.codes)
    assert not missing, f"refused with {caught.value.codes}, not with {sorted(missing)}"


@pytest.fixture
def refused() -> Callable[..., AbstractContextManager[list[Refusal]]]:
    """`with refused(NotYourDepartment): ...`"""
    return expecting
