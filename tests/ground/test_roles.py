"""The application fills the tables and cannot change them (VI.2)."""

from collections.abc import Iterator

import psycopg
import pytest

from takt.ground.home import TaktHome
from takt.ground.postgres import DatabaseUrls, running
from takt.ground.roles import grant_application_rights


@pytest.fixture
def urls(home: TaktHome) -> Iterator[DatabaseUrls]:
    with running(home, durable=False) as urls:
        with psycopg.connect(urls.owner) as owner:
            owner.execute("CREATE TABLE journal (id int GENERATED ALWAYS AS IDENTITY, line text)")
        yield urls


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE journal DISABLE TRIGGER ALL",
        "DROP TABLE journal",
        "TRUNCATE journal",
        "CREATE TABLE other (id int)",
        "SET ROLE takt_owner",
        "SET session_replication_role = replica",
    ],
)
def test_the_application_is_refused(urls: DatabaseUrls, statement: str) -> None:
    with (
        psycopg.connect(urls.application) as application,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        application.execute(statement.encode())


def test_the_application_reads_and_writes_rows(urls: DatabaseUrls) -> None:
    with psycopg.connect(urls.application) as application:
        application.execute("INSERT INTO journal (line) VALUES ('confirmed')")
        application.execute("UPDATE journal SET line = line || '.'")
        assert application.execute("SELECT line FROM journal").fetchall() == [("confirmed.",)]
        assert application.execute("DELETE FROM journal").rowcount == 1


def test_a_database_that_the_owner_makes_later_gives_the_same_rights(urls: DatabaseUrls) -> None:
    with psycopg.connect(urls.owner, autocommit=True) as owner:
        owner.execute("CREATE DATABASE another")
    with psycopg.connect(urls.owner, dbname="another") as owner:
        owner.execute("CREATE TABLE journal (line text)")
        owner.execute("SET LOCAL ROLE takt_app")
        owner.execute("INSERT INTO journal VALUES ('confirmed')")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            owner.execute("TRUNCATE journal")


def test_rights_can_be_granted_on_tables_that_are_there_already(urls: DatabaseUrls) -> None:
    with psycopg.connect(urls.owner) as owner:
        owner.execute("REVOKE ALL ON journal FROM takt_app")
    grant_application_rights(urls.owner, urls.application)
    with psycopg.connect(urls.application) as application:
        assert application.execute("INSERT INTO journal (line) VALUES ('x')").rowcount == 1
