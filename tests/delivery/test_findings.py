"""What comes up by itself, and what goes away by itself."""

import pytest
from django.utils.translation import override

from indimaj.delivery import actions, coverage, finding
from indimaj.delivery.actions import Step
from indimaj.delivery.enums import FindingKind
from indimaj.directory.actions import give_mandate
from indimaj.directory.enums import Level, Theme
from tests.clients.making import SETUP, make_body, make_place
from tests.delivery.making import NOON, World, at, day, words

LATER = day(100)


def found(kind: FindingKind, on=LATER) -> int:
    """How many there are; the page of them names the same ones, asked row by row, or all at once, or a bit of both."""
    finder = finding.FINDERS[kind]
    counted = set(finder.counted(on).values_list("pk", flat=True))
    with pytest.MonkeyPatch.context() as patch:
        for far in (finding.FAR, 0, 1):
            patch.setattr(finding, "FAR", far)
            assert {row.pk for row in finder.page(on).rows} == counted
    return len(counted)


def test_silence_begins_the_day_after_and_ends_with_an_answer(world: World) -> None:
    asked = world.ask()
    before = [found(FindingKind.SILENCE, day(number)) for number in (30, 31)]
    assert (before, finding.silent_bodies(LATER)) == ([0, 1], [("B-HEALTH", 1)])
    world.answer(asked, "declines")
    assert found(FindingKind.SILENCE) == 0


def test_whoever_need_not_answer_any_more_is_not_silent(world: World) -> None:
    actions.end_assignment(assignment=world.ask(), by=SETUP, at=at(40))
    assert found(FindingKind.SILENCE) == 0


def test_a_commitment_without_an_owner_comes_up_until_somebody_is_asked(world: World) -> None:
    assert found(FindingKind.NO_OWNER) == 1
    world.ask(role="consulted")
    assert found(FindingKind.NO_OWNER) == 1
    world.ask(body=world.salam)
    assert found(FindingKind.NO_OWNER) == 0


def test_an_acceptance_without_an_action_of_that_body_comes_up(world: World) -> None:
    world.answer(world.ask(), "accepts")
    world.plan(world.one, body=world.salam)
    assert found(FindingKind.NO_ACTION) == 1
    world.plan(world.one, body=world.salam, supports=[world.health])
    assert found(FindingKind.NO_ACTION) == 0


def test_whoever_took_the_acceptance_back_promised_nothing(world: World) -> None:
    asked = world.ask()
    world.answer(asked, "accepts")
    world.answer(asked, "declines", at=at(9))
    assert found(FindingKind.NO_ACTION) == 0


def test_an_action_that_answers_nothing_comes_up(world: World) -> None:
    action = world.plan()
    assert found(FindingKind.NO_COMMITMENT) == 1
    actions.answer_commitment(action=action, commitment=world.one, by=SETUP, at=NOON)
    assert found(FindingKind.NO_COMMITMENT) == 0


def test_a_step_is_overdue_until_somebody_says_or_shows_that_it_is_done(world: World) -> None:
    steps = [Step(words("Un"), day(10)), Step(words("Deux"), day(20)), Step(words("Trois"), None)]
    action = world.plan(world.one, steps=steps, due_on=day(30))
    first, second, _third = action.milestones.order_by("position")
    seen = [
        (found(FindingKind.OVERDUE_STEP, day(n)), found(FindingKind.OVERDUE_ACTION, day(n)))
        for n in (10, 11, 21, 31)
    ]
    assert seen == [(0, 0), (1, 0), (2, 0), (2, 1)]
    world.declare(action, "begun", milestone=first)
    world.declare(action, "done", milestone=first)
    world.prove(second)
    assert (found(FindingKind.OVERDUE_STEP), found(FindingKind.OVERDUE_ACTION)) == (0, 1)
    world.declare(action, "stopped")
    assert found(FindingKind.OVERDUE_ACTION) == 0


def test_what_is_declared_done_without_evidence_comes_up(world: World) -> None:
    action = world.plan(world.one, steps=[Step(words(), day(10))])
    step = action.milestones.get()
    world.declare(action, milestone=step)
    world.prove(action)
    assert found(FindingKind.UNPROVED) == 1
    evidence = world.prove(step, valid_until=day(50))
    assert [found(FindingKind.UNPROVED, day(n)) for n in (50, 51)] == [0, 1]
    world.contest(evidence, at(3))
    assert found(FindingKind.UNPROVED, day(50)) == 1


def test_evidence_that_lapsed_comes_up(world: World) -> None:
    world.prove(world.one, valid_until=day(50))
    contested = world.prove(world.plan(world.one))
    assert [found(FindingKind.LAPSED, day(n)) for n in (50, 51)] == [0, 1]
    world.contest(contested)
    assert found(FindingKind.LAPSED) == 2
    actions.uphold(evidence=contested, reason=words(), by=SETUP, at=at(1))
    assert found(FindingKind.LAPSED) == 1


def mandate(body, theme=Theme.HEALTH, level=Level.LOCAL, place=None, **fields):
    give_mandate(
        body=body, theme=theme, level=level, place=place or make_place(), by=SETUP, at=NOON, **fields
    )


