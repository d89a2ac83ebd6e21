"""The times of refused attempts and of postings come from the clock of business time (conduct/clock.py)."""

from django.db import migrations, models

import takt.conduct.clock


class Migration(migrations.Migration):
    dependencies = [("conduct", "0004_letter_decided_because")]

    operations = [
        migrations.AlterField("refusedattempt", "at", models.DateTimeField(default=takt.conduct.clock.now)),
        migrations.AlterField("posting", "began_at", models.DateTimeField(default=takt.conduct.clock.now)),
    ]
