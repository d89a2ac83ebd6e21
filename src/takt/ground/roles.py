"""The two database roles: the owner of the tables, and the application, which may fill them but not change
them.

The application's role owns nothing, so it can neither disable a trigger nor drop a constraint: what the
database refuses (an UPDATE of the journal), it refuses to us as well (VI.2).
"""

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

DATABASE = "takt"
OWNER = "takt_owner"
APPLICATION = "takt_app"

_ROWS = sql.SQL("SELECT, INSERT, UPDATE, DELETE")


def create_roles_and_database(superuser_url: str) -> None:
    """Make the roles and the database where they are missing; ``superuser_url`` is that of ``postgres``."""
    with psycopg.connect(superuser_url, autocommit=True) as connection:
        _create_role(connection, APPLICATION, "LOGIN")
        # CREATEDB: tests make and drop databases. Member of the application: they act as it by SET ROLE.
        _create_role(connection, OWNER, "LOGIN CREATEDB")
        connection.execute(
            sql.SQL("GRANT {} TO {}").format(sql.Identifier(APPLICATION), sql.Identifier(OWNER))
        )
        if connection.execute("SELECT FROM pg_database WHERE datname = %s", [DATABASE]).fetchone() is None:
            # The template carries the default rights, so that every database made from it has them.
            with psycopg.connect(superuser_url, dbname="template1", autocommit=True) as template:
                _grant_future_rights(template, OWNER, APPLICATION)
            connection.execute(
                sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(DATABASE), sql.Identifier(OWNER))
            )


def grant_application_rights(owner_url: str, application_url: str) -> None:
    """On any server, after a migration: the application may read and write every row, and own nothing.

    Nothing to do where both urls name the same role. Errors: psycopg's, when the owner may not grant.
    """
    application = str(conninfo_to_dict(application_url).get("user", ""))
    owner = str(conninfo_to_dict(owner_url).get("user", ""))
    if not application or application == owner:
        return
    role = sql.Identifier(application)
    with psycopg.connect(owner_url) as connection:
        connection.execute(sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(role))
        connection.execute(sql.SQL("GRANT {} ON ALL TABLES IN SCHEMA public TO {}").format(_ROWS, role))
        connection.execute(
            sql.SQL("GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {}").format(role)
        )
        _grant_future_rights(connection, owner, application)


def _create_role(connection: psycopg.Connection, name: str, attributes: str) -> None:
    if connection.execute("SELECT FROM pg_roles WHERE rolname = %s", [name]).fetchone() is None:
        words = sql.SQL(attributes)
        connection.execute(sql.SQL("CREATE ROLE {} {}").format(sql.Identifier(name), words))


def _grant_future_rights(connection: psycopg.Connection, owner: str, application: str) -> None:
    for rights in ("SELECT, INSERT, UPDATE, DELETE ON TABLES", "USAGE, SELECT ON SEQUENCES"):
        statement = sql.SQL("ALTER DEFAULT PRIVILEGES FOR ROLE {} GRANT {} TO {}")
        words = sql.SQL(rights)
        connection.execute(statement.format(sql.Identifier(owner), words, sql.Identifier(application)))
