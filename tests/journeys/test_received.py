"""A person finds a service and is received; another is refused, and helped on."""

import re
from typing import Any

import pytest

from indimaj.clients.enums import ConsentPurpose
from indimaj.clients.models import Client
from indimaj.referrals import actions as referrals
from indimaj.referrals.enums import AccessState, NeedState, State
from indimaj.referrals.models import AccessRefusal, Need, Referral
from tests.journeys.town import JUNE, PIN, Town
from tests.journeys.visitor import Visitor

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
NEED = {
    "ar": "ابني مريض منذ أسبوع ولم يستقبلنا أحد.",
    "fr": "Mon fils a de la fièvre depuis une semaine, personne ne nous a reçus.",
    "en": "My son has had a fever for a week, and nobody has received us.",
}
FULL = {
    "ar": "كل المواعيد محجوزة هذا الشهر.",
    "fr": "Tous les rendez-vous du mois sont pris.",
    "en": "Every appointment of this month is taken.",
}
AT_THE_DOOR = {
    "ar": "طلبوا مني بطاقة الإقامة عند الباب.",
    "fr": "On m’a demandé une carte de séjour à l’entrée.",
    "en": "I was asked for a residence card at the door.",
}
CORRECTED = {
    "ar": "ذكّرنا المركز بأن لا وثيقة تُطلب.",
    "fr": "Nous avons rappelé au centre qu’aucun papier n’est demandé.",
    "en": "We have reminded the centre that no paper is asked for.",
}


def open_own_page(visitor: Visitor, client: Client, code: str, part: str) -> None:
    """The person opens their page, and one part of it."""
    visitor.be_nobody()
    visitor.go("my-page/")
    visitor.fill(reference=client.reference, code=code, pin=PIN)
    visitor.press()
    visitor.follow(f"?part={part}")
    visitor.look()


def test_a_person_finds_a_service_and_is_received(visitor: Visitor, town: Town) -> None:
    visitor.takes_pictures(("ar", "phone"))
    service = town.consultation("centre")
    client, code = town.person(visitor.language, ConsentPurpose.SUPPORT)

    # On a phone, with no account: what is needed, where, in which language, without a document.
    visitor.go("services/")
    visitor.look()
    visitor.fill(need="health", place="MA-RAB", lang="wo", docs="none")
    visitor.press()
    visitor.sees(".services-found > li", 1)
    visitor.look("services")
    visitor.follow(f"/services/{service.pk}/")
    visitor.look()

    # The association writes the need down in the person's words and sends it, with their yes.
    visitor.be(town.staff["caseworker"])
    visitor.go("people/")
    visitor.look()
    visitor.follow(f"/people/{client.reference}/")
    visitor.look()
    visitor.follow(f"/referrals/people/{client.reference}/")
    visitor.follow("/need/")
    visitor.look()
    visitor.tick(theme="health", urgency="1")
    visitor.fill(words=NEED[visitor.language])
    visitor.press()
    visitor.look()
    visitor.follow(f"/services/{service.pk}/")
    visitor.tick(delivery_kind="none")
    visitor.page.locator("main [name=interpreter]").check()
    visitor.press()
    visitor.sees(".error-summary")  # Nothing leaves without the person's yes.
    visitor.look()
    visitor.page.locator("main [name=agreed]").check()
    visitor.press()
    visitor.look()

    # A small provider without an account answers by a link: an appointment.
    sent = Referral.objects.get()
    visitor.post(f"/{sent.pk}/link/")
    visitor.look()
    address = visitor.page.locator("main .address bdi").first.inner_text()
    token = re.search(r"/answer/([\w-]+)/", address)
    assert token
    visitor.be_nobody()
    visitor.go(f"referrals/answer/{token[1]}/")
    visitor.look()
    visitor.reads_not(client.family_name)
    visitor.reads_not(client.phone)
    visitor.follow("/accept/")
    visitor.fill(day_day="5", day_month="6", day_year="2014", hour="09:30")
    visitor.look()
    visitor.press()
    visitor.reads("09:30")

    # The nurse has an account: the visit has taken place, the need is met.
    visitor.be(town.staff["nurse"])
    visitor.go("referrals/inbox/?state=accepted")
    visitor.look()
    visitor.follow(f"/inbox/{sent.pk}/")
    visitor.look()
    for step in ("start", "finish"):
        visitor.follow(f"/{step}/")
        if step == "finish":
            visitor.tick(result="met")
            visitor.look()
        visitor.press()
    visitor.look()
    sent.refresh_from_db()
    assert (sent.state, sent.result, Need.objects.get().state) == (State.DONE, "met", NeedState.MET)

    open_own_page(visitor, client, code, "referrals")
    visitor.reads(service.text_in("name", visitor.language))


