"""The services of the demo: in three languages, with gaps, doubts and stale entries, the same each time."""

import pytest

from indimaj.demo.population import DAY
from indimaj.demo.service_bodies import CLINIC
from indimaj.demo.services import build_services, service_of
from indimaj.directory.enums import Theme
from indimaj.services.coverage import coverage
from indimaj.services.models import Service

pytestmark = [pytest.mark.django_db, pytest.mark.heavy]


def test_there_are_services_of_every_theme_and_provinces_without() -> None:
    build_services(lambda *_: None)
    assert set(Service.objects.values_list("theme", flat=True)) == set(Theme.values)
    states = {row.state for row in coverage("language", on=DAY)}
    assert {"gap", "served"} <= states
    assert any(service.is_stale(DAY) for service in Service.objects.all())
    assert not Service.objects.filter(body__is_invented=False).exists()
    clinic = service_of(CLINIC, Theme.HEALTH)
    assert clinic.name_ar
    assert not clinic.is_stale(DAY)
    at = dict(Service.objects.values_list("body_id", "address"))
    assert len(set(at.values())) > len(at) / 2, "bodies are not all in one street"
    assert all("inventée" in one and "مختلق" in one for one in at.values())
    assert Service.objects.values("body_id", "address").distinct().count() == len(at), (
        "a body is in one place"
    )
    count = Service.objects.count()
    build_services(lambda *_: None)
    assert Service.objects.count() == count
