"""A sentence of a note becomes a recommendation with an owner, an action and a number; a reader walks there and back."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils.translation import override

from indimaj.clients.enums import ConsentPurpose
from indimaj.commitments.models import Commitment
from indimaj.delivery.models import Action, Assignment
from indimaj.dialogue import actions as dialogue
from indimaj.dialogue.models import DocumentVersion, Event
from indimaj.directory import actions as directory
from indimaj.directory.enums import Role
from indimaj.directory.models import Staff
from indimaj.measures import actions as measures
from indimaj.measures.models import Measurement
from indimaj.referrals import actions as referrals
from indimaj.reports import actions as reports
from indimaj.texts.words import of_three
from tests.journeys.town import BEFORE, JUNE, SETUP, Town
from tests.journeys.visitor import Visitor

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
NOTE = {"ar": "بلاغ اللقاء", "fr": "Note de presse de la rencontre", "en": "Press note of the meeting"}
MEETING = {"ar": "لقاء الرباط", "fr": "Rencontre de Rabat", "en": "Meeting in Rabat"}
BEGINS = {"ar": "التأم الجميع يومين.", "fr": "On s’est réuni deux jours.", "en": "People met for two days."}
SENTENCE = {
    "ar": "يستقبل كل مركز صحي المريض دون أن يطلب سند إقامة.",
    "fr": "Chaque centre de santé reçoit les malades sans demander de titre de séjour.",
    "en": "Each health centre receives the sick without asking for a residence permit.",
}
ANSWER = {
    "ar": "نعم، ابتداء من هذا الشهر.",
    "fr": "Oui, dès ce mois-ci.",
    "en": "Yes, from this month on.",
}
ACTION = {
    "ar": "تكوين أعوان الاستقبال في المراكز الصحية",
    "fr": "Former l’accueil des centres de santé",
    "en": "Train the front desks of health centres",
}
SEEN = {
    "ar": "ستة رفضوا في ماي: من هنا نبدأ.",
    "fr": "Six refus en mai : nous partons de là.",
    "en": "Six refusals in May: this is where we begin.",
}
INDICATOR = "health_access_refused"
COUNTED = datetime(2014, 6, 2, 9, tzinfo=UTC)


class Scene:
    """What is there before: a published note, a focal point, and the refusals of May counted."""

    def __init__(self, town: Town, language: str) -> None:
        self.town, self.language = town, language
        self.event = self._event()
        self.version = self._note()
        self.focal = self._focal_point()
        self.figure = self._figure()

    def _event(self) -> Event:
        return dialogue.make_event(
            key="meeting", title=of_three(MEETING), kind="conference", starts_on=date(2014, 3, 10),
            ends_on=date(2014, 3, 11), is_public=True, by=SETUP, at=BEFORE,
        )  # fmt: skip

    def _note(self) -> DocumentVersion:
        note = dialogue.add_document(
            key="note", title=of_three(NOTE), kind="press_note", event=self.event, published_on=date(2014, 3, 12),
            is_public=True, by=SETUP, at=BEFORE,
        )  # fmt: skip
        return dialogue.add_version(
            document=note, language=self.language, received_on=date(2014, 3, 12),
            text=f"{BEGINS[self.language]}\n\n{SENTENCE[self.language]}", by=SETUP, at=BEFORE,
        )  # fmt: skip

    def _focal_point(self) -> Staff:
        staff = directory.create_staff(
            username="focal", name="Nadia Alami", name_ar="نادية العلمي", password=None, by=SETUP, at=BEFORE
        )
        directory.give_post(
            staff=staff, role=Role.FOCAL_POINT, body=self.town.bodies["delegation"], by=SETUP, at=BEFORE,
            held_from=date(2013, 1, 1),
        )  # fmt: skip
        return staff

    def _figure(self) -> Measurement:
        for _number in range(6):
            referrals.report_access(
                theme="health", place=self.town.rabat, barrier="no_papers", by=SETUP, at=BEFORE
            )
        self._received()
        measures.load_catalogue(by=SETUP, at=BEFORE)
        run = measures.count(measures.begin(month="2014-05", at=COUNTED, cut_off=COUNTED), at=COUNTED)
        measures.publish_counted(run, at=COUNTED)
        return Measurement.objects.get(run=run, indicator=INDICATOR)

    def _received(self) -> None:
        """The other side of that door: of thirteen who were sent to it in May, eight got what they needed."""
        client, _code = self.town.person(self.language, ConsentPurpose.REFERRAL)
        service, nurse = self.town.consultation("centre"), self.town.actor("nurse")
        at = [BEFORE + timedelta(hours=hour) for hour in range(6)]
        referrals.send_many([
            referrals.Sent(
                client=client, theme="health", urgency=2, words=SEEN["fr"], needed_at=at[0], service=service,
                shared=referrals.Shared(SEEN["fr"], "Wolof", True), sent_at=at[1], by=self.town.staff["caseworker"],
                body=self.town.bodies["salam"], steps=[
                    referrals.Moved("see", at[2], nurse), referrals.Moved("accept", at[3], nurse),
                    referrals.Moved("start", at[4], nurse),
                    referrals.Moved("finish", at[5], nurse, referrals.Answer(result="met" if number < 8 else "not_met")),
                ],
            )
            for number in range(13)
        ])  # fmt: skip

    def print_report(self) -> None:
        """The first edition, of today."""
        made = reports.draft_edition(cut_off=JUNE.date(), event=self.event, by=SETUP, at=JUNE)
        reports.freeze(edition=made, by=SETUP, at=JUNE)

    def address(self, name: str, *args: Any) -> str:
        """An address without its language, as a visitor goes there."""
        with override(self.language):
            return reverse(name, args=args).removeprefix(f"/{self.language}/")


@pytest.fixture
def scene(town: Town, language: str, settings: Any, tmp_path: Any) -> Scene:
    settings.UPLOAD_DIR = tmp_path / "files"
    return Scene(town, language)


def test_a_sentence_is_followed_to_the_number_that_shows_it_and_back(visitor: Visitor, scene: Scene) -> None:
    visitor.takes_pictures(("ar", "phone"), ("fr", "desk"))
    follow_it_up(visitor, scene)
    scene.print_report()
    walk_there(visitor, scene)
    walk_back(visitor, scene)


def follow_it_up(visitor: Visitor, scene: Scene) -> None:
    """The ministry marks the sentence and asks; the delegation answers, acts and shows a number."""
    recommend(visitor, scene)
    one = Commitment.objects.get()
    ask(visitor, scene, one)
    answer_and_act(visitor, scene, one)
    visitor.be(scene.town.staff["ministry"])
    visitor.go(scene.address("delivery:carry", one.key))
    visitor.look()
    visitor.fill(kind="indicator", key=INDICATOR)
    visitor.press()
    visitor.look()


def recommend(visitor: Visitor, scene: Scene) -> None:
    """The sentence becomes a recommendation, then has its two other languages and its theme."""
    language = visitor.language
    visitor.be(scene.town.staff["ministry"])
    visitor.go(scene.address("dialogue:read", "note", scene.version.number))
    visitor.look()
    visitor.fill(quote=SENTENCE[language])
    visitor.press("main button[formaction$='/recommendation/']")
    visitor.look()
    visitor.follow(scene.address("commitments:edit", Commitment.objects.get().key))
    for other in {"ar", "fr", "en"} - {language}:
        visitor.fill(**{f"title_{other}": SENTENCE[other], f"text_{other}": SENTENCE[other]})
    visitor.fill(raised_on="2014-03-11", next_date="2015-03-11")
    visitor.tick(themes="health")
    visitor.press()
    visitor.reads(SENTENCE[language])
    visitor.look()


def ask(visitor: Visitor, scene: Scene, one: Commitment) -> None:
    """The ministry asks the delegation to answer."""
    visitor.go(scene.address("delivery:steer"))
    visitor.look()
    visitor.follow(scene.address("delivery:one", one.key))
    visitor.look()
    visitor.follow(scene.address("delivery:assign", one.key))
    visitor.fill(body=scene.town.bodies["delegation"].name_in(visitor.language), role="lead", level="local")
    visitor.look()
    visitor.press()
    visitor.look()


def answer_and_act(visitor: Visitor, scene: Scene, one: Commitment) -> None:
    """The delegation accepts, plans an action with a step, and names the number that shows where it begins."""
    language = visitor.language
    visitor.be(scene.focal)
    visitor.go(scene.address("delivery:mine"))
    visitor.look()
    visitor.follow(scene.address("delivery:answer", Assignment.objects.get().pk))
    visitor.tick(position="accepts")
    visitor.fill(reason=ANSWER[language])
    visitor.look()
    visitor.press()
    visitor.look()
    visitor.follow(f"?for={one.key}")
    visitor.fill(
        title=ACTION[language],
        nature="service",
        theme="health",
        starts_on="2014-06-09",
        due_on="2014-12-19",
        step_1=ACTION[language],
        step_1_due="2014-09-30",
    )
    visitor.look()
    visitor.press()
    visitor.look()
    visitor.follow(scene.address("delivery:prove", "action", Action.objects.get().pk))
    visitor.fill(kind="measurement", reference=str(scene.figure.pk), says=SEEN[language])
    visitor.tick(shows="begun")
    visitor.look()
    visitor.press()
    visitor.reads(SEEN[language])
    visitor.look()


def walk_there(visitor: Visitor, scene: Scene) -> None:
    """From the meeting to the sentence, the recommendation, its owner, the action, the number, the page of the report."""
    language = visitor.language
    one, action = Commitment.objects.get(), Action.objects.get()
    visitor.be_nobody()
    visitor.go("dialogue/")
    visitor.look()
    visitor.follow(scene.address("dialogue:event", "meeting"))
    visitor.look()
    visitor.follow(scene.address("dialogue:document", "note"))
    visitor.look()
    visitor.follow(scene.address("dialogue:version", "note", scene.version.number))
    visitor.reads(SENTENCE[language])
    visitor.look("sentence")
    visitor.follow(scene.address("commitments:commitment", one.key))
    visitor.reads(ANSWER[language])
    visitor.look("recommendation")
    visitor.follow(scene.address("delivery:body", scene.town.bodies["delegation"].pk))
    visitor.look("owner")
    visitor.follow(scene.address("delivery:action", action.key))
    visitor.reads(SEEN[language])
    visitor.look("action")
    visitor.follow(scene.address("measures:measurement", scene.figure.pk))
    visitor.look()
    visitor.press(f"main a[href$='/figures/{INDICATOR}/']")
    visitor.look("figure")
    visitor.follow(scene.address("reports:printed", 1, "figure", INDICATOR))
    assert visitor.page.url.endswith(f"#f-{INDICATOR}")
    visitor.sees(f"#f-{INDICATOR}")
    visitor.look("printed")


def walk_back(visitor: Visitor, scene: Scene) -> None:
    """From the page of the report to the number, the action, the recommendation, and the sentence in its place."""
    one, action = Commitment.objects.get(), Action.objects.get()
    printed = scene.address("reports:printed", 1, "commitment", one.key)
    # The report leads to each of them itself.
    visitor.sees(f"article a[href$='{scene.address('delivery:body', scene.town.bodies['delegation'].pk)}']")
    visitor.sees(f"article a[href$='{scene.address('delivery:action', action.key)}']")
    visitor.follow(scene.address("measures:measurement", scene.figure.pk))
    visitor.sees(f"main a[href$='{scene.address('reports:printed', 1, 'measurement', scene.figure.pk)}']")
    visitor.follow(scene.address("delivery:action", action.key))
    visitor.follow(scene.address("commitments:commitment", one.key))
    visitor.sees(f"main a[href$='{printed}']")
    visitor.page.locator("main figure.quoted figcaption a").first.click()
    visitor.page.wait_for_url("**/documents/note/**")
    visitor.reads(SENTENCE[visitor.language])
    visitor.sees("main mark")
    visitor.look()
    # And from the recommendation to the place where the report prints it.
    visitor.follow(scene.address("commitments:commitment", one.key))
    visitor.follow(printed)
    assert visitor.page.url.endswith(f"#c-{one.key}")
    visitor.reads(ACTION[visitor.language])