def test_a_person_who_is_refused_is_helped_on(visitor: Visitor, town: Town) -> None:
    visitor.takes_pictures(("fr", "desk"))
    service, other = town.consultation("centre"), town.consultation("clinic")
    client, code = town.person(visitor.language, ConsentPurpose.SUPPORT, ConsentPurpose.REFERRAL)

    # Somebody was sent away at a door: told without a name, and where else to go is said at once.
    visitor.go("referrals/not-received/")
    visitor.look()
    visitor.tick(theme="health", barrier="no_papers")
    visitor.fill(place="MA-RAB", words=AT_THE_DOOR[visitor.language])
    visitor.press()
    visitor.look()
    visitor.follow("/services/?need=health&place=MA-RAB")
    visitor.sees(".services-found > li", 2)
    visitor.go("referrals/not-received/counts/")
    visitor.look()
    refusal = AccessRefusal.objects.get()
    assert (refusal.client, refusal.answerer) == (None, town.bodies["delegation"])

    # The body with the mandate must answer.
    visitor.be(town.staff["delegate"])
    visitor.go("referrals/not-received/ours/")
    visitor.look()
    visitor.follow(f"/ours/{refusal.pk}/")
    visitor.reads(AT_THE_DOOR[visitor.language])
    visitor.look()
    visitor.tick(answer="corrected")
    visitor.fill(text=CORRECTED[visitor.language])
    visitor.press()
    visitor.sees("main .empty")
    refusal.refresh_from_db()
    assert (refusal.state, refusal.answer) == (AccessState.ANSWERED, "corrected")

    # A service refuses, for a reason.
    sent = _sent(town, client, service, visitor.language)
    visitor.be(town.staff["nurse"])
    visitor.go("referrals/inbox/")
    visitor.look()
    visitor.follow(f"/inbox/{sent.pk}/")
    visitor.follow("/refuse/")
    visitor.tick(reason="no_capacity")
    visitor.fill(text=FULL[visitor.language])
    visitor.look()
    visitor.press()
    visitor.look()

    # It comes back first in the queue, with where to go next; one press sends it on.
    visitor.be(town.staff["caseworker"])
    visitor.go("referrals/")
    visitor.look()
    visitor.follow(f"/referrals/{sent.pk}/")
    visitor.reads(FULL[visitor.language])
    visitor.look("came-back")
    visitor.post(f"/{sent.pk}/on/{other.pk}/")
    visitor.reads(service.text_in("name", visitor.language))  # what came before
    visitor.look()

    # The next service receives her.
    on = Referral.objects.get(service=other)
    visitor.be(town.staff["doctor"])
    visitor.go(f"referrals/inbox/{on.pk}/")
    visitor.follow("/accept/")
    visitor.press()
    visitor.look()
    states = dict(Referral.objects.values_list("service__body_id", "state"))
    assert states == {"B-CENTRE": State.REFUSED, "B-CLINIC": State.ACCEPTED}
    open_own_page(visitor, client, code, "referrals")
    visitor.sees("main .tasks > li", 3)


def _sent(town: Town, client: Client, service: Any, language: str) -> Referral:
    by = town.actor("caseworker")
    need = referrals.record_need(
        client=client, theme="health", urgency=1, words=NEED[language], by=by, at=JUNE
    )
    shared = referrals.Shared(NEED[language], "Wolof", True)
    return referrals.send_referral(need=need, service=service, shared=shared, by=by, at=JUNE)
