"""Takt's own actors exist from the first moment."""

from django.db import migrations

ACTORS = (
    ("00000000-0000-7000-8000-000000000001", "the-clock", "时钟 The clock"),
    ("00000000-0000-7000-8000-000000000002", "the-postman", "邮差 The postman"),
    ("00000000-0000-7000-8000-000000000003", "the-founder", "创建者 The founder"),
    ("00000000-0000-7000-8000-000000000004", "the-guest", "客户链接 Customer by link"),
)

INSERT = "".join(
    "insert into departments_person (id, version, head, password, login, name, email, kind, departments, head_of, language, salt, search, joined_at, retired_because, erased_because)"
    f" values ('{pk}', 0, '', '!', '{login}', '{name}', '', 'system', '{{}}', '{{}}', 'zh-hans', '', '{login}', now(), '', '');\n"
    for pk, login, name in ACTORS
)
REMOVE = "delete from departments_person where kind = 'system'"


class Migration(migrations.Migration):
    dependencies = [("departments", "0001_initial")]

    operations = [migrations.RunSQL(INSERT, REMOVE)]
