"""The database itself refuses to change or delete a line: UPDATE, DELETE and, on PostgreSQL, TRUNCATE."""

from django.db.backends.base.base import BaseDatabaseWrapper

KEPT = ("ledger_entry", "ledger_read", "ledger_seal")
HEADS = "ledger_chain"
MESSAGE = "The ledger is append-only."


def create(connection: BaseDatabaseWrapper) -> None:
    """Put the triggers on the ledger's tables."""
    with connection.cursor() as cursor:
        for statement in _sqlite() if connection.vendor == "sqlite" else _postgresql():
            cursor.execute(statement)


def drop(connection: BaseDatabaseWrapper) -> None:
    """Take them off: for going back over the migration, and for emptying a test database."""
    with connection.cursor() as cursor:
        for table in (*KEPT, HEADS):
            for name in (f"{table}_kept", f"{table}_no_delete", f"{table}_no_truncate"):
                on = f" ON {table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")


def _sqlite() -> list[str]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
    shrinks = (
        "WHEN NEW.length < OLD.length OR NEW.subject <> OLD.subject OR NEW.compartment <> OLD.compartment"
    )
    return [
        *(f"CREATE TRIGGER IF NOT EXISTS {table}_kept BEFORE UPDATE ON {table} {refuse}" for table in KEPT),
        f"CREATE TRIGGER IF NOT EXISTS {HEADS}_kept BEFORE UPDATE ON {HEADS} {shrinks} {refuse}",
        *(
            f"CREATE TRIGGER IF NOT EXISTS {table}_no_delete BEFORE DELETE ON {table} {refuse}"
            for table in (*KEPT, HEADS)
        ),
    ]


def _postgresql() -> list[str]:
    shrinks = "NEW.length < OLD.length OR NEW.subject <> OLD.subject OR NEW.compartment <> OLD.compartment"
    refuse = "EXECUTE FUNCTION ledger_is_append_only()"
    function = (
        "CREATE OR REPLACE FUNCTION ledger_is_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    return [
        function,
        *(
            f"CREATE OR REPLACE TRIGGER {table}_kept BEFORE UPDATE ON {table} FOR EACH ROW {refuse}"
            for table in KEPT
        ),
        f"CREATE OR REPLACE TRIGGER {HEADS}_kept BEFORE UPDATE ON {HEADS} FOR EACH ROW WHEN ({shrinks}) {refuse}",
        *(
            f"CREATE OR REPLACE TRIGGER {table}_no_{what} BEFORE {what.upper()} ON {table} "
            f"FOR EACH {'ROW' if what == 'delete' else 'STATEMENT'} {refuse}"
            for table in (*KEPT, HEADS)
            for what in ("delete", "truncate")
        ),
    ]
