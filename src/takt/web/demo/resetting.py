"""Begin the demonstration anew: its database is emptied, and no other. 重置示范."""

import psycopg
from django.conf import settings
from django.db import connection
from psycopg import sql

from takt.departments.models import Person
from takt.ground.postgres import database_urls
from takt.web.demo import secret
from takt.web.demo.staff import ADMINISTRATOR

WAIT = "20s"


class NoDemonstration(RuntimeError):
    """The database is not the demonstration of this home."""


def is_demonstration() -> bool:
    """Whether this database is this home's demonstration: the demonstration's administrator has the home's password."""
    password = secret.kept()
    administrator = Person.objects.filter(login=ADMINISTRATOR.login).first()
    return password is not None and administrator is not None and administrator.check_password(password)


def empty() -> None:
    """Drop every table, as their owner; migrating makes them anew. NoDemonstration where this is none."""
    if not is_demonstration():
        raise NoDemonstration
    administrator = Person.objects.get(login=ADMINISTRATOR.login).pk
    connection.close()
    with psycopg.connect(database_urls(settings.HOME).owner) as owner:
        owner.execute(sql.SQL("set local lock_timeout = {}").format(WAIT))
        # the owner's address may name another database than the application's
        found = owner.execute("select 1 from departments_person where id = %s", [administrator]).fetchone()
        if found is None:
            raise NoDemonstration
        (schema,) = owner.execute("select current_schema()").fetchone() or ("public",)
        owner.execute(sql.SQL("drop schema {} cascade").format(sql.Identifier(schema)))
        owner.execute(sql.SQL("create schema {}").format(sql.Identifier(schema)))
