"""The database is there for whoever uses it, survives every death, and is gone when nobody is left."""

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from psycopg_pool import ConnectionPool
from tests.ground.conftest import StartUser, accounts_to_try, ordinary_user, wait_for_end, wait_until_up

from takt.ground import postgres
from takt.ground.account import account_for
from takt.ground.cluster import Cluster, ClusterError
from takt.ground.home import TaktHome
from takt.ground.keeper import FLEETING, launch
from takt.ground.locks import Lock


def server_pid(home: TaktHome) -> int:
    return int(Cluster(home).pid_file_lines()[0])


def keeper_pid(home: TaktHome) -> int:
    pid = postgres.status(home).keeper_pid
    assert pid is not None
    return pid


def is_alive(pid: int) -> bool:
    return Path(f"/proc/{pid}").exists()


def lines_kept(url: str) -> list[str]:
    with psycopg.connect(url) as connection:
        return [line for (line,) in connection.execute("SELECT line FROM kept ORDER BY line")]


def keep_line(home: TaktHome, line: str) -> None:
    with psycopg.connect(postgres.database_urls(home).owner) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS kept (line text)")
        connection.execute("INSERT INTO kept VALUES (%s)", [line])


def test_the_server_is_up_inside_the_block_and_gone_after_it(home: TaktHome) -> None:
    with postgres.running(home) as urls:
        pids = [keeper_pid(home), server_pid(home)]
        with psycopg.connect(urls.application) as connection:
            shown = connection.execute("SELECT current_setting('fsync'), current_setting('jit')").fetchone()
    assert shown == ("on", "off")
    assert [is_alive(pid) for pid in pids] == [False, False]
    assert postgres.status(home) == postgres.ServerStatus("stopped", None, durable=True)


def test_what_was_written_is_there_after_the_next_start(home: TaktHome) -> None:
    with postgres.running(home, durable=False):
        keep_line(home, "order 1")
    with postgres.running(home, durable=False) as urls:
        assert lines_kept(urls.owner) == ["order 1"]


def test_the_server_stays_for_the_second_user_when_the_first_one_leaves(
    home: TaktHome, start_user: StartUser
) -> None:
    first = start_user()
    wait_until_up(first)
    started = server_pid(home)
    with postgres.running(home, durable=False) as urls:
        first.kill()
        first.wait()
        assert server_pid(home) == started
        keep_line(home, "order 2")
        assert lines_kept(urls.owner) == ["order 2"]
    assert not is_alive(started)


def test_users_who_come_at_once_share_one_server(home: TaktHome, start_user: StartUser) -> None:
    users = [start_user() for _ in range(4)]
    assert len({wait_until_up(user) for user in users}) == 1
    keeper = keeper_pid(home)
    for user in users:
        user.communicate()
    wait_for_end(keeper)
    assert postgres.status(home).state == "stopped"


@pytest.mark.parametrize("victim", ["user", "keeper", "server"])
def test_nothing_stays_and_nothing_is_lost_after_kill_9(
    home: TaktHome, start_user: StartUser, victim: str
) -> None:
    user = start_user()
    wait_until_up(user)
    keep_line(home, "order 3")
    pids = {"user": user.pid, "keeper": keeper_pid(home), "server": server_pid(home)}
    os.kill(pids[victim], signal.SIGKILL)
    user.communicate()  # closes its standard input: if it is not dead yet, it leaves now
    wait_for_end(*pids.values())
    with postgres.running(home, durable=False) as urls:
        assert lines_kept(urls.owner) == ["order 3"]


def test_a_killed_server_is_started_again_while_somebody_uses_it(home: TaktHome) -> None:
    with postgres.running(home, durable=False) as urls:
        keep_line(home, "order 4")
        keeper, killed = keeper_pid(home), server_pid(home)
        with psycopg.connect(urls.owner) as connection:
            os.kill(killed, signal.SIGKILL)
            with pytest.raises(psycopg.OperationalError):
                connection.execute("SELECT pg_sleep(60)")
        with ConnectionPool(urls.owner, min_size=1, max_size=1) as patient_client:
            patient_client.wait(timeout=30)
            assert lines_kept(urls.owner) == ["order 4"]
        assert keeper_pid(home) == keeper


