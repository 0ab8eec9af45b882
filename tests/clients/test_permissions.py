"""Who may do what on the service side, typed by hand: every role, at the body that helps and at another."""

from typing import Any

import pytest

from indimaj.clients import permissions as may
from indimaj.clients.actions import answer_objection, ask_erasure, decide_erasure, end_support, object_to
from indimaj.clients.enums import ErasureGround
from indimaj.clients.models import Client
from indimaj.directory.enums import Role
from indimaj.directory.permissions import NotAllowed, Refused
from indimaj.ledger.actors import Actor

from .making import NOON, make_body, make_client, post

pytestmark = pytest.mark.django_db
# (verb, at the body that helps: roles that may, at another body: roles that may)
TABLE: dict[str, tuple[set[Role], set[Role]]] = {
    "list": ({Role.CASEWORKER}, {Role.CASEWORKER}),
    "register": ({Role.CASEWORKER}, set()),
    "open": ({Role.CASEWORKER}, set()),
    "correct": ({Role.CASEWORKER}, set()),
    "replace code": ({Role.CASEWORKER}, set()),
    "note": ({Role.CASEWORKER}, set()),
    "hand over": ({Role.CASEWORKER}, set()),
    "end": ({Role.CASEWORKER}, set()),
    "answer objection": ({Role.CASEWORKER}, set()),
    "list erasures": ({Role.CASEWORKER, Role.DATA_PROTECTION}, {Role.CASEWORKER, Role.DATA_PROTECTION}),
    "decide erasure": ({Role.CASEWORKER, Role.DATA_PROTECTION}, {Role.DATA_PROTECTION}),
}


def test_each_role_may_what_the_table_says_and_nothing_else() -> None:
    here, there = make_body("B-HERE"), make_body("B-THERE")
    client = make_client(None, here)
    support = client.supports.get()
    objection = object_to(client=client, text="No", at=NOON)
    request = ask_erasure(client=client, at=NOON)
    asks: dict[str, Any] = {
        "list": may.may_list_clients,
        "register": lambda who: may.may_register_client(who, here),
        "open": lambda who: may.may_open_client(who, client),
        "correct": lambda who: may.may_correct_client(who, client),
        "replace code": lambda who: may.may_replace_code(who, client),
        "note": lambda who: may.may_note(who, support),
        "hand over": lambda who: may.may_hand_over(who, support),
        "end": lambda who: may.may_end_support(who, support),
        "answer objection": lambda who: may.may_answer_objection(who, objection, NOON),
        "list erasures": may.may_list_erasures,
        "decide erasure": lambda who: may.may_decide_erasure(who, request),
    }
    wrong = []
    for role in Role:
        for place, body in enumerate((here, there)):
            staff = post(role, body, username=f"{role}-{place}")
            for verb, ask in asks.items():
                if bool(ask(staff)) != (role in TABLE[verb][place]):
                    wrong.append((role.value, body.code, verb))
    assert asks.keys() == TABLE.keys()
    assert wrong == []


def test_who_helped_before_opens_the_page_no_more() -> None:
    body = make_body()
    worker = post(Role.CASEWORKER, body)
    client = make_client(worker, body)
    end_support(support=client.supports.get(), by=Actor.staff(worker.pk), at=NOON)
    assert not may.may_open_client(worker, Client.objects.get(pk=client.pk))
    assert not Client.objects.visible_to(worker).exists()


def test_what_was_answered_is_answered_once() -> None:
    body = make_body()
    worker = post(Role.CASEWORKER, body)
    client = make_client(worker, body)
    objection = object_to(client=client, text="No", at=NOON)
    answered = answer_objection(objection=objection, answer="Yes", by=worker, at=NOON)
    refused = may.may_answer_objection(worker, answered, NOON)
    assert isinstance(refused, Refused)
    assert refused.code == "done"
    request = ask_erasure(client=client, at=NOON)
    kept = decide_erasure(request=request, by=worker, at=NOON, ground=ErasureGround.CHILD)
    assert not may.may_decide_erasure(worker, kept)


def test_actions_ask_the_same_permissions() -> None:
    client = make_client(None, make_body())
    stranger = post(Role.CASEWORKER, make_body("B-OTHER"))
    with pytest.raises(NotAllowed):
        answer_objection(
            objection=object_to(client=client, text="No", at=NOON), answer="x", by=stranger, at=NOON
        )
    with pytest.raises(NotAllowed):
        decide_erasure(request=ask_erasure(client=client, at=NOON), by=stranger, at=NOON)
