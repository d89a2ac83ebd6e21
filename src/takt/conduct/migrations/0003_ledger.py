"""The one row that stands for the journal as a whole."""

from django.db import migrations

INSERT = (
    "insert into conduct_ledger (id, version, head, name, sealed)"
    " values ('00000000-0000-7000-8000-0000000000aa', 0, '', 'journal', 0)"
)


class Migration(migrations.Migration):
    dependencies = [("conduct", "0002_append_only")]

    operations = [migrations.RunSQL(INSERT, "delete from conduct_ledger")]
