"""The pages: a visitor answers on a phone without a script, an invited one by a link, the desk prepares and answers."""

import csv
import io
import re

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from indimaj.consultations import actions
from indimaj.consultations.enums import Outcome, State, Way
from indimaj.consultations.models import Invitation, Round, Vote
from indimaj.ledger.models import Read

from .conftest import DUE, NOON, later, three

pytestmark = pytest.mark.heavy


@pytest.fixture(autouse=True)
def no_limits():
    cache.clear()


@pytest.fixture
def desk(world):
    browser = Client()
    browser.force_login(world.officer, backend="allauth.account.auth_backends.AuthenticationBackend")
    return browser


def token_of(page):
    return re.search(r'name="browser" value="([^"]+)"', page.content.decode()).group(1)


def test_who_only_reads_leaves_no_cookie_and_no_row(client, open_round):
    one = open_round()
    for address in ("", "1/", "said/"):
        page = client.get(f"/en/consultations/{one.key}/{address}")
        assert (page.status_code, [name for name in page.cookies if name.startswith("voice")]) == (200, [])
    assert one.voices.count() == 0


def test_a_visitor_answers_one_statement_a_page_and_changes_their_mind(client, open_round):
    one = open_round()
    page = client.get(f"/en/consultations/{one.key}/1/")
    sent = client.post(
        f"/en/consultations/{one.key}/1/",
        {"choice": "agree", "reason": "Because", "browser": token_of(page)},
    )
    assert sent["Location"] == f"/en/consultations/{one.key}/2/"
    sent = client.post(f"/en/consultations/{one.key}/2/", {"choice": "pass"})
    assert sent["Location"] == f"/en/consultations/{one.key}/said/"
    assert "Because" in client.get(f"/fr/consultations/{one.key}/said/").content.decode()
    client.post(f"/fr/consultations/{one.key}/1/", {"choice": "disagree"})
    votes = Vote.objects.order_by("statement__order").values_list("choice", "reason")
    assert (list(votes), one.voices.count()) == ([("disagree", ""), ("pass", "")], 1)


def test_a_double_click_before_the_cookie_is_there_makes_one_voice(client, open_round):
    one = open_round()
    token = token_of(client.get(f"/en/consultations/{one.key}/1/"))
    for _click in range(2):
        Client().post(f"/en/consultations/{one.key}/1/", {"choice": "agree", "browser": token})
    assert (one.voices.count(), Vote.objects.count()) == (1, 1)


def test_the_cookie_is_closed_to_scripts_and_ends_with_the_round(client, open_round):
    one = open_round()
    cookie = client.post(f"/en/consultations/{one.key}/1/", {"choice": "agree"}).cookies[
        f"voice-{one.pk.hex[:12]}"
    ]
    ends = later(days=28, hours=12)
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (
        True,
        "Lax",
        int((ends - NOON).total_seconds()),
    )


def test_an_answer_without_a_choice_comes_back_with_what_was_typed(client, open_round):
    one = open_round()
    page = client.post(f"/en/consultations/{one.key}/1/", {"reason": "My own reason"})
    assert (page.status_code, "My own reason" in page.content.decode()) == (422, True)


def test_an_answer_that_comes_too_late_is_not_lost_to_its_writer(client, open_round):
    one = open_round()
    with time_machine.travel(later(days=40), tick=False):
        page = client.post(f"/en/consultations/{one.key}/1/", {"choice": "agree", "reason": "My own reason"})
    assert (page.status_code, "My own reason" in page.content.decode(), Vote.objects.count()) == (
        409,
        True,
        0,
    )


def test_one_address_begins_only_so_often(client, open_round):
    one = open_round()
    codes = [
        Client().post(f"/en/consultations/{one.key}/1/", {"choice": "agree"}).status_code
        for _browser in range(61)
    ]
    assert (codes[:60], codes[60], one.voices.count()) == ([302] * 60, 429, 60)


def test_a_round_for_those_who_are_invited_has_no_open_page(client, open_round):
    one = open_round(way=Way.INVITED)
    assert client.get(f"/en/consultations/{one.key}/1/").status_code == 404
    assert client.get(f"/en/consultations/{one.key}/").status_code == 200


def test_a_draft_is_nobodys_to_read(client, draft):
    one = draft()
    pages = [f"/en/consultations/{one.key}{end}" for end in ("/", "/1/", ".json", ".csv")]
    assert [client.get(page).status_code for page in pages] == [404] * 4
    assert client.get("/en/consultations/rounds.json").json()["rounds"] == []


def test_somebody_who_is_invited_answers_by_their_link_alone(client, open_round, invite):
    one = open_round()
    token = invite(one, "association", "Association Salam").token
    page = client.get(f"/en/consultations/invitation/{token}/")
    assert "Association Salam" in page.content.decode()
    client.post(f"/en/consultations/invitation/{token}/1/", {"choice": "agree"})
    other = Client().get(f"/en/consultations/invitation/{token}/said/")
    assert "I agree" in other.content.decode()
    assert list(one.voices.values_list("channel", "kind", "browser")) == [("invited", "association", "")]
    assert Read.objects.filter(what="consultation_by_link", subject=one.pk).count() == 3
    assert client.get("/en/consultations/invitation/nothing/").status_code == 404


