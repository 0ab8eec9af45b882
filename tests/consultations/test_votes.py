"""One answer a browser or a link, changed until the round closes; small numbers hidden; the two ways never added."""

import json

import pytest

from indimaj.consultations import actions, queries, results
from indimaj.consultations.enums import Way
from indimaj.consultations.models import Voice, Vote
from indimaj.directory.permissions import NotAllowed
from indimaj.ledger.models import Entry

from .conftest import NOON, later


def say(one, browser, choice, order=1, **fields):
    statement = one.statements.get(order=order)
    return actions.vote_openly(statement=statement, browser=browser, choice=choice, at=NOON, **fields)


def test_somebody_may_change_their_mind_and_is_counted_once(open_round):
    one = open_round()
    say(one, "a", "agree", reason="Because", language="fr")
    say(one, "a", "disagree")
    assert list(Vote.objects.values_list("choice", "reason", "language")) == [("disagree", "", "")]
    assert Voice.objects.count() == 1


def test_the_same_answer_twice_changes_nothing_and_leaves_one_line(open_round):
    one = open_round()
    say(one, "a", "agree")
    say(one, "a", "agree")
    verbs = Entry.objects.filter(subject=one.pk, verb__startswith="vote").values_list("verb", flat=True)
    assert list(verbs) == ["vote_given"]


def test_the_line_of_an_answer_says_neither_what_nor_who(open_round):
    one = open_round()
    say(one, "a", "agree", reason="Because I know")
    entry = Entry.objects.get(subject=one.pk, verb="vote_given")
    assert (entry.actor, entry.detail) == (
        "consultation_open",
        {"statement": str(one.statements.get(order=1).pk)},
    )


@pytest.mark.parametrize(("way", "by"), [(Way.INVITED, "open"), (Way.OPEN, "link")])
def test_a_round_takes_answers_only_by_its_own_way(world, draft, open_round, way, by):
    one = open_round(way=way)
    acts = {
        "open": lambda: say(one, "a", "agree"),
        "link": lambda: actions.invite(one=one, kind="expert", name="x", by=world.by, at=NOON),
    }
    with pytest.raises(NotAllowed):
        acts[by]()


def test_nobody_answers_after_the_last_day_though_nobody_has_closed_the_round(open_round, invite):
    one = open_round()
    link, statement = invite(one).invitation, one.statements.get(order=1)
    actions.vote_openly(statement=statement, browser="a", choice="agree", at=later(days=28))
    for late in (
        lambda: actions.vote_openly(statement=statement, browser="a", choice="pass", at=later(days=29)),
        lambda: actions.vote_by_link(statement=statement, invitation=link, choice="pass", at=later(days=29)),
    ):
        with pytest.raises(NotAllowed):
            late()
    assert list(Vote.objects.values_list("choice", flat=True)) == ["agree"]


def test_a_link_that_was_taken_back_answers_no_more_and_what_it_said_stays(world, open_round, invite):
    one = open_round()
    link, statement = invite(one).invitation, one.statements.get(order=1)
    actions.vote_by_link(statement=statement, invitation=link, choice="agree", at=NOON)
    actions.withdraw_invitation(invitation=link, by=world.by, at=NOON)
    with pytest.raises(NotAllowed):
        actions.vote_by_link(statement=statement, invitation=link, choice="pass", at=NOON)
    assert list(Vote.objects.values_list("choice", flat=True)) == ["agree"]


def ballots(one, invite):
    """Seven migrants, six experts and one association by link; twelve openly. All say something to the first statement."""
    first = one.statements.get(order=1)
    for kind, choices in (("migrant", "AAAAAAD"), ("expert", "AAAAAP"), ("association", "D")):
        for letter in choices:
            link = invite(one, kind).invitation
            yield actions.Ballot({first: actions.Said(WORDS[letter])}, NOON, invitation=link)
    for number, letter in enumerate("DDDDDDDAAAAA"):
        yield actions.Ballot({first: actions.Said(WORDS[letter])}, NOON, browser=f"{number}")


WORDS = {"A": "agree", "D": "disagree", "P": "pass"}


def test_small_numbers_are_hidden_and_no_total_gives_one_away(open_round, invite):
    one = open_round(statements=1)
    actions.vote_many(one=one, ballots=ballots(one, invite))
    found = results.of(one, queries.statements_of(one))
    table = found.statements[0].invited
    shown = {key: value for key, value in table.cells.items() if value}
    assert table.cells["association", "disagree"] is None
    assert table.rows["association"] is None
    assert shown == {}  # one of seven and one of six give the others away by the shown totals
    assert table.total == 14


def test_what_was_said_openly_is_in_a_table_of_its_own(open_round, invite):
    one = open_round(statements=1)
    actions.vote_many(one=one, ballots=ballots(one, invite))
    found = results.of(one, queries.statements_of(one))
    assert found.statements[0].openly.cells == {
        ("open", "agree"): 5, ("open", "disagree"): 7, ("open", "pass"): 0,
    }  # fmt: skip
    assert (found.openly_total, found.answered_total) == (12, 14)


def test_no_page_and_no_file_holds_the_sum_of_the_two_ways(client, world, open_round, invite):
    one = open_round(statements=1)
    actions.vote_many(one=one, ballots=ballots(one, invite))
    actions.close_round(one=one, by=world.by, at=later(hours=1))
    numbers = [
        row["number"]
        for row in json.loads(client.get(f"/en/consultations/{one.key}.json").content)["results"]
    ]
    page = client.get(f"/en/consultations/{one.key}/").content.decode()
    assert 26 not in numbers
    assert ">26<" not in page


def test_many_answers_leave_the_rows_that_single_ones_leave(open_round, invite):
    one, other = open_round(title="One"), open_round(title="Other")
    for each, many in ((one, True), (other, False)):
        first = each.statements.get(order=1)
        link = invite(each).invitation
        said = actions.Said("agree", "Because", "fr")
        if many:
            actions.vote_many(
                one=each,
                ballots=[
                    actions.Ballot({first: said}, NOON, invitation=link),
                    actions.Ballot({first: said}, NOON, browser="a"),
                ],
            )
        else:
            words = {"choice": "agree", "reason": "Because", "language": "fr", "at": NOON}
            actions.vote_by_link(statement=first, invitation=link, **words)
            actions.vote_openly(statement=first, browser="a", **words)

    def rows(each):
        votes = Vote.objects.filter(voice__round=each).order_by("voice__channel")
        kept = votes.values_list(
            "choice", "reason", "language", "given_on", "voice__channel", "voice__kind", "voice__browser"
        )
        lines = Entry.objects.filter(subject=each.pk, verb="vote_given").values_list("actor", "purpose")
        return list(kept), sorted(lines), each.invitations.get().has_answered

    assert rows(one) == rows(other)
    assert len(rows(one)[0]) == 2


def test_a_browser_is_known_by_another_number_in_each_round(open_round):
    one, other = open_round(title="One"), open_round(title="Other")
    token = "t" * 32
    assert actions.browser_digest(one.pk, token) != actions.browser_digest(other.pk, token)
