"""A large campaign from a small one: each file's rows copied by SQL, with ids and numbers of their own."""

from django.db import connection
from django.db.models import Model

from indimaj.applications.models import Applicant, ApplicantKey, Application

STEP = 100_000


def multiply(size: int) -> None:
    """Copy applications, applicants and search keys until there are `size` files."""
    originals = Application.objects.count()
    copies = -(-size // originals)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            import uuid

            connection.connection.create_function(
                "copied_id", 2, lambda one, n: _mixed(uuid.UUID(one), n).hex
            )
        for number in range(1, copies):
            for model, changes in _plan(number):
                cursor.execute(_copy(model, changes))
        cursor.execute("ANALYZE")


def _plan(number: int) -> list[tuple[type[Model], dict[str, str]]]:
    own = _id_of("id", number)
    return [
        (Applicant, {"id": own}),
        (
            Application,
            {
                "id": own,
                "applicant_id": _id_of("applicant_id", number),
                "submission": _id_of("submission", number),
                "reference": f"reference || '{_letters(number)}'",
                "order_number": f"order_number + {number * STEP}",
                "paper_number": "NULL",
            },
        ),
        (ApplicantKey, {"id": "", "applicant_id": _id_of("applicant_id", number)}),
    ]


def _copy(model: type[Model], changes: dict[str, str]) -> str:
    columns = [field.column for field in model._meta.local_concrete_fields if changes.get(field.column) != ""]
    values = ", ".join(changes.get(column, f'"{column}"') for column in columns)
    listed = ", ".join(f'"{column}"' for column in columns)
    table = model._meta.db_table
    original = {
        Applicant: "id IN (SELECT applicant_id FROM applications_application WHERE length(reference) = 14)",
        Application: "length(reference) = 14",
        ApplicantKey: "applicant_id IN (SELECT applicant_id FROM applications_application WHERE length(reference) = 14)",
    }[model]
    return f"INSERT INTO {table} ({listed}) SELECT {values} FROM {table} WHERE {original}"


def _id_of(column: str, number: int) -> str:
    if connection.vendor == "sqlite":
        return f'copied_id("{column}", {number})'
    return f"(overlay(\"{column}\"::text placing lpad(to_hex({number}), 8, '0') from 1 for 8))::uuid"


def _mixed(one: object, number: int) -> object:
    import uuid

    return uuid.UUID(f"{number:08x}{str(one).replace('-', '')[8:]}")


def _letters(number: int) -> str:
    return f"-{number:04d}"
