"""Who may ask, answer, declare, prove and contest; what each leaves in the ledger; what does not fit."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from indimaj.delivery import actions
from indimaj.delivery.actions import NotFitting
from indimaj.delivery.enums import PROVES, Nature
from indimaj.delivery.models import Assignment, Evidence, Response
from indimaj.directory.permissions import NotAllowed
from indimaj.ledger.models import Entry
from tests.clients.making import SETUP
from tests.delivery.making import NOON, PAGE, World, at, day, words


def verbs(subject):
    lines = Entry.objects.filter(compartment="house", subject=subject.pk).order_by("number")
    return list(lines.values_list("verb", flat=True))


def test_each_act_leaves_its_line_with_the_commitment(world: World) -> None:
    asked = world.ask(by=world.by_policy)
    world.answer(asked, by=world.by_focal)
    actions.end_assignment(assignment=asked, by=world.by_policy, at=at(9))
    assert verbs(world.one)[-3:] == ["body_assigned", "body_answered", "assignment_ended"]


def test_each_act_leaves_its_line_with_the_action(world: World) -> None:
    action = world.plan(world.one, by=world.by_focal)
    world.declare(action, by=world.by_focal)
    world.contest(world.prove(action, by=world.by_focal))
    assert verbs(action) == ["action_planned", "action_declared", "evidence_added", "evidence_contested"]


def test_a_body_is_asked_once_at_a_time_and_again_after_it_ended(world: World) -> None:
    asked = world.ask()
    with pytest.raises(NotFitting, match="asked_already"):
        world.ask(role="support")
    actions.end_assignment(assignment=asked, by=SETUP, at=at(3))
    world.ask(at=at(4), due_on=day(60))
    assert Assignment.objects.count() == 2


def test_the_term_of_an_answer_is_data(world: World) -> None:
    assert world.ask(due_on=None).answer_due_on == day(60)


def test_whoever_does_not_accept_the_whole_says_why(world: World) -> None:
    asked = world.ask()
    for position in ("declines", "in_part", "already_in_place", "needs_another_body"):
        with pytest.raises(NotFitting, match="reason_missing"):
            world.answer(asked, position, reason={})
    world.answer(asked, "notes", reason={})
    assert [one.position for one in asked.responses.all()] == ["notes"]


def test_a_body_that_names_another_does_not_name_itself(world: World) -> None:
    with pytest.raises(NotFitting, match="other_body_same"):
        world.answer(world.ask(), "needs_another_body", other_body=world.health)


def test_only_the_focal_point_of_the_body_answers_for_it(world: World) -> None:
    asked = world.ask()
    for by in (world.by_policy, type(world.by_focal).staff(world.other.pk)):
        with pytest.raises(NotAllowed):
            world.answer(asked, by=by)
    world.answer(asked, by=world.by_focal)
    assert Response.objects.get().given_by == world.focal


def test_a_double_post_writes_once(world: World) -> None:
    key = "00000000-0000-0000-0000-000000000007"
    asked = world.ask(submission=key)
    assert world.ask(submission=key) == asked
    given = [world.answer(asked, submission=key) for _ in range(2)]
    planned = [world.plan(world.one, key="a-plan") for _ in range(1)]
    said = [world.declare(planned[0], submission=key) for _ in range(2)]
    shown = [world.prove(planned[0], submission=key) for _ in range(2)]
    assert (given[0], said[0], shown[0]) == (given[1], said[1], shown[1])


def test_a_photograph_proves_a_hall_and_never_a_rule_or_an_answer(world: World) -> None:
    proved = {nature: "photo" in PROVES[nature] for nature in Nature}
    assert proved == {
        Nature.TEXT: False, Nature.SERVICE: False, Nature.AGREEMENT: False, Nature.EVENT: True, Nature.WORKS: True,
    }  # fmt: skip
    response = world.answer(world.ask(), "already_in_place")
    for claimed in (response, world.one, world.plan(world.one, nature="text")):
        with pytest.raises(NotFitting, match="kind_cannot_prove"):
            world.prove(claimed, kind="photo")
    world.prove(world.plan(world.one, nature="works"), kind="photo")


def test_the_database_refuses_a_photograph_of_an_answer_too(world: World) -> None:
    evidence = world.prove(world.one)
    evidence.pk, evidence.kind, evidence.submission = None, "photo", "00000000-0000-0000-0000-000000000008"
    with pytest.raises(IntegrityError), transaction.atomic():
        Evidence.objects.bulk_create([evidence])


@pytest.mark.parametrize(
    ("kind", "reference"),
    [
        ("link", "not an address"), ("link", "javascript:alert(1)"), ("document", "no-such-document"),
        ("passage", "00000000-0000-0000-0000-000000000001"), ("passage", "x"), ("rule_version", "2013-01-01-nothing"),
        ("measurement", "00000000-0000-0000-0000-000000000001"),
    ],
)  # fmt: skip
def test_evidence_that_leads_nowhere_is_refused(world: World, kind: str, reference: str) -> None:
    with pytest.raises(NotFitting, match="leads_nowhere"):
        world.prove(world.one, kind=kind, reference=reference)


def test_a_rule_counts_from_its_first_day_to_its_last_whatever_was_typed(world: World) -> None:
    evidence = world.prove(
        world.one, kind="rule_version", reference="2013-12-16-circular", valid_from=date(2000, 1, 1)
    )
    from indimaj.delivery.carriers import resolve

    rule = resolve([("rule_version", "2013-12-16-circular")], day(0))["rule_version", "2013-12-16-circular"]
    assert (evidence.valid_from, evidence.valid_until) == (rule.since, rule.until)
    assert rule.in_force


def test_nobody_contests_evidence_of_their_own_and_no_focal_point_contests_any(world: World) -> None:
    evidence = world.prove(world.one, by=world.by_policy)
    for by in (world.by_policy, world.by_focal):
        with pytest.raises(NotAllowed):
            actions.contest(evidence=evidence, reason=words(), by=by, at=NOON)


def test_what_is_contested_twice_is_a_stale_page(world: World) -> None:
    evidence = world.prove(world.one)
    world.contest(evidence)
    with pytest.raises(actions.Stale):
        world.contest(evidence)


def test_a_focal_point_proves_what_its_own_body_claims_and_nothing_else(world: World) -> None:
    foreign = world.plan(world.one, body=world.salam)
    for claimed in (world.one, foreign):
        with pytest.raises(NotAllowed):
            world.prove(claimed, by=world.by_focal)
    world.prove(world.plan(world.one), by=world.by_focal)


def test_a_day_that_has_not_come_is_declared_by_nobody(world: World) -> None:
    with pytest.raises(NotFitting, match="in_future"):
        world.declare(world.plan(world.one), on=day(9), at=at(8))


def test_a_link_answers_once_until_it_ends(world: World) -> None:
    asked = world.ask()
    first = actions.make_answer_link(assignment=asked, by=world.by_policy, at=NOON)
    made = actions.make_answer_link(assignment=asked, by=world.by_policy, at=NOON)
    first.link.refresh_from_db()
    assert (first.link.withdrawn_at, made.token in str(vars(made.link))) == (NOON, False)
    with pytest.raises(NotAllowed):
        world.answer(asked, by=actions.BY_LINK, link=made.link, at=made.link.expires_at)
    world.answer(asked, by=actions.BY_LINK, link=made.link, at=at(2))
    with pytest.raises(NotAllowed):
        world.answer(asked, by=actions.BY_LINK, link=made.link, at=at(2) + timedelta(minutes=1))
    assert Response.objects.get().link == made.link


def test_what_carries_a_commitment_out_must_be_there(world: World) -> None:
    actions.carry(
        thing=world.one, kind="rule_version", key="2013-12-16-circular", by=world.by_policy, at=NOON
    )
    for kind, key in (("rule_version", "nothing"), ("indicator", "nothing"), ("service", "nothing")):
        with pytest.raises(NotFitting, match="carries_nothing"):
            actions.carry(thing=world.one, kind=kind, key=key, by=world.by_policy, at=NOON)
    assert [link.key for link in world.one.policy_links.all()] == ["2013-12-16-circular"]


def test_an_action_without_money_says_so_and_one_with_money_names_it(world: World) -> None:
    from indimaj.delivery.words import money

    known = world.plan(world.one, budget=1500000, currency="MAD", funder="Union européenne")
    unknown = world.plan(world.one)
    assert ("MAD" in money(known), money(unknown), PAGE) == (True, "", PAGE)
