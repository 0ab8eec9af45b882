"""Who asks, answers, declares, proves and contests: a table typed by hand. The state is the assignment's."""

from datetime import UTC, date, datetime, timedelta

from indimaj.delivery import permissions
from indimaj.delivery.models import Action, AnswerLink, Assignment, Evidence
from indimaj.directory.enums import Role
from indimaj.directory.models import Office, Staff
from indimaj.directory.permissions import Answer

from .table import HERE, answered, differences, expected

NOON = datetime(2014, 3, 3, 12, tzinfo=UTC)
STATES = ("asked", "informed", "ended")


def test_the_follow_up_is_for_whom_the_table_says(
    staff: dict[tuple[str, str], Staff], offices: dict[str, Office]
) -> None:
    may, here = permissions, offices[HERE].body
    asked = {
        "asked": Assignment(body=here, role="lead"),
        "informed": Assignment(body=here, role="informed"),
        "ended": Assignment(body=here, role="support", held_until=date(2014, 1, 1)),
    }
    action = Action(body=here)
    evidence = Evidence(action=action)
    asks = {
        "steer": lambda who, state: may.may_steer(who),
        "ask a body": lambda who, state: may.may_assign(who),
        "end an assignment": lambda who, state: may.may_end_assignment(who, asked[state]),
        "make a link": lambda who, state: may.may_make_link(who, asked[state]),
        "keep a contact": lambda who, state: may.may_keep_contact(who),
        "record a search": lambda who, state: may.may_record_search(who),
        "name a carrier": lambda who, state: may.may_carry(who),
        "follow": lambda who, state: may.may_follow(who),
        "answer": lambda who, state: may.may_answer(who, asked[state]),
        "plan": lambda who, state: may.may_plan(who, here),
        "extend an action": lambda who, state: may.may_extend(who, action),
        "see translations": lambda who, state: may.may_see_translations(who),
        "translate": lambda who, state: may.may_translate(who, here),
        "declare": lambda who, state: may.may_declare(who, action),
        "prove an action": lambda who, state: may.may_prove(who, "action", here),
        "prove the commitment itself": lambda who, state: may.may_prove(who, "commitment", None),
        "contest": lambda who, state: may.may_contest(who, evidence),
        "contest what one added": lambda who, state: may.may_contest(
            who, Evidence(action=action, added_by=who)
        ),
        "take back for one's body": lambda who, state: may.may_withdraw(who, evidence),
        "take back what one added": lambda who, state: may.may_withdraw(who, Evidence(added_by=who)),
    }
    found = answered(asks, staff, STATES)
    assert differences(expected("delivery.csv", Role.values, STATES), found) == []


def test_a_link_answers_once_until_it_ends_or_the_body_is_asked_no_more() -> None:
    later = NOON + timedelta(days=1)
    asked, ended = Assignment(role="lead"), Assignment(role="lead", held_until=date(2014, 1, 1))
    links = [
        (AnswerLink(assignment=asked, expires_at=later), NOON),
        (AnswerLink(assignment=asked, expires_at=later), later),
        (AnswerLink(assignment=asked, expires_at=later, used_at=NOON), NOON),
        (AnswerLink(assignment=asked, expires_at=later, withdrawn_at=NOON), NOON),
        (AnswerLink(assignment=ended, expires_at=later), NOON),
    ]

    def said(answer: Answer) -> str:
        return getattr(answer, "code", "yes")

    found = [said(permissions.may_answer_by_link(link, at)) for link, at in links]
    assert found == ["yes", "over", "over", "over", "over"]


def test_each_may_function_of_the_room_is_in_the_table() -> None:
    assert {name for name in vars(permissions) if name.startswith("may_")} == {
        "may_steer", "may_assign", "may_end_assignment", "may_make_link", "may_keep_contact", "may_record_search",
        "may_follow", "may_answer", "may_answer_by_link", "may_plan", "may_declare", "may_extend", "may_prove",
        "may_contest", "may_withdraw", "may_carry", "may_see_translations", "may_translate",
    }  # fmt: skip
