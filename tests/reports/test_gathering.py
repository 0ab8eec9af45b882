"""What an edition gathers is what the rooms below hold on its day, with what is missing named."""

from datetime import UTC, date, datetime

import pytest

from indimaj.commitments.models import Commitment, CommitmentPassage
from indimaj.delivery.models import Action, Assignment, Evidence, Partner, Response
from indimaj.dialogue.models import Document, DocumentVersion, Event, Passage
from indimaj.directory.models import Body, Place
from indimaj.reports import contract
from indimaj.reports.gather import gather
from indimaj.reports.models import Edition
from indimaj.texts.enums import TextState
from indimaj.texts.words import Words, of_three, rewritten, translated

from .conftest import NOON
from .content import said

pytestmark = pytest.mark.django_db
BEFORE = datetime(2014, 3, 12, 9, tzinfo=UTC)
TITLE = of_three(said("تعليم اللغة", "Enseigner la langue", "Teach the language"))


def commit(key: str, title: Words = TITLE, at: datetime = BEFORE, theme: str = "language") -> Commitment:
    made = Commitment.objects.create(
        key=key,
        kind="recommendation",
        title=title,
        text=title,
        recorded_at=at,
        raised_on=at.date(),
        rank=key,
        folded="",
    )
    made.themes.create(theme=theme)
    return made


@pytest.fixture
def edition() -> Edition:
    return Edition(number=1, cut_off=date(2015, 2, 9), languages=["ar", "fr", "en"])


def test_an_empty_house_makes_an_edition_that_says_so(edition: Edition) -> None:
    content = gather(edition)
    assert (content["chapters"], contract.gaps(content)) == ([], [])


def test_a_commitment_stands_in_the_chapter_of_its_theme_with_its_sentence(
    edition: Edition, event: Event
) -> None:
    made = commit("teach")
    document = Document.objects.create(key="note", title=TITLE, kind="press", event=event, made_at=NOON)
    version = DocumentVersion.objects.create(
        document=document, number=1, language="en", received_on=BEFORE.date(), method="typed", sha256="0" * 64,
        raw_text="Teach it.", text="Teach it.", added_at=BEFORE,
    )  # fmt: skip
    passage = Passage.objects.create(version=version, start=0, end=9, quote="Teach it.", marked_at=BEFORE)
    CommitmentPassage.objects.create(commitment=made, passage=passage, marked_at=BEFORE)
    content = gather(edition)
    chapter = content["chapters"][0]
    told = chapter["recommendations"][0]
    assert (chapter["key"], told["key"], told["status"]["code"]) == ("language", "teach", "no_owner")
    assert [(row["quote"], row["language"]) for row in told["passages"]] == [("Teach it.", "en")]
    assert [(row["key"], row["body"], row["what"]["code"]) for row in content["unanswered"]] == [
        ("teach", None, "no_owner")
    ]
    assert contract.gaps(content) == []


def test_what_was_recorded_after_the_day_is_left_out(edition: Edition) -> None:
    commit("late", at=NOON)
    assert gather(edition)["chapters"] == []


def test_who_answers_what_is_done_and_what_shows_it_are_told(edition: Edition, body: Body) -> None:
    made = commit("teach")
    place = Place.objects.create(
        code="MA", level="country", path="MA/", name_ar="المغرب", name_fr="Maroc", name_en="Morocco"
    )
    assignment = Assignment.objects.create(
        commitment=made, body=body, role="lead", level="national", held_from=date(2014, 4, 1),
        answer_due_on=date(2014, 6, 1), made_at=BEFORE,
    )  # fmt: skip
    silent = gather(edition)
    assert [row["body"]["fr"] for row in silent["unanswered"]] == ["Ambassade"]
    Response.objects.create(assignment=assignment, position="accepts", on=date(2014, 5, 1), given_at=BEFORE)
    action = Action.objects.create(
        key="classes", title=TITLE, nature="service", theme="language", place=place, body=body,
        listed_on=date(2014, 9, 1), made_at=BEFORE, budget="1250000", currency="MAD",
    )  # fmt: skip
    action.commitments.add(made)
    Partner.objects.create(
        action=action, body=body, is_lead=True, theme="language", listed_on=date(2014, 9, 1)
    )
    Evidence.objects.create(
        claim="action", action=action, kind="link", shows="begun", reference="https://example.org/classes",
        valid_from=date(2014, 10, 1), added_at=BEFORE,
    )  # fmt: skip
    told = gather(edition)["chapters"][0]["recommendations"][0]
    assert told["status"]["code"] == "under_way"
    assert told["owners"][0]["accepted_on"] == "2014-05-01"
    assert told["actions"][0]["budget"] == {"amount": "1250000", "currency": "MAD"}
    assert [(row["state"]["code"], row["source"]) for row in told["evidence"]] == [
        ("valid", "https://example.org/classes")
    ]


def test_a_missing_a_stale_and_a_machine_translation_are_each_named(edition: Edition) -> None:
    commit("missing", {language: entry for language, entry in TITLE.items() if language != "ar"})
    commit("stale", rewritten(TITLE, "Enseigner la langue, partout"))
    commit("machine", translated(TITLE, "en", "Teach the tongue", TextState.MACHINE))
    found = {
        (gap.about, gap.what, gap.language)
        for gap in contract.gaps(gather(edition))
        if gap.place.endswith("title")
    }
    assert found >= {
        ("missing", "missing", "ar"),
        ("stale", "stale", "ar"),
        ("stale", "stale", "en"),
        ("machine", "machine", "en"),
    }


def test_the_same_rows_give_the_same_bytes(edition: Edition) -> None:
    for key in ("b", "a", "c"):
        commit(key)
    assert contract.canonical(gather(edition)) == contract.canonical(gather(edition))
