"""VI.2: whoever looks after Takt has the journal verified with one click, sees how far it is, and reads what is wrong."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from tests.orders.shop import Shop, confirmed
from tests.people import People, make_people
from tests.races import apart

from takt.conduct import verifier, verify, verifying
from takt.conduct.actions.seal import seal
from takt.conduct.actions.stop_verification import stop_verification
from takt.conduct.actions.verify_journal import verify_journal
from takt.conduct.models import JournalEntry, Verification, VerificationProgress, VerificationState
from takt.conduct.refusals import NotYourDepartment, VerificationUnderWay
from takt.conduct.seals import the_ledger
from takt.departments.models import Person
from takt.departments.people import the_clock

__all__ = ["apart"]
Browser = Callable[[Person], Client]
Refuses = Callable[..., Any]


def result(verification: Verification) -> Verification:
    """Carried out by the worker."""
    verifying.carry_out(verification.pk)
    verification.refresh_from_db()
    return verification


def page_of(client: Client) -> str:
    """The page in English."""
    client.cookies["django_language"] = "en"
    answer = client.get("/system/verify")
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_a_right_journal_is_found_right(apart: None) -> None:
    people = make_people()
    seal(the_ledger(), by=the_clock())
    found = result(verify_journal(by=people.admin))
    assert found.state == VerificationState.RIGHT
    assert (found.seals, found.wrong) == (1, [])
    assert found.entries >= 2  # its own beginning among them
    assert VerificationProgress.objects.get(pk=found.pk).done == found.entries


def test_a_tampered_row_is_named_in_words(apart: None) -> None:
    admin = make_people().admin
    asked = verify_journal(by=admin)
    entry = JournalEntry.objects.order_by("subject_id", "seq").first()
    assert entry is not None
    with connection.cursor() as cursor:
        cursor.execute("alter table conduct_journalentry disable trigger user")
        cursor.execute(
            "update conduct_journalentry set action = 'orders.nothing' where subject_id = %s and seq = %s",
            (entry.subject_id, entry.seq),
        )
        cursor.execute("alter table conduct_journalentry enable trigger user")
    found = result(asked)
    assert found.state == VerificationState.WRONG
    assert found.wrong[0] == {
        "table": "journal", "row": f"{entry.subject_id}/{entry.seq}", "reason": "columns_differ_from_body",
    }  # fmt: skip
    client = Client()
    client.force_login(admin, backend="django.contrib.auth.backends.ModelBackend")
    page = page_of(client)
    assert f"Journal entry {entry.subject_id}/{entry.seq}: a column says something else" in page


def test_it_can_be_stopped_while_it_reads(apart: None, monkeypatch: pytest.MonkeyPatch) -> None:
    admin = make_people().admin
    monkeypatch.setattr(verify, "TELL_EVERY_ENTRIES", 1)
    asked = verify_journal(by=admin)
    real = verify.run

    def stopped_meanwhile(*args: Any, **kwargs: Any) -> verify.Verdict:
        stop_verification(Verification.objects.get(pk=asked.pk), by=admin)
        return real(*args, **kwargs)

    monkeypatch.setattr(verify, "run", stopped_meanwhile)
    found = result(asked)
    assert found.state == VerificationState.STOPPED
    assert found.entries == 0
    verifying.carry_out(asked.pk)  # what is over is not begun again
    found.refresh_from_db()
    assert found.state == VerificationState.STOPPED


def test_one_at_a_time_and_by_those_who_look_after_takt(people: People, refused: Refuses) -> None:
    verify_journal(by=people.admin)
    with refused(VerificationUnderWay):
        verify_journal(by=people.management)
    with refused(NotYourDepartment):
        verify_journal(by=people.sales)


def test_the_page_asks_shows_and_stops(browser: Browser, people: People) -> None:
    client = browser(people.admin)
    page = page_of(client)
    assert "Nobody has asked yet." in page
    assert "/do/conduct.verify_journal" in page
    assert client.post("/do/conduct.verify_journal?next=/system/verify").status_code == 303
    assert "Waiting for the worker." in client.get("/system/verify/progress").content.decode()
    asked = Verification.objects.get()
    VerificationProgress.objects.create(verification_id=asked.pk, done=40, total=100, at=asked.asked_at)
    part = client.get("/system/verify/progress").content.decode()
    assert '<progress max="100" value="40">' in part
    assert "data-live-done" not in part
    answer = client.post(f"/do/conduct.stop_verification/{asked.number}", {"version": asked.version})
    assert answer.status_code == 303
    assert "data-live-done" in client.get("/system/verify/progress").content.decode()


def test_the_file_satisfies_the_offline_verifier(
    browser: Browser, people: People, shop: Shop, tmp_path: Path
) -> None:
    confirmed(shop, people)
    answer = browser(people.admin).get("/system/verify/journal.jsonl")
    assert "attachment" in answer["Content-Disposition"]
    path = tmp_path / "journal.jsonl"
    path.write_bytes(b"".join(answer))
    assert json.loads(path.read_text(encoding="utf-8").splitlines()[0])["type"] == "takt-journal"
    assert list(verifier.verdict(verifier.read(path))) == []


def test_others_are_refused(browser: Browser, people: People, shop: Shop) -> None:
    pages = ("verify", "verify/progress", "verify/journal.jsonl", "jobs", "health", "refused-attempts")
    for reader in (people.sales, people.production):
        assert {browser(reader).get(f"/system/{page}").status_code for page in pages} == {403}
    assert {browser(shop.buyer).get(f"/system/{page}")["Location"] for page in pages} == {"/portal"}
    assert {browser(people.management).get(f"/system/{page}").status_code for page in pages} == {200}
