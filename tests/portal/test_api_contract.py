"""Requests made from the API's own description: never a 500, and what the description allows is answered."""

from collections import Counter
from typing import Any

import pytest
import schemathesis
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode

from indimaj.config.wsgi import application

pytestmark = [pytest.mark.django_db, pytest.mark.heavy]
SCHEMA = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
CALM = {
    "deadline": None,
    "suppress_health_check": list(HealthCheck),
    "phases": [Phase.generate],
    "derandomize": True,
    "database": None,
}


def answers(operation: Any, mode: GenerationMode, count: int) -> Counter[int]:
    """The statuses of so many generated requests."""
    found: Counter[int] = Counter()

    @settings(max_examples=count, **CALM)
    @given(case=operation.as_strategy(generation_mode=mode))
    def call(case: Any) -> None:
        response = case.call()
        found[response.status_code] += 1
        assert response.status_code < 500, case.as_curl_command()

    call()
    return found


@pytest.mark.parametrize(
    "where", [("/api/v1/assess", "POST"), ("/api/v1/facts", "GET"), ("/api/v1/rules", "GET")]
)
def test_what_the_description_allows_is_answered(where: tuple[str, str]) -> None:
    found = answers(SCHEMA[where[0]][where[1]], GenerationMode.POSITIVE, 100)
    assert found[200] >= 0.3 * found.total(), found


@pytest.mark.parametrize("where", [("/api/v1/assess", "POST"), ("/api/v1/rules", "GET")])
def test_what_it_does_not_allow_never_breaks_the_house(where: tuple[str, str]) -> None:
    found = answers(SCHEMA[where[0]][where[1]], GenerationMode.NEGATIVE, 100)
    assert found.total() > 0


def test_any_bytes_are_answered() -> None:
    @settings(max_examples=60, **CALM)
    @given(body=st.one_of(st.binary(max_size=300), st.text(max_size=200).map(lambda text: text.encode())))
    def call(body: bytes) -> None:
        answer = Client().post("/api/v1/assess", body, content_type="application/json")
        assert answer.status_code in (200, 400, 415, 422)

    call()
