"""Who makes and sends editions: a table typed by hand; and what a counterpart may do by its link."""

from datetime import UTC, date, datetime

from indimaj.directory.enums import Role
from indimaj.directory.models import Staff
from indimaj.reports import permissions
from indimaj.reports.enums import State
from indimaj.reports.models import Dispatch, Edition

from .table import Ask, answered, differences, expected


def test_editions_are_for_whom_the_table_says(staff: dict[tuple[str, str], Staff]) -> None:
    may = permissions
    asks: dict[str, Ask] = {
        "list": lambda who, state: may.may_list_editions(who),
        "draft": lambda who, state: may.may_draft_edition(who),
        "open": lambda who, state: may.may_open_edition(who, Edition(state=state)),
        "change": lambda who, state: may.may_change_edition(who, Edition(state=state)),
        "freeze": lambda who, state: may.may_freeze(who, Edition(state=state)),
        "dispatch": lambda who, state: may.may_dispatch(who, Edition(state=state)),
        "keep counterparts": lambda who, state: may.may_keep_counterparts(who),
    }
    found = answered(asks, staff, State.values)
    assert differences(expected("reports.csv", Role.values, State.values), found) == []


def test_a_link_is_opened_for_a_year_and_replied_to_once() -> None:
    due, noon = date(2015, 3, 1), datetime(2015, 3, 1, 12, tzinfo=UTC)
    waiting, answered_one = Dispatch(reply_due_on=due), Dispatch(reply_due_on=due, replied_at=noon)
    late, over = noon.replace(year=2016, month=2), noon.replace(year=2016, month=3, day=2)
    asked = [
        permissions.may_open_by_link(waiting, late), permissions.may_open_by_link(waiting, over),
        permissions.may_reply_by_link(waiting, late), permissions.may_reply_by_link(waiting, over),
        permissions.may_open_by_link(answered_one, late), permissions.may_reply_by_link(answered_one, late),
    ]  # fmt: skip
    assert [bool(one) for one in asked] == [True, False, True, False, True, False]


def test_each_may_function_of_the_reports_is_asked_here() -> None:
    assert {name for name in vars(permissions) if name.startswith("may_")} == {
        "may_list_editions", "may_draft_edition", "may_open_edition", "may_change_edition", "may_freeze",
        "may_dispatch", "may_keep_counterparts", "may_open_by_link", "may_reply_by_link",
    }  # fmt: skip
