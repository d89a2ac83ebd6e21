"""kill -9 of web server, job worker and database at random instants, while orders come in: nothing lost, nothing twice."""

import os
import random
import signal
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from threading import Event

import psycopg
from benchmarks.life import CHECKLIST
from tests.journeys.desks import Desk
from tests.journeys.installation import Installation
from tests.journeys.mail_sink import Sink, free_port, mail_sink
from tests.journeys.programs import Program, is_serving, job_worker, wait_until, web_server

KILLS = 50
EVERY_SO_OFTEN_THE_DATABASE = 15
SEED = 20261123
CLERKS = 4
HEARTBEAT_SECONDS = 1
LONGEST_PEACE_SECONDS = 0.8
DRAINED_SECONDS = 150.0


@dataclass
class Deeds:
    """What was asked for, and what was acknowledged of it: order number by mark, and each act's (order, action)."""

    intended: int = 0
    orders: dict[str, str] = field(default_factory=dict)
    acts: list[tuple[str, str]] = field(default_factory=list)


class Clerk:
    """Enters, confirms and annotates one order after the other until told to stop; ends what was begun."""

    def __init__(self, number: int, desk: Desk, customer: str, contact: str) -> None:
        self.desk, self.deeds = desk, Deeds()
        self._number, self._customer, self._contact = number, customer, contact
        self._due = (datetime.now(UTC) + timedelta(days=60)).date().isoformat()

    def work(self, stop: Event) -> None:
        """Every second order bears the customer's own number, which alone would keep it from being entered twice."""
        while not stop.is_set():
            self.deeds.intended += 1
            mark = f"mark-{self._number}-{self.deeds.intended}"
            order = self._act("/orders/enter", mark, "orders.enter", self._order(mark))
            self.deeds.orders[mark] = order
            self._act(
                f"/orders/{order}/confirm",
                mark,
                "orders.confirm",
                {"promised_date": self._due, "checklist": CHECKLIST},
            )
            self._act(
                f"/orders/{order}/annotate", mark, "orders.annotate", {"carrier_wish": f"carrier {mark}"}
            )

    def _act(self, address: str, mark: str, action: str, arguments: dict[str, object]) -> str:
        answer = self.desk.act(address, f"{mark}-{action}", arguments)
        order = str(answer["reference"])
        self.deeds.acts.append((order, action))
        return order

    def _order(self, mark: str) -> dict[str, object]:
        return {
            "customer": self._customer, "contact": self._contact, "requested_date": self._due, "notes": mark,
            "customer_order_number": mark if self.deeds.intended % 2 else "", "caller": "王", "read_back": True,
            "called_at": datetime.now(UTC).isoformat(), "lines": [{"item": i, "quantity": 3} for i in self.desk.at.items],
        }  # fmt: skip


@dataclass
class Killer:
    """Kills with a seeded hand whoever is at work, and starts it again at once."""

    at: Installation
    servers: dict[Program, int]
    workers: list[Program]
    kills: Counter[str] = field(default_factory=Counter)
    hand: random.Random = field(default_factory=lambda: random.Random(SEED))

    def kill_all_the_time(self) -> None:
        """One after the other, each at a random instant; the others work on meanwhile."""
        for turn in range(KILLS):
            Event().wait(self.hand.uniform(0, LONGEST_PEACE_SECONDS))
            if turn % EVERY_SO_OFTEN_THE_DATABASE == EVERY_SO_OFTEN_THE_DATABASE - 1:
                self._kill_in_the_database(turn)
            else:
                self._kill_a_program()

    def wait_for_all(self) -> None:
        """Until every program is at work."""
        wait_until(
            lambda: len(self._at_work()) == len(self.servers) + len(self.workers), "everything is at work"
        )

    def _at_work(self) -> list[Program]:
        sessions = self._sessions()
        return [p for p, port in self.servers.items() if is_serving(port)] + [
            p for p in self.workers if p.session in sessions
        ]

    def _sessions(self) -> dict[str, int]:
        """The sessions of Takt's programs by name, with a process of the database each; none while it restarts."""
        try:
            return dict(
                self.at.query(
                    "select application_name, pid from pg_stat_activity where application_name like '%%, start %%'"
                )
            )
        except psycopg.OperationalError:
            return {}

    def _kill_a_program(self) -> None:
        victim = self.hand.choice(wait_until(self._at_work, "somebody is at work"))
        victim.kill()
        victim.start()
        self.kills[victim.name.split()[0]] += 1

    def _kill_in_the_database(self, turn: int) -> None:
        """A session, which makes the server recover from its log; or the server itself, which is started again."""
        wait_until(self._sessions, "somebody uses the database")
        if turn % 2:
            self.kills["session"] += 1
            os.kill(self.hand.choice(sorted(self._sessions().values())), signal.SIGKILL)
        else:
            self.kills["database"] += 1
            pid_file = self.at.home.database / "cluster" / "postmaster.pid"
            os.kill(int(pid_file.read_text().splitlines()[0]), signal.SIGKILL)


@contextmanager
def running(programs: list[Program]) -> Iterator[None]:
    """All programs run; none is left behind."""
    try:
        for program in programs:
            program.start()
        yield
    finally:
        for program in programs:
            program.kill()


