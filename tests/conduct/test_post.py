"""II.1: what we tell arrives once; what could not be told is never silently dropped or sent twice."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from email.message import EmailMessage
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone
from tests.conduct.post_office import GREETING, PDF, MailServer, greet, mail_server
from tests.open_door import open_door
from tests.people import People
from tests.races import apart, at_once

from takt.conduct import rendering, rounds
from takt.conduct.actions.resend import resend
from takt.conduct.actions.settle import settle
from takt.conduct.models import JournalEntry, Letter, LetterState, Posting
from takt.conduct.post import ATTEMPTS, NotPostedYet, post
from takt.conduct.refusals import NotYourDepartment, WrongState
from takt.departments.people import THE_POSTMAN, the_founder

__all__ = ("apart",)
Refuses = Callable[..., Any]


@pytest.fixture
def server() -> Iterator[MailServer]:
    """A mail server that is there."""
    with mail_server() as running:
        yield running


@pytest.fixture
def letter(db: None) -> Letter:
    """A letter that waits."""
    return greet(by=the_founder(), address="buyer@customer.test")


def posted(letter: Letter) -> Letter:
    post(letter.pk)
    letter.refresh_from_db()
    return letter


def jobs(letter: Letter) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select status::text from procrastinate_jobs where args ->> 'letter_id' = %s order by id",
            (str(letter.pk),),
        )
        return [row[0] for row in cursor.fetchall()]


def test_a_letter_is_sent_once_and_the_postman_signs_for_it(server: MailServer, letter: Letter) -> None:
    posted(letter)
    post(letter.pk)
    assert len(server.taken) == 1
    assert letter.state == LetterState.SENT
    assert letter.message_id == server.taken[0]["Message-ID"] == f"<{letter.pk}@localhost>"
    entry = JournalEntry.objects.get(action="conduct.mark_sent")
    assert (entry.actor_id, entry.department) == (THE_POSTMAN, "system")
    posting = Posting.objects.get()
    assert posting.handed_over_at is not None
    assert posting.ended_at is not None
    assert posting.began_at <= posting.handed_over_at <= posting.ended_at


def test_chinese_words_name_and_enclosure_arrive_whole(server: MailServer, letter: Letter) -> None:
    posted(letter)
    assert server.raw[0].isascii()
    mail = server.taken[0]
    assert isinstance(mail, EmailMessage)
    assert mail["Subject"] == "订单确认 SO-P1-2026-000001"
    assert mail["To"].addresses[0].display_name == "李娜, 采购部"
    assert mail["To"].addresses[0].addr_spec == "buyer@customer.test"
    assert mail["Auto-Submitted"] == "auto-generated"
    body = mail.get_body(("plain",))
    assert body is not None
    assert body["Content-Language"] == "zh-hans"
    assert (
        body.get_content().replace("\r\n", "\n").rstrip("\n")
        == "您好，订单 SO-P1-2026-000001 已确认。\n.\n以上。"
    )
    (enclosure,) = mail.iter_attachments()
    assert enclosure.get_filename() == "确认函-SO-P1-2026-000001.pdf"
    assert enclosure.get_content() == PDF


def test_a_letter_of_an_act_that_was_undone_has_no_job(db: None, refused: Refuses) -> None:
    from django.db import transaction

    with transaction.atomic():
        lost = greet(by=the_founder(), address="buyer@customer.test")
        assert jobs(lost) == ["todo"]
        transaction.set_rollback(True)
    assert jobs(lost) == []


def test_many_workers_at_one_letter_send_one_mail(apart: None, server: MailServer) -> None:
    letters = [greet(by=the_founder(), address="buyer@customer.test") for _ in range(3)]
    for letter in letters:
        at_once(lambda _, letter=letter: post(letter.pk), threads=6)  # type: ignore[misc]
        assert posted(letter).state == LetterState.SENT
    assert sorted(m["Message-ID"] for m in server.taken) == sorted(f"<{one.pk}@localhost>" for one in letters)


def test_without_a_server_it_is_tried_again_then_given_up_then_resent(
    settings: Any, people: People, letter: Letter
) -> None:
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    for _ in range(ATTEMPTS - 1):
        with pytest.raises(NotPostedYet):
            post(letter.pk)
    letter.refresh_from_db()
    assert letter.state == LetterState.WAITING
    assert posted(letter).state == LetterState.DEAD
    assert "no mail server at 127.0.0.1:1" in letter.postings.order_by("-began_at")[0].error
    assert posted(letter).state == LetterState.DEAD
    assert letter.postings.count() == ATTEMPTS
    resend(letter, by=people.sales, reason="the server is back")
    assert jobs(letter) == ["todo", "todo"]
    with pytest.raises(NotPostedYet):  # the count begins anew
        post(letter.pk)
    with mail_server() as server:
        assert posted(letter).state == LetterState.SENT
    assert len(server.taken) == 1


@pytest.mark.parametrize(
    "answers",
    [
        {"RCPT": "450 busy"},
        {"RCPT": "421 closing"},
        {"MAIL": "451 later"},
        {"MAIL": "550 not from you"},
        {"DATA": "452 full"},
    ],
)
def test_not_now_is_tried_again(server: MailServer, letter: Letter, answers: dict[str, str]) -> None:
    server.answers = answers
    with pytest.raises(NotPostedYet):
        post(letter.pk)
    server.answers = {}
    assert posted(letter).state == LetterState.SENT
    assert len(server.taken) == 1


@pytest.mark.parametrize("answers", [{"RCPT": "550 no such user"}, {"DATA": "554 no thanks"}])
def test_never_is_given_up_at_once(server: MailServer, letter: Letter, answers: dict[str, str]) -> None:
    server.answers = answers
    assert posted(letter).state == LetterState.DEAD
    assert next(iter(answers.values())) in letter.postings.get().error
    assert JournalEntry.objects.filter(action="conduct.give_up").count() == 1


@pytest.mark.parametrize("address", ["no-address", "a@b@c", "a b@c.test", "买家@customer.test"])
def test_an_address_that_cannot_be_is_given_up_and_corrected(
    server: MailServer, people: People, address: str
) -> None:
    letter = greet(by=the_founder(), address=address)
    assert posted(letter).state == LetterState.DEAD
    resend(letter, by=people.sales, reason="typing error", address="buyer@customer.test")
    assert posted(letter).state == LetterState.SENT
    assert [str(m["To"]) for m in server.taken] == ['"李娜, 采购部" <buyer@customer.test>']


def test_a_connection_that_breaks_after_the_text_leaves_a_doubt(
    server: MailServer, people: People, letter: Letter, refused: Refuses
) -> None:
    server.drop_without_answer = True
    assert posted(letter).state == LetterState.DOUBTFUL
    assert len(server.taken) == 1
    posted(letter)
    assert len(server.taken) == 1  # never sent again by itself
    with refused(NotYourDepartment):
        settle(letter, by=people.quality, reason="the customer has it")
    settle(letter, by=people.logistics, reason="the customer has it")
    assert letter.state == LetterState.SENT
    assert letter.sent_at == letter.postings.get().handed_over_at
    with refused(WrongState):
        resend(letter, by=people.sales, reason="once more")


def test_killed_before_the_text_left_it_is_simply_posted(server: MailServer, letter: Letter) -> None:
    Posting.objects.create(letter=letter)
    assert posted(letter).state == LetterState.SENT
    assert [p.error for p in letter.postings.order_by("began_at")] == [
        "interrupted before the mail server had it",
        "",
    ]


def test_killed_after_the_text_left_it_is_doubtful(
    server: MailServer, people: People, letter: Letter
) -> None:
    Posting.objects.create(letter=letter, handed_over_at=timezone.now())
    assert posted(letter).state == LetterState.DOUBTFUL
    assert server.taken == []
    resend(letter, by=people.admin, reason="the customer has nothing")
    assert posted(letter).state == LetterState.SENT
    assert len(server.taken) == 1


def test_when_the_signature_fails_after_the_server_took_it_nobody_sends_it_again(
    server: MailServer, letter: Letter, monkeypatch: pytest.MonkeyPatch
) -> None:
    from takt.conduct import post as module

    def broken(*_: object, **__: object) -> None:
        raise ConnectionError("the database went away")

    with monkeypatch.context() as patch:
        patch.setattr(module, "mark_sent", broken)
        with pytest.raises(ConnectionError):
            post(letter.pk)
    assert posted(letter).state == LetterState.DOUBTFUL
    assert len(server.taken) == 1


def test_a_letter_without_a_job_gets_one(letter: Letter) -> None:
    assert rounds.sweep_letters() == 0
    with connection.cursor() as cursor:
        cursor.execute("delete from procrastinate_events; delete from procrastinate_jobs")
        cursor.execute("update conduct_letter set written_at = now() - interval '2 minutes'")
    assert rounds.sweep_letters() == 1
    assert jobs(letter) == ["todo"]
    assert rounds.sweep_letters() == 0


def test_keys_are_forgotten_after_thirty_days(people: People) -> None:
    from takt.conduct.models import IdempotencyKey

    for days in (29, 31):
        key = IdempotencyKey.objects.create(
            actor_id=people.sales.pk, action="x", key=str(days), digest="", answer={}
        )
        IdempotencyKey.objects.filter(pk=key.pk).update(made_at=timezone.now() - timedelta(days=days))
    assert rounds.forget_old_keys() == 1
    assert IdempotencyKey.objects.get().key == "29"


def test_the_words_are_the_readers(letter: Letter) -> None:
    said = rendering.words(letter)
    assert said.subject == GREETING.subject % letter.facts
    with open_door():
        letter.salt = b""
    assert rendering.words(letter).body == ""
