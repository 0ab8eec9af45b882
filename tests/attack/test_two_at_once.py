"""Two at once on one thing: one wins, the other is told, nothing is doubled or overwritten."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from indimaj.applications.actions import intake
from indimaj.applications.models import Application, FactValue, RegistrationRefusal
from indimaj.decisions.models import AgendaItem, Decision, MemberOpinion, Opinion, Sitting
from indimaj.directory.models import Office, Staff
from indimaj.ledger.actors import Actor
from indimaj.ledger.enums import Compartment
from indimaj.ledger.queries import history
from indimaj.ledger.verify import verify
from indimaj.letters.models import Letter
from tests.applications.conftest import person
from tests.decisions.conftest import RESIDENT, item_of, verdict

from .conftest import NOW, at_once, browser, statuses

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("june"), pytest.mark.heavy]


def acts(file: Application, verb: str) -> int:
    return history(Compartment.STATUS, file.pk).filter(verb=verb).count()


def test_a_draft_handed_in_by_two_threads_is_one_file_with_one_receipt(office: Office) -> None:
    draft, _code = intake.start_draft(campaign="2014", office=office, language="fr", pin="246802", at=NOW)
    intake.save_answers(application=draft, person=person(), declared={}, at=NOW)
    by, same = Actor.person(draft.pk), uuid4()
    answers = at_once(
        *[lambda: intake.submit(application=draft, submission=same, by=by, at=NOW) for _ in range(4)]
    )
    assert {(one.pk, one.order_number) for one in answers} == {(draft.pk, 1)}
    assert Letter.objects.filter(subject=draft.pk, kind="receipt").count() == 1
    assert acts(draft, "submit") == 1


def test_a_deposit_sent_twice_is_one_file(office: Office, counter: Staff) -> None:
    sent = {
        "do": "register",
        "office": office.pk,
        "language": "ar",
        "given_names": "Awa",
        "submission": uuid4(),
    }
    clients = [browser(counter) for _ in range(4)]
    answers = at_once(*[lambda client=client: client.post("/en/desk/counter/", sent) for client in clients])
    assert statuses(answers) == [200, 200, 200, 200]
    assert list(Application.objects.values_list("order_number", flat=True)) == [1]
    assert Office.objects.get().next_order_number == 2


def test_a_visit_refused_by_a_double_click_leaves_one_slip(office: Office, counter: Staff) -> None:
    sent = {"office": office.pk, "name_said": "Awa", "ground": "register_person_withdrew", "language": "fr"}
    once = sent | {"submission": uuid4()}
    clients = [browser(counter) for _ in range(3)]
    answers = at_once(
        *[lambda client=client: client.post("/en/desk/counter/not-registered/", once) for client in clients]
    )
    assert (statuses(answers), len({one["Location"] for one in answers})) == ([302, 302, 302], 1)
    assert RegistrationRefusal.objects.count() == 1


def test_a_sitting_called_by_a_double_click_is_one_sitting(
    examined: Callable[..., Application], secretary: Staff, office: Office
) -> None:
    examined(RESIDENT)
    sent = {"office": office.pk, "held_on": "2014-07-01", "how_many": "1", "submission": uuid4()}
    sent |= {"name_1": "A", "institution_1": "Préfecture", "name_2": "B", "institution_2": "Association"}
    clients = [browser(secretary) for _ in range(3)]
    answers = at_once(*[lambda c=c: c.post("/en/commission/call/", sent) for c in clients])
    assert (statuses(answers), len({one["Location"] for one in answers})) == ([302, 302, 302], 1)
    assert Sitting.objects.count() == 1


def test_order_numbers_have_no_gap_under_eight_clerks(office: Office, counter: Staff) -> None:
    def work(client: Client) -> list[int]:
        found = []
        for number in range(4):
            sent = {
                "do": "register",
                "office": office.pk,
                "language": "ar",
                "given_names": "Awa",
                "submission": uuid4(),
            }
            if number == 2:
                sent["given_names"] = ""
            found.append(client.post("/en/desk/counter/", sent).status_code)
        return found

    clients = [browser(counter) for _ in range(8)]
    answers = at_once(*[lambda client=client: work(client) for client in clients])
    assert answers == [[200, 200, 422, 200]] * 8
    numbers = sorted(Application.objects.values_list("order_number", flat=True))
    assert numbers == list(range(1, 25))
    assert verify().findings == []


def test_the_second_of_two_officers_is_told_and_overwrites_nothing(
    deposit: Callable[..., Application], examiner: Staff
) -> None:
    file = deposit()
    page = f"/en/desk/files/{file.reference}/facts/in_morocco_since/"
    sent = [
        {"version": file.version, "seen": NOW.isoformat(), "fact-in_morocco_since": year, "evidence": ""}
        for year in ("2005", "2009")
    ]
    clients = [browser(examiner), browser(examiner)]
    answers = at_once(*[lambda c=c, s=s: c.post(page, s) for c, s in zip(clients, sent, strict=True)])
    assert statuses(answers) == [302, 409]
    loser = next(place for place, one in enumerate(answers) if one.status_code == 409)
    assert sent[loser]["fact-in_morocco_since"] in answers[loser].content.decode()
    assert FactValue.objects.filter(application=file, state="confirmed").count() == 1
    assert acts(file, "fact_confirmed") == 1
    kept = Application.objects.get(pk=file.pk).facts["in_morocco_since"]
    assert kept[0][:4] == sent[1 - loser]["fact-in_morocco_since"]


def test_two_officers_finish_one_examination(deposit: Callable[..., Application], examiner: Staff) -> None:
    file = deposit()
    first = f"/en/desk/files/{file.reference}/facts/in_morocco_since/"
    browser(examiner).post(first, {"version": file.version, "fact-in_morocco_since": "2005"})
    file.refresh_from_db()
    page = f"/en/desk/files/{file.reference}/step/mark_examined/"
    clients = [browser(examiner), browser(examiner)]
    answers = at_once(*[lambda c=c: c.post(page, {"version": file.version}) for c in clients])
    assert statuses(answers) == [302, 409]
    assert acts(file, "mark_examined") == 1


def voiced(sitting: Sitting, stance: str, reason: str, outcome: str = "favourable") -> dict[str, Any]:
    seats = list(sitting.members.values_list("pk", flat=True))
    said = {f"stance_{seat}": stance for seat in seats} | {f"reason_{seat}": reason for seat in seats}
    return {**said, "outcome": outcome, "signed_by": f"Signed {reason}"}


def test_two_secretaries_give_an_opinion_on_one_file(
    examined: Callable[..., Application], in_session: Callable[..., Sitting], secretary: Staff
) -> None:
    sitting = in_session(examined(RESIDENT))
    page = f"/en/commission/sitting/{sitting.pk}/1/"
    sent = [voiced(sitting, "favourable", "ONE"), voiced(sitting, "unfavourable", "TWO")]
    clients = [browser(secretary), browser(secretary)]
    answers = at_once(*[lambda c=c, s=s: c.post(page, s) for c, s in zip(clients, sent, strict=True)])
    assert statuses(answers) == [302, 409]
    loser = next(place for place, one in enumerate(answers) if one.status_code == 409)
    assert sent[loser]["signed_by"] in answers[loser].content.decode()
    opinion = Opinion.objects.get()
    assert opinion.signed_by == sent[1 - loser]["signed_by"]
    assert {f"Signed {voice.reason}" for voice in MemberOpinion.objects.all()} == {opinion.signed_by}
    assert acts(opinion.application, "member_opinions_recorded") == 1


def test_two_authorities_decide_at_once(
    examined: Callable[..., Application],
    in_session: Callable[..., Sitting],
    secretary: Staff,
    authority: Staff,
) -> None:
    from indimaj.decisions import actions

    file = examined(RESIDENT)
    item: AgendaItem = item_of(in_session(file))
    actions.give_opinion(item=item, verdict=verdict("favourable"), by=secretary, at=NOW)
    file.refresh_from_db()
    page = f"/en/commission/decide/{file.reference}/"
    sent = [{"outcome": "favourable", "signed_by": f"Wali {one}", "version": file.version} for one in "AB"]
    clients = [browser(authority), browser(authority)]
    answers = at_once(*[lambda c=c, s=s: c.post(page, s) for c, s in zip(clients, sent, strict=True)])
    assert statuses(answers) == [302, 409]
    late = clients[0].post(page, sent[0])
    assert (late.status_code, "Wali A" in late.content.decode()) == (409, True)
    assert Decision.objects.count() == 1
    assert Letter.objects.filter(subject=file.pk, kind="favourable").count() == 1
    assert verify().findings == []
