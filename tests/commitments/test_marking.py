"""A sentence becomes a commitment in one act, and stays beside its passage."""

from django.urls import reverse

from indimaj.commitments import actions
from indimaj.commitments.models import Commitment
from indimaj.dialogue import marks
from indimaj.dialogue.models import Passage
from indimaj.ledger.models import Entry
from tests.commitments.conftest import NOON, World

TEXT = "The day was long. Every prefecture should open a school counter. The minister left early."
SENTENCE = "Every prefecture should open a school counter."


def test_one_selection_makes_passage_and_commitment_with_themes_from_its_words(world: World) -> None:
    version = world.version(TEXT)
    start = TEXT.index(SENTENCE)
    made = actions.mark(
        version=version, start=start, end=start + len(SENTENCE), kind="recommendation", by=world.by, at=NOON
    )
    source = made.passages.get()
    assert (source.passage.quote, source.passage.version) == (SENTENCE, version)
    assert made.text["en"] == {"text": SENTENCE, "state": "original", "of": ""}
    assert [one.theme for one in made.themes.all()] == ["education"]
    assert list(Entry.objects.filter(subject=made.pk).order_by("number").values_list("verb", flat=True)) == [
        "commitment_recorded", "passage_attached",
    ]  # fmt: skip


def test_a_second_press_of_the_button_makes_no_second_commitment(world: World) -> None:
    version = world.version(TEXT)
    for _again in range(2):
        actions.mark(version=version, start=0, end=17, kind="pledge", by=world.by, at=NOON)
    assert (Commitment.objects.count(), Passage.objects.count()) == (1, 1)


def test_a_version_in_two_languages_gives_each_sentence_its_own(world: World) -> None:
    text = "ينبغي فتح شباك في كل عمالة. Il faut ouvrir un guichet dans chaque préfecture."
    version = world.version(text, language="mul")
    cut = text.index("Il faut")
    arabic = actions.mark(version=version, start=0, end=cut - 1, kind="recommendation", by=world.by, at=NOON)
    french = actions.mark(
        version=version, start=cut, end=len(text), kind="recommendation", by=world.by, at=NOON
    )
    assert (list(arabic.text), list(french.text)) == (["ar"], ["fr"])


def test_the_passage_leads_to_its_commitment_and_no_more_when_it_was_taken_back(world: World) -> None:
    version = world.version(TEXT)
    made = actions.mark(version=version, start=0, end=17, kind="pledge", by=world.by, at=NOON)
    passage = Passage.objects.get()
    assert [one.url for one in marks.beside([passage.pk])[passage.pk]] == [
        reverse("commitments:commitment", args=[made.key])
    ]
    actions.withdraw(commitment=made, by=world.by, at=NOON)
    assert marks.beside([passage.pk])[passage.pk] == []


def test_five_ways_to_mark_are_offered_to_who_steers_the_policy_and_to_nobody_else(world: World) -> None:
    version = world.version(TEXT)
    offered = [one.name for one in marks.offered(world.policy, version)]
    assert [one for one in offered if one.startswith("commitment_")] == [
        "commitment_recommendation", "commitment_pledge", "commitment_guidance", "commitment_decision",
        "commitment_open_issue",
    ]  # fmt: skip
    assert [one for one in marks.offered(world.focal, version) if one.name.startswith("commitment_")] == []
