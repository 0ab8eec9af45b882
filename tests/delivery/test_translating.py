"""Answers and titles of actions are put into the other languages at the desk; what was said stays as it was said."""

from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from indimaj.delivery import actions, translations
from indimaj.delivery.models import Action, Response
from indimaj.directory.permissions import NotAllowed
from indimaj.ledger.actors import Actor
from indimaj.ledger.enums import Compartment
from indimaj.ledger.models import Read
from indimaj.ledger.queries import history
from indimaj.reports.gather.texts import quoted_or_none
from indimaj.texts.enums import TextState
from indimaj.texts.words import Words, original, rewritten, state_in, translated
from tests.delivery.desk import address, boxes, listed, seen, text, url, write
from tests.delivery.making import World, words

FRENCH = "Nous n’avons pas de local"


@pytest.fixture
def said(world: World) -> Response:
    """An answer in French alone."""
    return world.answer(world.ask(), "in_part", reason=original("fr", FRENCH))


@pytest.fixture
def plan(world: World) -> Action:
    """An action with a title in French alone."""
    return world.plan(world.one, title=original("fr", "Ouvrir dix centres"))


def test_what_lacks_a_language_waits_until_the_last_one_is_written(said: Response, plan: Action) -> None:
    for thing in (said, plan):
        waits = [thing.to_translate]
        for language in ("ar", "en"):
            thing = write(thing, language, f"Text in {language}")
            waits.append(thing.to_translate)
        assert waits == [True, True, False]
        kept = translations.value_of(type(thing).objects.get(pk=thing.pk))
        assert {one: kept[one]["state"] for one in kept} == {
            "fr": "original",
            "ar": "reviewed",
            "en": "reviewed",
        }


def test_what_is_there_in_three_languages_or_says_nothing_waits_for_nobody(world: World) -> None:
    whole = world.answer(world.ask(), "in_part", reason=words())
    silent = world.answer(world.ask(body=world.salam), "notes", reason={})
    assert [whole.to_translate, silent.to_translate, world.plan().to_translate] == [False, False, False]


def test_a_stale_or_a_machines_text_waits_too_and_is_kept_once_somebody_has_read_it(world: World) -> None:
    stale = rewritten(words("Ouvrir", "فتح", "Open"), "Ouvrir dix centres")
    machine = translated(words(), "ar", "نص آلي", TextState.MACHINE)
    for title in (stale, machine):
        made = world.plan(title=title)
        for language in ("ar", "en"):
            made = write(made, language, title[language]["text"])
        assert [made.to_translate, state_in(made.title, "ar"), state_in(made.title, "en")] == [
            False, TextState.REVIEWED, TextState.REVIEWED,
        ]  # fmt: skip


def test_an_edition_prints_the_translation_from_then_on(said: Response) -> None:
    before = quoted_or_none(said.reason)
    after = quoted_or_none(write(said).reason)
    assert before == {"fr": FRENCH, "original": "fr"}
    assert after == {"fr": FRENCH, "ar": "لا مقر لنا", "original": "fr"}


def test_a_translation_of_what_somebody_else_wrote_meanwhile_is_refused(said: Response) -> None:
    old = seen(said, "ar")
    write(said, "ar", "الأول")
    with pytest.raises(actions.Stale):
        write(said, "ar", "الثاني", seen=old)
    # The same text again is the same act: a button that was pressed twice is no conflict.
    write(said, "ar", "الأول", seen=old)
    # Another language is another text.
    write(said, "en", "We have no premises")
    said.refresh_from_db()
    assert [said.reason["ar"]["text"], said.reason["en"]["text"]] == ["الأول", "We have no premises"]


def test_an_official_translation_that_nobody_changed_stays_official(world: World) -> None:
    title = translated(words(), "ar", "نص رسمي", TextState.OFFICIAL)
    assert state_in(write(world.plan(title=title), "ar", "نص رسمي").title, "ar") == TextState.OFFICIAL


def test_the_original_itself_is_not_written_over_and_nothing_is_no_translation(said: Response) -> None:
    for language, typed in (("fr", "Autre chose"), ("ar", "   ")):
        with pytest.raises(ValueError, match=r"original|says something"):
            write(said, language, typed)


def test_the_body_itself_and_the_ministry_translate_and_nobody_else(
    world: World, said: Response, plan: Action
) -> None:
    for thing in (said, plan):
        with pytest.raises(NotAllowed):
            write(thing, by=Actor.staff(world.other.pk))
        write(thing, "ar", by=world.by_focal)
        write(type(thing).objects.get(pk=thing.pk), "en", "In English", by=world.by_policy)
    told = [
        (one.verb, one.purpose, one.detail["language"])
        for subject in (world.one.pk, plan.pk)
        for one in history(Compartment.HOUSE, subject)
        if one.verb.endswith("_translated")
    ]
    assert sorted(told) == [
        ("action_translated", "follow_up", "ar"), ("action_translated", "steering", "en"),
        ("answer_translated", "follow_up", "ar"), ("answer_translated", "steering", "en"),
    ]  # fmt: skip


def refused(change: Words) -> bool:
    try:
        with transaction.atomic():
            Response.objects.update(reason=change)
    except DatabaseError:
        return True
    return False


