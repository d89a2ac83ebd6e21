"""What an order's page shows beside its dossier: contents of its versions, the numbers that approvals rest on, packages and
notices, letters in full, and who may do the next step. One query, of exactly what the reader may see."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection

from takt.approval.models import BudgetSheet, FeasibilityStudy
from takt.conduct import reading
from takt.conduct.action import ACTIONS
from takt.conduct.actors import Actor, ActorKind
from takt.conduct.models import Letter
from takt.conduct.resources import RESOURCES
from takt.records.dossier import Dossier

_EVIDENCE = """
select jsonb_build_object(
  'versions', (select jsonb_agg(jsonb_build_object('id', v.id, 'number', v.number, 'hash', v.hash, 'reason', v.reason,
      'made_by', p.name, 'made_at', v.made_at, 'content', v.content) order by v.number)
    from orders_orderversion v join departments_person p on p.id = v.made_by_id where v.order_id = %(order)s::uuid),
  'sheet', (select jsonb_build_object('sheet', s.sheet, 'hash', s.hash, 'made_at', s.made_at, 'version', v.number)
    from approval_budgetsheet s join orders_orderversion v on v.id = s.order_version_id
    where %(costs)s::bool and s.order_id = %(order)s::uuid order by s.made_at desc limit 1),
  'study', (select jsonb_build_object('study', s.study, 'hash', s.hash, 'made_at', s.made_at, 'version', v.number,
      'feasible', s.feasible, 'earliest_date', s.earliest_date)
    from approval_feasibilitystudy s join orders_orderversion v on v.id = s.order_version_id
    where %(studies)s::bool and s.order_id = %(order)s::uuid order by s.made_at desc limit 1),
  'rights', (select jsonb_object_agg(r.stage, jsonb_build_object('rank', r.rank, 'people', r.people)) from (
      select distinct on (d.stage) d.stage, d.rank, d.people from approval_decisionright d
      where d.retired_at is null and d.currency = %(currency)s and d.from_amount <= %(amount)s
      order by d.stage, d.from_amount desc) r),
  'packages', (select jsonb_agg(jsonb_build_object('shipment', s.number, 'number', k.number, 'kind', k.kind,
      'gross_weight_kg', k.gross_weight_kg::text, 'packed_by', p.name) order by s.packed_at, k.number)
    from delivery_package k join delivery_shipment s on s.id = k.shipment_id join departments_person p on p.id = k.packed_by_id
    where s.order_id = %(order)s::uuid),
  'contents', (select jsonb_agg(jsonb_build_object('shipment', s.number, 'position', l.position, 'quantity', x.quantity::text)
      order by s.packed_at, l.position)
    from delivery_shipmentline x join delivery_shipment s on s.id = x.shipment_id join orders_orderline l on l.id = x.order_line_id
    where s.order_id = %(order)s::uuid),
  'notices', (select jsonb_agg(jsonb_build_object('shipment', s.number, 'carrier', c.name, 'tracking_number', n.tracking_number,
      'expected_arrival', n.expected_arrival, 'by_phone', n.told_by_phone, 'given_by', p.name, 'given_at', n.given_at,
      'letter', n.letter_id) order by n.given_at)
    from delivery_notice n join delivery_shipment s on s.id = n.shipment_id join delivery_carrier c on c.id = n.carrier_id
    join departments_person p on p.id = n.given_by_id where s.order_id = %(order)s::uuid),
  'follow_ups', (select jsonb_agg(jsonb_build_object('id', f.id, 'due', f.due, 'done_at', f.done_at, 'done_by', p.name,
      'outcome', f.outcome) order by f.due)
    from delivery_followup f left join departments_person p on p.id = f.done_by_id where f.order_id = %(order)s::uuid),
  'letters', (select jsonb_object_agg(l.id, jsonb_build_object('kind', l.kind, 'language', l.language, 'facts', l.facts,
      'erased', octet_length(l.salt) = 0, 'address', l.address))
    from conduct_letter l where l.letter_case = %(order)s::uuid and (%(letters)s::bool or l.letter_company = %(own)s::uuid)),
  'lent', (select jsonb_agg(distinct d.department) from departments_delegation d
    where d.taker_id = %(reader)s::uuid and d.since <= now() and d.until > now() and d.revoked_at is null),
  'against', (select jsonb_agg(distinct jsonb_build_object('earlier', e.action, 'person', h.name))
    from departments_segregationrule r
    join conduct_journalentry e on e.case_id = %(order)s::uuid
      and e.action = case when r.first = %(action)s::varchar then r.second else r.first end
      and (e.actor_id = %(reader)s::uuid or e.on_behalf_of_id = %(reader)s::uuid)
    join departments_person h on h.id = e.actor_id
    where (r.first = %(action)s::varchar or r.second = %(action)s::varchar) and r.retired_at is null),
  'may', (select jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name, 'for', g.name, 'head', p.head_of && %(departments)s::varchar[])
      order by g.name nulls first, p.name)
    from departments_person p
    left join departments_delegation d on d.taker_id = p.id and d.department = any(%(departments)s::varchar[]) and d.since <= now()
      and d.until > now() and d.revoked_at is null and not p.departments && %(departments)s::varchar[]
    left join departments_person g on g.id = d.giver_id and g.retired_at is null and d.department = any(g.departments)
    where p.kind = 'employee' and p.retired_at is null and (p.departments && %(departments)s::varchar[] or g.id is not null)
      and not exists (select from departments_segregationrule r
        join conduct_journalentry e on e.case_id = %(order)s::uuid
          and e.action = case when r.first = %(action)s::varchar then r.second else r.first end
          and (e.actor_id in (p.id, g.id) or e.on_behalf_of_id in (p.id, g.id))
        where (r.first = %(action)s::varchar or r.second = %(action)s::varchar) and r.retired_at is null)))::text
