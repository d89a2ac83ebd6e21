"""The database server never runs as root, and never on somebody else's data."""

import os
import pwd

import pytest

from takt.ground.account import AccountError, account_for
from takt.ground.home import TaktHome


def test_the_server_does_not_run_as_root(home: TaktHome) -> None:
    assert account_for(home.prepare(), home.database / "cluster").uid != 0


def test_as_ourselves_unless_we_are_root(home: TaktHome) -> None:
    expected = pwd.getpwnam("nobody").pw_uid if os.geteuid() == 0 else os.geteuid()
    assert account_for(home.prepare(), home.database / "cluster").uid == expected


@pytest.mark.parametrize(
    ("name", "reason"), [("root", "does not run as root"), ("no-such-person", "no such account")]
)
def test_a_service_user_that_cannot_be_is_refused_by_name(
    home: TaktHome, monkeypatch: pytest.MonkeyPatch, name: str, reason: str
) -> None:
    monkeypatch.setenv("TAKT_SERVICE_USER", name)
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    with pytest.raises(AccountError, match=f"TAKT_SERVICE_USER={name}.*{reason}"):
        account_for(home, home.database / "cluster")