def test_the_database_takes_translations_of_an_answer_and_no_other_words_of_it(said: Response) -> None:
    arabic = translated(said.reason, "ar", "لا مقر لنا", TextState.REVIEWED)
    asked = {
        "another text": original("fr", "Nous avons un local"),
        "another language": original("en", "We have premises"),
        "nothing": {},
        "a translation": arabic,
        "another translation": translated(arabic, "ar", "بلا مقر", TextState.REVIEWED),
        "another text under a translation": rewritten(arabic, "Nous avons un local"),
        "no translation any more": said.reason,
    }
    taken = [name for name, change in asked.items() if not refused(change)]
    assert taken == ["a translation", "another translation", "no translation any more"]


def test_an_answer_without_a_reason_gets_none_later(world: World) -> None:
    world.answer(world.ask(), "notes", reason={})
    assert refused(original("fr", "Parce que"))


def test_the_desk_lists_what_lacks_a_language_of_ones_own_body_or_of_all(
    world: World, said: Response, plan: Action, signed_in: Any
) -> None:
    other = world.answer(world.ask(body=world.salam), "declines", reason=original("ar", "لا موارد لنا"))
    world.answer(world.ask(world.commitment("Autre")), "accepts", reason=words())
    pages = {
        name: "".join(
            text(signed_in(getattr(world, name)).get(listed(kind))) for kind in ("answer", "action")
        )
        for name in ("policy", "focal", "other")
    }
    leads = {
        "answer": address(said, "ar"), "same answer": address(said, "en"), "action": address(plan, "ar"),
        "other": address(other, "fr"), "original": address(said, "fr"),
    }  # fmt: skip
    found = {
        name: [what for what, lead in leads.items() if f'"{lead}"' in page] for name, page in pages.items()
    }
    assert found == {
        "policy": ["answer", "same answer", "action", "other"],
        "focal": ["answer", "same answer", "action"],
        "other": ["other"],
    }
    lines = Read.objects.order_by("id").values_list("what", "purpose", "detail__count")
    assert list(lines) == [
        ("translations", purpose, count)
        for purpose, counts in (("steering", (2, 1)), ("follow_up", (1, 1)), ("follow_up", (1, 0)))
        for count in counts
    ]


def test_whoever_signs_in_is_led_to_their_desk_and_from_there_to_what_waits(
    world: World, signed_in: Any
) -> None:
    for who, desk in ((world.policy, "steer"), (world.focal, "mine")):
        browser = signed_in(who)
        menu = text(browser.get(url("translations"))).partition("</nav>")[0]
        assert (
            f'href="{url(desk)}"' in menu,
            f'href="{url("translations")}"' in text(browser.get(url(desk))),
        ) == (True, True)


def test_whoever_translates_reads_the_original_beside_the_box(
    world: World, said: Response, plan: Action, signed_in: Any
) -> None:
    browser = signed_in(world.focal)
    page = text(browser.get(address(said, "ar")))
    assert (f'<div lang="fr" dir="ltr"><p>{FRENCH}</p></div>' in page, 'lang="ar" dir="rtl"' in page) == (
        True,
        True,
    )
    assert browser.post(address(said, "ar"), boxes(said, "ar", "لا مقر لنا")).url == listed("answer")
    assert browser.post(address(plan, "en"), boxes(plan, "en", "Open ten centres")).status_code == 302
    for thing in (said, plan):
        thing.refresh_from_db()
    assert (said.reason["ar"]["text"], plan.title["en"]["text"]) == ("لا مقر لنا", "Open ten centres")
    with override("ar"):
        public = text(Client().get(reverse("commitments:commitment", args=[world.one.key])))
    assert ("لا مقر لنا" in public, FRENCH in public) == (True, False)


def test_what_stood_in_the_language_is_there_to_be_corrected_and_says_what_is_wrong_with_it(
    world: World, signed_in: Any
) -> None:
    stale = world.plan(title=rewritten(words("Ouvrir", "فتح", "Open"), "Ouvrir dix centres"))
    page = text(signed_in(world.policy).get(address(stale, "ar")))
    assert ("فتح" in page, "The original has changed since this translation" in page) == (True, True)


def test_nothing_that_was_typed_is_lost(said: Response, world: World, signed_in: Any) -> None:
    browser = signed_in(world.focal)
    long = "ن" * 2001
    page = browser.post(address(said, "ar"), boxes(said, "ar", long))
    assert (page.status_code, long in text(page)) == (422, True)
    late = boxes(said, "ar", "ما كتبته أنا")
    write(said, "ar", "ما كتبه غيري")
    page = browser.post(address(said, "ar"), late)
    said.refresh_from_db()
    assert (page.status_code, "ما كتبته أنا" in text(page), said.reason["ar"]["text"]) == (
        409,
        True,
        "ما كتبه غيري",
    )


def test_for_anybody_else_the_desk_of_translations_is_not_there(
    world: World, said: Response, plan: Action, signed_in: Any
) -> None:
    browser = signed_in(world.other)
    not_theirs = [address(thing, "ar") for thing in (said, plan)]
    own = signed_in(world.focal)
    no_text = [address(said, "fr"), address(said, "de"), url("translate", "sentence", said.pk, "ar")]
    assert [browser.get(one).status_code for one in not_theirs] == [404, 404]
    assert [own.get(one).status_code for one in no_text] == [404, 404, 404]
    assert [Client().get(one).status_code for one in (url("translations"), *not_theirs)] == [302, 302, 302]
