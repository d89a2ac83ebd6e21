"""Signing in: Argon2, a lock after five failures, tokens of which only a hash is kept, and nothing leaks."""

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.signals import user_logged_in
from django.db import connection
from django.test import RequestFactory
from tests.people import People, hired, person

from takt.conduct.models import IdempotencyKey, JournalEntry, RefusedAttempt
from takt.conduct.refusals import InvalidInput
from takt.conduct.requests import perform
from takt.departments import refusals
from takt.departments.actions.change_own_password import change_own_password
from takt.departments.actions.issue_token import issue_token
from takt.departments.actions.retire import retire
from takt.departments.actions.revoke_token import revoke_token
from takt.departments.actions.set_password import set_password
from takt.departments.models import ApiToken, Person
from takt.departments.people import the_founder, the_postman
from takt.departments.tokens import authenticate_token, digest, new_token

Refuses = Callable[..., Any]
GOOD = "correct horse 电池 staple"


@pytest.fixture
def argon2(settings: Any) -> None:
    """As in a real installation."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]


def sign_in(login: str, password: str) -> Person | None:
    request = RequestFactory().post("/sign-in")
    found = authenticate(request, username=login, password=password)
    assert found is None or isinstance(found, Person)
    return found


def in_days(days: float) -> datetime:
    return datetime.now(UTC) + timedelta(days=days)


def everything_stored() -> str:
    """All that the database keeps of people, acts, keys and tokens, as one text."""
    texts = []
    with connection.cursor() as cursor:
        for table in (
            "conduct_journalentry",
            "conduct_refusedattempt",
            "conduct_idempotencykey",
            "departments_person",
            "departments_apitoken",
        ):
            cursor.execute(f"select coalesce(string_agg(t::text, ''), '') from {table} t")
            texts.append(cursor.fetchone()[0])
    return "".join(texts)


def test_a_password_is_kept_as_argon2_and_opens_the_door(people: People, argon2: None) -> None:
    set_password(people.sales, by=people.admin, password=GOOD)
    assert people.sales.password.startswith("argon2$argon2id$")
    assert sign_in("li", GOOD) == people.sales
    assert sign_in("LI", GOOD) == people.sales
    assert sign_in("li", GOOD + "!") is None


def test_after_five_failures_even_the_right_password_is_refused(people: People, argon2: None) -> None:
    set_password(people.sales, by=people.admin, password=GOOD)
    set_password(people.finance, by=people.admin, password=GOOD)
    for _ in range(5):
        assert sign_in("li", "wrong") is None
    assert sign_in("li", GOOD) is None
    assert sign_in("wang", GOOD) == people.finance


def test_signing_in_writes_to_no_guarded_row(people: People) -> None:
    user_logged_in.send(sender=Person, request=RequestFactory().get("/"), user=people.sales)
    people.sales.refresh_from_db()
    assert people.sales.version == 0


def test_the_departed_and_takts_own_actors_do_not_sign_in(people: People) -> None:
    set_password(people.sales, by=people.admin, password=GOOD)
    retire(people.sales, by=people.admin)
    assert sign_in("li", GOOD) is None
    assert sign_in("the-founder", "!") is None


@pytest.mark.parametrize("weak", ["short", "password123", "1234567890", ""])
def test_a_weak_password_is_refused_and_not_repeated(people: People, refused: Refuses, weak: str) -> None:
    with refused(refusals.WeakPassword) as found:
        set_password(people.sales, by=people.admin, password=weak)
    assert all(r.value is None for r in found)


def test_a_person_changes_their_own_password_knowing_the_old(people: People, refused: Refuses) -> None:
    set_password(people.sales, by=people.admin, password=GOOD)
    with refused(refusals.WrongPassword):
        change_own_password(people.sales, by=people.sales, old="wrong", password=GOOD + "2")
    with refused(refusals.OnlyOneself):
        change_own_password(people.sales, by=people.admin, old=GOOD, password=GOOD + "2")
    change_own_password(people.sales, by=people.sales, old=GOOD, password=GOOD + "2")
    assert sign_in("li", GOOD + "2") == people.sales


def test_no_password_is_kept_anywhere(people: People, refused: Refuses) -> None:
    perform(set_password, "li", people.admin, {"password": GOOD}, key="k1")
    with refused(refusals.WeakPassword):
        perform(set_password, "li", people.admin, {"password": "zzqqz"}, key="k2")
    with refused(InvalidInput):
        perform(set_password, "li", people.admin, {"password": ["zzqqz"]})
    stored = everything_stored()
    assert "zzqqz" not in stored
    assert GOOD not in stored
    assert RefusedAttempt.objects.count() == 2
    assert (
        '"password":["hidden","changed"]' in JournalEntry.objects.get(action="departments.set_password").body
    )


def test_a_key_gives_no_way_to_guess_a_password(people: People) -> None:
    perform(set_password, "li", people.admin, {"password": GOOD}, key="k1")
    kept = IdempotencyKey.objects.get().digest
    plain = f'["{people.sales.pk}",{{"password":"{GOOD}"}}]'
    assert kept != hashlib.sha256(plain.encode()).hexdigest()


def test_a_token_is_shown_once_and_only_its_hash_is_kept(people: People) -> None:
    raw = {"name": "line 1", "expires_at": in_days(30).isoformat()}
    first = perform(issue_token, "li", people.sales, raw, key="once").answer
    again = perform(issue_token, "li", people.sales, raw, key="once").answer
    assert authenticate_token(first) == people.sales
    assert again is None
    assert ApiToken.objects.get().digest == hashlib.sha256(first.encode()).hexdigest()
    assert first not in everything_stored()


@pytest.mark.parametrize(
    "raw", ["", "takt_", "takt_" + "x" * 43, "x" * 100_000, "takt_\x00", "takt_\ud800", "takt_' or 1=1"]
)
def test_what_is_no_token_is_nobody(db: None, raw: str) -> None:
    assert authenticate_token(raw) is None


def test_a_token_ends(people: People, refused: Refuses) -> None:
    raw = issue_token(people.sales, by=people.sales, name="line 1", expires_at=in_days(1))
    token = ApiToken.objects.get()
    with refused(refusals.NotYoursToRevoke):
        revoke_token(people.sales, by=people.finance, token=token)
    revoke_token(people.sales, by=people.admin, token=token)
    assert authenticate_token(raw) is None
    with refused(refusals.RevokedAlready):
        revoke_token(people.sales, by=people.sales, token=token)


def test_a_token_lives_for_a_year_at_most_and_belongs_to_its_maker(people: People, refused: Refuses) -> None:
    with refused(refusals.TimeBoxTooLong):
        issue_token(people.sales, by=people.sales, name="line 1", expires_at=in_days(367))
    with refused(refusals.EndsBeforeItBegins):
        issue_token(people.sales, by=people.sales, name="line 1", expires_at=in_days(-1))
    with refused(refusals.OnlyOneself):
        issue_token(people.sales, by=people.admin, name="line 1", expires_at=in_days(1))


def test_an_expired_token_and_one_of_the_system_open_nothing(people: People) -> None:
    from tests.open_door import open_door

    expired, stolen = new_token(), new_token()
    with open_door():
        for owner, raw, until in ((people.sales, expired, in_days(-1)), (the_postman(), stolen, in_days(1))):
            ApiToken.objects.create(
                person=owner, name="x", digest=digest(raw), made_at=in_days(-2), expires_at=until
            )
    assert authenticate_token(expired) is None
    assert authenticate_token(stolen) is None


def test_a_contact_changes_only_their_own_password(people: People, refused: Refuses) -> None:
    company = people.sales.pk
    ann, bob = (person(name, kind="customer", company=company) for name in ("ann", "bob"))
    hired(ann, bob)
    set_password(ann, by=the_founder(), password=GOOD)
    change_own_password(ann, by=ann, old=GOOD, password=GOOD + "2")
    with refused(refusals.OnlyOneself):
        change_own_password(bob, by=ann, old=GOOD, password=GOOD + "2")
