"""The demo's follow-up: what sources say with its address, what is invented with its mark; twice the same."""

from collections.abc import Callable

import pytest

from indimaj.commitments.models import Commitment
from indimaj.delivery import actions, carriers, finding, status
from indimaj.delivery.models import (
    Action,
    Assignment,
    Declaration,
    Evidence,
    Milestone,
    PolicyLink,
    Response,
    TraceSearch,
)
from indimaj.demo import delivery
from indimaj.demo.population import DAY
from indimaj.texts.words import gaps

pytestmark = [pytest.mark.django_db, pytest.mark.heavy]
MADE = (Action, Assignment, Declaration, Evidence, Milestone, PolicyLink, Response, TraceSearch)
SOURCED = (Action, Assignment, Response)


class Stopped(Exception):
    """Somebody pressed Ctrl-C."""


def quiet(stage: str, done: int, total: int) -> None:
    """Say nothing."""


def stops_at(number: int) -> Callable[[str, int, int], None]:
    """Stop at a step of the follow-up."""

    def progress(stage: str, done: int, _total: int) -> None:
        if stage == delivery.STAGE and done == number:
            raise Stopped

    return progress


@pytest.fixture
def nobody_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    """No months are counted: the figures and their evidence are another test's."""
    from indimaj.demo import measures
    from indimaj.measures import actions as measured

    def catalogue(progress: object) -> None:
        measured.load_catalogue(by=measures.BUILDER, at=delivery.WRITTEN)

    monkeypatch.setattr(delivery, "build_measures", catalogue)


@pytest.mark.usefixtures("nobody_counts")
def test_a_build_that_stopped_is_taken_up_and_ends_where_another_ends() -> None:
    for number in (1, 9):
        with pytest.raises(Stopped):
            delivery.build_delivery(stops_at(number))
    delivery.build_delivery(quiet)
    whole = [model.objects.count() for model in MADE]
    delivery.build_delivery(quiet)
    assert [model.objects.count() for model in MADE] == whole
    # Whatever is not invented names its source; what is, says so.
    for model in SOURCED:
        assert not model.objects.filter(is_invented=False, source_url="").exists(), model
    assert not Action.objects.filter(is_invented=False, budget__isnull=False).exists()
    real = {one.body.code for one in Action.objects.filter(is_invented=False).select_related("body")}
    invented = {one.body.code for one in Action.objects.filter(is_invented=True).select_related("body")}
    assert not real & invented


@pytest.mark.usefixtures("nobody_counts")
def test_every_kind_of_finding_comes_up_and_each_text_is_there_in_three_languages() -> None:
    delivery.build_delivery(quiet)
    assert [kind for kind, number in finding.counts(DAY).items() if not number] == []
    kept = {one.key: one.pk for one in Commitment.objects.all()}
    standings = status.status_of(kept.values(), DAY)
    stands = {key: standings[pk].status for key, pk in kept.items()}
    assert {key for key, one in stands.items() if one == "no_trace_found"} == {
        "rabat-integration-contract",
        "rabat-pledge-follow-up",
        "rabat-pledge-report",
    }
    assert (stands["cndh-2013-5"], stands["snia-m7"]) == ("under_way", "no_owner")
    texts = [
        *Action.objects.values_list("title", flat=True), *Milestone.objects.values_list("title", flat=True),
        *Evidence.objects.values_list("says", flat=True), *Declaration.objects.values_list("words", flat=True),
        *Response.objects.exclude(reason={}).values_list("reason", flat=True),
        *TraceSearch.objects.values_list("looked_for", flat=True),
        *TraceSearch.objects.values_list("looked_in", flat=True),
    ]  # fmt: skip
    assert [gaps(one) for one in texts if gaps(one)] == []


@pytest.mark.usefixtures("nobody_counts")
def test_what_carries_an_action_out_is_there_and_leads_to_its_page() -> None:
    delivery.build_delivery(quiet)
    known = carriers.resolve(PolicyLink.objects.values_list("kind", "key"), DAY)
    assert {one.kind for one in known.values()} == {"rule_version", "service", "programme", "indicator"}
    assert [one for one in known.values() if not (one.is_there and one.url and one.name)] == []
    with pytest.raises(actions.NotFitting):
        actions.carry(
            thing=Action.objects.all()[0], kind="service", key="nothing", by=delivery.BUILDER, at=delivery.WRITTEN
        )  # fmt: skip
