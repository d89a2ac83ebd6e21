"""Is the customer content? Scores, how they are spread, and how many answered."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from takt.conduct.actors import Department
from takt.records.figures.behind import ORDER_FIELDS, orders
from takt.records.figures.figure import Field, Figure, Reading, Rows, found, share
from takt.records.figures.question import Question, checked

_SCORES = """
select 'score' as what, f.given_at >= %(start)s as is_now, f.score, count(*) as answers, 0 as answered
from delivery_feedback f{join}
where f.given_at >= %(start_before)s and f.given_at < %(end)s{only} group by 2, 3
union all
select 'received', true, 0, count(*), count(f.id) from records_course c left join delivery_feedback f on f.order_id = c.order_id
where c.received_at >= %(start)s and c.received_at < %(end)s{only}
"""
_JOIN = " join records_course c on c.order_id = f.order_id"


def answer(question: Question) -> Reading:
    """The mean score of what customers answered in the period."""
    rows = found(
        _SCORES.format(only=question.only("c.customer_id"), join=_JOIN if question.customer else ""),
        question.values,
    )
    received = next(r for r in rows if r["what"] == "received")
    scores = {
        now: {r["score"]: r["answers"] for r in rows if r["what"] == "score" and r["is_now"] is now}
        for now in (True, False)
    }
    answers = sum(scores[True].values())
    parts = [
        {
            "score": score,
            "answers": scores[True].get(score, 0),
            "share": share(scores[True].get(score, 0), answers),
        }
        for score in range(5, 0, -1)
    ]
    facts = {"answers": answers, "low": sum(n for s, n in scores[True].items() if s <= 2), "received": received["answers"],
             "answered": received["answered"], "response_share": share(received["answered"], received["answers"])}  # fmt: skip
    return Reading(_mean(scores[True]), _mean(scores[False]), answers, parts if answers else [], facts)


def _mean(scores: dict[int, int]) -> float | None:
    answers = sum(scores.values())
    return round(sum(s * n for s, n in scores.items()) / answers, 2) if answers else None


def rows(question: Question, group: str, bucket: str) -> Rows:
    """What customers answered, the lowest scores first."""
    given = "f.given_at >= %(start)s and f.given_at < %(end)s"
    condition = f"{given} and f.score = any(%(scores)s)"
    scores = [int(checked(group, FIGURE.groups, "group"))] if group else [1, 2, 3, 4, 5]
    more = ", f.score, f.quality_score, f.delivery_score, f.comment, f.given_at"
    made = orders(question, condition, order="f.score, f.given_at desc", more=more, scores=scores)
    return Rows(
        made.statement.replace("where", "join delivery_feedback f on f.order_id = c.order_id where", 1),
        made.values,
    )


def sentence(reading: Reading) -> str:
    """What the figure says."""
    facts = {
        **reading.facts,
        "mean": f"{reading.value:.1f}",
        "rate": f"{reading.facts['response_share'] or 0:.0%}",
    }
    return (
        _(
            "Mean of %(answers)s answers: %(mean)s of 5; 2 or less: %(low)s; %(rate)s of the deliveries were answered."
        )
        % facts
    )


FIGURE = Figure(
    name="satisfaction",
    title=gettext_lazy("Customer satisfaction"),
    definition=gettext_lazy(
        "Mean of the overall scores (1 to 5) that customers gave in the period, and how they are spread. Response rate: of the orders"
        " received in the period, those that were answered."
    ),
    source="ISO 10004; III.6.3",
    unit="score",
    fields=(
        Field("score", gettext_lazy("score")),
        Field("answers", gettext_lazy("answers")),
        Field("share", gettext_lazy("share"), "share"),
    ),
    row_fields=(
        *ORDER_FIELDS[:2],
        Field("score", gettext_lazy("score")),
        Field("quality_score", gettext_lazy("quality")),
        Field("delivery_score", gettext_lazy("delivery")),
        Field("comment", gettext_lazy("comment"), "text"),
        Field("given_at", gettext_lazy("given"), "time"),
        *ORDER_FIELDS[5:],
    ),
    heads=frozenset({Department.SALES, Department.QUALITY, Department.LOGISTICS}),
    answer=answer,
    rows=rows,
    sentence=sentence,
    missing=gettext_lazy("No customer answered in this period."),
    takes_long=True,
    groups=("1", "2", "3", "4", "5"),
)
