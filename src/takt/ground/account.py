"""The operating system account of the embedded database server, and the privileges that it is started with.

PostgreSQL refuses to run as root. When we are root, it runs as another account that owns the data and
nothing else. That account must be able to *reach* the data, which may lie below a folder that only root
can enter. Opening such a folder to others would be wrong, so the server gets one capability instead: to
pass folders and read files (``CAP_DAC_READ_SEARCH``, capabilities(7)). It can write to its own data only.
"""

import os
import pwd
import stat
from dataclasses import dataclass
from pathlib import Path

from takt.ground.home import TaktHome

_DAC_OVERRIDE = 1
_DAC_READ_SEARCH = 2


class AccountError(RuntimeError):
    """No account can run the database server; the message says what to set."""


@dataclass(frozen=True)
class Account:
    """Who runs the server: a name that PostgreSQL can look up, with its numeric user and group ids."""

    name: str
    uid: int
    gid: int

    @property
    def is_ours(self) -> bool:
        """We are that account ourselves; nothing needs to be given away."""
        return self.uid == os.geteuid()

    def own(self, path: Path) -> None:
        """Give one file or folder to the account."""
        if not self.is_ours:
            os.chown(path, self.uid, self.gid)

    def launcher(self, program: Path, *, signal_at_parent_death: str) -> list[str]:
        """The command words before ``program`` that start it as this account and tie it to our life.

        ``signal_at_parent_death`` (as in ``INT``) is what the kernel sends it when we die, however we die
        (PR_SET_PDEATHSIG, prctl(2)).
        """
        words = ["setpriv", "--no-new-privs", "--pdeathsig", signal_at_parent_death]
        if self.is_ours:
            return words
        words += [f"--reuid={self.uid}", f"--regid={self.gid}", "--clear-groups"]
        capability = _capability_to_reach(program)
        if capability is None:
            return words
        # Without no_setuid_fixup access(2), by which initdb asks, sees the bare rights of the account.
        return [
            *words,
            f"--inh-caps=+{capability}",
            f"--ambient-caps=+{capability}",
            f"--bounding-set=-all,+{capability}",
            "--securebits=+no_setuid_fixup,+no_setuid_fixup_locked",
        ]


def account_for(home: TaktHome, data: Path) -> Account:
    """The account that runs the server on ``data``: ours, or as root one that is not root.

    As root: ``TAKT_SERVICE_USER``, else the owner that the data already has, else the home's owner, else
    ``nobody``.
    Errors: ``AccountError`` for an unknown name or number, for root, and for data that is somebody else's.
    """
    if os.geteuid() != 0:
        account = _by_number(os.geteuid())
    elif name := os.environ.get("TAKT_SERVICE_USER", "").strip():
        account = _by_name(name)
    elif data.exists() and data.stat().st_uid != 0:
        account = _by_number(data.stat().st_uid)
    elif home.owner_uid() != 0:
        account = _by_number(home.owner_uid())
    else:
        account = _by_name("nobody")
    if data.exists() and any(data.iterdir()) and data.stat().st_uid != account.uid:
        raise AccountError(
            f"{data} belongs to user id {data.stat().st_uid}, but the database server would run as "
            f"{account.name} (user id {account.uid}); set TAKT_SERVICE_USER to the owner of the data"
        )
    return account


def _by_name(name: str) -> Account:
    try:
        entry = pwd.getpwnam(name)
    except KeyError:
        raise AccountError(f"TAKT_SERVICE_USER={name}: this machine has no such account") from None
    if entry.pw_uid == 0:
        raise AccountError(f"TAKT_SERVICE_USER={name}: PostgreSQL does not run as root; name another account")
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)


def _by_number(uid: int) -> Account:
    try:
        entry = pwd.getpwuid(uid)
    except KeyError:
        raise AccountError(
            f"user id {uid} has no name on this machine, and PostgreSQL asks for one; add it to /etc/passwd"
        ) from None
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)


def _capability_to_reach(program: Path) -> str | None:
    """The least capability that reaches folders closed to others, of those that this machine lets root
    pass on.

    A container may withhold CAP_DAC_READ_SEARCH, and a strict umask may have left the program executable
    by root only: then CAP_DAC_OVERRIDE.
    """
    effective = _effective_capabilities()
    others_may_execute = bool(program.stat().st_mode & stat.S_IXOTH)
    if others_may_execute and effective & (1 << _DAC_READ_SEARCH):
        return "dac_read_search"
    return "dac_override" if effective & (1 << _DAC_OVERRIDE) else None


def _effective_capabilities() -> int:
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("CapEff:"):
            return int(line.split()[1], 16)
    return 0
