"""The conference of the demo: as sources tell it, twice the same, with nothing that no source says."""

import pytest

from indimaj.demo.dialogue import BANNER, CONFERENCE, NOTE, build_dialogue, passage
from indimaj.dialogue import queries, words
from indimaj.dialogue.models import Contribution, Document, Event
from indimaj.texts.words import gaps

pytestmark = [pytest.mark.django_db, pytest.mark.heavy]


def quiet(stage: str, done: int, total: int) -> None:
    """Say nothing."""


def test_the_conference_is_there_once_with_its_two_tellings_and_every_language() -> None:
    for _ in range(2):
        build_dialogue(quiet)
    event = queries.event(None, CONFERENCE)
    assert event is not None
    claims = {one["label"]: one for one in words.by_claim(queries.accounts(event))}
    told = [words.said(one.says) for label, one_claim in claims.items() for one in one_claim["accounts"]]
    assert (len(told), sum(one["differ"] for one in claims.values())) == (12, 3)
    there = queries.participations(event)
    experts = sorted(one.country for one in there if one.role == "expert" and one.country)
    assert experts == ["BE", "CI", "ES", "FR", "IT", "NG", "US"]
    assert [(one.head_count, one.is_at_least) for one in there if one.head_count] == [(200, True)]
    texts = [
        *Event.objects.values_list("title", flat=True), *Document.objects.values_list("title", flat=True),
        *Contribution.objects.values_list("text", flat=True),
        *(one for each in Event.objects.all() for one in each.objectives),
        *(one.title for one in queries.sessions(event)), *(one.says for one in queries.accounts(event)),
    ]  # fmt: skip
    assert [gaps(one) for one in texts if gaps(one)] == []
    banner = queries.versions(Document.objects.get(key=BANNER))
    assert [(one.number, words.repairer(one) != "") for one in banner] == [(1, False), (2, True)]
    assert (
        passage(NOTE, "report", "ar").quote in Document.objects.get(key=NOTE).versions.get(language="ar").text
    )
    assert {one.is_account for one in Document.objects.all()} == {True}
    goes_on = queries.continued_by(None, event)
    assert [(one.is_invented, one.continues_id) for one in goes_on] == [(True, event.pk)]
