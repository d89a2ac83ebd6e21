"""What a person has typed and not sent, and how they read files: conveniences of one person, no record of anything.

Nothing here is governed: no act is done and no order knows of it, so it does not pass the door.
"""

import json
from collections.abc import Mapping
from datetime import timedelta

from django.db import connection
from django.utils import timezone

from takt.departments.models import Person
from takt.orders.models import ColumnMemory, EntryDraft

KEPT_DAYS = 30
"""A draft names people and prices: what nobody came back for is thrown away."""
MOST_CHARACTERS = 600_000


def keep_draft(person: Person, typed: str) -> bool:
    """Keep what somebody has typed of an order, in place of what was kept before; False when it is too long to keep."""
    if len(typed) > MOST_CHARACTERS:
        return False
    EntryDraft.objects.filter(saved_at__lt=timezone.now() - timedelta(days=KEPT_DAYS)).delete()
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into orders_entrydraft (person_id, typed, saved_at) values (%s, %s, %s)"
            " on conflict (person_id) do update set typed = excluded.typed, saved_at = excluded.saved_at",
            (person.pk, typed, timezone.now()),
        )
    return True


def draft_of(person: Person) -> EntryDraft | None:
    """What the person has typed and not entered."""
    oldest = timezone.now() - timedelta(days=KEPT_DAYS)
    return EntryDraft.objects.filter(person_id=person.pk, saved_at__gte=oldest).first()


def drop_draft(person: Person) -> None:
    """The order was entered, or the draft is not wanted any more."""
    EntryDraft.objects.filter(person_id=person.pk).delete()


def remember_columns(person: Person, titles_hash: str, columns: Mapping[str, str]) -> None:
    """Next time a file with these titles is read in the same way."""
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into orders_columnmemory (person_id, titles_hash, columns) values (%s, %s, %s)"
            " on conflict (person_id, titles_hash) do update set columns = excluded.columns",
            (person.pk, titles_hash, json.dumps(dict(columns))),
        )


def remembered_columns(person: Person, titles_hash: str) -> dict[str, str]:
    """How the person read such a file before; empty when never."""
    found = ColumnMemory.objects.filter(person_id=person.pk, titles_hash=titles_hash).first()
    return dict(found.columns) if found is not None else {}