"""
_LISTS = ("versions", "packages", "contents", "notices", "follow_ups", "may", "lent", "against")
_TABLES = ("rights", "letters")
Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything beside a dossier. `sheet` and `study` are None when there are none, or the reader may not see them (`sees_costs`,
    `sees_studies`). `may`: the people who may do the next step now, by the matrix of duties too; `against`: what the reader
    did before that excludes it; `lent`: departments for which the reader acts by delegation."""

    versions: list[Facts] = field(default_factory=list)
    sheet: Facts | None = None
    study: Facts | None = None
    rights: Facts = field(default_factory=dict)
    packages: list[Facts] = field(default_factory=list)
    contents: list[Facts] = field(default_factory=list)
    notices: list[Facts] = field(default_factory=list)
    follow_ups: list[Facts] = field(default_factory=list)
    letters: Facts = field(default_factory=dict)
    may: list[Facts] = field(default_factory=list)
    lent: list[str] = field(default_factory=list)
    against: list[Facts] = field(default_factory=list)
    sees_costs: bool = False
    sees_studies: bool = False


def evidence(found: Dossier, reader: Actor) -> Evidence:
    """What the reader may see beside the dossier; a customer's contact: packages, notices and the letters to their company."""
    inside = reader.kind != ActorKind.CUSTOMER
    costs, studies = _may_read(BudgetSheet, reader), _may_read(FeasibilityStudy, reader)
    order, action = found.order, found.next.action if found.next is not None else ""
    asked: dict[str, Any] = {
        "order": order.pk, "currency": order.currency, "amount": order.gross_amount, "own": None if inside else reader.company_id,
        "reader": reader.id,
        "costs": costs, "studies": studies, "letters": inside and found.sees_money, "action": action,
        "departments": [d.value for d in ACTIONS[action].departments] if action in ACTIONS and inside else [],
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_EVIDENCE, asked)
        facts: dict[str, Any] = json.loads(cursor.fetchone()[0])
    facts |= {name: facts[name] or [] for name in _LISTS} | {name: facts[name] or {} for name in _TABLES}
    if not inside:
        facts |= {name: [] for name in ("versions", "follow_ups", "may")} | {"rights": {}}
        facts["packages"] = [{**p, "packed_by": ""} for p in facts["packages"]]
        facts["notices"] = [{**n, "given_by": ""} for n in facts["notices"]]
    return Evidence(**facts, sees_costs=costs, sees_studies=studies)


def letter_in_full(kept: Facts) -> Letter:
    """A letter to be put in words: of a row's facts, never saved."""
    return Letter(
        kind=kept["kind"],
        language=kept["language"],
        facts=kept["facts"],
        salt=b"" if kept["erased"] else b"-",
    )


def waiting_since(found: Dossier) -> datetime | None:
    """Since when the next step waits: the last act that turned the order or the row that it is done to, or an opinion on it."""
    if found.next is None:
        return None
    about = {
        reading.reference_of(s): str(s.pk) for s in (*found.plans, *found.operations, *found.shipments)
    }.get(found.next.about)
    turns = (
        e.at
        for e in found.timeline
        if e.event == "act"
        and (
            ("state" in e.facts.get("changed", {}) and e.about in (about, str(found.order.pk)))
            or e.what.startswith("approval.")
        )
    )
    return max(turns, default=None)


def _may_read(model: Any, reader: Actor) -> bool:
    return any(r.model is model and reading.may_read(r, reader) for r in RESOURCES.values())