def test_a_link_that_was_taken_back_looks_like_one_that_never_was(client, world, open_round, invite):
    one = open_round()
    made = invite(one)
    actions.withdraw_invitation(invitation=made.invitation, by=world.by, at=NOON)
    assert client.get(f"/en/consultations/invitation/{made.token}/").status_code == 404


def test_a_link_leads_to_the_results_once_the_round_is_over(client, world, open_round, invite):
    one = open_round()
    token = invite(one).token
    actions.close_round(one=one, by=world.by, at=NOON)
    gone = client.get(f"/en/consultations/invitation/{token}/")
    assert gone["Location"] == f"/en/consultations/{one.key}/"


def test_results_wait_until_the_round_has_closed(client, world, open_round):
    one = open_round(way=Way.OPEN)
    for number in range(6):
        statement = one.statements.get(order=1)
        actions.vote_openly(statement=statement, browser=f"{number}", choice="agree", at=NOON)
    assert client.get(f"/en/consultations/{one.key}.json").json()["results"] == []
    actions.close_round(one=one, by=world.by, at=NOON)
    row = client.get(f"/en/consultations/{one.key}.json").json()["results"][0]
    assert (row["channel"], row["answer"], row["number"]) == ("open", "agree", 6)
    assert "<svg" in client.get(f"/en/consultations/{one.key}/").content.decode()


def test_an_overdue_answer_is_in_plain_sight(client, open_round):
    open_round()
    with time_machine.travel(later(days=70), tick=False):
        page = client.get("/en/consultations/").content.decode()
    words = " ".join(re.sub(r"<[^>]+>", " ", page).split())
    assert "Answers that are overdue" in words
    assert "late by 11 days" in re.sub("[\u2066-\u2069]", "", words).replace("\u00a0", " ")
    assert DUE.isoformat() in page


def test_the_tables_bear_a_row_of_tags_and_a_formula_stays_text(client, world, open_round):
    one = open_round(title="=1+1")
    rows = list(csv.reader(io.StringIO(client.get("/en/consultations/rounds.csv").content.decode())))
    assert (rows[0][0], rows[1][0], rows[2][0]) == ("key", "#activity+id", one.key)
    assert rows[2][3] == "'=1+1 in English"


def three_fields(name, text):
    return {f"{name}_{language}": f"{text} {language}" for language in ("ar", "fr", "en")}


def round_fields(world, **more):
    return {
        "first": "fr",
        **three_fields("title", "Logement"),
        **three_fields("about", "De quoi"),
        "body": world.ministry.code,
        "way": "both",
        "closes_on_day": "9", "closes_on_month": "3", "closes_on_year": "2015",
        "due_on_day": "9", "due_on_month": "4", "due_on_year": "2015",
        "submission": "00000000-0000-0000-0000-000000000007",
        **more,
    }  # fmt: skip


def test_the_desk_prepares_opens_closes_and_answers(desk, world, client):
    made = desk.post("/en/consultations/desk/new/", round_fields(world))
    one = Round.objects.get()
    assert made["Location"] == f"/en/consultations/desk/{one.pk}/"
    words = {"first": "fr", **three_fields("text", "Une phrase")}
    desk.post(
        f"/en/consultations/desk/{one.pk}/statements/new/",
        {**words, "submission": "00000000-0000-0000-0000-000000000008"},
    )
    one.refresh_from_db()
    desk.post(f"/en/consultations/desk/{one.pk}/open/", {"version": one.version})
    link = desk.post(
        f"/en/consultations/desk/{one.pk}/invite/",
        {"kind": "migrant", "name": "Groupe", "submission": "00000000-0000-0000-0000-000000000009"},
    )
    assert "/fr/consultations/invitation/" in link.content.decode()
    one.refresh_from_db()
    desk.post(f"/en/consultations/desk/{one.pk}/close/", {"version": one.version})
    one.refresh_from_db()
    answer = {"first": "fr", **three_fields("text", "Merci"), "outcome": "in_part", "version": one.version}
    refused = desk.post(f"/en/consultations/desk/{one.pk}/answer/", answer)
    assert (refused.status_code, "Merci ar" in refused.content.decode()) == (422, True)
    unknown = desk.post(
        f"/en/consultations/desk/{one.pk}/answer/",
        {**answer, "commitments": "https://x.org/en/commitments/none/"},
    )
    assert (unknown.status_code, "none" in unknown.content.decode()) == (422, True)
    rule = re.search(r'name="rule_versions" value="([^"]+)"', unknown.content.decode()).group(1)
    done = desk.post(f"/en/consultations/desk/{one.pk}/answer/", {**answer, "rule_versions": [rule]})
    assert done["Location"] == f"/en/consultations/{one.key}/"
    page = client.get(f"/fr/consultations/{one.key}/").content.decode()
    assert ("Merci fr" in page, "?on=" in page) == (True, True)
    one.refresh_from_db()
    assert (one.state, one.owed.outcome) == (State.ANSWERED, Outcome.IN_PART)


