"""Why a person decided about a letter that could not be delivered, or perhaps was."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("conduct", "0003_ledger")]

    operations = [
        migrations.AddField(
            "letter", "decided_because", models.TextField(blank=True, default=""), preserve_default=False
        ),
    ]
