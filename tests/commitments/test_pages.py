"""What the public and the desk see."""

import csv
import io
from collections.abc import Callable
from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from indimaj.commitments import actions
from indimaj.commitments.drafts import Draft
from indimaj.commitments.models import Commitment, ImportBatch, Proposal
from indimaj.dialogue.models import Document
from indimaj.directory.models import Staff
from indimaj.texts.words import original
from tests.commitments.conftest import NOON, World
from tests.commitments.making import ENGLISH, review

pytestmark = pytest.mark.heavy

SignIn = Callable[[Staff], Client]
MANY = 10_000


def keys(client: Client, query: str = "") -> list[str]:
    return [card["one"].key for card in client.get(f"/en/commitments/{query}").context["cards"]]


def test_the_list_is_found_by_words_theme_level_kind_and_document(world: World) -> None:
    world.commitment("Ouvrir les écoles", language="fr", key="schools", themes=["education"], levels=["local"],
                     document_key="d1", code="1.1")  # fmt: skip
    world.commitment("فتح المستشفيات", language="ar", key="hospitals", kind="pledge", themes=["health"])
    client = Client()
    found = {
        query: keys(client, query)
        for query in ("", "?q=ECOLES", "?q=المُستشفيات", "?theme=health", "?level=local", "?kind=pledge", "?document=d1",
                      "?q=nowhere", "?theme=nonsense&kind=%00&q=%00")
    }  # fmt: skip
    assert {query: set(one) for query, one in found.items()} == {
        "": {"schools", "hospitals"}, "?q=ECOLES": {"schools"}, "?q=المُستشفيات": {"hospitals"},
        "?theme=health": {"hospitals"}, "?level=local": {"schools"}, "?kind=pledge": {"hospitals"},
        "?document=d1": {"schools"}, "?q=nowhere": set(), "?theme=nonsense&kind=%00&q=%00": {"schools", "hospitals"},
    }  # fmt: skip


def test_the_latest_come_first_and_those_of_a_document_in_its_order(world: World) -> None:
    for code in ("1.10", "1.2", "1.1"):
        world.commitment(
            f"Do {code}", key=f"d-{code[2:]}", code=code, document_key="d", raised_on=date(2013, 9, 9)
        )
    world.commitment("Undated", key="undated")
    world.commitment("Later", key="later", raised_on=date(2014, 3, 10))
    assert keys(Client()) == ["later", "d-1", "d-2", "d-10", "undated"]


def test_all_pages_of_the_list_hold_each_commitment_once(world: World) -> None:
    for number in range(45):
        world.commitment(f"Do number {number}")
    client, seen, query = Client(), [], ""
    while True:
        answer = client.get(f"/en/commitments/{query}")
        seen += [card["one"].key for card in answer.context["cards"]]
        query = answer.context["older"]
        if not query:
            break
    assert (len(seen), len(set(seen))) == (45, 45)


def test_a_commitment_shows_its_sentence_in_its_language_with_who_made_it_and_the_way_back(
    world: World,
) -> None:
    batch = world.batch(ENGLISH)
    first = Proposal.objects.get(code="144.1")
    actions.decide(batch=batch, proposals=[first.pk], to="confirmed", by=world.by, at=NOON)
    one = Commitment.objects.get()
    passage = one.passages.first()
    assert passage is not None
    body = Client().get(f"/fr/commitments/{one.key}/").content.decode()
    assert f"/fr/dialogue/passages/{passage.passage_id}/" in body or str(passage.passage_id) in body
    assert '<blockquote lang="en" dir="ltr">Open a counter in each prefecture' in body
    assert "Chili" in body
    assert "Recueille l’adhésion" in body
    assert "Salma Bennani" not in body


@pytest.mark.parametrize(
    ("text", "said_again"), [("Open schools", False), ("Open schools to everybody", True)]
)
def test_a_text_that_is_its_own_title_is_printed_once(world: World, text: str, said_again: bool) -> None:
    world.commitment(text, key="schools", title=original("en", "Open schools"))

    page = Client().get("/en/commitments/schools/").content.decode()

    assert ('<p class="lead">' in page) is said_again


def test_the_words_of_a_document_that_is_not_public_are_not_shown(world: World) -> None:
    batch = world.batch(ENGLISH)
    actions.decide(batch=batch, proposals=[batch.proposals.first().pk], to="confirmed", by=world.by, at=NOON)
    Document.objects.update(is_public=False)
    body = Client().get(f"/en/commitments/{Commitment.objects.get().key}/").content.decode()
    assert ("<blockquote" in body, "An invented report" in body) == (False, False)


def test_what_was_taken_back_is_on_no_public_page(world: World) -> None:
    one = world.commitment("Adopt the law", key="the-law")
    actions.withdraw(commitment=one, by=world.by, at=NOON)
    client = Client()
    assert [client.get(f"/en/commitments/the-law{end}").status_code for end in ("/", ".json")] == [404, 404]
    assert keys(client) == []
    assert client.get("/en/commitments/list.json").json()["commitments"] == []


