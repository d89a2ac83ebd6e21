"""Search by numbers at any size."""

from django.contrib.postgres.indexes import OpClass
from django.db import migrations, models
from django.db.models.functions import Upper

# The expression of takt.conduct.lookups.WORDS. Few words a row: they are put into the index at once, so that no search
# meets a long list of those that still wait.
_SPLIT = "'[^[:alnum:]]+|(?<=[[:alpha:]])(?=[[:digit:]])|(?<=[[:digit:]])(?=[[:alpha:]])'"
_WORDS = f"""
create index shipment_tracking_words on delivery_shipment using gin (
  (array_to_tsvector(array_remove(regexp_split_to_array(lower(tracking_number::text), {_SPLIT}), ''))))
  with (fastupdate = off)
"""


class Migration(migrations.Migration):
    dependencies = [("delivery", "0002_waiting")]

    operations = [
        migrations.AddIndex(
            model_name="shipment",
            index=models.Index(OpClass(Upper("number"), "text_pattern_ops"), name="shipment_number_begins"),
        ),
        migrations.RunSQL(_WORDS, "drop index shipment_tracking_words"),
    ]
