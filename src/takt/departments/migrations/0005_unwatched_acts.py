"""An act that the matrix does not name waits for nobody and looks nowhere."""

from django.db import migrations

CREATE = """
create or replace function departments_conflicts(the_case uuid, act text, people uuid[])
  returns table (earlier text, person text) language plpgsql volatile as $$
begin
  if the_case is null or not exists (select from departments_segregationrule r
      where (r.first = act or r.second = act) and r.retired_at is null) then
    return;
  end if;
  perform pg_advisory_xact_lock(hashtextextended(the_case::text || ' ' || p.who, 19))
    from (select unnest(people)::text as who order by 1) as p;
  return query
    select distinct e.action::text, h.name::text from departments_segregationrule r
    join conduct_journalentry e on e.case_id = the_case
      and e.action = case when r.first = act then r.second else r.first end
      and (e.actor_id = any(people) or e.on_behalf_of_id = any(people))
    join departments_person h on h.id = e.actor_id
    where (r.first = act or r.second = act) and r.retired_at is null
    order by 1, 2;
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [("departments", "0004_conflicts")]

    operations = [migrations.RunSQL(CREATE, migrations.RunSQL.noop)]
