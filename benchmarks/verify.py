"""How fast the journal is verified: python -m benchmarks.verify [--entries N]."""

import argparse
import json
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID

from benchmarks.throwaway import installation

LENGTH = 40  # entries a chain


ENTRIES = "copy conduct_journalentry (subject_id, seq, hash, body, kind, action, clause, department, actor_id, at) from stdin"
UNITS = "copy factory_unit (id, version, head, code, name, name_en, decimals) from stdin"


def chain(subject: UUID, at: datetime) -> Iterator[tuple[int, bytes, str, datetime]]:
    """A chain as the door writes it, with bodies of the usual size (some 700 bytes): seq, hash, body, time."""
    from takt.conduct.actors import THE_CLOCK
    from takt.conduct.canonical import canonical
    from takt.conduct.chain import GENESIS, entry_hash

    head = GENESIS
    for seq in range(1, LENGTH + 1):
        at += timedelta(seconds=1)
        changes = {f"field_{n}": ["before", f"之后 {seq}"] for n in range(12)}
        body = canonical(
            {
                "action": "factory.edit_unit", "actor": THE_CLOCK, "at": at, "case": None, "clause": "III.4.1",
                "changes": {f"factory.unit:{subject}": changes}, "department": "system", "for": None,
                "kind": "factory.unit", "seq": seq, "subject": subject,
            }
        )  # fmt: skip
        head = entry_hash(head, body)
        yield seq, head, body, at


def fill(entries: int) -> None:
    """So many entries, and the rows that their chains belong to."""
    from django.db import connection

    from takt.conduct.actors import THE_CLOCK
    from takt.conduct.canonical import plain
    from takt.conduct.ids import uuid7

    at, heads = datetime(2026, 1, 1, tzinfo=UTC), []
    facts = ("factory.unit", "factory.edit_unit", "III.4.1", "system", THE_CLOCK)
    connection.ensure_connection()
    with connection.connection.cursor() as cursor:
        with cursor.copy(ENTRIES) as copy:
            for _ in range(entries // LENGTH):
                subject, head = uuid7(), b""
                for seq, head, body, done in chain(subject, at):
                    copy.write_row((subject, seq, head, body, *facts, plain(done)))
                at += timedelta(minutes=1)
                heads.append((subject, LENGTH, head))
        with cursor.copy(UNITS) as copy:
            for number, (subject, seq, head) in enumerate(heads):
                copy.write_row((subject, seq, head, f"U{number}", "单位", "unit", 0))
        connection.connection.commit()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=200_000)
    entries = parser.parse_args().entries
    with installation():
        from takt.conduct import verify
        from takt.conduct.actions.seal import seal
        from takt.conduct.seals import the_ledger
        from takt.departments.people import the_clock

        fill(entries)
        began = time.perf_counter()
        seal(the_ledger(), by=the_clock())
        sealing = time.perf_counter() - began
        verdicts = [verify.run() for _ in range(3)]
        best = min(v.seconds for v in verdicts)
        wrong = len(verdicts[0].wrong)
        print(
            f"{verdicts[0].entries} entries in {verdicts[0].chains} chains: sealed in {sealing:.2f} s, verified in {best:.2f} s, {wrong} wrong"
        )
        print(
            json.dumps(
                {
                    "entries": verdicts[0].entries,
                    "seconds": round(best, 3),
                    "entries_per_s": round(verdicts[0].entries / best),
                    "wrong": wrong,
                }
            )
        )


if __name__ == "__main__":
    main()
