"""Search by numbers at any size."""

from django.contrib.postgres.indexes import OpClass
from django.db import migrations, models
from django.db.models.functions import Upper


class Migration(migrations.Migration):
    dependencies = [("planning", "0002_waiting")]

    operations = [
        migrations.AddIndex(
            model_name="plan",
            index=models.Index(OpClass(Upper("number"), "text_pattern_ops"), name="plan_number_begins"),
        ),
    ]
