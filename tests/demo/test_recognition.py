"""What the demo's people bring: every state is there, nobody real is named, and a second build changes nothing."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from indimaj.demo import clients
from indimaj.demo.recognition import build_recognition
from indimaj.recognition.enums import ConsularState, RequestState
from indimaj.recognition.models import Asset, ConsularRequest, RecognitionRequest, Vacancy

pytestmark = [pytest.mark.django_db, pytest.mark.heavy]


@pytest.fixture(autouse=True)
def built(db: None, settings: Any, tmp_path: Path) -> Iterator[None]:
    settings.UPLOAD_DIR = tmp_path
    clients.build_clients(lambda *_: None, 110)
    build_recognition(lambda *_: None)
    return


def test_every_state_is_there() -> None:
    assert set(RecognitionRequest.objects.values_list("state", flat=True)) == set(RequestState)
    assert set(ConsularRequest.objects.values_list("state", flat=True)) == set(ConsularState)
    silent = ConsularRequest.objects.filter(state=ConsularState.SILENT).first()
    assert silent is not None
    assert silent.letter is not None


def test_crafts_and_arts_are_there_beside_diplomas() -> None:
    assert {"craft", "art", "qualification", "skill", "role"} <= set(
        Asset.objects.values_list("kind", flat=True)
    )


def test_building_again_changes_nothing() -> None:
    before = Asset.objects.count(), RecognitionRequest.objects.count(), Vacancy.objects.count()
    build_recognition(lambda *_: None)
    assert (Asset.objects.count(), RecognitionRequest.objects.count(), Vacancy.objects.count()) == before
