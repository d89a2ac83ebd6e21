"""Whoever alters the journal is found out: the verifier and the offline verifier name the first wrong row."""

import io
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError
from tests.conduct.acts import coin_unit, rename_unit

from takt.conduct import verifier, verify
from takt.conduct.actions.seal import seal
from takt.conduct.models import JournalEntry, Seal
from takt.conduct.seals import the_ledger
from takt.departments.people import the_clock, the_founder

TAMPERINGS: dict[str, str] = {
    "flip a byte of a body": "update conduct_journalentry set body = overlay(body placing chr(ascii(substr(body, %(at)s, 1)) # 1) from %(at)s for 1) where (subject_id, seq) = (%(subject)s, %(seq)s)",
    "flip a hash": "update conduct_journalentry set hash = set_byte(hash, %(byte)s, get_byte(hash, %(byte)s) # 1) where (subject_id, seq) = (%(subject)s, %(seq)s)",
    "change who did it": "update conduct_journalentry set actor_id = gen_random_uuid() where (subject_id, seq) = (%(subject)s, %(seq)s)",
    "change when it was": "update conduct_journalentry set at = at + interval '1 microsecond' where (subject_id, seq) = (%(subject)s, %(seq)s)",
    "change what was done": "update conduct_journalentry set action = 'orders.nothing' where (subject_id, seq) = (%(subject)s, %(seq)s)",
    "delete an entry": "delete from conduct_journalentry where (subject_id, seq) = (%(subject)s, %(seq)s)",
    "insert an entry": "insert into conduct_journalentry select subject_id, 1000, hash, body, kind, action, clause, department, actor_id, on_behalf_of_id, case_id, at from conduct_journalentry where (subject_id, seq) = (%(subject)s, %(seq)s)",
    "swap two bodies": "update conduct_journalentry e set body = o.body, hash = o.hash from conduct_journalentry o where e.subject_id = o.subject_id and e.subject_id = %(many)s and (e.seq, o.seq) in ((1, 2), (2, 1))",
    "cut a tail": "delete from conduct_journalentry where subject_id = %(subject)s and seq >= %(seq)s",
    "empty the journal": "delete from conduct_journalentry",
    "flip a seal": "update conduct_seal set body = overlay(body placing chr(ascii(substr(body, %(at)s, 1)) # 1) from %(at)s for 1) where number = %(seal)s",
    "flip a signature": "update conduct_seal set signature = set_byte(signature, %(byte)s, get_byte(signature, %(byte)s) # 1) where number = %(seal)s",
    "delete a seal": "delete from conduct_seal where number = %(seal)s",
    "delete all seals": "delete from conduct_seal",
    "insert a seal": "insert into conduct_seal select 1000, at, hash, body, signature from conduct_seal where number = %(seal)s",
    "swap two seals": "update conduct_seal s set body = o.body, hash = o.hash, signature = o.signature from conduct_seal o where (s.number, o.number) in ((1, 2), (2, 1))",
}


@pytest.fixture
def journal(db: None) -> list[JournalEntry]:
    """A journal with chains of different lengths and three seals."""
    founder = the_founder()
    for chain in range(6):
        unit = coin_unit(by=founder, code=f"U{chain}")
        for step in range(chain):
            rename_unit(unit, by=founder, name=f"单位 {step}")
        if chain % 2:
            seal(the_ledger(), by=the_clock())
    return list(JournalEntry.objects.order_by("subject_id", "seq"))


def tamper(statement: str, facts: dict[str, Any]) -> None:
    """Do what only somebody with the keys of the database server could do."""
    with connection.cursor() as cursor:
        cursor.execute("alter table conduct_journalentry disable trigger user")
        cursor.execute("alter table conduct_seal disable trigger user")
        cursor.execute(statement, facts)
        assert cursor.rowcount != 0, "the tampering touched nothing"


