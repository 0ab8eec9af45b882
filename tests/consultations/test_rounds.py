"""A round is prepared, opens in three languages, closes for good, and is answered with what changed."""

import pytest
from django.core.management import call_command
from django.db import IntegrityError

from indimaj.consultations import actions
from indimaj.consultations.enums import Outcome, Standing, State, Way
from indimaj.consultations.models import Round, Vote
from indimaj.consultations.permissions import may_be_opened
from indimaj.directory.permissions import NotAllowed, Refused
from indimaj.ledger.models import Entry
from indimaj.texts.words import original, rewritten

from .conftest import DUE, LAST, NOON, later, three

RULE = "circular_2014"


def given(outcome=Outcome.NOT_TAKEN_UP, changes=()):
    return actions.Given(outcome, three("We have read you"), changes)


def closed(world, one):
    return actions.close_round(one=one, by=world.by, at=later(days=28))


def test_a_round_with_a_text_missing_does_not_open(world, draft):
    one = draft()
    actions.add_statement(one=one, text=original("fr", "Seulement en français"), by=world.by, at=NOON)
    with pytest.raises(NotAllowed) as refused:
        actions.open_round(one=one, by=world.by, at=NOON)
    assert refused.value.answer.code == "words"
    one.refresh_from_db()
    assert one.state == State.DRAFT


def test_a_translation_that_its_original_has_left_behind_keeps_a_round_from_opening(world, draft):
    one = draft()
    statement = one.statements.get(order=1)
    actions.change_statement(
        statement=statement, text=rewritten(statement.text, "Autre chose"), by=world.by, at=NOON
    )
    answer = may_be_opened(Round.objects.get(), NOON.date())
    assert isinstance(answer, Refused)
    assert [(name, [str(gap) for _language, gap in gaps]) for name, gaps in answer.detail["gaps"]] == [
        (1, ["stale", "stale"])
    ]


@pytest.mark.parametrize(("statements", "day", "code"), [(0, NOON, "empty"), (1, later(days=60), "past")])
def test_a_round_without_a_statement_or_after_its_last_day_does_not_open(world, draft, statements, day, code):
    with pytest.raises(NotAllowed) as refused:
        actions.open_round(one=draft(statements=statements), by=world.by, at=day)
    assert refused.value.answer.code == code


