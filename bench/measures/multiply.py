"""Opinions, decisions and notices for the copied applications: each as its original's, under ids of its own."""

from django.db import connection
from django.db.models import Model

from indimaj.applications.models import Application
from indimaj.decisions.models import Decision, Notice, Opinion

AT_ONCE = 40
FAR = 1_000_000


def multiply_outcomes() -> None:
    """A copy of an application has the outcome of its original."""
    copies = Application.objects.filter(reference__endswith="-0001").count()
    originals = Application.objects.count() - Application.objects.filter(reference__regex=r"-\d{4}$").count()
    times = Application.objects.count() // max(originals, 1)
    if not copies:
        return
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        for table in (Opinion, Decision, Notice):
            cursor.execute(f"CREATE TEMPORARY TABLE bench_first AS SELECT * FROM {table._meta.db_table}")
            for start in range(1, times, AT_ONCE):
                cursor.execute(_copy(table, start, min(start + AT_ONCE, times) - 1))
            cursor.execute("DROP TABLE bench_first")
        cursor.execute("SET session_replication_role = DEFAULT")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _copy(model: type[Model], first: int, last: int) -> str:
    own = {
        "id": _own("id"),
        "application_id": _own("application_id"),
        "opinion_id": _own("opinion_id"),
        "decision_id": _own("decision_id"),
        "item_id": f"item_id + {FAR}::bigint * n",
    }
    columns = [
        field.column
        for field in model._meta.local_concrete_fields
        if model is not Notice or field.column != "id"
    ]
    values = ", ".join(own.get(column, f'"{column}"') for column in columns)
    names = ", ".join(f'"{column}"' for column in columns)
    return (
        f"INSERT INTO {model._meta.db_table} ({names}) SELECT {values} FROM bench_first, "
        f"generate_series({first}, {last}) n"
    )


def _own(column: str) -> str:
    """The key that `bench.pages.multiply` gave the copy."""
    return f"(overlay(\"{column}\"::text placing lpad(to_hex(n), 8, '0') from 1 for 8))::uuid"
