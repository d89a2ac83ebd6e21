"""`takt verify`: recompute every chain and seal and name the first row that is wrong; and the export."""

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TextIO

from django.apps import apps
from django.db import connection, transaction

from takt.conduct import keys
from takt.conduct.chain import Entry, Head, SealRow, Wrong, wrong_entries, wrong_seals
from takt.conduct.guard import Subject
from takt.conduct.models import Seal
from takt.conduct.seals import LEDGER

_TIME = "to_char(at at time zone 'utc', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"
_ENTRIES = f"""
select subject_id::text, seq, body, hash, kind, action, clause, department, actor_id::text,
       on_behalf_of_id::text, case_id::text, {_TIME}
from conduct_journalentry order by subject_id, seq
"""  # noqa: S608  # no value from outside
_COLUMNS = ("kind", "action", "clause", "department", "actor", "for", "case", "at")

TELL_EVERY_ENTRIES = 2_000


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the verifier found: how much it read, what is wrong (first rows first), how long it took."""

    entries: int
    chains: int
    seals: int
    wrong: list[Wrong]
    seconds: float

    @property
    def first(self) -> Wrong | None:
        """The first wrong row."""
        return self.wrong[0] if self.wrong else None


def run(limit: int = 100, told: Callable[[int], None] = lambda done: None) -> Verdict:
    """Verify the whole journal at one moment. At most `limit` wrong rows are named.

    `told` is called now and then with how many entries were read; what it raises stops the verification.
    """
    began = time.perf_counter()
    with transaction.atomic(), connection.cursor() as cursor:
        _at_one_moment(cursor)
        heads = _heads()
        hashes: dict[tuple[str, int], bytes] = {}
        wrong: list[Wrong] = []
        for found in wrong_entries(_counted(_entries(), told), heads, hashes):
            wrong.append(found)
            if len(wrong) >= limit:
                break
        seals = list(_seals())
        if len(wrong) < limit:
            wrong.extend(wrong_seals(seals, _sealed(heads), hashes, keys.public_key()))
    return Verdict(len(hashes), len(heads), len(seals), wrong, time.perf_counter() - began)


def export(file: TextIO) -> int:
    """Write heads, entries and seals as lines of JSON for the offline verifier; returns how many entries."""
    count = 0
    with transaction.atomic(), connection.cursor() as cursor:
        _at_one_moment(cursor)
        heads = _heads()
        _line(file, "takt-journal", format=1, public_key=keys.public_key().hex(), ledger=str(LEDGER))
        for head in heads.values():
            _line(file, "head", kind=head.kind, subject=head.subject, seq=head.seq, hash=head.hash.hex())
        for entry in _entries():
            count += 1
            facts = {"subject": entry.subject, "seq": entry.seq, "hash": entry.hash.hex()}
            _line(file, "entry", **facts, body=entry.body, columns=entry.columns)
        for seal in _seals():
            proof = {"hash": seal.hash.hex(), "signature": seal.signature.hex()}
            _line(file, "seal", number=seal.number, body=seal.body, **proof)
        _line(file, "end", heads=len(heads), entries=count)
    return count


def _line(file: TextIO, what: str, /, **content: object) -> None:
    file.write(json.dumps({"type": what, **content}, ensure_ascii=False, separators=(",", ":")) + "\n")


def _at_one_moment(cursor: object) -> None:
    if not connection.in_atomic_block or connection.savepoint_ids:
        return  # inside somebody's transaction (tests): their snapshot serves
    cursor.execute("set transaction isolation level repeatable read")  # type: ignore[attr-defined]  # a cursor
    cursor.execute("set local statement_timeout = 0")  # type: ignore[attr-defined]
    cursor.execute("set local idle_in_transaction_session_timeout = 0")  # type: ignore[attr-defined]


def _heads() -> dict[str, Head]:
    heads: dict[str, Head] = {}
    for model in apps.get_models():
        if issubclass(model, Subject):
            rows = model.objects.filter(version__gt=0).values_list("pk", "version", "head")
            kind = model._meta.label_lower
            heads.update(
                (str(pk), Head(kind, str(pk), seq, bytes(head))) for pk, seq, head in rows.iterator(10_000)
            )
    return heads


def _entries() -> Iterator[Entry]:
    connection.ensure_connection()
    with connection.connection.cursor(name="takt_verify") as cursor:
        cursor.itersize = 5_000
        cursor.execute(_ENTRIES)
        for subject, seq, body, digest, *columns in cursor:
            yield Entry(subject, seq, body, digest, dict(zip(_COLUMNS, columns, strict=True)))


def _counted(entries: Iterator[Entry], told: Callable[[int], None]) -> Iterator[Entry]:
    for number, entry in enumerate(entries, 1):
        if number % TELL_EVERY_ENTRIES == 0:
            told(number)
        yield entry


def _seals() -> Iterator[SealRow]:
    for seal in Seal.objects.order_by("number").iterator(100):
        yield SealRow(seal.number, seal.body, bytes(seal.hash), bytes(seal.signature))


def _sealed(heads: dict[str, Head]) -> int:
    ledger = heads.get(str(LEDGER))
    return ledger.seq if ledger else 0