def test_a_draft_may_lack_a_language_and_says_so_before_it_opens(desk, world):
    desk.post("/en/consultations/desk/new/", round_fields(world, title_ar=""))
    one = Round.objects.get()
    page = desk.get(f"/en/consultations/desk/{one.pk}/").content.decode()
    assert "Not translated" in page
    assert desk.post(f"/en/consultations/desk/{one.pk}/open/", {"version": one.version}).status_code == 409


def test_a_translation_stays_stale_until_somebody_says_that_they_read_it_again(desk, world, draft):
    from indimaj.texts.words import gaps

    one = draft()
    words = {f"title_{language}": one.title[language]["text"] for language in ("ar", "en")}
    fields = round_fields(world, title_fr="Autre titre", version=one.version, **words)
    desk.post(f"/en/consultations/desk/{one.pk}/edit/", fields)
    one.refresh_from_db()
    assert [language for language, _gap in gaps(one.title)] == ["ar", "en"]
    desk.post(
        f"/en/consultations/desk/{one.pk}/edit/", {**fields, "version": one.version, "read_again": "on"}
    )
    one.refresh_from_db()
    assert gaps(one.title) == []


def test_the_second_of_two_people_sees_what_they_typed(desk, world, draft):
    one = draft()
    fields = round_fields(world, version=one.version - 1)
    page = desk.post(f"/en/consultations/desk/{one.pk}/edit/", fields)
    assert (page.status_code, "Logement fr" in page.content.decode()) == (409, True)


def test_a_last_day_that_is_over_is_refused_and_nothing_is_lost(desk, world):
    page = desk.post("/en/consultations/desk/new/", round_fields(world, closes_on_year="2014"))
    assert (page.status_code, "Logement fr" in page.content.decode(), Round.objects.count()) == (422, True, 0)


def test_others_find_no_desk(world, draft):
    one = draft()
    browser = Client()
    browser.force_login(world.caseworker, backend="allauth.account.auth_backends.AuthenticationBackend")
    for address in ("", "new/", f"{one.pk}/", f"{one.pk}/reasons/", f"{one.pk}/invite/"):
        assert browser.get(f"/en/consultations/desk/{address}").status_code == 404


def test_reasons_are_read_at_the_desk_and_published_nowhere(desk, client, world, open_round):
    one = open_round()
    statement = one.statements.get(order=1)
    actions.vote_openly(statement=statement, browser="a", choice="agree", reason="A reason of mine", at=NOON)
    actions.close_round(one=one, by=world.by, at=NOON)
    assert "A reason of mine" in desk.get(f"/en/consultations/desk/{one.pk}/reasons/").content.decode()
    public = [client.get(f"/en/consultations/{one.key}{end}") for end in ("/", ".json", ".csv")]
    assert [b"A reason of mine" in page.content for page in public] == [False] * 3


def test_pages_ask_the_database_as_little_with_three_rounds_as_with_one(
    client, desk, world, open_round, invite
):
    def asked():
        counts = []
        for browser, address in (
            (client, "/en/consultations/"),
            (client, "/en/consultations/rounds.csv"),
            (client, f"/en/consultations/{one.key}/"),
            (desk, "/en/consultations/desk/"),
        ):
            with CaptureQueriesContext(connection) as context:
                assert browser.get(address).status_code == 200
            counts.append(len(context))
        return counts

    one = open_round(title="First")
    actions.close_round(one=one, by=world.by, at=NOON)
    few = asked()
    for number in range(2):
        other = open_round(title=f"Other {number}", statements=3)
        Invitation.objects.filter(pk=invite(other).invitation.pk).update(has_answered=True)
    many = asked()
    assert (few, [number for number in few if number > 12]) == (many, [])


def test_a_commitment_shows_the_rounds_that_it_is_in(world, draft):
    from indimaj.commitments.models import Commitment
    from indimaj.consultations.panel import of_commitments

    commitment = Commitment.objects.create(
        key="language-courses", kind="recommendation", title=three("Courses"), text=three("Open courses"),
        recorded_at=NOON, rank="1", folded="open courses",
    )  # fmt: skip
    one = draft(statements=0)
    actions.add_commitments(one=one, commitments=[commitment, commitment], by=world.by, at=NOON)
    actions.add_commitments(one=one, commitments=[commitment], by=world.by, at=NOON)
    assert one.statements.count() == 1
    assert of_commitments({commitment.pk: commitment.key}, None) == {}
    one.refresh_from_db()
    one = actions.open_round(one=one, by=world.by, at=NOON)
    actions.close_round(one=one, by=world.by, at=NOON)
    changed = [actions.Link("commitment", "language-courses")]
    actions.answer_round(
        one=one, given=actions.Given(Outcome.TAKEN_UP, three("Done"), changed), by=world.by, at=NOON
    )
    template, context = of_commitments({commitment.pk: commitment.key}, None)[commitment.pk]
    assert template == "consultations/_panel.html"
    panel = context["panel"]
    assert (
        [each["round"].pk for each in panel["asked"]],
        [each["round"].pk for each in panel["changed"]],
    ) == (
        [one.pk],
        [one.pk],
    )
