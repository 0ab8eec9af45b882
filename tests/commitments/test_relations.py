"""Similar ones are suggested across languages with the reason; only a person puts anything together."""

import pytest
from django.utils import translation

from indimaj.commitments import actions, queries, words
from indimaj.commitments.models import Cluster, Commitment, CommitmentRelation
from tests.commitments.conftest import NOON, World

SAME = {
    "fr": "Régulariser les migrants qui travaillent et leur ouvrir le logement social, selon la loi 02-03",
    "ar": "تسوية وضعية المهاجرين الذين يشتغلون وفتح السكن الاجتماعي أمامهم طبقا للقانون 02-03",
}


def others(world: World) -> None:
    for number in range(30):
        world.commitment(f"Publish the report number {number + 100} on climate and drought", themes=["legal"])


def test_an_arabic_commitment_finds_the_french_one_that_asks_the_same_and_says_why(world: World) -> None:
    others(world)
    french = world.commitment(SAME["fr"], language="fr", themes=["housing", "work"])
    arabic = world.commitment(SAME["ar"], language="ar", themes=["housing"])
    best = queries.suggestions(arabic)[0]
    assert best.commitment == french
    assert best.reason.numbers == ("02-03",)
    assert {"housing", "regularisation", "work"} <= set(best.reason.terms)
    assert best.reason.themes == ("housing",)
    assert len(words.why(best.reason)) == 3


def test_nearly_the_same_words_in_one_language_are_found(world: World) -> None:
    others(world)
    one = world.commitment("Open a counter for newcomers in every prefecture of the kingdom before summer")
    other = world.commitment("Open a counter for newcomers in each prefecture of the kingdom before summer")
    best = queries.suggestions(one)[0]
    assert (best.commitment, best.reason.language) == (other, "en")
    assert best.reason.likeness > 85


def test_what_shares_no_more_than_a_theme_is_not_suggested(world: World) -> None:
    one = world.commitment("Plant trees along the avenue", themes=["legal"])
    world.commitment("Paint the bridge blue", themes=["legal"])
    assert queries.suggestions(one) == []


def test_a_suggestion_changes_nothing_until_a_person_decides(world: World) -> None:
    one, other = world.commitment(SAME["fr"], language="fr"), world.commitment(SAME["ar"], language="ar")
    queries.suggestions(one)
    assert (Cluster.objects.count(), CommitmentRelation.objects.count()) == (0, 0)
    cluster = actions.gather(commitment=one, other=other, by=world.by, at=NOON)
    assert set(Commitment.objects.filter(cluster=cluster)) == {one, other}
    assert cluster.made_by == world.policy


def test_those_put_together_or_related_are_not_suggested_again(world: World) -> None:
    one, other = world.commitment(SAME["fr"], language="fr"), world.commitment(SAME["ar"], language="ar")
    actions.relate(commitment=one, other=other, kind="same_as", by=world.by, at=NOON)
    assert queries.suggestions(one) == queries.suggestions(other) == []


def test_a_relation_is_read_from_both_sides(world: World) -> None:
    answer, asked = world.commitment("The law was adopted"), world.commitment("Adopt the law")
    actions.relate(commitment=answer, other=asked, kind="responds_to", by=world.by, at=NOON)
    with translation.override("en"):
        said = [
            [one["says"] for one in words.relations(side, queries.around(side).relations)]
            for side in (answer, asked)
        ]
    assert said == [["Responds to"], ["Answered by"]]


def test_a_relation_said_twice_is_one_and_one_to_itself_is_refused(world: World) -> None:
    one, other = world.commitment("Adopt the law"), world.commitment("Publish the law")
    for _again in range(2):
        actions.relate(commitment=one, other=other, kind="supersedes", by=world.by, at=NOON)
    assert CommitmentRelation.objects.count() == 1
    with pytest.raises(actions.ToItself):
        actions.relate(commitment=one, other=one, kind="same_as", by=world.by, at=NOON)


def test_a_correction_moves_what_it_is_found_by(world: World) -> None:
    one = world.commitment("Plant trees along the avenue")
    french = world.commitment(SAME["fr"], language="fr")
    assert queries.suggestions(french) == []
    from indimaj.texts.words import original

    actions.change(commitment=one, text=original("ar", SAME["ar"]), title=one.title, by=world.by, at=NOON)
    assert [each.commitment for each in queries.suggestions(french)] == [one]


def test_a_key_or_a_code_that_is_taken_is_refused(world: World) -> None:
    world.commitment("Adopt the law", key="the-law", document_key="a-report", code="1.1")
    with pytest.raises(actions.KeyTaken):
        world.commitment("Adopt another", key="the-law")
    with pytest.raises(actions.CodeTaken):
        world.commitment("Adopt another", document_key="a-report", code="1.1")
    again = world.commitment("Adopt the law"), world.commitment("Adopt the law")
    assert [one.key for one in again] == ["adopt-the-law", "adopt-the-law-2"]


def test_a_stale_correction_overwrites_nothing(world: World) -> None:
    one = world.commitment("Adopt the law")
    actions.change(commitment=one, version=0, addressed_to="Parliament", by=world.by, at=NOON)
    with pytest.raises(actions.Stale):
        actions.change(commitment=one, version=0, addressed_to="Media", by=world.by, at=NOON)
    assert Commitment.objects.get().addressed_to == "Parliament"
