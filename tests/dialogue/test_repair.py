"""What is proposed for a damaged text; a person takes or leaves it."""

from indimaj.dialogue.printing import page_of, sheet
from indimaj.dialogue.reading import without_marks
from indimaj.dialogue.repair import Damage, mended, near, proposals, tidy
from tests.dialogue.conftest import DAMAGED

TEXT = tidy(without_marks(DAMAGED))


def told(damage: Damage, text: str = TEXT, known: frozenset[str] = frozenset()) -> list[tuple[str, str]]:
    return [(one.before, one.after) for one in proposals(text, known) if one.damage == damage]


def test_stretched_letters_are_proposed_without_their_line() -> None:
    assert told(Damage.STRETCHED) == [("الـنـــدوة", "الندوة"), ("الدوليـــة", "الدولية")]


def test_printed_shapes_are_proposed_as_letters() -> None:
    assert told(Damage.PRESENTED, "كلمة ﺍﻹﺩﻣﺎﺝ هنا") == [("ﺍﻹﺩﻣﺎﺝ", "الإدماج")]


def test_a_word_cut_at_the_end_of_a_line_is_put_together() -> None:
    assert mended(TEXT, proposals(TEXT)).endswith("A second conference will take stock of the answers.")


def test_a_sentence_cut_by_a_banner_is_put_together_and_the_banner_comes_after() -> None:
    text = mended(TEXT, proposals(TEXT))
    assert text.split("\n\n")[1:4] == [
        (
            "People from many institutions came together for two days to talk about how newcomers and their neighbours can"
            " live well together in the same town and the same school."
        ),
        "الندوة الدولية حول إدماج المماجرين",
        "Atelier du premier jour",
    ]


def test_a_misread_word_is_guessed_from_the_words_that_the_platform_knows() -> None:
    known = frozenset({"المهاجرين", "إدماج", "الندوة", "الدولية", "حول"})
    assert told(Damage.LIKELY, known=known) == [("المماجرين", "المهاجرين")]


def test_words_differ_by_one_letter_more_less_another_or_exchanged() -> None:
    index: dict[str, set[str]] = {}
    for word in ("الهجرة",):
        for shape in {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}:
            index.setdefault(shape, set()).add(word)
    assert [sorted(near(word, index)) for word in ("الدجرة", "الهجر", "الهججرة", "الهجةر", "المدرسة", "الهجرة")] == [
        ["الهجرة"], ["الهجرة"], ["الهجرة"], ["الهجرة"], [], [],
    ]  # fmt: skip


def test_only_what_was_chosen_is_carried_out() -> None:
    chosen = [one for one in proposals(TEXT) if one.after == "الندوة"]
    assert mended(TEXT, chosen) == TEXT.replace("الـنـــدوة", "الندوة")


def test_a_text_that_is_whole_has_nothing_to_mend() -> None:
    assert proposals("A whole sentence stands here.\n\nAnother one follows it.") == []


def test_a_text_keeps_its_words_and_loses_control_characters_and_empty_lines() -> None:
    assert tidy("one\r\ntwo\x07 \n\n\n\nthree\x0cfour\n") == "one\ntwo\n\nthree\n\nfour"


def test_the_marks_of_markdown_are_no_part_of_the_text() -> None:
    assert (
        without_marks("## Title\n> said **by** [them](http://a.example) * alone")
        == "Title\nsaid by them * alone"
    )


def test_a_long_text_is_cut_between_paragraphs_and_an_offset_has_its_page() -> None:
    text = "\n\n".join(f"{n} " + "words " * 400 for n in range(20))
    pages = [sheet(text, [], number) for number in range(1, 5)]
    assert [page.of for page in pages] == [4, 4, 4, 4]
    assert [page_of(text, page.blocks[0].start) for page in pages] == [1, 2, 3, 4]
    assert sheet(text, [], 99).number == 4
