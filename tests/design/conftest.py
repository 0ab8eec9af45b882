"""Language for the sentence under test."""

import pytest
from django.utils import translation


@pytest.fixture
def speak():
    with translation.override(translation.get_language()):
        yield translation.activate
