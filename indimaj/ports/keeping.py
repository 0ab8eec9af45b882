"""Triggers by which the database itself refuses a change: SQLite and PostgreSQL, from one table of rules."""

from collections.abc import Iterable, Iterator

from django.db.backends.base.base import BaseDatabaseWrapper

# Name, table, event and condition of a trigger; without a condition every such event is refused.
Rule = tuple[str, str, str, str]


def create(connection: BaseDatabaseWrapper, rules: Iterable[Rule], message: str) -> None:
    """Put triggers on tables; whoever changes what they keep reads the message. Conditions are SQL of our own."""
    write = _sqlite if connection.vendor == "sqlite" else _postgresql
    with connection.cursor() as cursor:
        for statement in write(rules, message):
            cursor.execute(statement)


def drop(connection: BaseDatabaseWrapper, rules: Iterable[Rule]) -> None:
    """Take them off: for going back over a migration, and for emptying a test database."""
    with connection.cursor() as cursor:
        for name, table, _event, _when in rules:
            on = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")


def _sqlite(rules: Iterable[Rule], message: str) -> Iterator[str]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
    for name, table, event, when in rules:
        condition = f"WHEN {when} " if when else ""
        yield f"CREATE TRIGGER IF NOT EXISTS {name} BEFORE {event} ON {table} {condition}{refuse}"


def _postgresql(rules: Iterable[Rule], message: str) -> Iterator[str]:
    """A condition that asks another table stands inside the function: WHEN may not hold a subquery."""
    refuse = f"RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation'"
    for name, table, event, when in rules:
        back = "RETURN OLD" if event == "DELETE" else "RETURN NULL" if event == "TRUNCATE" else "RETURN NEW"
        body = f"IF {when} THEN {refuse}; END IF; {back};" if when else f"{refuse};"
        yield f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} END $$"
        level = "STATEMENT" if event == "TRUNCATE" else "ROW"
        yield (
            f"CREATE OR REPLACE TRIGGER {name} BEFORE {event} ON {table} "
            f"FOR EACH {level} EXECUTE FUNCTION {name}()"
        )