def test_the_table_of_open_data_has_names_tags_and_a_row_each(world: World) -> None:
    world.commitment("=1+1", key="sum", themes=["health", "work"], raised_on=date(2014, 3, 11))
    said = b"".join(Client().get("/en/commitments/list.csv")).decode()
    heads, tags, row = csv.reader(io.StringIO(said))
    told = dict(zip(heads, row, strict=True))
    assert tags[0] == "#activity+commitment+id"
    assert (told["key"], told["title_en"], told["themes"], told["raised_on"]) == (
        "sum", "'=1+1", "health;work", "2014-03-11",
    )  # fmt: skip


def test_json_tells_sponsors_position_and_relations(world: World) -> None:
    batch = world.batch(ENGLISH)
    actions.decide(
        batch=batch,
        proposals=list(batch.proposals.values_list("pk", flat=True)),
        to="confirmed",
        by=world.by,
        at=NOON,
    )
    one, other = Commitment.objects.order_by("code")[:2]
    actions.relate(commitment=one, other=other, kind="merges", by=world.by, at=NOON)
    told = Client().get(f"/en/commitments/{one.key}.json").json()
    assert (told["sponsors"], told["position"], told["code"]) == (["CL", "TG"], "supported", "144.1")
    assert told["relations"] == [{"kind": "merges", "from": one.key, "to": other.key}]
    assert told["passages"][0]["quote"].endswith("(Chile) (Togo);")


def test_three_hundred_proposals_are_gone_through_without_a_script(world: World, signed_in: SignIn) -> None:
    batch, client = world.batch(review().text), signed_in(world.policy)
    page = f"/en/commitments/desk/imports/{batch.pk}/"
    shown = client.get(page).context["rows"]
    first, second, third = (row["one"].pk for row in shown[:3])
    client.post(f"{page}decide/", {"confirm": str(first)})
    client.post(f"{page}decide/", {"drop": "ticked", "ticked": [str(second), str(third)]})
    assert client.get(page).context["waiting"] == 297
    client.post(f"{page}undo/")
    assert client.get(page).context["waiting"] == 299
    client.post(f"{page}decide/", {"confirm": "all"})
    assert (client.get(page).context["waiting"], Commitment.objects.standing().count()) == (0, 300)


def test_a_key_press_is_answered_with_what_waits_and_what_can_be_undone(
    world: World, signed_in: SignIn
) -> None:
    batch, client = world.batch(ENGLISH), signed_in(world.policy)
    first = batch.proposals.order_by("number").first()
    answer = client.post(
        f"/en/commitments/desk/imports/{batch.pk}/decide/",
        {"confirm": str(first.pk)},
        headers={"accept": "application/json"},
    )
    told = answer.json()
    assert (told["waiting"], told["done"], told["undo"] != "") == (2, 1, True)


def test_a_refused_quotation_is_kept_in_its_box(world: World, signed_in: SignIn) -> None:
    version = world.version("Open it. Close it.")
    answer = signed_in(world.policy).post(
        f"/en/commitments/desk/mark/{version.pk}/pledge/", {"quote": "Burn it."}
    )
    assert answer.status_code == 422
    assert "Burn it." in answer.content.decode()
    assert Commitment.objects.count() == 0


def test_quoted_words_are_found_and_lead_to_the_commitment(world: World, signed_in: SignIn) -> None:
    version = world.version("Open it. Close it.")
    answer = signed_in(world.policy).post(
        f"/en/commitments/desk/mark/{version.pk}/pledge/",
        {"quote": "Close  it."},
    )
    made = Commitment.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/en/commitments/{made.key}/")
    assert (made.kind, made.text["en"]["text"]) == ("pledge", "Close it.")


def test_a_report_is_read_from_its_page(world: World, signed_in: SignIn) -> None:
    version, client = world.version(ENGLISH), signed_in(world.policy)
    sent = {"style": "un_review", "kind": "recommendation", "submission": str(uuid4())}
    answers = [client.post(f"/en/commitments/desk/import/{version.pk}/", sent) for _again in range(2)]
    assert [one.status_code for one in answers] == [302, 302]
    assert ImportBatch.objects.get().proposals.count() == 3


@pytest.mark.parametrize("page", ["", "new/"])
def test_the_desk_is_not_there_for_others(world: World, signed_in: SignIn, page: str) -> None:
    assert signed_in(world.focal).get(f"/en/commitments/desk/{page}").status_code == 404


def test_with_ten_thousand_the_list_and_a_page_ask_as_little_as_with_one(world: World) -> None:
    drafts = [
        Draft(
            kind="recommendation",
            title=original("en", f"Do number {number} for housing"),
            text=original("en", f"Open {number} houses to migrant workers under law 27-{number}"),
            document_key=f"d{number % 20}",
            code=f"{number // 900}.{number % 900}",
            themes=["housing", "work"],
            raised_on=date(2013, 1 + number % 12, 1),
        )
        for number in range(MANY)
    ]
    made = actions.record_many(drafts=drafts, by=world.by, at=NOON)
    client = Client()
    asked = {}
    for name, address in (("list", "?q=houses&theme=work"), ("page", f"{made[0].key}/")):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/en/commitments/{address}").status_code == 200
        asked[name] = len(queries)
    assert asked["list"] <= 12, asked
    # What the rooms above add has its own budget; of ours a page asks five.
    assert asked["page"] <= 16, asked
