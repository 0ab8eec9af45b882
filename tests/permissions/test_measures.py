"""Who has figures counted, published and corrected: a table typed by hand."""

from indimaj.directory.enums import Role
from indimaj.directory.models import Staff
from indimaj.measures import permissions
from indimaj.measures.enums import State
from indimaj.measures.models import Measurement

from .table import answered, differences, expected


def test_figures_are_counted_by_whom_the_table_says(staff: dict[tuple[str, str], Staff]) -> None:
    asks = {
        "see countings": lambda who, state: permissions.may_see_countings(who),
        "freeze": lambda who, state: permissions.may_freeze(who),
        "publish": lambda who, state: permissions.may_publish(who),
        "correct": lambda who, state: permissions.may_correct(who, Measurement(state=state)),
    }
    found = answered(asks, staff, State.values)
    assert differences(expected("measures.csv", Role.values, State.values), found) == []


def test_each_may_function_of_the_room_is_in_the_table() -> None:
    assert {name for name in vars(permissions) if name.startswith("may_")} == {
        "may_see_countings", "may_freeze", "may_publish", "may_correct",
    }  # fmt: skip
