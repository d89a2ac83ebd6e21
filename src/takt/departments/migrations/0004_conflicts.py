"""The segregation matrix asked where the journal lies: wait, then look, in one round trip."""

from django.db import migrations

# Two deeds of one human on one case, at the same moment and on different rows, wait for each other: otherwise neither
# would see the other. People never wait for other people here. A function that is volatile looks anew in each of its
# statements, so that the second sees what the one waited for has done.
CREATE = """
create function departments_conflicts(the_case uuid, act text, people uuid[])
  returns table (earlier text, person text) language plpgsql volatile as $$
begin
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
    dependencies = [("departments", "0003_segregation_matrix"), ("conduct", "0002_append_only")]

    operations = [migrations.RunSQL(CREATE, "drop function departments_conflicts(uuid, text, uuid[]);")]
