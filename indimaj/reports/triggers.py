"""The database itself refuses any change of a frozen edition: its words, its pages, its files and where it prints what."""

from collections.abc import Iterator

from django.db.backends.base.base import BaseDatabaseWrapper

MESSAGE = "A frozen edition is never changed."
EDITION = "reports_edition"
PARTS = ("reports_page", "reports_anchor", "reports_file")


def create(connection: BaseDatabaseWrapper) -> None:
    """Put the triggers on the room's tables."""
    with connection.cursor() as cursor:
        for statement in _sqlite() if connection.vendor == "sqlite" else _postgresql():
            cursor.execute(statement)


def drop(connection: BaseDatabaseWrapper) -> None:
    """Take them off: for going back over the migration, and for emptying a test database."""
    with connection.cursor() as cursor:
        for name, table, _event, _when in rules(connection.vendor):
            on = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")


def rules(vendor: str) -> Iterator[tuple[str, str, str, str]]:
    """Name, table, event and condition of each trigger. Parts come in while their edition is still a draft."""
    yield f"{EDITION}_kept", EDITION, "UPDATE", "OLD.state = 'frozen'"
    yield f"{EDITION}_no_delete", EDITION, "DELETE", "OLD.state = 'frozen'"
    for table in PARTS:
        frozen = f"EXISTS (SELECT 1 FROM {EDITION} WHERE id = NEW.edition_id AND state = 'frozen')"  # noqa: S608
        yield f"{table}_whole", table, "INSERT", frozen
        yield f"{table}_kept", table, "UPDATE", ""
        yield f"{table}_no_delete", table, "DELETE", ""
    if vendor == "postgresql":
        for table in (EDITION, *PARTS):
            yield f"{table}_no_truncate", table, "TRUNCATE", ""


def _sqlite() -> Iterator[str]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
    for name, table, event, when in rules("sqlite"):
        condition = f"WHEN {when} " if when else ""
        yield f"CREATE TRIGGER IF NOT EXISTS {name} BEFORE {event} ON {table} {condition}{refuse}"


def _postgresql() -> Iterator[str]:
    """A condition that asks another table stands inside the function: WHEN may not hold a subquery."""
    refuse = f"RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation'"
    for name, table, event, when in rules("postgresql"):
        back = "RETURN OLD" if event == "DELETE" else "RETURN NEW"
        body = f"IF {when} THEN {refuse}; END IF; {back};" if when else f"{refuse};"
        yield f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} END $$"
        level = "STATEMENT" if event == "TRUNCATE" else "ROW"
        yield (
            f"CREATE OR REPLACE TRIGGER {name} BEFORE {event} ON {table} "
            f"FOR EACH {level} EXECUTE FUNCTION {name}()"
        )
