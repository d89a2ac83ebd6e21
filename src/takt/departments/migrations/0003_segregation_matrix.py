"""The matrix that every installation starts with: who did the one does not do the other on the same order (VI.2)."""

from itertools import combinations

from django.db import migrations

ENTERING = ("orders.enter", "orders.take_over", "orders.revise")
OPINIONS = ("approval.sales", "approval.budget", "approval.feasibility", "approval.final")

PAIRS = (
    [
        (entering, opinion, "录入订单者不得审批该订单 Who entered an order does not approve it")
        for entering in ENTERING
        for opinion in OPINIONS
    ]
    + [
        (one, other, "一人一单只出具一种审批意见 One person gives one opinion on an order")
        for one, other in combinations(OPINIONS, 2)
    ]
    + [
        (
            "orders.confirm",
            "approval.final",
            "确认订单者不得最终审批 Who confirmed an order does not finally approve it",
        ),
        (
            "planning.adopt",
            "approval.final",
            "定计划者不得最终审批 Who adopted the plan does not finally approve the order",
        ),
        ("production.report", "quality.inspect", "生产者不得检验自己的产品 Who produced does not inspect"),
        ("production.finish", "quality.inspect", "生产者不得检验自己的产品 Who produced does not inspect"),
        (
            "changes.request",
            "changes.decide",
            "变更申请人不得审批变更 Who asked for a change does not decide on it",
        ),
    ]
)


def start(apps, schema_editor):
    """Insert the rows; they have no journal entry, as they come with the program."""
    with schema_editor.connection.cursor() as cursor:
        for count, (one, other, reason) in enumerate(PAIRS, start=1):
            first, second = sorted((one, other))
            cursor.execute(
                "insert into departments_segregationrule (id, version, head, first, second, reason, lifted_because)"
                " values (%s, 0, '', %s, %s, %s, '')",
                (f"00000000-0000-7000-8000-{0x100 + count:012x}", first, second, reason),
            )


def undo(apps, schema_editor):
    """Take the rows away."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("delete from departments_segregationrule where version = 0")


class Migration(migrations.Migration):
    dependencies = [("departments", "0002_own_actors")]

    operations = [migrations.RunPython(start, undo)]
