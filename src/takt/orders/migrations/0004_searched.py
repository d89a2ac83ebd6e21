"""Search by numbers at any size."""

from django.contrib.postgres.indexes import OpClass
from django.db import migrations, models
from django.db.models.functions import Upper

# The expression of takt.conduct.lookups.WORDS. Few words a row: they are put into the index at once, so that no search
# meets a long list of those that still wait.
_SPLIT = "'[^[:alnum:]]+|(?<=[[:alpha:]])(?=[[:digit:]])|(?<=[[:digit:]])(?=[[:alpha:]])'"
_WORDS = f"""
create index order_customers_words on orders_order using gin (
  (array_to_tsvector(array_remove(regexp_split_to_array(lower(customer_order_number::text), {_SPLIT}), ''))))
  with (fastupdate = off)
"""


class Migration(migrations.Migration):
    dependencies = [("orders", "0003_open_by")]

    operations = [
        migrations.AddIndex(
            model_name="order",
            index=models.Index(OpClass(Upper("number"), "text_pattern_ops"), name="order_number_begins"),
        ),
        migrations.RunSQL(_WORDS, "drop index order_customers_words"),
    ]