def test_the_words_of_an_open_round_do_not_change(world, open_round):
    one = open_round()
    statement = one.statements.get(order=1)
    for act in (
        lambda: actions.add_statement(one=one, text=three("More"), by=world.by, at=NOON),
        lambda: actions.change_statement(statement=statement, text=three("Other"), by=world.by, at=NOON),
        lambda: actions.remove_statement(statement=statement, by=world.by, at=NOON),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert one.statements.count() == 2


def test_a_statement_that_goes_moves_those_after_it_up(world, draft):
    one = draft(statements=3)
    actions.remove_statement(statement=one.statements.get(order=1), by=world.by, at=NOON)
    left = one.statements.order_by("order").values_list("order", "text__en__text")
    assert list(left) == [(1, "Statement 2 in English"), (2, "Statement 3 in English")]


def test_the_same_form_sent_twice_makes_one_round_and_one_link(world, draft, invite):
    one = draft(submission="00000000-0000-0000-0000-000000000001", statements=1)
    again = actions.draft_round(
        draft=actions.Draft(three("x"), three("y"), world.ministry, Way.OPEN, LAST, DUE),
        by=world.by,
        at=NOON,
        submission="00000000-0000-0000-0000-000000000001",
    )
    assert again.pk == one.pk
    number = "00000000-0000-0000-0000-000000000002"
    links = [
        actions.invite(one=one, kind="expert", name="x", by=world.by, at=NOON, submission=number)
        for _time in range(2)
    ]
    assert (links[0].invitation.pk == links[1].invitation.pk, bool(links[0].token), links[1].token) == (
        True,
        True,
        "",
    )


def test_two_rounds_of_one_title_have_two_keys(draft):
    keys = [draft(title="Courses").key, draft(title="Courses").key, draft(title="desk").key]
    assert keys == ["courses-in-english", "courses-in-english-2", "desk-in-english"]


def test_nobody_but_a_policy_officer_prepares_a_round(world):
    from indimaj.ledger.actors import Actor

    asked = actions.Draft(three("x"), three("y"), world.ministry, Way.OPEN, LAST, DUE)
    with pytest.raises(NotAllowed):
        actions.draft_round(draft=asked, by=Actor.staff(world.caseworker.pk), at=NOON)


def test_an_answer_is_due_after_the_last_day(world):
    with pytest.raises(ValueError, match="after the round has closed"):
        actions.Draft(three("x"), three("y"), world.ministry, Way.OPEN, LAST, LAST)


def test_where_a_round_stands_follows_its_dates(world, open_round):
    one = open_round()
    days = [NOON.date(), LAST, later(days=30).date(), DUE, later(days=60).date()]
    assert [one.standing(day) for day in days] == [
        Standing.OPEN,
        Standing.OPEN,
        Standing.OWED,
        Standing.OWED,
        Standing.OVERDUE,
    ]
    answered = actions.answer_round(one=closed(world, one), given=given(), by=world.by, at=later(days=60))
    assert answered.standing(later(days=61).date()) == Standing.ANSWERED


def test_an_answer_that_took_something_up_names_what_changed():
    with pytest.raises(ValueError, match="names what changed"):
        given(Outcome.TAKEN_UP)
    with pytest.raises(ValueError, match="names what changed"):
        given(Outcome.NOT_TAKEN_UP, [actions.Link("rule_version", RULE)])


def test_an_answer_stands_in_three_languages():
    with pytest.raises(ValueError, match="three languages"):
        actions.Given(Outcome.NOT_TAKEN_UP, original("fr", "Merci"))


def test_an_answer_is_given_once_and_keeps_what_changed(world, open_round):
    one = closed(world, open_round())
    links = [actions.Link("rule_version", RULE), actions.Link("rule_version", RULE)]
    actions.answer_round(one=one, given=given(Outcome.TAKEN_UP, links), by=world.by, at=later(days=40))
    one = Round.objects.get()
    assert [(each.kind, each.key) for each in one.owed.changes.all()] == [("rule_version", RULE)]
    with pytest.raises(NotAllowed):
        actions.answer_round(one=one, given=given(), by=world.by, at=later(days=41))
    assert Entry.objects.filter(subject=one.pk, verb="round_answered").count() == 1


def test_a_second_of_two_people_overwrites_nothing(world, open_round):
    one = open_round()
    with pytest.raises(actions.Stale):
        actions.close_round(one=one, by=world.by, at=NOON, version=one.version - 1)
    assert Round.objects.get().state == State.OPEN


def test_closing_cuts_what_leads_back_to_a_browser_or_to_a_link(world, open_round, invite):
    one = open_round()
    statement = one.statements.get(order=1)
    link = invite(one).invitation
    actions.vote_by_link(statement=statement, invitation=link, choice="agree", at=NOON)
    actions.vote_openly(statement=statement, browser="b" * 64, choice="pass", at=NOON)
    closed(world, one)
    link.refresh_from_db()
    kept = one.voices.order_by("channel").values_list("channel", "kind", "invitation", "browser")
    assert list(kept) == [("invited", "migrant", None, ""), ("open", "", None, "")]
    assert (link.has_answered, Vote.objects.count()) == (True, 2)


def test_rounds_whose_last_day_is_over_are_closed_by_the_calendar(open_round, capsys):
    import time_machine

    open_round()
    call_command("close_rounds")
    with time_machine.travel(later(days=29), tick=False):
        call_command("close_rounds")
    assert capsys.readouterr().out == "closed: 0\nclosed: 1\n"
    one = Round.objects.get()
    assert (one.state, one.closed_on) == (State.CLOSED, later(days=29).date())


def test_the_database_refuses_an_answer_without_its_outcome(draft):
    one = draft()
    with pytest.raises(IntegrityError):
        type(one.owed).objects.filter(pk=one.pk).update(answered_on=DUE)


def test_every_act_has_its_line_on_the_chain_of_the_round(world, open_round, invite):
    one = open_round(statements=1)
    invite(one)
    verbs = Entry.objects.filter(subject=one.pk, compartment="house").order_by("number")
    assert [entry.verb for entry in verbs] == [
        "round_drafted",
        "statement_added",
        "round_opened",
        "participant_invited",
    ]
