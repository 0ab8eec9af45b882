"""The wall inside PostgreSQL: a page of one side runs as a database role that cannot read the tables of the other.

`install` makes the roles; the middleware takes one for each page of a room of that side. Whoever has the login of the
database itself stands above both. On SQLite there is nothing of the kind.
"""

from collections.abc import Callable, Iterator
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponseBase
from django.urls import ResolverMatch

from indimaj.ledger.enums import Compartment

ROOMS: dict[Compartment, tuple[str, ...]] = {
    Compartment.STATUS: ("applications", "decisions"),
    Compartment.SERVICE: ("clients", "services", "programmes", "referrals", "recognition"),
}
# The parts of the portal that a person opens with the code of one side: the beginning of the address.
OWN_PAGES = {
    "apply": Compartment.STATUS,
    "documents": Compartment.STATUS,
    "file": Compartment.STATUS,
    "my-page": Compartment.SERVICE,
}
# Tables of the house that hold lines of both sides: each role sees its own lines and those of the house.
SHARED = ("ledger_entry", "ledger_read", "ledger_chain", "ledger_seal", "letters_letter", "letters_message")


def role(side: Compartment) -> str:
    """The database role of a side."""
    return f"indimaj_{side.value}"


def tables(side: Compartment) -> list[str]:
    """The tables of the rooms of a side."""
    models = (
        model
        for room in ROOMS[side]
        for model in apps.get_app_config(room).get_models(include_auto_created=True)
    )
    return sorted(model._meta.db_table for model in models)


def statements(login: str = "CURRENT_USER") -> Iterator[str]:
    """What makes the wall, for a user who may create roles; again it mends what a new version added."""
    other = {Compartment.STATUS: Compartment.SERVICE, Compartment.SERVICE: Compartment.STATUS}
    for side in ROOMS:
        name = role(side)
        yield f"DO $$ BEGIN CREATE ROLE {name} NOLOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$"
        yield f"GRANT {name} TO {login}"
        yield f"GRANT USAGE ON SCHEMA public TO {name}"
        yield f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {name}"
        yield f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {name}"
        for table in tables(other[side]):
            yield f"REVOKE ALL ON {table} FROM {name}"
    for table in SHARED:
        yield f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"
        for side in ROOMS:
            seen = f"(compartment IN ('{side.value}', '{Compartment.HOUSE.value}'))"
            yield f"DROP POLICY IF EXISTS {role(side)}_lines ON {table}"
            yield f"CREATE POLICY {role(side)}_lines ON {table} TO {role(side)} USING {seen} WITH CHECK {seen}"


def install() -> None:
    """Make the roles, the grants and the policies. Raises ProgrammingError for a user who may not create roles."""
    with connection.cursor() as cursor:
        for statement in statements():
            cursor.execute(statement)


def side_of(match: ResolverMatch) -> Compartment | None:
    """Which side a page belongs to; None for the pages of the house and the public ones of the portal."""
    for side, rooms in ROOMS.items():
        if match.app_name in rooms:
            return side
    parts = match.route.split("/")
    return OWN_PAGES.get(parts[1]) if match.app_name == "portal" and len(parts) > 1 else None


class DatabaseWall:
    """Takes the role of the page's side before the page runs, and gives it back after."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.stands = settings.DATABASE_WALL and connection.vendor == "postgresql"

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        try:
            return self.get_response(request)
        finally:
            if getattr(request, "_database_role", None):
                _execute("RESET ROLE")

    def process_view(self, request: HttpRequest, view: object, args: object, kwargs: Any) -> None:
        """Once the address is known, its room tells the side."""
        side = side_of(request.resolver_match) if self.stands and request.resolver_match else None
        if side is not None:
            connection.ensure_connection()
            _execute(f"SET ROLE {role(side)}")
            request._database_role = side  # type: ignore[attr-defined]


def _execute(statement: str) -> None:
    """Past Django's own cursor: the page's queries are counted without it."""
    if connection.connection is not None:
        connection.connection.execute(statement)
