"""One noun per idea: the same English words say the same thing in Arabic and in French in every room.

Django merges the rooms' catalogues, and the first one wins: two translations of one string would follow the order of
the rooms, not the meaning. A string that needs two says so with a context.
"""

from pathlib import Path

import pytest
from babel.messages.pofile import read_po

ROOMS = Path(__file__).resolve().parents[2] / "indimaj"


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_a_string_is_translated_alike_in_every_room(language: str) -> None:
    said: dict[object, dict[object, list[str]]] = {}
    for path in sorted(ROOMS.glob(f"*/locale/{language}/LC_MESSAGES/django.po")):
        with path.open(encoding="utf-8") as handle:
            for message in read_po(handle):
                if message.id:
                    key = (message.context, message.id if isinstance(message.id, str) else message.id[0])
                    room = path.relative_to(ROOMS).parts[0]
                    said.setdefault(key, {}).setdefault(str(message.string), []).append(room)

    assert {key: versions for key, versions in said.items() if len(versions) > 1} == {}
