"""Whose opinion an order in review lacks (III.2), in one select a stage, by the same facts as approval.rules."""

from takt.approval.inputs import LOOKED_AT
from takt.approval.models import Stage
from takt.approval.rules import BEFORE_FINAL
from takt.orders.content import INNER
from takt.records.waiting.kinds import OLDEST_IN_REVIEW, Kind


def _part(stage: str, content: str) -> str:
    """What a stage looks at of a content, as in approval.inputs."""
    header, line = LOOKED_AT[stage]
    if header is None:
        inner = ", ".join(f"'{name}'" for name in (*INNER, "lines"))
        head = f"{content} - array[{inner}]"
    else:
        fields = ", ".join(f"{content} -> '{name}'" for name in header)
        head = f"jsonb_build_array({fields})"
    each = ", ".join(f"x.line -> '{name}'" for name in ("position", *line))
    lines = f"""select jsonb_agg(jsonb_build_array({each}) order by x.n)
    from jsonb_array_elements({content} -> 'lines') with ordinality x(line, n)"""  # noqa: S608  # words of our own
    return f"jsonb_build_array({head}, ({lines}))"


def _unchanged() -> str:
    stages = " ".join(
        f"when '{stage}' then {_part(stage, 'seen.content')} = {_part(stage, 'now.content')}"
        for stage in LOOKED_AT
    )
    return f"(seen.number = o.content_version or case r.stage {stages} end)"


HELD = f"""cross join lateral (
  select coalesce(array_agg(r.stage::text), '{{}}') as stages, coalesce(array_agg(r.reviewed_by_id), '{{}}') as people,
    max(r.reviewed_at) as spoken
  from approval_review r join orders_orderversion seen on seen.id = r.order_version_id
  left join orders_orderversion now on now.order_id = o.id and now.number = o.content_version and seen.number <> o.content_version
  where r.order_id = o.id and r.round = o.round and r.verdict = 'approve' and r.voided_at is null and {_unchanged()}) held"""  # noqa: S608  # words of our own
"""Joined to orders `o`: stages and people of the approvals of this round that hold for the content as it is now."""


def _right(stage: str, column: str) -> str:
    return f"""(select d.{column} from approval_decisionright d where d.stage = '{stage}' and d.retired_at is null
  and d.currency = o.currency and d.from_amount <= o.gross_amount order by d.from_amount desc limit 1)"""  # noqa: S608  # words of our own


def missing(stage: str) -> str:
    """Whether an order `o` with its `held` approvals lacks some of a stage."""
    return f"cardinality(array_positions(held.stages, '{stage}')) < coalesce({_right(stage, 'people')}, 1)"


def _one_person_one_opinion(stage: str) -> str:
    """Nobody speaks twice, nor through a delegate, nor for a delegate who has spoken."""
    return f"""(cardinality(held.people) = 0 or %(me)s <> all(held.people) and not exists (
    select from unnest(held.stages, held.people) spoke(stage, person) where spoke.stage = '{stage}' and (
      spoke.person = any(me.people) or exists (select from conduct_journalentry e where e.case_id = o.id
        and e.action = 'approval.{stage}' and e.on_behalf_of_id = %(me)s and e.actor_id = spoke.person))))"""  # noqa: S608  # words of our own


def _opinion(stage: Stage) -> Kind:
    final = stage == Stage.FINAL
    sequence = "".join(f" and not {missing(each.value)}" for each in BEFORE_FINAL) if final else ""
    return Kind(
        action=f"approval.{stage.value}",
        rows="from orders_order o where o.state = 'confirmed'",
        oldest="o.entered_at, o.id",
        subject="o.id",
        reference="o.number",
        among=OLDEST_IN_REVIEW,
        acts=("orders.confirm",),
        carries=", o.round, o.content_version, o.currency, o.gross_amount",
        beside=HELD,
        when=f"""(me.heads or coalesce({_right(stage.value, "rank")}, 'member') <> 'head')
  and {missing(stage.value)}{sequence} and {_one_person_one_opinion(stage.value)}""",
        also="held.spoken" if final else "null::timestamptz",
    )


OPINIONS: tuple[Kind, ...] = tuple(_opinion(stage) for stage in Stage)
