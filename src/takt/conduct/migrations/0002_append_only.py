"""The journal, its seals and the refused attempts are only ever appended to: triggers refuse the rest."""

from django.db import migrations

TABLES = ("conduct_journalentry", "conduct_seal", "conduct_refusedattempt")

REFUSE = """
create function takt_append_only() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only: % refused (VI.2)', tg_table_name, tg_op using errcode = 'insufficient_privilege';
end $$;
"""
TRIGGERS = "".join(
    f"""
create trigger {table}_append_only before update or delete on {table}
  for each row execute function takt_append_only();
create trigger {table}_no_truncate before truncate on {table}
  for each statement execute function takt_append_only();
alter table {table} enable always trigger {table}_append_only;
alter table {table} enable always trigger {table}_no_truncate;
"""
    for table in TABLES
)
# The application's role, where there is one apart from the owner, does not even hold the right.
REVOKE = "".join(
    f"""
do $$ begin
  if exists (select from pg_roles where rolname = 'takt_app') then
    revoke update, delete, truncate, trigger, references on {table} from takt_app;
  end if;
end $$;
"""
    for table in TABLES
)
UNDO = "".join(f"drop trigger {t}_append_only on {t}; drop trigger {t}_no_truncate on {t};" for t in TABLES)


class Migration(migrations.Migration):
    dependencies = [("conduct", "0001_initial")]

    operations = [migrations.RunSQL(REFUSE + TRIGGERS + REVOKE, UNDO + "drop function takt_append_only();")]
