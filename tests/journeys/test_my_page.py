"""A person reads who opened their page, takes a yes back, objects and is answered, and takes everything along."""

import json

import pytest

from indimaj.clients.enums import ConsentPurpose
from indimaj.clients.models import Client, Objection
from indimaj.referrals import actions as referrals
from indimaj.referrals.models import Referral
from tests.journeys.town import JUNE, PIN, Town
from tests.journeys.visitor import Visitor

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
WRONG = {
    "ar": "رقم الهاتف ليس رقمي.",
    "fr": "Ce numéro de téléphone n’est pas le mien.",
    "en": "This phone number is not mine.",
}
ANSWER = {
    "ar": "شكرا، صححناه. من فضلك راجعي صفحتك.",
    "fr": "Merci, nous l’avons corrigé : relisez votre page.",
    "en": "Thank you, it is corrected: read your page again.",
}


def open_page(visitor: Visitor, client: Client, code: str) -> None:
    """Reference, code and PIN."""
    visitor.be_nobody()
    visitor.go("my-page/")
    visitor.fill(reference=client.reference.lower(), code=code.replace("-", " "), pin=PIN)
    visitor.press()


def test_a_person_reads_who_opened_their_page_and_decides(visitor: Visitor, town: Town) -> None:
    visitor.takes_pictures(("ar", "phone"))
    client, code = town.person(visitor.language, *ConsentPurpose)
    sent = _sent(town, client)

    # The association and the health centre open it.
    visitor.be(town.staff["caseworker"])
    visitor.go(f"people/{client.reference}/")
    visitor.be(town.staff["nurse"])
    visitor.go(f"referrals/inbox/{sent.pk}/")

    # A wrong PIN says which three belong together, and nothing else.
    visitor.be_nobody()
    visitor.go("my-page/")
    visitor.look()
    visitor.fill(reference=client.reference, code=code, pin="000000")
    visitor.press()
    visitor.sees(".error-summary")
    visitor.look()
    open_page(visitor, client, code)
    visitor.look("own-page", height=765)

    # Who read it, for which body and why; never a name of staff.
    visitor.follow("/my-page/readers/")
    for body in ("salam", "centre"):
        visitor.reads(town.bodies[body].name_in(visitor.language))
    visitor.reads_not("Karima")
    visitor.look("who-read-my-page")

    # A yes is taken back: the health centre does not see her from then on.
    visitor.go("my-page/consents/")
    visitor.look()
    given = client.consents.get(purpose=ConsentPurpose.REFERRAL)
    visitor.post(f"/consents/{given.pk}/withdraw/")
    visitor.look()
    visitor.be(town.staff["nurse"])
    answer = visitor.page.goto(f"{visitor.address}/{visitor.language}/referrals/inbox/{sent.pk}/")
    assert answer is not None
    assert answer.status == 404

    # She objects; the association must answer, and she reads the answer.
    open_page(visitor, client, code)
    visitor.follow("/my-page/objections/")
    visitor.fill(text=WRONG[visitor.language])
    visitor.press()
    visitor.look()
    objection = Objection.objects.get()
    visitor.be(town.staff["caseworker"])
    visitor.go("people/")
    visitor.look()
    visitor.follow(f"/people/{client.reference}/")
    visitor.look()
    visitor.follow(f"/objections/{objection.pk}/")
    visitor.look()
    visitor.fill(answer=ANSWER[visitor.language])
    visitor.press("main form.form button")
    visitor.follow("/history/")
    visitor.look()
    open_page(visitor, client, code)
    visitor.follow("/my-page/objections/")
    visitor.reads(ANSWER[visitor.language])
    visitor.look()

    # She takes everything along, in one file.
    visitor.go("my-page/take-along/")
    visitor.look()
    with visitor.page.expect_download() as download:
        visitor.page.locator("main form.form button").click()
    everything = json.loads(download.value.path().read_text())
    assert everything["person"]["reference"] == client.reference
    assert everything["objections"][0]["answer"] == ANSWER[visitor.language]
    assert [one["what"] for one in everything["referrals"]] == ["need", "referral"]
    assert len(everything["who_read_it"]) >= 4

    # And what she may ask besides: a correction, erasure, another PIN.
    for page in ("correct", "erasure", "pin", "proof"):
        visitor.go(f"my-page/{page}/")
        visitor.look()


def _sent(town: Town, client: Client) -> Referral:
    by, service = town.actor("caseworker"), town.consultation("centre")
    need = referrals.record_need(client=client, theme="health", urgency=2, words=WRONG["fr"], by=by, at=JUNE)
    shared = referrals.Shared(WRONG[client.language], "Wolof", True)
    return referrals.send_referral(need=need, service=service, shared=shared, by=by, at=JUNE)