def offline(folder: Path) -> list[str]:
    """The offline verifier's word on an export."""
    out = io.StringIO()
    verify.export(out)
    path = folder / "journal.jsonl"
    path.write_text(out.getvalue(), encoding="utf-8")
    return [str(w) for w in verifier.verdict(verifier.read(path))]


def test_an_untouched_journal_is_right(journal: list[JournalEntry], tmp_path: Path) -> None:
    verdict = verify.run()
    assert (verdict.entries, verdict.seals, verdict.wrong) == (len(journal), 3, [])
    assert offline(tmp_path) == []


@pytest.mark.parametrize("what", TAMPERINGS)
@pytest.mark.parametrize("dice", range(6))
def test_every_tampering_is_found(journal: list[JournalEntry], what: str, dice: int, tmp_path: Path) -> None:
    chance = random.Random(f"{what}{dice}")
    entry = chance.choice(journal)
    longest = max(journal, key=lambda e: e.seq)
    seal_row = chance.choice(list(Seal.objects.all()))
    text = seal_row.body if "seal" in what else entry.body
    facts = {
        "subject": entry.subject_id, "seq": entry.seq, "many": longest.subject_id, "seal": seal_row.number,
        "at": chance.randrange(1, len(text) + 1), "byte": chance.randrange(32),
    }  # fmt: skip
    tamper(TAMPERINGS[what], {k: v for k, v in facts.items() if f"%({k})s" in TAMPERINGS[what]})
    verdict = verify.run()
    assert verdict.first is not None, f"{what} went unnoticed"
    assert [str(w) for w in verdict.wrong if w.table == "journal"][:1] == [
        w for w in offline(tmp_path) if w.startswith("journal")
    ][:1]
    if what in (
        "flip a byte of a body",
        "flip a hash",
        "change who did it",
        "change when it was",
        "change what was done",
        "delete an entry",
    ):
        assert verdict.first.row == f"{entry.subject_id}/{entry.seq}"
    if "seal" in what or "signature" in what:
        assert verdict.first.table == "seal"


@pytest.mark.parametrize("statement", ["update {t} set {c} = {c}", "delete from {t}", "truncate {t} cascade"])
@pytest.mark.parametrize(
    ("table", "column"),
    [("conduct_journalentry", "body"), ("conduct_seal", "body"), ("conduct_refusedattempt", "action")],
)
def test_the_database_refuses_to_alter_the_journal(
    journal: list[JournalEntry], refused_attempt: None, statement: str, table: str, column: str
) -> None:
    with (
        pytest.raises(ProgrammingError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement.format(t=table, c=column))


@pytest.fixture
def refused_attempt(db: None, refused: Callable[..., object]) -> None:
    """One refused attempt on record."""
    unit = coin_unit(by=the_founder(), code="PCS")
    with refused():  # type: ignore[attr-defined]  # a context manager
        rename_unit.seen(version=99)(unit, by=the_founder(), name="x")


def test_an_export_that_was_cut_off_is_found(journal: list[JournalEntry], tmp_path: Path) -> None:
    out = io.StringIO()
    verify.export(out)
    lines = out.getvalue().splitlines(keepends=True)
    for keep in range(1, len(lines)):
        path = tmp_path / "cut.jsonl"
        path.write_text("".join(lines[:keep]), encoding="utf-8")
        assert list(verifier.verdict(verifier.read(path))), f"an export cut after {keep} lines passed"


def test_the_offline_verifier_needs_neither_django_nor_the_database(
    journal: list[JournalEntry], tmp_path: Path
) -> None:
    import subprocess
    import sys

    out = io.StringIO()
    verify.export(out)
    (tmp_path / "j.jsonl").write_text(out.getvalue(), encoding="utf-8")
    blocked = "import sys; sys.modules['django'] = sys.modules['psycopg'] = None; from takt.conduct.verifier import main; sys.exit(main([sys.argv[1]]))"
    done = subprocess.run(
        [sys.executable, "-c", blocked, str(tmp_path / "j.jsonl")],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )
    assert done.returncode == 0, done.stderr
    assert "0 wrong" in done.stdout