def test_a_keeper_whose_starter_died_ends_and_the_next_user_gets_a_server(home: TaktHome) -> None:
    home.prepare()
    with Lock(home.database / "keeper.lock") as note:
        note.hold()
        nobodys_keeper = launch(note, home, FLEETING)
    with nobodys_keeper:
        with postgres.running(home, durable=False) as urls:
            keep_line(home, "order 5")
            assert lines_kept(urls.owner) == ["order 5"]
        nobodys_keeper.communicate()
        assert nobodys_keeper.returncode == 0


def test_a_pid_file_that_names_another_program_does_not_stop_the_start(home: TaktHome) -> None:
    with postgres.running(home, durable=False):
        pid_file = Cluster(home).data / "postmaster.pid"
        left_behind = pid_file.read_text()
    first, _, rest = left_behind.partition("\n")
    assert first.isdigit()
    pid_file.write_text(f"{os.getpid()}\n{rest}")
    with postgres.running(home, durable=False) as urls, psycopg.connect(urls.owner) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_stop_ends_the_server_and_the_next_user_gets_a_new_one(home: TaktHome, start_user: StartUser) -> None:
    wait_until_up(start_user())
    stopped = server_pid(home)
    assert postgres.stop(home)
    assert not is_alive(stopped)
    assert not postgres.stop(home)
    with postgres.running(home, durable=False):
        assert server_pid(home) != stopped


def test_a_server_without_fsync_is_not_taken_for_a_durable_one(home: TaktHome) -> None:
    with postgres.running(home, durable=False), pytest.raises(ClusterError, match="without fsync"):
        postgres.ensure_running(home)


def test_a_long_path_gets_its_socket_in_a_private_folder_elsewhere(home: TaktHome) -> None:
    home = TaktHome(home.path.parent / ("deep" * 12) / ("deeper" * 12))
    socket = Cluster(home).socket
    with postgres.running(home, durable=False) as urls:
        assert not socket.is_relative_to(home.path)
        assert stat.S_IMODE(socket.stat().st_mode) == 0o700
        with psycopg.connect(urls.application) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
    socket.rmdir()


@pytest.mark.parametrize("way", accounts_to_try())
def test_the_server_runs_below_a_folder_closed_to_others(
    home: TaktHome, start_user: StartUser, way: str
) -> None:
    home.path.parent.chmod(0o700)
    launcher: tuple[str, ...] = ()
    if way == "as an ordinary user":
        account, launcher = ordinary_user(home)
        home.prepare()
        for path in (home.path, *home.path.iterdir()):
            os.chown(path, account.uid, account.gid)
    before = [(folder, folder.stat().st_mode, folder.stat().st_uid) for folder in home.path.parents]
    user = start_user(launcher)
    wait_until_up(user)
    assert Path(f"/proc/{server_pid(home)}").stat().st_uid == account_for(home, Cluster(home).data).uid != 0
    assert [(folder, folder.stat().st_mode, folder.stat().st_uid) for folder in home.path.parents] == before
    keeper = keeper_pid(home)
    user.communicate()
    wait_for_end(keeper)


def test_a_named_server_is_used_and_none_is_started(home: TaktHome, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TAKT_DATABASE_URL", "postgresql://app@db.example/takt")
    assert postgres.ensure_running(home) == postgres.DatabaseUrls(
        "postgresql://app@db.example/takt", "postgresql://app@db.example/takt", is_embedded=False
    )
    assert not home.path.exists()


def test_a_url_becomes_an_entry_of_djangos_databases() -> None:
    assert postgres.as_django_database("postgresql://app:s3@db.example:6432/takt?sslmode=verify-full") == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "takt",
        "USER": "app",
        "PASSWORD": "s3",
        "HOST": "db.example",
        "PORT": "6432",
        "OPTIONS": {"sslmode": "verify-full"},
    }


def test_the_ground_stands_without_django() -> None:
    names = "postgres", "supervise", "warden", "keeper"
    code = (
        "import sys\n"
        + "".join(f"import takt.ground.{name}\n" for name in names)
        + "sys.exit('django' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
