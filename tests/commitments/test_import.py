"""Import proposes; a person confirms, hundreds at once, and takes the last step back."""

import pytest

from indimaj.commitments import actions
from indimaj.commitments.models import Commitment, CommitmentPassage, Proposal
from indimaj.dialogue.models import Passage
from indimaj.directory.permissions import NotAllowed
from indimaj.ledger.actors import Actor
from indimaj.ledger.models import Entry
from tests.commitments.conftest import NOON, World
from tests.commitments.making import ARABIC, ENGLISH, review


def ids(world: World, batch: object) -> list[object]:
    return list(Proposal.objects.filter(batch=batch).order_by("number").values_list("pk", flat=True))


def test_an_import_makes_nothing_but_proposals(world: World) -> None:
    batch = world.batch(review().text)
    assert batch.proposals.count() == 300
    assert (Commitment.objects.count(), Passage.objects.count()) == (0, 0)
    assert (batch.imported_by, batch.kind) == (world.policy, "recommendation")


def test_three_hundred_are_confirmed_at_once_with_sentence_sponsors_and_position(world: World) -> None:
    report = review()
    batch = world.batch(report.text)
    actions.decide(batch=batch, proposals=ids(world, batch), to="confirmed", by=world.by, at=NOON)
    kept = {one.code: one for one in Commitment.objects.prefetch_related("passages__passage")}
    assert len(kept) == 300
    for wanted in report.wanted:
        one = kept[wanted.code]
        sources = sorted(one.passages.all(), key=lambda source: source.pk)
        assert one.text["en"]["text"] == wanted.text
        assert tuple(source.sponsor for source in sources) == wanted.sponsors
        assert {source.position for source in sources} == {wanted.position}
    assert Entry.objects.filter(verb="commitment_recorded").count() == 300


def test_the_importer_is_the_importer_and_never_the_author(world: World) -> None:
    batch = world.batch(ENGLISH)
    actions.decide(batch=batch, proposals=ids(world, batch), to="confirmed", by=world.by, at=NOON)
    one = Commitment.objects.get(code="144.1")
    assert one.batch == batch
    assert world.policy.name not in f"{one.title}{one.text}{one.addressed_to}{one.folded}"
    assert set(one.passages.values_list("sponsor", "country")) == {("Chile", "CL"), ("Togo", "TG")}


def test_the_last_step_is_undone_and_the_one_before_after_it(world: World) -> None:
    batch = world.batch(ENGLISH)
    first, second, third = ids(world, batch)
    actions.decide(batch=batch, proposals=[first, second], to="confirmed", by=world.by, at=NOON)
    actions.decide(batch=batch, proposals=[third], to="dropped", by=world.by, at=NOON)
    actions.undo(batch=batch, by=world.by, at=NOON)
    assert list(batch.proposals.order_by("number").values_list("state", flat=True)) == [
        "confirmed", "confirmed", "proposed",
    ]  # fmt: skip
    actions.undo(batch=batch, by=world.by, at=NOON)
    assert set(batch.proposals.values_list("state", flat=True)) == {"proposed"}
    assert Commitment.objects.standing().count() == 0
    assert actions.undo(batch=batch, by=world.by, at=NOON) is None


def test_what_was_confirmed_undone_and_confirmed_again_is_one_commitment(world: World) -> None:
    batch = world.batch(ENGLISH)
    first = ids(world, batch)[0]
    for _again in range(2):
        actions.decide(batch=batch, proposals=[first], to="confirmed", by=world.by, at=NOON)
        actions.undo(batch=batch, by=world.by, at=NOON)
    actions.change_proposals(
        batch=batch, proposals=[first], themes=["housing"], kind="pledge", by=world.by, at=NOON
    )
    actions.decide(batch=batch, proposals=[first], to="confirmed", by=world.by, at=NOON)
    one = Commitment.objects.get()
    assert (one.kind, one.withdrawn_at) == ("pledge", None)
    assert list(one.themes.values_list("theme", flat=True)) == ["housing"]


