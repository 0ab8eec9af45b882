"""Who writes the dialogue, who takes part in it: a table typed by hand."""

from indimaj.dialogue import permissions
from indimaj.dialogue.models import Document, DocumentVersion, Event
from indimaj.directory.enums import Role
from indimaj.directory.models import Staff

from .table import Ask, answered, differences, expected

STATES = ("public", "hidden")


def test_the_dialogue_is_for_whom_the_table_says(staff: dict[tuple[str, str], Staff]) -> None:
    may, version = permissions, DocumentVersion()
    asks: dict[str, Ask] = {
        "list": lambda who, state: may.may_list_dialogue(who),
        "write the event": lambda who, state: may.may_write_event(who, Event(is_public=state == "public")),
        "contribute": lambda who, state: may.may_contribute(who, Event(is_public=state == "public")),
        "write the document": lambda who, state: may.may_write_document(who, Document()),
        "repair": lambda who, state: may.may_repair(who, version),
        "mark": lambda who, state: may.may_mark(who, version),
    }
    found = answered(asks, staff, STATES)
    assert differences(expected("dialogue.csv", Role.values, STATES), found) == []


def test_each_may_function_of_the_dialogue_is_in_the_table() -> None:
    assert {name for name in vars(permissions) if name.startswith("may_")} == {
        "may_list_dialogue", "may_write_event", "may_contribute", "may_write_document", "may_repair", "may_mark",
    }  # fmt: skip
