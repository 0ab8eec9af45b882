"""The database itself refuses to change what was said or shown, and to move a day on which something is due.

Who takes part in an action and what it answers are append-only. Answers, steps, declarations, evidence, marks and searches
may be translated, and nothing else of them changes: their own words stay. An assignment may only end, once. Of an action
the words may be corrected, never the days or the leading body.
"""

from collections.abc import Iterator

from django.db.backends.base.base import BaseDatabaseWrapper

from indimaj.texts.words import LANGUAGES

MESSAGE = "What was answered, declared or shown is never changed."
APPEND_ONLY = ("delivery_partner", "delivery_action_commitments")
ASSIGNMENT, RESPONSE, ACTION = "delivery_assignment", "delivery_response", "delivery_action"
MILESTONE, DECLARATION, SEARCH = "delivery_milestone", "delivery_declaration", "delivery_tracesearch"
EVIDENCE, MARK = "delivery_evidence", "delivery_evidencemark"
FIXED = {
    ASSIGNMENT: ("commitment_id", "body_id", "role", "level", "held_from", "answer_due_on", "made_at"),
    RESPONSE: (
        "id", "assignment_id", "position", "other_body_id", "on", "source_url", "is_invented", "given_at",
        "given_by_id", "link_id", "submission",
    ),
    ACTION: ("body_id", "starts_on", "due_on", "listed_on", "made_at"),
    MILESTONE: ("id", "action_id", "position", "due_on"),
    DECLARATION: (
        "id", "action_id", "milestone_id", "says", "on", "source_url", "is_invented", "declared_at",
        "declared_by_id", "submission",
    ),
    EVIDENCE: (
        "id", "claim", "commitment_id", "response_id", "action_id", "milestone_id", "kind", "shows", "reference",
        "valid_from", "valid_until", "is_invented", "added_at", "added_by_id", "submission",
    ),
    MARK: ("id", "evidence_id", "kind", "made_at", "made_by_id", "submission"),
    SEARCH: ("id", "commitment_id", "on", "is_invented", "made_at", "made_by_id", "submission"),
}  # fmt: skip
# Words of which translations may come in, and nothing else be written over.
SAID = {
    RESPONSE: ("reason",),
    MILESTONE: ("title",),
    DECLARATION: ("words",),
    EVIDENCE: ("says",),
    MARK: ("reason",),
    SEARCH: ("looked_for", "looked_in"),
}
KEPT = (*APPEND_ONLY, *FIXED)


def create(connection: BaseDatabaseWrapper) -> None:
    """Put the triggers on the room's tables."""
    with connection.cursor() as cursor:
        for statement in _sqlite() if connection.vendor == "sqlite" else _postgresql():
            cursor.execute(statement)


def drop(connection: BaseDatabaseWrapper) -> None:
    """Take them off: for going back over the migration, and for emptying a test database."""
    with connection.cursor() as cursor:
        for table in KEPT:
            for name in (f"{table}_kept", f"{table}_no_delete", f"{table}_no_truncate"):
                on = f" ON {table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")


def _conditions(differs: str, entry: str) -> dict[str, str]:
    """Which updates of the tables that may change at all are refused; `entry` reads a part of words in one language."""
    changed = {
        table: " OR ".join(f'NEW."{column}" {differs} OLD."{column}"' for column in columns)
        for table, columns in FIXED.items()
    }
    ended = f"(OLD.held_until IS NOT NULL AND NEW.held_until {differs} OLD.held_until)"
    changed[ASSIGNMENT] += f" OR {ended}"
    for table, columns in SAID.items():
        for column in columns:
            changed[table] += f" OR {_said_otherwise(differs, entry, column)}"
    return changed


def _said_otherwise(differs: str, entry: str, column: str) -> str:
    """Whether the original of some words is another one, or one where there was none."""
    found = []
    for language in LANGUAGES:
        old, new = (
            {
                part: entry.format(row=row, column=column, language=language, part=part)
                for part in ("state", "text")
            }
            for row in ("OLD", "NEW")
        )
        other = " OR ".join(f"{new[part]} {differs} {old[part]}" for part in ("state", "text"))
        found.append(f"('original' IN ({old['state']}, {new['state']}) AND ({other}))")
    return " OR ".join(found)


def _sqlite() -> Iterator[str]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
    conditions = _conditions("IS NOT", "json_extract({row}.{column}, '$.{language}.{part}')")
    for table in KEPT:
        when = f"WHEN {conditions[table]} " if table in conditions else ""
        yield f"CREATE TRIGGER IF NOT EXISTS {table}_kept BEFORE UPDATE ON {table} {when}{refuse}"
        yield f"CREATE TRIGGER IF NOT EXISTS {table}_no_delete BEFORE DELETE ON {table} {refuse}"


def _postgresql() -> Iterator[str]:
    refuse = "EXECUTE FUNCTION delivery_is_append_only()"
    yield (
        "CREATE OR REPLACE FUNCTION delivery_is_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    conditions = _conditions("IS DISTINCT FROM", "({row}.{column} -> '{language}' ->> '{part}')")
    for table in KEPT:
        when = f"WHEN ({conditions[table]}) " if table in conditions else ""
        yield f"CREATE OR REPLACE TRIGGER {table}_kept BEFORE UPDATE ON {table} FOR EACH ROW {when}{refuse}"
        yield f"CREATE OR REPLACE TRIGGER {table}_no_delete BEFORE DELETE ON {table} FOR EACH ROW {refuse}"
        yield (
            f"CREATE OR REPLACE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
            f"FOR EACH STATEMENT {refuse}"
        )
