"""In the database itself: no key, no column, no line and no number leads from one side to the other."""

from collections.abc import Iterator
from uuid import UUID

import pytest
from django.apps import apps
from django.db import models

from indimaj.config.database_wall import ROOMS
from indimaj.ledger.enums import Compartment
from indimaj.ledger.models import Entry, Read
from indimaj.letters.models import Letter, Message
from tests.wall.conftest import Ground
from tests.wall.planting import SERVICE, STATUS

# The rooms of the house that both sides stand on. Their tables point at no side.
FOLLOW_UP = ("dialogue", "measures", "commitments", "delivery", "consultations", "reports")
HOUSE = ("directory", "ledger", "letters", "people", "proofs", *FOLLOW_UP)


def models_of(rooms: tuple[str, ...]) -> Iterator[type[models.Model]]:
    for room in rooms:
        yield from apps.get_app_config(room).get_models(include_auto_created=True)


def reached(start: type[models.Model], but: tuple[str, ...] = ("directory",)) -> set[type[models.Model]]:
    """All tables to which foreign keys lead, however far; who works here and where is no way through."""
    seen, waiting = set(), [start]
    while waiting:
        for one in waiting.pop()._meta.concrete_fields:
            other = one.related_model if one.is_relation else None
            if other is None or isinstance(other, str) or other in seen or other._meta.app_label in but:
                continue
            seen.add(other)
            waiting.append(other)
    return seen


def test_every_room_with_tables_stands_on_one_side_or_in_the_house() -> None:
    rooms = {
        config.label for config in apps.get_app_configs()
        if config.name.startswith("indimaj.") and any(True for _model in config.get_models())
    }  # fmt: skip
    assert rooms == {*HOUSE, *ROOMS[STATUS], *ROOMS[SERVICE]} - ({"people"} - rooms)


@pytest.mark.parametrize(("side", "other"), [(STATUS, SERVICE), (SERVICE, STATUS)])
def test_no_foreign_key_leads_to_the_other_side(side: Compartment, other: Compartment) -> None:
    crossing = {
        f"{model._meta.label} leads to {there._meta.label}"
        for model in models_of(ROOMS[side])
        for there in reached(model, but=())
        if there._meta.app_label in ROOMS[other]
    }
    assert crossing == set()


def test_no_table_of_the_house_points_at_a_side() -> None:
    sides = {*ROOMS[STATUS], *ROOMS[SERVICE]}
    pointing = {
        f"{model._meta.label} leads to {there._meta.label}"
        for model in models_of(HOUSE) if model._meta.app_label in HOUSE
        for there in reached(model, but=()) if there._meta.app_label in sides
    }  # fmt: skip
    assert pointing == set()


def test_a_proof_has_no_column_for_a_person_and_no_moment() -> None:
    proof = apps.get_model("proofs", "Proof")
    kinds = {one.name: type(one).__name__ for one in proof._meta.concrete_fields}
    assert not any(one.is_relation for one in proof._meta.concrete_fields)
    assert [name for name, kind in kinds.items() if kind in ("UUIDField", "DateTimeField")] == ["id"]


def numbers(side: Compartment) -> set[UUID]:
    """Every UUID that stands in a table of a side, except those of who works here."""
    found: set[UUID] = set()
    for model in models_of(ROOMS[side]):
        for one in model._meta.concrete_fields:
            of_house = one.is_relation and one.related_model._meta.app_label == "directory"
            if not of_house and isinstance(one.target_field if one.is_relation else one, models.UUIDField):
                found.update(
                    value for value in model._default_manager.values_list(one.attname, flat=True) if value
                )
    return found


@pytest.mark.heavy
@pytest.mark.django_db
def test_no_number_is_shared_and_no_line_speaks_of_both(ground: Ground) -> None:
    status, service = numbers(STATUS), numbers(SERVICE)
    assert min(len(status), len(service)) > 20
    assert status & service == set()
    for side, own, other in ((STATUS, status, service), (SERVICE, service, status)):
        for model in (Entry, Read, Letter, Message):
            rows = model.objects.filter(compartment=side)
            subjects = set(rows.values_list("subject", flat=True)) - {None}
            assert subjects & other == set()
            if model is Entry:
                assert subjects & own
        for detail in Entry.objects.filter(compartment=side).values_list("detail", flat=True):
            assert not [number for number in other if str(number) in str(detail)]


@pytest.mark.heavy
@pytest.mark.django_db
def test_the_two_tables_of_people_share_no_row_of_their_indexes_but_what_the_same_name_would_give(
    ground: Ground,
) -> None:
    """A key of search is made of a name: it stands in two tables, each read by its own side's search alone."""
    from indimaj.applications.models import ApplicantKey
    from indimaj.clients.models import ClientKey

    assert ApplicantKey._meta.db_table != ClientKey._meta.db_table
    owners = set(ClientKey.objects.values_list("client_id", flat=True))
    assert owners & set(ApplicantKey.objects.values_list("applicant_id", flat=True)) == set()
    assert owners
