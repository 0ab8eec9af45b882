"""A sentence is found again in another text: at its place, elsewhere, nearly the same, or not at all."""

import time

import pytest

from indimaj.dialogue.anchoring import Anchor, Searched, anchor, likeness, places_of, realign
from indimaj.dialogue.enums import Outcome

TEXT = "First words. The minister committed to a proper follow-up of all issues. Last words of the text."
SENTENCE = "The minister committed to a proper follow-up of all issues."


def of(text: str, words: str) -> Anchor:
    start = text.index(words)
    return anchor(text, start, start + len(words))


def test_a_passage_remembers_its_words_and_what_stands_around_them() -> None:
    found = of(TEXT, SENTENCE)
    assert (found.quote, found.prefix, found.suffix) == (
        SENTENCE,
        "First words. ",
        " Last words of the text.",
    )


def test_the_spaces_at_the_edges_of_a_selection_are_no_part_of_the_passage() -> None:
    assert anchor("a  b c ", 1, 7).quote == "b c"


@pytest.mark.parametrize(("start", "end"), [(0, 0), (5, 3), (-1, 4), (0, 99), (1, 2)])
def test_offsets_without_words_are_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError):
        anchor("a b", start, end)


def test_the_same_words_at_the_same_place_are_exact() -> None:
    found = realign(of(TEXT, SENTENCE), TEXT)
    assert (found.outcome, TEXT[found.start : found.end], found.likeness) == (Outcome.EXACT, SENTENCE, 1.0)


def test_the_same_words_elsewhere_have_moved_and_are_the_same() -> None:
    later = f"A new opening.\n\n{TEXT}"
    found = realign(of(TEXT, SENTENCE), later)
    assert (found.outcome, later[found.start : found.end], found.likeness) == (Outcome.MOVED, SENTENCE, 1.0)


def test_line_ends_quotation_marks_and_stretched_letters_do_not_hide_a_passage() -> None:
    text = "Il dit “l’intégration\nest   un chemin”. قال إن الإدمـــاج مسار."
    assert [one.quote for one in places_of('"l\'intégration est un chemin"', text)] == [
        "“l’intégration\nest   un chemin”"
    ]
    assert [one.quote for one in places_of("الإدماج مسار", text)] == ["الإدمـــاج مسار"]


def test_a_sentence_in_which_words_were_changed_has_moved_and_says_how_much_is_the_same() -> None:
    later = f"Something new. {TEXT.replace('a proper', 'an earnest')}"
    found = realign(of(TEXT, SENTENCE), later)
    assert found.outcome == Outcome.MOVED
    assert later[found.start : found.end] == SENTENCE.replace("a proper", "an earnest")
    assert 0.72 < found.likeness < 1


def test_a_sentence_that_is_not_there_is_lost_and_has_no_place() -> None:
    found = realign(of(TEXT, SENTENCE), "Quite another text, on the price of fish and the weather at sea.")
    assert (found.outcome, found.start, found.end) == (Outcome.LOST, None, None)


def test_of_two_places_with_the_same_words_the_surroundings_decide() -> None:
    text = "On health: access is a right. On housing: access is a right. The end."
    second = text.index("access is a right", 30)
    later = f"Preface. {text}"
    found = realign(anchor(text, second, second + len("access is a right")), later)
    assert found.start == second + len("Preface. ")


def test_offsets_count_characters_also_beyond_the_first_plane() -> None:
    text = "😀 قال الوزير إن التتبع لازم. 😀"
    found = realign(of("قال الوزير إن التتبع لازم.", "التتبع لازم"), text)
    assert text[found.start : found.end] == "التتبع لازم"


def test_likeness_of_words_ignores_case_and_vowel_signs() -> None:
    assert likeness("الإدماجُ حقٌّ", "الإدماج حق") == 1.0
    assert likeness("one two three four", "one two five four") == 0.75


def test_three_hundred_passages_are_found_again_in_a_long_report_within_seconds() -> None:
    lines = [
        f"{n}. Recommendation {n} asks body {n * 7} to do thing {n * 13} by year {n}." for n in range(3000)
    ]
    text = "\n\n".join(lines)
    changed = text.replace("to do thing", "to carry out thing")
    passages = [of(text, lines[n]) for n in range(0, 3000, 10)]
    begun = time.process_time()
    searched = Searched(changed)
    found = [realign(one, searched) for one in passages]
    assert {one.outcome for one in found} == {Outcome.MOVED}
    assert [changed[one.start : one.end].split(".")[0] for one in found[:3]] == ["0", "10", "20"]
    assert time.process_time() - begun < 20
