"""Opinion, decision, notice: three acts, three dates, three signatories, and the reasons of each."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils.translation import gettext, override

from indimaj.applications.actions import Stale
from indimaj.applications.enums import State
from indimaj.applications.models import Application
from indimaj.decisions import actions, remedies
from indimaj.decisions.models import Decision, Opinion, Sitting
from indimaj.directory.enums import Role
from indimaj.directory.models import Office, Staff
from indimaj.directory.permissions import NotAllowed
from indimaj.ledger.models import Entry
from indimaj.letters.models import Letter

from .conftest import IN_SESSION, MEMBERS, RESIDENT, SITTING_DAY, TOO_RECENT, item_of, verdict

Examined = Callable[..., Application]
InSession = Callable[..., Sitting]
DECIDED = datetime(2014, 4, 20, 11, tzinfo=UTC)
HUMANITARIAN = {"departure_code": "departure_humanitarian", "departure_reason": "Trois enfants scolarisés."}


@pytest.fixture
def opinion(examined: Examined, in_session: InSession, secretary: Staff) -> Callable[..., Opinion]:
    def make(facts: dict[str, object], outcome: str, **fields: object) -> Opinion:
        sitting = in_session(examined(facts))
        return actions.give_opinion(
            item=item_of(sitting), verdict=verdict(outcome, **fields), by=secretary, at=IN_SESSION
        )

    return make


@pytest.fixture
def refused(opinion: Callable[..., Opinion], authority: Staff) -> Decision:
    file = opinion(TOO_RECENT, "unfavourable").application
    file.refresh_from_db()
    return actions.decide(
        application=file, verdict=verdict("unfavourable"), by=authority, version=file.version, at=DECIDED
    )


def verbs(subject: object) -> list[str]:
    return list(Entry.objects.filter(subject=subject).order_by("number").values_list("verb", flat=True))


def test_an_opinion_keeps_findings_facts_and_parameters_as_they_stood(
    opinion: Callable[..., Opinion],
) -> None:
    given = opinion(RESIDENT, "favourable")

    file = given.application
    file.refresh_from_db()
    assert file.state == State.OPINION_GIVEN
    assert (given.proposal, given.departs) == ("favourable", False)
    assert given.facts["in_morocco_since"] == "2008-01-15"
    assert given.assessment["on"] == "2014-04-10"
    residence = next(finding for finding in given.assessment["findings"] if finding["code"] == "C5")
    assert residence["outcome"] == "met"
    assert verbs(file.pk)[-2:] == ["put_on_agenda", "give_opinion"]


def test_no_letter_leaves_on_an_opinion_alone(opinion: Callable[..., Opinion]) -> None:
    given = opinion(TOO_RECENT, "unfavourable")

    kinds = set(Letter.objects.filter(subject=given.application_id).values_list("kind", flat=True))
    assert kinds == {"receipt"}


@pytest.mark.parametrize("facts", [RESIDENT, {"sex": "male"}])
def test_an_unfavourable_opinion_needs_a_coded_reason_unless_the_rule_proposes_it(
    facts: dict[str, object], opinion: Callable[..., Opinion]
) -> None:
    with pytest.raises(NotAllowed) as refusal:
        opinion(facts, "unfavourable")

    assert refusal.value.answer.code == "departure_needs_reason"
    assert Opinion.objects.count() == 0


def test_a_reason_that_leads_the_other_way_is_not_a_reason(opinion: Callable[..., Opinion]) -> None:
    with pytest.raises(NotAllowed):
        opinion(RESIDENT, "unfavourable", **HUMANITARIAN)


def test_the_database_itself_refuses_a_departure_without_a_reason(opinion: Callable[..., Opinion]) -> None:
    given = opinion(TOO_RECENT, "favourable", **HUMANITARIAN)
    assert given.departs

    with pytest.raises(IntegrityError), transaction.atomic():
        Opinion.objects.filter(pk=given.pk).update(departure_code="")


def test_a_second_opinion_on_a_file_is_refused_and_the_first_stays(
    examined: Examined, in_session: InSession, secretary: Staff
) -> None:
    item = item_of(in_session(examined(RESIDENT)))
    first = actions.give_opinion(item=item, verdict=verdict("favourable"), by=secretary, at=IN_SESSION)

    with pytest.raises(NotAllowed) as refusal:
        actions.give_opinion(
            item=item, verdict=verdict("unfavourable", **HUMANITARIAN), by=secretary, at=IN_SESSION
        )

    assert refusal.value.answer.code == "already_done"
    assert list(Opinion.objects.values_list("pk", "outcome")) == [(first.pk, "favourable")]


def test_dissent_stands_in_the_minutes(examined: Examined, in_session: InSession, secretary: Staff) -> None:
    sitting = in_session(examined(RESIDENT))
    item = item_of(sitting)
    chair, other = sitting.members.order_by("id")
    voices = {chair.pk: ("favourable", ""), other.pk: ("unfavourable", "Le bail est illisible.")}
    actions.record_voices(item=item, voices=voices, by=secretary, at=IN_SESSION)
    actions.give_opinion(item=item, verdict=verdict("favourable"), by=secretary, at=IN_SESSION)

    actions.close_sitting(sitting=sitting, by=secretary, at=IN_SESSION)

    minutes = Letter.objects.get(subject=sitting.pk, kind="minutes")
    row = minutes.data["facts"]["items"][0]
    assert [(voice["name"], voice["reason"]) for voice in row["dissent"]] == [
        ("B. Berrada", "Le bail est illisible.")
    ]


def test_a_sitting_called_twice_by_one_form_is_one_sitting(
    examined: Examined, secretary: Staff, office: Office
) -> None:
    file = examined(RESIDENT)
    given = {"office": office, "campaign": "2014", "held_on": SITTING_DAY, "members": MEMBERS}
    once = uuid4()
    made = [
        actions.call_sitting(**given, applications=[file.pk], by=secretary, submission=once, at=IN_SESSION)
        for _ in range(2)
    ]
    assert made[0] == made[1]
    assert (Sitting.objects.count(), verbs(file.pk).count("put_on_agenda")) == (1, 1)


def test_a_sitting_does_not_close_while_a_file_has_neither_opinion_nor_adjournment(
    examined: Examined, in_session: InSession, secretary: Staff
) -> None:
    sitting = in_session(examined(RESIDENT))

    with pytest.raises(NotAllowed) as refusal:
        actions.close_sitting(sitting=sitting, by=secretary, at=IN_SESSION)
    assert refusal.value.answer.code == "files_left"

    actions.adjourn(item=item_of(sitting), by=secretary, at=IN_SESSION)
    actions.close_sitting(sitting=sitting, by=secretary, at=IN_SESSION)
    assert Application.objects.get().state == State.EXAMINED


def test_an_unfavourable_decision_leaves_with_remedies_and_goes_to_the_national_commission(
    refused: Decision,
) -> None:
    file = Application.objects.get()
    letter = Letter.objects.get(pk=refused.letter)

    assert (file.state, file.first_outcome, file.is_open) == (
        State.DECIDED_UNFAVOURABLE,
        "unfavourable",
        False,
    )
    assert verbs(file.pk)[-2:] == ["decide_unfavourable", "referred_to_national_commission"]
    headings = [block["text"] for block in letter.data["content"]["blocks"] if block["kind"] == "heading"]
    with override("ar"):
        assert gettext("What you can do") in headings
    assert len(letter.data["facts"]["remedies"]) >= 3


def test_who_registered_a_file_cannot_decide_on_it(
    examined: Examined, in_session: InSession, secretary: Staff, hire: Callable[..., Staff], office: Office
) -> None:
    file = examined(RESIDENT)
    actions.give_opinion(
        item=item_of(in_session(file)), verdict=verdict("favourable"), by=secretary, at=IN_SESSION
    )
    file.refresh_from_db()
    both = file.registered_by
    from indimaj.directory.models import Post

    Post.objects.filter(staff=hire(Role.AUTHORITY, office)).update(staff=both)

    with pytest.raises(NotAllowed) as refusal:
        actions.decide(
            application=file,
            verdict=verdict("favourable"),
            by=Staff.objects.get(pk=both.pk),
            version=file.version,
            at=DECIDED,
        )

    assert refusal.value.answer.code == "registered_it"


def test_an_authority_that_saw_an_older_file_is_told_and_nothing_is_decided(
    opinion: Callable[..., Opinion], authority: Staff
) -> None:
    file = opinion(RESIDENT, "favourable").application
    file.refresh_from_db()

    with pytest.raises(Stale):
        actions.decide(
            application=file,
            verdict=verdict("favourable"),
            by=authority,
            version=file.version - 1,
            at=DECIDED,
        )

    assert Decision.objects.count() == 0


def test_the_safe_day_runs_from_the_first_telling_and_the_other_from_regular_notice(
    refused: Decision, counter: Staff
) -> None:
    for channel, day in (("oral", 22), ("in_person", 28)):
        actions.give_notice(
            decision=refused,
            channel=channel,
            on=date(2014, 4, day),
            by=counter,
            at=datetime(2014, 4, day, 12, tzinfo=UTC),
        )

    court = next(words for words in remedies.words(refused, "en") if "court" in words)

    assert "7 May 2014" in court
    assert "13 May 2014" in court


def test_before_anybody_is_told_no_day_is_invented(refused: Decision) -> None:
    court = next(words for words in remedies.words(refused, "en") if "court" in words)

    assert "15 days after that day" in court
    assert "2014" not in court


def test_a_notice_cannot_come_before_its_decision_nor_after_today(refused: Decision, counter: Staff) -> None:
    for day in (date(2014, 4, 19), date(2014, 5, 1)):
        with pytest.raises(NotAllowed) as refusal:
            actions.give_notice(
                decision=refused,
                channel="in_person",
                on=day,
                by=counter,
                at=datetime(2014, 4, 25, tzinfo=UTC),
            )
        assert refusal.value.answer.code == "impossible_day"
    assert refused.notices.count() == 0
