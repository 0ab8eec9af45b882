from collections.abc import Callable
from datetime import date, timedelta
from io import StringIO
from typing import Any
from uuid import UUID

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.utils import timezone

from indimaj.directory import actions
from indimaj.directory.enums import COMPARTMENT_OF, Role
from indimaj.directory.models import Body, Office, Place, Post, Staff
from indimaj.directory.permissions import NotAllowed
from indimaj.directory.queries import ALL, holds, offices_of
from indimaj.ledger.actors import Actor
from indimaj.ledger.enums import Compartment
from indimaj.ledger.models import Entry
from indimaj.ledger.verify import verify

from .conftest import NOON, PASSWORD, SETUP, held

pytestmark = pytest.mark.django_db
Hire = Callable[..., Staff]


def verbs(staff: Staff) -> list[str]:
    return list(Entry.objects.filter(subject=staff.pk).order_by("number").values_list("verb", flat=True))


def fresh(staff: Staff) -> Staff:
    return Staff.objects.get(pk=staff.pk)


def test_the_territory_of_the_pack_is_loaded_once_however_often_it_is_read() -> None:
    assert actions.load_territory() == 83
    before = list(Place.objects.order_by("code").values()), list(Body.objects.order_by("code").values())
    assert actions.load_territory() == 83
    assert (
        list(Place.objects.order_by("code").values()),
        list(Body.objects.order_by("code").values()),
    ) == before
    assert (Place.objects.count(), Office.objects.count()) == (96, 83)
    anfa = Office.objects.select_related("body", "place").get(code="BE-CAS-ANF")
    assert anfa.place.path == "MA/MA-06/MA-CAS/MA-CAS-ANF/"
    assert anfa.body.name_fr == "Préfecture d'arrondissements de Casablanca-Anfa"
    assert Body.objects.get(code="A-MA-HOC").name_fr == "Province d'Al Hoceima"


def test_each_change_of_an_account_is_a_line_on_the_side_of_the_house(
    administrator: Staff, counter: Staff
) -> None:
    by = Actor.staff(administrator.pk)
    actions.close_account(account=counter, by=by, at=NOON)
    actions.reopen_account(account=counter, by=by, at=NOON)
    actions.reset_access(account=counter, password="another long one", by=by, at=NOON)
    actions.end_post(post=counter.posts.get(), by=by, at=NOON)
    assert verbs(counter) == [
        "account_made", "post_given", "account_closed", "account_reopened", "access_reset", "post_ended",
    ]  # fmt: skip
    assert set(Entry.objects.values_list("compartment", flat=True)) == {"house"}
    assert verify().findings == []


def test_a_name_that_is_taken_and_a_weak_password_are_refused(counter: Staff) -> None:
    for username, password in (("counter", PASSWORD), ("another", "short"), ("another", "1qaz2wsx3edc")):
        with pytest.raises(ValidationError):
            actions.create_staff(username=username, name="x", password=password, by=SETUP, at=NOON)
    assert Staff.objects.count() == 1


def test_a_password_that_an_administrator_gave_must_be_replaced(administrator: Staff, counter: Staff) -> None:
    by = Actor.staff(administrator.pk)
    made = actions.create_staff(username="new", name="New", password=PASSWORD, by=by, at=NOON)
    assert (made.password_was_given, counter.password_was_given) == (True, False)
    actions.choose_password(staff=made, password="mine and long enough", at=NOON)
    assert (fresh(made).password_was_given, fresh(made).check_password("mine and long enough")) == (
        False,
        True,
    )


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.ADMINISTRATOR}))
def test_nobody_but_an_administrator_changes_accounts(
    role: Role, hire: Hire, office: Office, counter: Staff
) -> None:
    by = Actor.staff(hire("somebody", role, office).pk)
    with pytest.raises(NotAllowed):
        actions.create_staff(username="new", name="New", password=PASSWORD, by=by, at=NOON)
    with pytest.raises(NotAllowed):
        actions.give_post(staff=counter, role=Role.HEAD, office=office, by=by, at=NOON)
    with pytest.raises(NotAllowed):
        actions.end_post(post=counter.posts.get(), by=by, at=NOON)
    with pytest.raises(NotAllowed):
        actions.close_account(account=counter, by=by, at=NOON)
    with pytest.raises(NotAllowed):
        actions.reset_access(account=counter, password=PASSWORD, by=by, at=NOON)
    assert (held(counter), fresh(counter).is_active, Staff.objects.count()) == (["counter"], True, 2)


