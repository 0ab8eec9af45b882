"""The set form of registration leaves the rows of the single actions."""

from typing import Any
from uuid import uuid4

import pytest

from indimaj.clients.actions import add_note, give_consent, register_client
from indimaj.clients.actions.many import LoadRow, register_many
from indimaj.clients.enums import ConsentPurpose
from indimaj.clients.models import Client
from indimaj.directory.enums import Role
from indimaj.ledger.actors import Actor
from indimaj.ledger.models import Entry
from indimaj.people.answers import PersonAnswers

from .making import NOON, make_body, post

OWN = ("id", "client_id", "support_id", "reference", "submission", "code_digest", "pin_digest", "_state")
PERSON = PersonAnswers(given_names="Awa", family_name="Ndiaye", phone="+212612345678", phone_mark="mine")


def plain(row: Any) -> dict[str, Any]:
    return {name: value for name, value in vars(row).items() if name not in OWN and not name.startswith("_")}


def rows(client: Client) -> list[Any]:
    lines = Entry.objects.filter(subject=client.pk).values_list("verb", "actor", "purpose", "at")
    return [
        plain(Client.objects.get(pk=client.pk)),
        sorted((one.kind, one.key, one.birth_year) for one in client.keys.all()),
        [plain(one) for one in (*client.supports.all(), *client.consents.all(), *client.notes.all())],
        list(lines),
    ]


@pytest.mark.django_db
def test_both_forms_leave_equal_rows_and_a_second_load_leaves_none() -> None:
    body = make_body()
    staff = post(Role.CASEWORKER, body)
    by, later = Actor.staff(staff.pk), NOON.replace(hour=16)
    single, _code = register_client(person=PERSON, by=by, at=NOON, body=body, place=body.place, language="fr")
    give_consent(client=single, purpose=ConsentPurpose.SUPPORT, by=by, at=NOON)
    add_note(support=single.supports.get(), text="Met", by=by, at=later)
    row = LoadRow(
        person=PERSON, staff=staff, body=body, at=NOON, submission=uuid4(), place=body.place, language="fr",
        consents=[ConsentPurpose.SUPPORT], notes=[("Met", later, uuid4())],
    )  # fmt: skip
    (loaded,) = register_many([row])
    assert rows(loaded) == rows(single)
    assert register_many([row]) == []
