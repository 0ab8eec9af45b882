"""Entries are kept by their own body or by the owner's link; each act has its line and its index."""

from datetime import timedelta
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from indimaj.directory.enums import Role, Theme
from indimaj.directory.permissions import NotAllowed
from indimaj.ledger.actors import Actor
from indimaj.ledger.models import Entry
from indimaj.services import actions
from indimaj.services.actions.entries import owner
from indimaj.services.actions.links import digest
from indimaj.services.actions.many import Draft, save_many
from indimaj.services.enums import CheckedBy, Status
from indimaj.services.models import Listing, Location, OwnerLink, Service
from tests.clients.making import make_body, make_place, post
from tests.services.making import NOON, SETUP, make_service, values

pytestmark = pytest.mark.django_db


def verbs(service: Service) -> list[str]:
    return list(Entry.objects.filter(subject=service.pk).order_by("number").values_list("verb", flat=True))


def test_saving_is_checking_and_is_written_in_the_ledger() -> None:
    body = make_body()
    staff = post(Role.PROVIDER, body)
    service = make_service(body)
    actions.save_service(
        service=service,
        values={"name_fr": "Autre nom"},
        by=Actor.staff(staff.pk),
        at=NOON + timedelta(days=9),
    )
    service.refresh_from_db()
    assert (service.name_fr, service.checked_by) == ("Autre nom", CheckedBy.OWNER)
    assert (str(service.checked_on), str(service.next_check_on)) == ("2014-03-12", "2014-09-08")
    assert verbs(service) == ["service_added", "service_saved"]


def test_another_bodys_provider_may_not_touch_an_entry() -> None:
    service = make_service()
    stranger = post(Role.PROVIDER, make_body("B-OTHER"))
    for act in (actions.confirm_unchanged, actions.close_service):
        with pytest.raises(NotAllowed):
            act(service=service, by=Actor.staff(stranger.pk), at=NOON)
    with pytest.raises(NotAllowed):
        actions.set_capacity(service=service, available=1, by=Actor.staff(stranger.pk), at=NOON)
    with pytest.raises(NotAllowed):
        actions.make_owner_link(service=service, by=Actor.staff(stranger.pk), at=NOON)
    assert verbs(service) == ["service_added"]


def test_the_second_of_two_people_is_told() -> None:
    service = make_service()
    actions.confirm_unchanged(service=service, by=SETUP, at=NOON, version=service.version)
    with pytest.raises(actions.Stale):
        actions.save_service(service=service, values={}, by=SETUP, at=NOON, version=service.version)


def test_the_same_form_twice_makes_one_entry() -> None:
    body, submission = make_body(), uuid4()
    for _time in range(2):
        actions.save_service(values=values(), body=body, where=[], by=SETUP, at=NOON, submission=submission)
    assert Service.objects.count() == 1


def test_an_entry_is_listed_in_its_place_and_in_all_that_holds_it() -> None:
    service = make_service(languages=[{"code": "fr", "name": "", "interpreter": False}])
    listed = set(Listing.objects.filter(service=service).values_list("place", "language"))
    assert listed == {(place, language) for place in ("MA", "MA-04", "MA-RAB") for language in ("", "fr")}


def test_a_service_that_has_ended_is_not_listed_and_one_closed_for_now_is() -> None:
    service = make_service()
    closed = actions.close_service(service=service, by=SETUP, at=NOON)
    assert closed.status == Status.PAUSED
    assert Listing.objects.filter(service=service).exists()
    actions.save_service(service=service, values={"status": Status.DEFUNCT}, by=SETUP, at=NOON)
    assert not Listing.objects.filter(service=service).exists()


def test_many_entries_leave_the_same_rows_as_one() -> None:
    body, place = make_body(), make_place()
    where = [{"place_id": place.code, "address": "12, rue de la Paix", "name": "", "transportation": ""}]
    one = make_service(body, place)
    draft = Draft(uuid4(), body, values(), NOON, SETUP, where, NOON.date(), CheckedBy.STAFF)
    assert save_many([draft]) == 1
    assert save_many([draft]) == 0
    assert rows_of(Service.objects.get(pk=draft.id)) == rows_of(one)
    assert verbs(Service.objects.get(pk=draft.id)) == verbs(one)


def rows_of(service: Service) -> dict[str, Any]:
    service = Service.objects.get(pk=service.pk)
    columns = {
        field.attname: getattr(service, field.attname)
        for field in Service._meta.concrete_fields
        if field.name not in ("id", "submission")
    }
    locations = list(Location.objects.filter(service=service).values_list("place", "address", "position"))
    listed = sorted(
        Listing.objects.filter(service=service).values_list("place", "language", "theme", "fresh_on")
    )
    return {**columns, "locations": locations, "listed": listed}


class TestTheOwnersLink:
    def test_is_kept_as_a_digest_and_opens_one_entry_alone(self) -> None:
        service, other = make_service(), make_service(theme=Theme.HEALTH)
        made = actions.make_owner_link(service=service, by=SETUP, at=NOON)
        assert made.link.digest == digest(made.token)
        assert made.token not in str(OwnerLink.objects.values().get())
        by = owner(made.link)
        actions.confirm_unchanged(service=service, by=by, at=NOON, link=made.link)
        service.refresh_from_db()
        assert service.checked_by == CheckedBy.OWNER
        with pytest.raises(NotAllowed):
            actions.confirm_unchanged(service=other, by=by, at=NOON, link=made.link)

    def test_ends_with_its_term_with_the_next_one_and_when_withdrawn(self) -> None:
        service = make_service()
        first = actions.make_owner_link(service=service, by=SETUP, at=NOON)
        second = actions.make_owner_link(service=service, by=SETUP, at=NOON)
        late = NOON + timedelta(days=31)
        for made, at in ((first, NOON), (second, late)):
            link = OwnerLink.objects.get(pk=made.link.pk)
            with pytest.raises(NotAllowed):
                actions.confirm_unchanged(service=service, by=owner(link), at=at, link=link)
        ended = actions.withdraw_owner_link(link=second.link, by=SETUP, at=NOON)
        with pytest.raises(NotAllowed):
            actions.confirm_unchanged(service=service, by=owner(ended), at=NOON, link=ended)


class TestTheChase:
    def test_asks_the_owners_of_what_is_due_once_a_month(self, settings: Any, tmp_path: Path) -> None:
        settings.DATA_DIR = tmp_path
        due = make_service()
        make_service(at=NOON + timedelta(days=190), theme=Theme.WORK)
        make_service(email="", theme=Theme.HEALTH)
        when = NOON + timedelta(days=200)
        assert actions.chase_stale(at=when, by=SETUP) == 1
        assert actions.chase_stale(at=when + timedelta(days=2), by=SETUP) == 0
        assert actions.chase_stale(at=when + timedelta(days=31), by=SETUP) == 1
        due.refresh_from_db()
        assert due.chased_at == when + timedelta(days=31)
        assert Listing.objects.filter(service=due).exists()

    def test_writes_a_message_that_names_no_person_and_no_migration(
        self, settings: Any, tmp_path: Path
    ) -> None:
        settings.DATA_DIR = tmp_path
        make_service()
        actions.chase_stale(at=NOON + timedelta(days=200), by=SETUP)
        (written,) = (tmp_path / "outbox" / "mail").iterdir()
        text = message_from_bytes(written.read_bytes(), policy=policy.default).get_content()
        assert "/services/entry/" in text
        assert not any(word in text.lower() for word in ("migr", "indimaj –", "étranger"))