def test_an_administrator_changes_nothing_about_themself(administrator: Staff, office: Office) -> None:
    by = Actor.staff(administrator.pk)
    with pytest.raises(NotAllowed):
        actions.give_post(staff=administrator, role=Role.EXAMINER, office=office, by=by, at=NOON)
    with pytest.raises(NotAllowed):
        actions.close_account(account=administrator, by=by, at=NOON)
    assert held(administrator) == ["administrator"]


def test_the_person_concerned_changes_no_account(counter: Staff) -> None:
    with pytest.raises(Staff.DoesNotExist):
        actions.close_account(account=counter, by=Actor.person(UUID(int=1)), at=NOON)
    assert fresh(counter).is_active


def test_no_role_stands_on_both_sides_of_the_wall() -> None:
    assert set(COMPARTMENT_OF) == set(Role)
    assert {
        side for role, side in COMPARTMENT_OF.items() if role in ("administrator", "data_protection")
    } == {Compartment.HOUSE}


@pytest.mark.parametrize("until", [None, timedelta(days=30)])
def test_nobody_holds_posts_on_both_sides_of_the_wall(hire: Hire, office: Office, until: Any) -> None:
    staff = hire("somebody")
    on_the_other_side(staff, timezone.localdate() + until if until else None)
    with pytest.raises(NotAllowed) as refused:
        actions.give_post(staff=staff, role=Role.COUNTER, office=office, by=SETUP, at=NOON)
    assert refused.value.answer.code == "both_sides"
    assert list(staff.posts.values_list("compartment", flat=True)) == ["service"]


def test_a_post_on_the_other_side_that_has_ended_is_in_nobodys_way(hire: Hire, office: Office) -> None:
    staff = hire("somebody")
    on_the_other_side(staff, timezone.localdate() - timedelta(days=1))
    actions.give_post(staff=staff, role=Role.COUNTER, office=office, by=SETUP, at=NOON)
    assert holds(fresh(staff), Role.COUNTER, office=office) is not None


def on_the_other_side(staff: Staff, until: date | None) -> None:
    Post.objects.create(
        staff=staff, role="guide", compartment=Compartment.SERVICE, purpose="supervision",
        held_from=date(2013, 1, 1), held_until=until,
    )  # fmt: skip


def test_a_post_that_is_ended_opens_nothing_from_that_moment_on(hire: Hire, office: Office) -> None:
    staff = hire("somebody", Role.COUNTER, office)
    assert offices_of(staff, Role.COUNTER) == {"BE-RAB"}
    actions.end_post(post=staff.posts.get(), by=SETUP, at=timezone.now())
    assert (holds(fresh(staff), Role.COUNTER), offices_of(fresh(staff), Role.COUNTER)) == (None, set())


def test_a_post_covers_its_office_its_region_or_the_country(hire: Hire) -> None:
    actions.load_territory()
    by_office = hire("office", Role.EXAMINER, Office.objects.get(code="BE-CAS-ANF"))
    by_region, by_country = hire("region"), hire("country", Role.EXAMINER)
    casablanca = Place.objects.get(code="MA-CAS")
    actions.give_post(staff=by_region, role=Role.EXAMINER, place=casablanca, by=SETUP, at=NOON)
    assert offices_of(by_office, Role.EXAMINER) == {"BE-CAS-ANF"}
    assert len(offices_of(by_region, Role.EXAMINER)) == 9
    assert offices_of(by_country, Role.EXAMINER) is ALL
    assert [bool(holds(s, Role.EXAMINER, office="BE-RAB")) for s in (by_office, by_region, by_country)] == [
        False, False, True,
    ]  # fmt: skip


def test_the_first_administrator_is_made_from_the_command_line(monkeypatch: pytest.MonkeyPatch) -> None:
    from indimaj.directory.management.commands import create_administrator

    monkeypatch.setattr(create_administrator, "getpass", lambda prompt: PASSWORD)
    call_command("create_administrator", "first", stdout=StringIO())
    first = Staff.objects.get()
    assert (held(first), first.check_password(PASSWORD), Office.objects.count()) == (
        ["administrator"],
        True,
        83,
    )
