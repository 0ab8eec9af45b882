"""A world for each test, its uploads in a folder of its own."""

from pathlib import Path
from typing import Any

import pytest

from .making import World


@pytest.fixture
def world(db: None, settings: Any, tmp_path: Path) -> World:
    settings.UPLOAD_DIR = tmp_path
    return World()
