"""Who decides by amount, as every installation starts: anybody of the department, from a large amount on its head."""

from django.db import migrations

STAGES = ("sales", "budget", "feasibility", "final")
LARGE = {"CNY": 1_000_000, "USD": 140_000, "EUR": 130_000}
ROWS = [(stage, currency, 0, "member") for stage in STAGES for currency in LARGE] + [
    (stage, currency, amount, "head") for stage in ("budget", "final") for currency, amount in LARGE.items()
]


def start(apps, schema_editor):
    """Insert the rows; they have no journal entry, as they come with the program."""
    with schema_editor.connection.cursor() as cursor:
        for count, (stage, currency, amount, rank) in enumerate(ROWS, start=1):
            cursor.execute(
                "insert into approval_decisionright (id, version, head, stage, from_amount, currency, rank, people)"
                " values (%s, 0, '', %s, %s, %s, %s, 1)",
                (f"00000000-0000-7000-8000-{0x300 + count:012x}", stage, amount, currency, rank),
            )


def undo(apps, schema_editor):
    """Take the rows away."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("delete from approval_decisionright where version = 0")


class Migration(migrations.Migration):
    dependencies = [("approval", "0001_initial")]

    operations = [migrations.RunPython(start, undo)]
