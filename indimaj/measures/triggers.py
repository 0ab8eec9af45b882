"""The database itself refuses a number that was not counted, and any change of one that was.

A measurement comes in as provisional, while its freezing counts and after the ledger holds the line of its counting;
all that may ever change is that it is published. Restricted cells may go when their term has passed, and not before.
"""

from collections.abc import Iterator

from django.db.backends.base.base import BaseDatabaseWrapper

from indimaj.ledger.enums import Compartment
from indimaj.ports import keeping

MESSAGE = "Figures are counted, never typed in or changed."
MEASUREMENT = "measures_measurement"
VERSION = "measures_indicatorversion"
RUN = "measures_freezerun"
CELLS = "measures_restrictedcells"
LEDGER = "ledger_entry"
KEPT = (MEASUREMENT, VERSION, RUN, CELLS)
# All of a measurement but the two columns that publishing writes.
FIXED = (
    "id", "run_id", "indicator_id", "version_id", "period_from", "period_until", "cut_off", "query_hash",
    "code_version", "numerator", "denominator", "value", "is_hidden", "cells", "hidden", "restricted_digest",
    "replaces_id", "correction", "made_at", "digest",
)  # fmt: skip
FIXED_OF_RUN = ("id", "period_from", "period_until", "cut_off", "asked_by_id", "asked_at", "submission")


def create(connection: BaseDatabaseWrapper) -> None:
    """Put the triggers on the room's tables."""
    keeping.create(connection, rules(connection.vendor), MESSAGE)


def drop(connection: BaseDatabaseWrapper) -> None:
    """Take them off."""
    keeping.drop(connection, rules(connection.vendor))


def rules(vendor: str) -> Iterator[keeping.Rule]:
    """Name, table, event and condition of each trigger."""
    differs = "IS NOT" if vendor == "sqlite" else "IS DISTINCT FROM"
    today = "date('now')" if vendor == "sqlite" else "CURRENT_DATE"

    def changed(columns: tuple[str, ...]) -> str:
        return " OR ".join(f"NEW.{column} {differs} OLD.{column}" for column in columns)

    counting = f"EXISTS (SELECT 1 FROM {RUN} WHERE id = {{}} AND state = 'counting')"  # noqa: S608 -- our own names
    yield (
        f"{MEASUREMENT}_counted", MEASUREMENT, "INSERT",
        f"NEW.state <> 'provisional' OR NOT {counting.format('NEW.run_id')} OR NOT {_line(vendor)}",
    )  # fmt: skip
    yield (
        f"{MEASUREMENT}_kept", MEASUREMENT, "UPDATE",
        f"OLD.state <> 'provisional' OR NEW.state <> 'published' OR {changed(FIXED)}",
    )  # fmt: skip
    yield f"{MEASUREMENT}_no_delete", MEASUREMENT, "DELETE", ""
    yield f"{VERSION}_kept", VERSION, "UPDATE", ""
    yield f"{VERSION}_no_delete", VERSION, "DELETE", ""
    yield f"{RUN}_kept", RUN, "UPDATE", f"OLD.state = 'done' OR {changed(FIXED_OF_RUN)}"
    yield f"{RUN}_no_delete", RUN, "DELETE", ""
    run = f"(SELECT run_id FROM {MEASUREMENT} WHERE id = NEW.measurement_id)"  # noqa: S608 -- as above
    yield f"{CELLS}_counted", CELLS, "INSERT", f"NOT {counting.format(run)}"
    yield f"{CELLS}_kept", CELLS, "UPDATE", ""
    yield f"{CELLS}_no_delete", CELLS, "DELETE", f"OLD.keep_until > {today}"
    if vendor == "postgresql":
        for table in KEPT:
            yield f"{table}_no_truncate", table, "TRUNCATE", ""
    else:
        yield from _never_in_the_place_of_another()


def _line(vendor: str) -> str:
    """That the ledger holds the line of this counting, with the digest of this row."""
    digest = "json_extract(detail, '$.digest')" if vendor == "sqlite" else "detail ->> 'digest'"
    return (
        f"EXISTS (SELECT 1 FROM {LEDGER} WHERE compartment = '{Compartment.HOUSE}' AND subject = NEW.id "  # noqa: S608
        f"AND verb = 'count' AND {digest} = NEW.digest)"
    )


def _never_in_the_place_of_another() -> Iterator[keeping.Rule]:
    """SQLite's OR REPLACE deletes the row that stands in the way, and asks no trigger of deletion."""
    for table, keys in (
        (MEASUREMENT, ("id = NEW.id", "(run_id = NEW.run_id AND indicator_id = NEW.indicator_id)",
                       "replaces_id = NEW.replaces_id")),
        (VERSION, ("id = NEW.id", "(indicator_id = NEW.indicator_id AND number = NEW.number)")),
        (RUN, ("id = NEW.id", "submission = NEW.submission")),
        (CELLS, ("measurement_id = NEW.measurement_id",)),
    ):  # fmt: skip
        taken = f"EXISTS (SELECT 1 FROM {table} WHERE {' OR '.join(keys)})"  # noqa: S608 -- our own names
        yield f"{table}_no_replace", table, "INSERT", taken
    printed = (
        f"EXISTS (SELECT 1 FROM {MEASUREMENT} WHERE id <> NEW.id AND state = 'published' AND replaces_id IS NULL "  # noqa: S608
        "AND indicator_id = NEW.indicator_id AND period_from = NEW.period_from AND period_until = NEW.period_until)"
    )
    yield (
        f"{MEASUREMENT}_no_replace_published",
        MEASUREMENT,
        "UPDATE",
        f"NEW.replaces_id IS NULL AND {printed}",
    )