def test_confirming_twice_changes_nothing_the_second_time(world: World) -> None:
    batch = world.batch(ENGLISH)
    chosen = ids(world, batch)[:1]
    actions.decide(batch=batch, proposals=chosen, to="confirmed", by=world.by, at=NOON)
    assert actions.decide(batch=batch, proposals=chosen, to="confirmed", by=world.by, at=NOON) is None
    assert (Commitment.objects.count(), batch.steps.count()) == (1, 1)


def test_a_no_from_an_old_page_does_not_undo_somebody_elses_yes(world: World) -> None:
    batch = world.batch(ENGLISH)
    chosen = ids(world, batch)[:1]
    actions.decide(batch=batch, proposals=chosen, to="confirmed", by=world.by, at=NOON)
    with pytest.raises(actions.Stale):
        actions.decide(batch=batch, proposals=chosen, to="dropped", by=world.by, at=NOON)
    assert Commitment.objects.standing().count() == 1


def test_the_arabic_text_of_a_review_joins_the_english_one_as_its_translation(world: World) -> None:
    english = world.batch(ENGLISH)
    actions.decide(batch=english, proposals=ids(world, english), to="confirmed", by=world.by, at=NOON)
    arabic = world.batch(ARABIC, language="ar")
    assert [one.twin.code for one in arabic.proposals.order_by("number") if one.twin] == [
        "144.1",
        "144.2",
        "145.1",
    ]
    actions.decide(batch=arabic, proposals=ids(world, arabic), to="confirmed", by=world.by, at=NOON)
    assert Commitment.objects.count() == 3
    one = Commitment.objects.get(code="145.1")
    assert {key: entry["state"] for key, entry in one.text.items()} == {"en": "original", "ar": "official"}
    assert set(one.passages.values_list("passage__version__language", flat=True)) == {"en", "ar"}


def test_undoing_the_arabic_leaves_the_english_as_it_was(world: World) -> None:
    english = world.batch(ENGLISH)
    actions.decide(batch=english, proposals=ids(world, english), to="confirmed", by=world.by, at=NOON)
    before = Commitment.objects.get(code="144.2").text
    arabic = world.batch(ARABIC, language="ar")
    actions.decide(batch=arabic, proposals=ids(world, arabic), to="confirmed", by=world.by, at=NOON)
    actions.undo(batch=arabic, by=world.by, at=NOON)
    one = Commitment.objects.get(code="144.2")
    assert (one.text, one.withdrawn_at) == (before, None)
    assert CommitmentPassage.objects.filter(passage__version__language="ar").count() == 0


def test_a_document_read_twice_proposes_what_is_there_as_the_same(world: World) -> None:
    batch = world.batch(ENGLISH)
    actions.decide(batch=batch, proposals=ids(world, batch), to="confirmed", by=world.by, at=NOON)
    again = actions.open_import(
        version=batch.document_version, style="un_review", kind="recommendation", by=world.by, at=NOON
    )
    actions.decide(batch=again, proposals=ids(world, again), to="confirmed", by=world.by, at=NOON)
    assert (Commitment.objects.count(), CommitmentPassage.objects.count()) == (3, 4)


def test_themes_are_proposed_from_the_words_and_may_be_given_to_many(world: World) -> None:
    batch = world.batch(ENGLISH)
    second = batch.proposals.get(code="144.2")
    assert second.themes[0] == "education"
    actions.change_proposals(
        batch=batch, proposals=ids(world, batch), add_theme="legal", by=world.by, at=NOON
    )
    assert all("legal" in one.themes for one in batch.proposals.all())
    actions.undo(batch=batch, by=world.by, at=NOON)
    assert batch.proposals.get(code="144.2").themes == second.themes


def test_a_text_without_what_is_looked_for_is_no_import(world: World) -> None:
    with pytest.raises(actions.NothingFound):
        world.batch("The day was sunny.")


def test_nobody_but_who_steers_the_policy_may_import_or_confirm(world: World) -> None:
    batch = world.batch(ENGLISH)
    focal = Actor.staff(world.focal.pk)
    with pytest.raises(NotAllowed):
        actions.decide(batch=batch, proposals=ids(world, batch), to="confirmed", by=focal, at=NOON)
    with pytest.raises(NotAllowed):
        actions.open_import(
            version=batch.document_version, style="un_review", kind="pledge", by=focal, at=NOON
        )
    assert Commitment.objects.count() == 0
