"""Who prepares, opens, closes and answers a round: a table typed by hand; and who may say what they think."""

from datetime import UTC, date, datetime

import pytest

from indimaj.consultations import permissions
from indimaj.consultations.enums import State, Way
from indimaj.consultations.models import Invitation, OwedAnswer, Round, Statement
from indimaj.directory.enums import Role
from indimaj.directory.models import Office, Staff
from indimaj.directory.permissions import Answer
from indimaj.texts.words import Words, of_three, original

from .table import HERE, answered, differences, expected

TODAY, LAST = date(2014, 3, 3), date(2014, 4, 3)
WHOLE = of_three({"ar": "نص", "fr": "Texte", "en": "Text"})


def make_round(office: Office, state: str, way: Way = Way.BOTH, *texts: Words) -> Round:
    opened = None if state == State.DRAFT else TODAY
    closed = LAST if state in (State.CLOSED, State.ANSWERED) else None
    one = Round.objects.create(
        key=f"r{Round.objects.count()}", title=WHOLE, about=WHOLE, body=office.body, way=way, state=state,
        closes_on=LAST, opened_on=opened, closed_on=closed, made_at=datetime(2014, 3, 1, tzinfo=UTC),
    )  # fmt: skip
    OwedAnswer.objects.create(round=one, due_on=date(2014, 5, 3))
    for order, text in enumerate(texts, start=1):
        Statement.objects.create(round=one, order=order, text=text)
    return one


def test_rounds_are_for_whom_the_table_says(
    staff: dict[tuple[str, str], Staff], offices: dict[str, Office]
) -> None:
    may, office = permissions, offices[HERE]
    whole = {state: make_round(office, state, Way.BOTH, WHOLE) for state in State.values}
    empty = {state: make_round(office, state) for state in State.values}
    partly = {
        state: make_round(office, state, Way.BOTH, original("fr", "Seulement")) for state in State.values
    }
    openly = {state: make_round(office, state, Way.OPEN, WHOLE) for state in State.values}
    asks = {
        "list rounds": lambda who, state: may.may_list_rounds(who),
        "draft": lambda who, state: may.may_draft_round(who),
        "read at the desk": lambda who, state: may.may_read_round(who, whole[state]),
        "change": lambda who, state: may.may_change_round(who, whole[state]),
        "open": lambda who, state: may.may_open_round(who, whole[state], TODAY),
        "open without a statement": lambda who, state: may.may_open_round(who, empty[state], TODAY),
        "open with a language missing": lambda who, state: may.may_open_round(who, partly[state], TODAY),
        "open after its last day": lambda who, state: may.may_open_round(who, whole[state], date(2014, 4, 4)),
        "invite": lambda who, state: may.may_invite(who, whole[state]),
        "invite to an open round": lambda who, state: may.may_invite(who, openly[state]),
        "close": lambda who, state: may.may_close_round(who, whole[state]),
        "answer": lambda who, state: may.may_answer_round(who, whole[state]),
    }
    found = answered(asks, staff, State.values)
    assert differences(expected("consultations.csv", Role.values, State.values), found) == []


@pytest.mark.parametrize(
    ("way", "state", "day", "openly", "by_link"),
    [
        (Way.BOTH, State.OPEN, LAST, "yes", "yes"),
        (Way.BOTH, State.OPEN, date(2014, 4, 4), "over", "over"),
        (Way.BOTH, State.CLOSED, TODAY, "over", "over"),
        (Way.BOTH, State.DRAFT, TODAY, "over", "over"),
        (Way.INVITED, State.OPEN, TODAY, "invited_only", "yes"),
        (Way.OPEN, State.OPEN, TODAY, "yes", "link"),
    ],
)
def test_who_may_say_what_they_think_follows_the_way_and_the_day(
    offices: dict[str, Office], way: Way, state: State, day: date, openly: str, by_link: str
) -> None:
    one = make_round(offices[HERE], state, way)

    def said(answer: Answer) -> str:
        return getattr(answer, "code", "yes")

    link = Invitation(round=one)
    withdrawn = Invitation(round=one, withdrawn_on=TODAY)
    assert (
        said(permissions.may_vote_openly(one, day)),
        said(permissions.may_vote_by_link(link, day)),
        said(permissions.may_vote_by_link(withdrawn, day)),
    ) == (openly, by_link, "link")


def test_each_may_function_of_the_room_is_in_the_table() -> None:
    assert {name for name in vars(permissions) if name.startswith("may_")} == {
        "may_list_rounds", "may_draft_round", "may_read_round", "may_change_round", "may_open_round",
        "may_be_opened", "may_invite", "may_close_round", "may_answer_round", "may_vote_openly",
        "may_vote_by_link",
    }  # fmt: skip
