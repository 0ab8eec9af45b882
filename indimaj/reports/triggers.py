"""The database itself refuses any change of a frozen edition: its words, its pages, its files and where it prints what."""

from collections.abc import Iterator

from django.db.backends.base.base import BaseDatabaseWrapper

from indimaj.ports import keeping

MESSAGE = "A frozen edition is never changed."
EDITION = "reports_edition"
PARTS = ("reports_page", "reports_anchor", "reports_file")


def create(connection: BaseDatabaseWrapper) -> None:
    """Put the triggers on the room's tables."""
    keeping.create(connection, rules(connection.vendor), MESSAGE)


def drop(connection: BaseDatabaseWrapper) -> None:
    """Take them off."""
    keeping.drop(connection, rules(connection.vendor))


def rules(vendor: str) -> Iterator[keeping.Rule]:
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