def test_nothing_is_lost_or_done_twice_when_everything_is_killed(installation: Installation) -> None:
    began = time.monotonic()
    with mail_sink(SEED) as sink:
        killer = crew(installation, sink)
        with running([*killer.servers, *killer.workers]):
            killer.wait_for_all()
            clerks = load(installation, killer)
            killed = time.monotonic()
            killer.wait_for_all()
            drain(installation)
            undecided = decide_on_doubtful(installation, clerks[1].desk, sink)
            drain(installation)
    cut_off = (
        installation.number("select count(*) from conduct_posting where error like 'interrupted%%'")
        + undecided
    )
    print(  # noqa: T201  # the measured figures of this claim
        f"\n{killer.kills.total()} kills {dict(killer.kills)} in {killed - began:.0f} s, all posted {time.monotonic() - killed:.0f} s later:"
        f" {sum(len(c.deeds.acts) for c in clerks)} acts acknowledged, {sum(c.desk.cut_off for c in clerks)} requests cut off,"
        f" failures answered {dict(Counter(f for c in clerks for f in c.desk.failed))}, {cut_off} postings cut off,"
        f" {sink.taken.total()} messages, {undecided} letters doubtful"
    )
    assert killer.kills.total() == KILLS
    every_act_is_in_the_journal_once(installation, clerks)
    no_order_is_there_twice(installation, clerks)
    every_letter_arrived_once(installation, sink)
    the_journal_is_right(installation)


def crew(at: Installation, sink: Sink) -> Killer:
    """Two web servers and two workers, so that somebody is at work while another one starts."""
    more = {
        "TAKT_SMTP_HOST": "127.0.0.1",
        "TAKT_SMTP_PORT": str(sink.port),
        "TAKT_HEARTBEAT_SECONDS": str(HEARTBEAT_SECONDS),
    }
    ports = {f"web {n}": free_port() for n in (1, 2)}
    servers = {web_server(at, name, port, more): port for name, port in ports.items()}
    return Killer(at, servers, [job_worker(at, f"worker {n}", more) for n in (1, 2)])


def load(at: Installation, killer: Killer) -> list[Clerk]:
    """The clerks work while the killer kills, and finish what they began."""
    ports = tuple(killer.servers.values())
    contact = new_contact(Desk(at, ports, "entry"))
    desks = [Desk(at, ports, ("entry", "review")[n % 2]) for n in range(CLERKS)]
    clerks = [Clerk(n, desk, at.customer, contact) for n, desk in enumerate(desks)]
    stop = Event()
    with ThreadPoolExecutor(CLERKS) as pool:
        working: list[Future[None]] = [pool.submit(clerk.work, stop) for clerk in clerks]
        try:
            killer.kill_all_the_time()
        finally:
            stop.set()
        for each in working:
            each.result()
    return clerks


def new_contact(desk: Desk) -> str:
    """The customer's buyer, reachable by e-mail; the id."""
    answer = desk.act(
        f"/customers/{desk.at.customer}/add-contact",
        "contact",
        {"name": "采购", "email": "buyer@customer.example"},
    )
    return str(answer["answer"]["id"])


def drain(at: Installation) -> None:
    """Until no letter waits. Nobody helps: the worker finds by itself what died with its predecessors."""
    wait_until(
        lambda: (
            at.number("select count(*) from conduct_letter where state = 'waiting' and channel = 'email'")
            == 0
        ),
        "every letter is posted",
        DRAINED_SECONDS,
    )


def decide_on_doubtful(at: Installation, desk: Desk, sink: Sink) -> int:
    """Nobody can know of a letter cut off between text and answer. Sales looks whether it arrived, and decides."""
    doubtful = [str(row[0]) for row in at.query("select id from conduct_letter where state = 'doubtful'")]
    for letter in doubtful:
        arrived = sink.taken[f"<{letter}@localhost>"]
        assert arrived <= 1, f"letter {letter} was sent {arrived} times"
        step = "settle" if arrived else "resend"
        desk.act(
            f"/letters/{letter}/{step}", f"{step}-{letter}", {"reason": "looked into the customer's mailbox"}
        )
    return len(doubtful)


def every_act_is_in_the_journal_once(at: Installation, clerks: list[Clerk]) -> None:
    """No acknowledged act is lost, and none is done twice, also where only the key could prevent it."""
    rows = at.query(
        "select o.number, j.action, count(*) from conduct_journalentry j join orders_order o on o.id = j.subject_id group by 1, 2"
    )
    written = {(number, action): count for number, action, count in rows}
    acknowledged = Counter(act for clerk in clerks for act in clerk.deeds.acts)
    assert written == acknowledged
    assert set(written.values()) == {1}


def no_order_is_there_twice(at: Installation, clerks: list[Clerk]) -> None:
    """Each intention became one order, and the numbers have neither gap nor double."""
    found = dict(at.query("select notes, number from orders_order"))
    assert found == {mark: number for clerk in clerks for mark, number in clerk.deeds.orders.items()}
    assert (
        at.number("select count(*) from orders_order") == len(found) == sum(c.deeds.intended for c in clerks)
    )
    running_numbers = sorted(int(number.rsplit("-", 1)[1]) for number in found.values())
    assert running_numbers == list(range(1, len(found) + 1))


def every_letter_arrived_once(at: Installation, sink: Sink) -> None:
    """Each confirmation has one letter, each letter is sent, and the mail server has it once."""
    confirmed = at.number("select count(*) from orders_confirmation")
    letters = at.query("select id::text, state from conduct_letter where channel = 'email'")
    assert Counter(state for _, state in letters) == {"sent": confirmed}
    assert sink.taken == Counter(f"<{letter}@localhost>" for letter, _ in letters)


def the_journal_is_right(at: Installation) -> None:
    """`takt verify` recomputes every chain and finds nothing wrong."""
    verdict = at.takt("verify")
    assert verdict.returncode == 0, verdict.stdout + verdict.stderr
