"""Where a commitment stands is read off rows: nothing is above declared without evidence that counts on the day."""

import pytest

from indimaj.delivery import actions, dossier
from indimaj.delivery.enums import ActionStatus, Status
from indimaj.delivery.status import Ground, action_status_of, status_of
from tests.clients.making import SETUP
from tests.delivery.making import World, at, day, words

LATER = day(100)


def stands(world, on=LATER):
    found = status_of([world.one.pk], on)[world.one.pk]
    assert dossier.load([world.one.pk], on)[world.one.pk].standing == found, "the page and the list disagree"
    return found.status


def test_a_commitment_that_nobody_was_asked_about_has_no_owner(world: World) -> None:
    assert stands(world) == Status.NO_OWNER


def test_whoever_is_only_informed_owes_no_answer(world: World) -> None:
    world.ask(role="informed")
    assert stands(world) == Status.NO_OWNER


def test_an_answer_is_awaited_until_its_day_has_passed(world: World) -> None:
    world.ask()
    found = [status_of([world.one.pk], day(number))[world.one.pk] for number in (30, 31)]
    assert [(one.status, one.silent) for one in found] == [(Status.ASKED, 0), (Status.SILENT, 1)]


@pytest.mark.parametrize(
    ("position", "status"),
    [
        ("accepts", Status.ANSWERED),
        ("in_part", Status.ANSWERED),
        ("needs_another_body", Status.ANSWERED),
        ("notes", Status.ANSWERED),
        ("already_in_place", Status.DECLARED),
        ("declines", Status.DECLINED),
    ],
)
def test_an_answer_alone_never_says_more_than_declared(world: World, position: str, status: Status) -> None:
    world.answer(world.ask(), position)
    assert stands(world) == status


def test_the_last_answer_counts_and_the_first_stays(world: World) -> None:
    asked = world.ask()
    world.answer(asked, "declines")
    world.answer(asked, "accepts", at=at(9))
    assert (stands(world, day(6)), stands(world)) == (Status.DECLINED, Status.ANSWERED)
    assert asked.responses.count() == 2


def test_one_body_that_declines_does_not_speak_for_another(world: World) -> None:
    world.answer(world.ask(), "declines")
    world.answer(world.ask(body=world.salam, role="support"), "notes")
    assert stands(world) == Status.ANSWERED


def test_of_what_is_only_planned_no_day_says_since_when(world: World) -> None:
    action = world.plan(world.one, due_on=day(300))
    found = status_of([world.one.pk], LATER)[world.one.pk]
    assert (found.status, found.ground, found.since) == (Status.ANSWERED, Ground.PLAN, None)
    standing = action_status_of([action.pk], LATER)[action.pk]
    assert (standing.status, standing.since) == (ActionStatus.PLANNED, None)


def test_a_declaration_of_done_is_shown_as_declared(world: World) -> None:
    world.declare(world.plan(world.one))
    assert stands(world) == Status.DECLARED


def test_evidence_that_it_has_begun_is_not_evidence_that_it_is_done(world: World) -> None:
    world.prove(world.plan(world.one), "begun")
    assert stands(world) == Status.UNDER_WAY


def test_one_of_two_actions_shown_done_is_under_way(world: World) -> None:
    first, second = world.plan(world.one), world.plan(world.one)
    world.prove(first)
    assert stands(world) == Status.UNDER_WAY
    world.prove(second)
    assert (stands(world), status_of([world.one.pk], LATER)[world.one.pk].ground) == (
        Status.DONE,
        Ground.ALL_ACTIONS,
    )


def test_an_action_is_done_when_each_of_its_steps_is_shown_done(world: World) -> None:
    steps = [actions.Step(words("Un"), day(10)), actions.Step(words("Deux"), day(20))]
    action = world.plan(world.one, steps=steps)
    found = []
    for step in action.milestones.order_by("position"):
        world.prove(step)
        one = action_status_of([action.pk], LATER)[action.pk]
        found.append((one.status, one.steps_done, one.is_overdue))
    assert found == [(ActionStatus.UNDER_WAY, 1, True), (ActionStatus.DONE, 2, False)]


def test_evidence_that_expires_lowers_what_stood_on_it(world: World) -> None:
    world.answer(world.ask(), "already_in_place")
    world.prove(world.one, valid_until=day(50))
    assert [stands(world, day(number)) for number in (50, 51)] == [Status.DONE, Status.LAPSED]


def test_evidence_counts_from_its_day(world: World) -> None:
    world.prove(world.one, valid_from=day(10))
    assert [stands(world, day(number)) for number in (9, 10)] == [Status.NO_OWNER, Status.DONE]


def test_contested_evidence_counts_no_more_until_it_is_upheld(world: World) -> None:
    evidence = world.prove(world.one)
    world.contest(evidence, at(1))
    actions.uphold(evidence=evidence, reason=words("Si"), by=world.by_policy, at=at(3))
    assert [stands(world, day(number)) for number in (0, 2, 4)] == [Status.DONE, Status.LAPSED, Status.DONE]


def test_withdrawn_evidence_is_gone_for_good(world: World) -> None:
    evidence = world.prove(world.one)
    actions.withdraw(evidence=evidence, reason=words("Erreur"), by=SETUP, at=at(1))
    with pytest.raises(actions.Stale):
        actions.uphold(evidence=evidence, reason=words("Si"), by=world.by_policy, at=at(2))
    assert stands(world) == Status.LAPSED


def test_evidence_of_one_action_that_lapses_leaves_what_others_show(world: World) -> None:
    first, second = world.plan(world.one), world.plan(world.one)
    world.prove(first, valid_until=day(5))
    world.prove(second, "begun")
    assert [stands(world, day(number)) for number in (5, 6)] == [Status.UNDER_WAY, Status.UNDER_WAY]


def test_what_was_given_up_neither_helps_nor_hinders(world: World) -> None:
    world.prove(world.plan(world.one))
    world.declare(world.plan(world.one), "stopped")
    assert stands(world) == Status.DONE


def test_a_search_without_a_trace_is_a_finding_with_its_day(world: World) -> None:
    world.search(on=day(2))
    found = status_of([world.one.pk], LATER)[world.one.pk]
    assert (found.status, found.ground, found.since) == (Status.NO_TRACE_FOUND, Ground.SEARCH, day(2))


def test_a_word_after_the_search_outweighs_it_and_a_word_before_does_not(world: World) -> None:
    world.answer(world.ask(), "already_in_place", at=at(5))
    world.search(on=day(6))
    assert stands(world) == Status.NO_TRACE_FOUND
    world.declare(world.plan(world.one), "begun", on=day(7), at=at(8))
    assert stands(world) == Status.DECLARED


def test_evidence_outweighs_a_search(world: World) -> None:
    world.search(on=day(2))
    world.prove(world.one)
    assert stands(world) == Status.DONE


def test_an_assignment_that_ended_asks_no_more(world: World) -> None:
    asked = world.ask()
    actions.end_assignment(assignment=asked, by=world.by_policy, at=at(10))
    assert (stands(world, day(10)), stands(world, day(11))) == (Status.ASKED, Status.NO_OWNER)


def test_every_ground_says_why(world: World) -> None:
    from indimaj.delivery.words import why

    assert len({why(ground) for ground in Ground}) == len(Ground)
