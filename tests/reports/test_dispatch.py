"""An edition goes out, is received when its link is first opened, and its reply enters the dialogue."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client

from indimaj.dialogue.models import Contribution
from indimaj.directory.models import Body, Staff
from indimaj.directory.permissions import NotAllowed
from indimaj.ledger.actors import Actor
from indimaj.ports import clock
from indimaj.reports import actions
from indimaj.reports.enums import Standing
from indimaj.reports.models import Dispatch, Edition

from .conftest import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.heavy]


@pytest.fixture
def sent(frozen: Edition, body: Body, officer: Staff) -> Dispatch:
    by, due = Actor.staff(officer.pk), clock.today() + timedelta(days=30)
    actions.keep_counterpart(body=body, address="cabinet@example.org", language="fr", by=by, at=NOON)
    return actions.dispatch_edition(edition=frozen, bodies=[body], reply_due_on=due, by=by, at=NOON)[0]


def link_of(dispatch: Dispatch) -> str:
    assert dispatch.message is not None
    found = re.search(r"/fr/reports/link/[\w-]+/", dispatch.message.text)
    assert found is not None
    return found[0]


def test_the_message_names_the_report_and_says_what_the_link_writes_down(sent: Dispatch) -> None:
    assert sent.message is not None
    assert sent.message.title == "Rapport sur la politique d’intégration, édition 1"
    assert "Rien d’autre n’est suivi" in sent.message.text
    assert link_of(sent).split("/")[-2] not in sent.digest


def test_nobody_gets_an_edition_twice(sent: Dispatch, officer: Staff) -> None:
    again = actions.dispatch_edition(
        edition=sent.edition,
        bodies=[sent.body],
        reply_due_on=sent.reply_due_on,
        by=Actor.staff(officer.pk),
        at=NOON,
    )
    assert (again, Dispatch.objects.count()) == ([], 1)


def test_a_draft_is_not_sent(draft: Edition, body: Body, officer: Staff) -> None:
    with pytest.raises(NotAllowed):
        actions.dispatch_edition(
            edition=draft, bodies=[body], reply_due_on=date(2015, 3, 1), by=Actor.staff(officer.pk), at=NOON
        )


def test_the_first_opening_is_the_receipt_and_a_glance_at_the_head_is_none(sent: Dispatch) -> None:
    reader = Client()
    reader.head(link_of(sent))
    sent.refresh_from_db()
    assert sent.received_at is None
    assert reader.get(link_of(sent)).status_code == 200
    sent.refresh_from_db()
    first = sent.received_at
    reader.get(link_of(sent))
    sent.refresh_from_db()
    assert first is not None
    assert sent.received_at == first


def test_the_reply_is_a_contribution_of_the_institution_and_is_given_once(sent: Dispatch) -> None:
    reader = Client()
    post = {"language": "fr", "text": "Nous répondrons sur le point 3."}
    assert reader.post(f"{link_of(sent)}reply/", post).status_code == 302
    assert reader.post(f"{link_of(sent)}reply/", {**post, "text": "Autre"}).status_code == 302
    sent.refresh_from_db()
    made = Contribution.objects.get()
    assert sent.reply == made
    assert (made.body, made.event, made.kind) == (sent.body, sent.edition.event, "written")
    assert made.text["fr"]["text"] == "Nous répondrons sur le point 3."
    assert "Nous répondrons" in reader.get(link_of(sent)).content.decode()


def test_an_empty_reply_is_refused_with_the_page(sent: Dispatch) -> None:
    answer = Client().post(f"{link_of(sent)}reply/", {"language": "fr", "text": " "})
    assert (answer.status_code, Contribution.objects.count()) == (422, 0)


def test_a_link_that_is_none_looks_like_nothing(sent: Dispatch) -> None:
    assert Client().get("/fr/reports/link/abc/").status_code == 404


def test_where_a_dispatch_stands_follows_from_its_days(sent: Dispatch) -> None:
    today, late = clock.today(), sent.reply_due_on + timedelta(days=1)
    assert sent.standing(today) == Standing.WAITING
    sent.received_at = NOON
    assert (sent.standing(today), sent.standing(late)) == (Standing.RECEIVED, Standing.SILENT)
    sent.replied_at = NOON
    assert sent.standing(late) == Standing.REPLIED