def cell(theme: str, level: str):
    return next(one for one in coverage.cells(LATER) if (one.theme, one.level) == (theme, level))


def test_a_gap_is_a_theme_at_a_level_in_a_place_with_nobody(world: World) -> None:
    make_place("MA-OUJ", "MA-02")
    mandate(world.salam)
    mandate(world.health, level=Level.NATIONAL, place=world.rabat.parent.parent)
    there = {level: (cell("health", level).covered, cell("health", level).places) for level in Level.values}
    assert there == {"local": (1, 2), "regional": (0, 2), "national": (1, 1), "origin": (0, 1)}
    assert [place.code for place in cell("health", "local").empty] == ["MA-02"]


def test_a_mandate_that_has_ended_covers_nothing(world: World) -> None:
    mandate(world.salam, held_until=day(99))
    assert cell("health", "local").covered == 0


def side_by_side(number: int, theme: str = Theme.HEALTH) -> list:
    """So many bodies with a mandate for a theme in Rabat; their names run against their codes."""
    bodies = [make_body(f"B-{n}", name_fr=f"Institution {number - n}") for n in range(number)]
    for body in bodies:
        mandate(body, theme)
    return bodies


def named(pairs) -> list[str]:
    return ["-".join(body.name_fr[-1] for body in pair) for pair in pairs]


@pytest.mark.parametrize("theme", [Theme.HEALTH, Theme.WORK])
def test_two_bodies_overlap_until_they_act_together_on_the_theme(world: World, theme: str) -> None:
    third = make_body("B-THIRD")
    for body in (world.health, world.salam, third):
        mandate(body)
    mandate(world.health, theme=Theme.HOUSING)
    world.plan(world.one, supports=[world.salam], theme=theme)
    joint = theme == Theme.HEALTH
    (overlap,) = coverage.overlaps(LATER)
    pairs = [tuple(sorted((one.pk, other.pk))) for one, other in overlap.pairs]
    apart = [("B-HEALTH", "B-THIRD"), ("B-SALAM", "B-THIRD")]
    assert sorted(pairs) == (apart if joint else sorted([*apart, ("B-HEALTH", "B-SALAM")]))
    assert (overlap.bodies, overlap.number) == (3, 2 if joint else 3)
    assert coverage.count_overlaps(LATER) == 1


def test_bodies_that_act_each_with_another_overlap_all_the_same(world: World) -> None:
    for body in (world.health, world.salam):
        mandate(body)
    world.plan(world.one, body=world.health, supports=[world.ministry])
    world.plan(world.one, body=world.salam, supports=[world.ministry])
    (overlap,) = coverage.overlaps(LATER)
    assert [(one.pk, other.pk) for one, other in overlap.pairs] == [("B-HEALTH", "B-SALAM")]
    assert coverage.count_overlaps(LATER) == 1


def test_bodies_that_support_the_same_action_act_together(world: World) -> None:
    mandate(world.health)
    mandate(world.salam)
    world.plan(world.one, body=world.ministry, supports=[world.salam, world.health])
    assert (coverage.overlaps(LATER), coverage.count_overlaps(LATER)) == ([], 0)


def test_pages_of_overlaps_follow_each_other(world: World) -> None:
    for theme in (Theme.HEALTH, Theme.WORK, Theme.HOUSING):
        mandate(world.health, theme=theme)
        mandate(world.salam, theme=theme)
    first = coverage.overlaps(LATER, size=2)
    rest = coverage.overlaps(LATER, (first[-1].theme, first[-1].place.pk), size=2)
    assert [one.theme for one in [*first, *rest]] == ["health", "housing", "work"]


def test_of_many_bodies_the_first_pairs_are_named_in_the_order_of_names_and_the_others_counted(
    world: World,
) -> None:
    bodies = side_by_side(5)
    world.plan(world.one, body=bodies[4], supports=[bodies[2]])
    with override("fr"):
        (overlap,) = coverage.overlaps(LATER)
    assert (named(overlap.pairs), overlap.bodies, overlap.number) == (["1-2", "1-4", "1-5"], 5, 9)


def test_the_page_of_a_place_names_every_pair_once(world: World) -> None:
    bodies = side_by_side(5)
    world.plan(world.one, body=bodies[4], supports=[bodies[2]])
    seen, after, more = [], None, True
    with override("fr"):
        while more:
            found, more = coverage.overlap(LATER, Theme.HEALTH, world.rabat, after, 2)
            seen += named(found.pairs)
            after = tuple(body.pk for body in found.pairs[-1])
    assert seen == ["1-2", "1-4", "1-5", "2-3", "2-4", "2-5", "3-4", "3-5", "4-5"]


def test_an_action_on_another_theme_or_with_somebody_elsewhere_leaves_a_pair_apart(world: World) -> None:
    here, there = side_by_side(2)
    elsewhere = make_body("B-FAR")
    mandate(elsewhere, place=make_place("MA-OUJ", "MA-02"))
    world.plan(world.one, body=here, supports=[there], theme=Theme.WORK)
    world.plan(world.one, body=here, supports=[elsewhere])
    found, more = coverage.overlap(LATER, Theme.HEALTH, world.rabat)
    assert (found.bodies, found.number, len(found.pairs), more) == (2, 1, 1, False)
