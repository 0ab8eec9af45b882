"""The bodies of the service side in the demo: invented ones say so, real ones name their source."""

from collections.abc import Iterator

import pytest

from indimaj.demo import service_bodies
from indimaj.directory.enums import DEMO_EMPLOYER, DEMO_USERNAMES, SERVICE_ROLES, BodyKind
from indimaj.directory.models import Body, Mandate, Staff

pytestmark = [pytest.mark.django_db, pytest.mark.heavy]


@pytest.fixture(autouse=True)
def built(db: None) -> Iterator[None]:
    service_bodies.build_service_bodies(lambda *_: None)
    return


def test_every_invented_body_says_so_in_each_language() -> None:
    for body in Body.objects.filter(is_invented=True):
        assert "(مختلق" in body.name_ar
        assert "(inventé" in body.name_fr
        assert "(invented)" in body.name_en


def test_every_kind_of_body_is_there() -> None:
    there = set(Body.objects.values_list("kind", flat=True))
    assert there >= {
        kind for kind in BodyKind if kind not in (BodyKind.PROVINCE, BodyKind.PREFECTURE, BodyKind.DISTRICTS)
    }


def test_a_real_bodys_mandate_has_a_source() -> None:
    real = Mandate.objects.filter(body__is_invented=False)
    assert real.exists()
    assert not real.filter(source="").exists()


def test_each_role_of_the_service_side_has_its_public_account() -> None:
    for role in SERVICE_ROLES:
        staff = Staff.objects.get(username=DEMO_USERNAMES[role])
        assert staff.has_usable_password()
        assert staff.posts.get().role == role


def test_an_employer_has_a_public_account_too() -> None:
    post = Staff.objects.get(username=DEMO_EMPLOYER).posts.get()
    assert post.body is not None
    assert (post.body.kind, Staff.objects.filter(posts__body=post.body).count()) == (BodyKind.EMPLOYER, 1)


def test_building_again_changes_nothing() -> None:
    before = Body.objects.count(), Staff.objects.count(), Mandate.objects.count()
    service_bodies.build_service_bodies(lambda *_: None)
    assert (Body.objects.count(), Staff.objects.count(), Mandate.objects.count()) == before
