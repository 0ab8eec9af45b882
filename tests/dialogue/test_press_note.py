"""The path from a scan to a sentence, on the real press note where it lies beside the project, and on our account."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from indimaj.demo import dialogue_texts as told
from indimaj.dialogue import actions, queries, repair, vocabulary
from indimaj.dialogue.enums import Outcome
from indimaj.dialogue.reading import read_upload
from indimaj.dialogue.repair import Damage
from tests.dialogue.conftest import NOON, World

REAL = Path(settings.BASE_DIR).parent / "shared" / "data" / "press_note_2014.md"


def ours() -> str:
    """Our account of the note, broken as the scan is: a banner cuts a sentence in two."""
    account = told.text(told.NOTE, "en")
    cut = account.index("associations and governments of countries of origin can do")
    return f"{account[:cut].rstrip()}\n\n{told.BANNER_DAMAGED}\n\n{account[cut:]}"


def notes() -> list[tuple[str, str, str]]:
    """A text, a sentence of the minister in it, and one that the banner cuts, as it must read afterwards."""
    found = [(ours(), told.sentence("follow_up", "en"), told.sentence("origin", "en"))]
    if REAL.exists():
        text = REAL.read_text(encoding="utf-8")
        closing = next(line for line in text.splitlines() if line.startswith("In his closing remarks"))
        first = closing.split(". He also")[0].split("In his closing remarks, ")[1]
        ends = next(line for line in text.splitlines() if line.rstrip().endswith("roles that"))
        goes_on = next(line for line in text.splitlines() if line.startswith("civil society actors"))
        whole = f"{ends.rstrip()[-24:]} {goes_on[:40]}".removeprefix(" ")
        found.append((text, first, whole))
    return found


@pytest.mark.parametrize("which", [0, 1])
def test_a_scan_is_repaired_and_its_sentences_are_found_again(
    world: World, which: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "UPLOAD_DIR", tmp_path)
    text, pledge, whole = notes()[min(which, len(notes()) - 1)]
    read = read_upload(SimpleUploadedFile("note.md", text.encode()))
    scan = world.version(read=read, text="", file_name="note.md")
    passage = world.mark(scan, pledge)
    proposed = repair.proposals(scan.text, vocabulary.known_words())
    assert {Damage.BROKEN, Damage.STRETCHED, Damage.LIKELY} <= {one.damage for one in proposed}
    mended = repair.mended(scan.text, [one for one in proposed if one.damage != Damage.LIKELY])
    made = actions.repair(version=scan, text=mended, by=world.by, at=NOON)
    assert whole in made.text
    assert "\u0640" not in made.text
    assert made.raw_text == text
    placement = queries.placements(made)[0]
    assert (placement.outcome != Outcome.LOST, placement.likeness) == (True, 1.0)
    version, start = queries.where(passage)
    assert (version, version.text[start : start + len(pledge)]) == (made, pledge)


def test_the_words_of_the_banner_are_guessed_from_the_words_of_the_house(db: None) -> None:
    guessed = {
        one.before: one.after
        for one in repair.proposals(told.BANNER_DAMAGED, vocabulary.known_words())
        if one.damage == Damage.LIKELY
    }
    assert guessed["المماجرين"] == "المهاجرين"
    assert guessed["استراتبجية"] == "استراتيجية"
