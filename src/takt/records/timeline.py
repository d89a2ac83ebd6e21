"""What happened to an order, in the sequence in which it happened: two queries, whatever it was."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from takt.conduct.chain import Entry, Head, wrong_entries
from takt.conduct.guard import Subject

_ACTS = """
select e.subject_id::text, e.seq, e.body, e.hash, e.kind, e.action, e.clause, e.department, e.actor_id::text,
       e.on_behalf_of_id::text, e.case_id::text, e.at, p.name, o.name
from conduct_journalentry e
left join departments_person p on p.id = e.actor_id
left join departments_person o on o.id = e.on_behalf_of_id
where e.case_id = %s order by e.subject_id, e.seq
"""
_EVENTS = """
select at, event, what, clause, who, about, facts from (
  select b.booked_at at, 'booking' event, b.kind what, 'III.4.2' clause, p.name who, o.number about,
         jsonb_build_object('good_quantity', b.good_quantity::text, 'scrap_quantity', b.scrap_quantity::text, 'note', b.note,
                            'scrapped_because', s.name, 'scrapped_because_en', s.name_en) facts
  from production_booking b join planning_operation o on o.id = b.operation_id
  left join production_scrapreason s on s.id = b.scrap_reason_id
  join departments_person p on p.id = b.booked_by_id where b.order_id = %(case)s
  union all
  select i.inspected_at, 'inspection', i.verdict, 'III.4.3', p.name, o.number,
         jsonb_build_object('inspected_quantity', i.inspected_quantity::text, 'rejected_quantity', i.rejected_quantity::text,
                            'reason', i.reason, 'measurements', i.measurements)
  from quality_inspection i join planning_operation o on o.id = i.operation_id
  join departments_person p on p.id = i.inspected_by_id where i.order_id = %(case)s
  union all
  select x.raised_at, 'exception', x.kind, 'III.4.2', p.name, x.number,
         jsonb_build_object('text', x.text, 'blocking', x.blocking, 'resolution', x.resolution, 'resolved_at', x.resolved_at,
                            'resolved_by', r.name, 'stopped', o.number)
  from production_productionexception x join departments_person p on p.id = x.raised_by_id
  left join departments_person r on r.id = x.resolved_by_id
  left join planning_operation o on o.id = x.operation_id where x.order_id = %(case)s
  union all
  select f.given_at, 'feedback', f.channel, 'III.6.3', p.name, '',
         jsonb_build_object('score', f.score, 'quality_score', f.quality_score, 'delivery_score', f.delivery_score,
                            'comment', f.comment)
  from delivery_feedback f join departments_person p on p.id = f.given_by_id where f.order_id = %(case)s
  union all
  select l.written_at, 'letter', l.kind, l.clause, l.recipient_name, l.id::text,
         jsonb_build_object('state', l.state, 'channel', l.channel, 'sent_at', l.sent_at, 'company', l.letter_company)
  from conduct_letter l where l.letter_case = %(case)s
  union all
  select d.made_at, 'attachment', d.media_type, 'III.1.2', p.name, a.id::text,
         jsonb_build_object('name', d.name, 'size_bytes', d.size_bytes, 'sha256', d.sha256, 'document', d.id)
  from orders_attachment a join conduct_document d on d.id = a.document_id join departments_person p on p.id = a.added_by_id
  where a.order_id = %(case)s and a.removed_at is null
  union all
  select r.at, 'refused', r.action, r.clause, p.name, '', jsonb_build_object('codes', to_jsonb(r.codes), 'given', r.facts, 'via', r.via)
  from conduct_refusedattempt r left join departments_person p on p.id = r.actor_id where r.case_id = %(case)s
) e order by at
"""
MONEY = frozenset(
    {
        "net_amount",
        "tax_amount",
        "gross_amount",
        "tax_rate",
        "price",
        "amount",
        "discount_share",
        "cost",
        "credit_limit",
    }
)
_COLUMNS = ("kind", "action", "clause", "department", "actor", "for", "case", "at")


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened: `event` is act, letter, booking, inspection, exception, feedback, attachment or refused."""

    at: datetime
    event: str
    what: str
    clause: str
    who: str
    on_behalf_of: str = ""
    department: str = ""
    about: str = ""
    kind: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Acts:
    """The order's journal: as events, and as entries to be recomputed."""

    events: list[Event]
    entries: list[Entry]


def acts_of(case_id: UUID) -> Acts:
    """Every act on the order and on what belongs to it."""
    acts = Acts([], [])
    with connection.cursor() as cursor:
        cursor.execute(_ACTS, (case_id,))
        for subject, seq, body, digest, *rest in cursor:
            kind, action, clause, department, actor, on_behalf, case, at, who, other = rest
            stamp = at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
            columns = dict(
                zip(_COLUMNS, (kind, action, clause, department, actor, on_behalf, case, stamp), strict=True)
            )
            acts.entries.append(Entry(subject, seq, body, bytes(digest), columns))
            facts = _facts(f"{kind}:{subject}", json.loads(body)["changes"])
            acts.events.append(
                Event(at, "act", action, clause, who or "", other or "", department, subject, kind, facts)
            )
    return acts


def _facts(own: str, changes: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """What an act changed in its own row, and which other rows it made."""
    mine = changes.get(own, {})
    changed = {name: [None, value] for name, value in mine.get("+", {}).items()}
    changed |= {name: pair for name, pair in mine.items() if name != "+"}
    made = Counter(row.partition(":")[0] for row, facts in changes.items() if row != own and "+" in facts)
    return {"changed": changed, "made": dict(made)}


def without_money(event: Event) -> Event:
    """The event for somebody who may not see amounts."""
    if not event.facts.get("changed"):
        return event
    kept = {name: pair for name, pair in event.facts["changed"].items() if name not in MONEY}
    return replace(event, facts={**event.facts, "changed": kept})


def events_of(case_id: UUID) -> list[Event]:
    """Letters, bookings, inspections, exceptions, feedback, attachments and refused attempts of the order."""
    with connection.cursor() as cursor:
        cursor.execute(_EVENTS, {"case": case_id})
        return [
            Event(
                at,
                event,
                what,
                clause,
                who or "",
                about=about,
                facts=json.loads(facts) if isinstance(facts, str) else facts,
            )
            for at, event, what, clause, who, about, facts in cursor
        ]


def is_genuine(entries: Iterable[Entry], rows: Iterable[Subject]) -> bool:
    """The verify mark: every chain of the order, recomputed now, ends where its row says."""
    heads = {str(r.pk): Head(r._meta.label_lower, str(r.pk), r.version, bytes(r.head)) for r in rows}
    known = [e for e in entries if e.subject in heads]
    return next(iter(wrong_entries(known, heads)), None) is None
