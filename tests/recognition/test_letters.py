"""The decision and the slip on paper, in three languages: what they say, and what they leave out."""

import pypdfium2
import pytest

from indimaj.letters import actions as letters
from indimaj.letters.models import Letter
from indimaj.recognition import actions, catalogue
from indimaj.recognition.enums import ConsularKind, Reason

from .making import World, later


def pages_of(letter: Letter) -> str:
    document = pypdfium2.PdfDocument(letters.pdf(letter, at=later(90)))
    return "\n".join(page.get_textpage().get_text_range() for page in document)


@pytest.mark.parametrize("language", ["ar", "fr", "en"])
def test_the_decision_prints_with_the_persons_own_words(world: World, language: str) -> None:
    world.awa.language = language
    world.awa.save()
    done = actions.decide(
        request=world.seen(),
        verb="recognise_in_part",
        reason=Reason.PRACTICE,
        completes="Six mois en atelier",
        by=world.assessor,
        at=later(5),
    )
    assert done.letter is not None
    text = pages_of(done.letter)
    # A reader of PDF turns the order of Latin words round inside an Arabic line: look for each word.
    for word in ("Awa", "Ndiaye", "Six", "mois", "atelier"):
        assert word in text
    assert "CANARY" not in text
    assert "+2126" not in text


@pytest.mark.parametrize("language", ["ar", "fr", "en"])
def test_the_slip_of_silence_prints_and_says_no_purpose_and_no_address(world: World, language: str) -> None:
    world.awa.language = language
    world.awa.save()
    asked = world.asked(ConsularKind.BIRTH)
    done = actions.print_slip(request=asked, by=world.by, at=later(catalogue.days("consulate") + 1))
    assert done.letter is not None
    text = pages_of(done.letter)
    assert "2014" in text
    assert "CANARY" not in text
    assert "No. 123" not in text
