"""Every kind of text of the follow-up is translated by the one desk, and the database keeps what was said."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from indimaj.delivery import actions, translations, triggers
from indimaj.delivery.actions import Step
from indimaj.delivery.translations import KINDS
from indimaj.directory.permissions import NotAllowed
from indimaj.ledger.actors import Actor
from indimaj.ledger.enums import Compartment
from indimaj.ledger.queries import history
from indimaj.reports.gather import recommendations
from indimaj.texts.enums import TextState
from indimaj.texts.words import Words, original, rewritten, translated
from tests.clients.making import SETUP
from tests.delivery.desk import address, boxes, listed, seen, text, url, write
from tests.delivery.making import NOON, World, at, words

MOST_QUERIES = 12
FRENCH = "Nous avons commencé"
# Each text: the kind of its row, and what addresses call it.
TEXTS = [(kind.key, name) for kind in KINDS for name in kind.texts]
OF_THE_MINISTRY = ("evidence", "mark", "search")
Make = Callable[[World, Words], Any]


def _step(world: World, said: Words) -> Any:
    return world.plan(world.one, steps=[Step(said)]).milestones.get()


def _mark(world: World, said: Words) -> Any:
    return world.contest(world.prove(world.plan(world.one)), reason=said)


MAKE: dict[str, Make] = {
    "answer": lambda world, said: world.answer(world.ask(world.commitment()), "in_part", reason=said),
    "action": lambda world, said: world.plan(world.one, title=said),
    "step": _step,
    "declaration": lambda world, said: world.declare(world.plan(world.one), words=said),
    "evidence": lambda world, said: world.prove(world.one, says=said),
    "mark": _mark,
    "search": lambda world, said: world.search(looked_in=said, looked_for=said),
}


def made(world: World, kind: str, said: Words | None = None) -> Any:
    """A row of a kind, its text in French alone."""
    return MAKE[kind](world, original("fr", FRENCH) if said is None else said)


@pytest.fixture(params=TEXTS, ids=lambda one: one[1])
def one(world: World, request: Any) -> tuple[Any, str]:
    """A text of each kind, with what addresses call it."""
    kind, name = request.param
    return made(world, kind), name


def test_every_kind_is_made_here() -> None:
    assert {kind.key for kind in KINDS} == set(MAKE)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
def test_a_row_waits_until_the_last_of_its_texts_is_there_in_every_language(world: World, kind: Any) -> None:
    thing = made(world, kind.key)
    waits = [thing.to_translate]
    for name in kind.texts:
        for language in ("ar", "en"):
            thing = write(thing, language, f"Text in {language}", name)
            waits.append(kind.model._default_manager.get(pk=thing.pk).to_translate)
    assert waits == [True] * (len(waits) - 1) + [False]
    kept = kind.model._default_manager.get(pk=thing.pk)
    for name in kind.texts:
        value = translations.value_of(kept, name)
        assert {language: value[language]["text"] for language in value} == {
            "fr": FRENCH, "ar": "Text in ar", "en": "Text in en",
        }  # fmt: skip


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
def test_what_is_there_in_three_languages_waits_for_nobody(world: World, kind: Any) -> None:
    assert made(world, kind.key, words()).to_translate is False


@pytest.mark.parametrize("kind", ["answer", "declaration", "evidence"])
def test_what_says_nothing_waits_for_nobody(world: World, kind: str) -> None:
    make = {"answer": lambda: world.answer(world.ask(), "notes", reason={})}.get(
        kind, lambda: made(world, kind, {})
    )
    assert make().to_translate is False


def test_a_step_that_is_added_later_waits_too(world: World) -> None:
    added = actions.add_step(
        action=world.plan(), title=original("fr", FRENCH), due_on=None, by=SETUP, at=NOON
    )
    assert added.to_translate is True


def test_the_second_of_two_people_is_told_and_each_write_has_its_line(one: tuple[Any, str]) -> None:
    thing, name = one
    old = seen(thing, "ar", name)
    write(thing, "ar", "الأول", name)
    with pytest.raises(actions.Stale):
        write(thing, "ar", "الثاني", name, seen=old)
    write(thing, "ar", "الأول", name, seen=old)
    kind = translations.kind_of(thing)
    lines = [
        line.detail
        for line in history(Compartment.HOUSE, kind.subject(thing))
        if line.verb == f"{kind.key}_translated"
    ]
    two = {"text": name} if len(kind.texts) > 1 else {}
    row = {kind.row: str(thing.pk)} if kind.row else {}
    assert lines == [{"language": "ar", **two, **row}]


def test_the_body_translates_its_own_words_and_the_ministry_all_of_them(
    world: World, one: tuple[Any, str]
) -> None:
    thing, name = one
    with pytest.raises(NotAllowed):
        write(thing, name=name, by=Actor.staff(world.other.pk))
    if translations.kind_of(thing).key in OF_THE_MINISTRY:
        with pytest.raises(NotAllowed):
            write(thing, name=name, by=world.by_focal)
    else:
        write(thing, name=name, by=world.by_focal)
    write(type(thing)._default_manager.get(pk=thing.pk), "en", "In English", name, by=world.by_policy)


def test_evidence_and_why_it_was_taken_back_are_words_of_whose_claim_it_is(world: World) -> None:
    asked = world.ask()
    pieces = [world.prove(world.plan()), world.prove(world.answer(asked)), world.prove(_step(world, words()))]
    marks = [
        actions.withdraw(evidence=piece, reason=original("fr", FRENCH), by=SETUP, at=NOON) for piece in pieces
    ]
    contested = world.contest(world.prove(world.plan()), at(1))
    assert [translations.body_of(thing) for thing in (*pieces, *marks, contested)] == ["B-HEALTH"] * 6 + [
        None
    ]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
def test_the_list_of_a_body_has_the_words_that_it_may_translate_and_no_others(
    world: World, kind: Any, signed_in: Any
) -> None:
    things = [made(world, kind.key)]
    if kind.key in ("evidence", "mark"):
        said = original("fr", FRENCH)
        shown = [
            world.prove(claimed, says=said)
            for claimed in (world.plan(), world.answer(world.ask()), _step(world, words()))
        ]
        taken = [actions.withdraw(evidence=piece, reason=said, by=SETUP, at=NOON) for piece in shown]
        things += shown if kind.key == "evidence" else taken
    pages = {
        name: text(signed_in(getattr(world, name)).get(listed(kind.key)))
        for name in ("policy", "focal", "other")
    }
    theirs = [translations.body_of(thing) == "B-HEALTH" for thing in things]
    assert {
        name: [f'"{address(thing, "ar")}"' in page for thing in things] for name, page in pages.items()
    } == {"policy": [True] * len(things), "focal": theirs, "other": [False] * len(things)}


def test_the_desk_shows_the_kinds_of_which_something_waits_and_opens_on_the_first(
    world: World, signed_in: Any
) -> None:
    for kind in ("step", "search"):
        made(world, kind)
    steps, nothing = "Titles of steps", "Answers"
    for who, opens, others in (
        (world.policy, steps, ["search"]),
        (world.focal, steps, []),
        (world.other, nothing, []),
    ):
        page = text(signed_in(who).get(url("translations")))
        assert [one.split('"')[0] for one in page.split("?what=")[1:]] == others
        assert f'<strong aria-current="page">{opens}</strong>' in page


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
def test_a_long_list_goes_on_where_it_ended_and_asks_little(world: World, kind: Any, signed_in: Any) -> None:
    things = [made(world, kind.key) for _number in range(30)]
    browser = signed_in(world.policy)
    with CaptureQueriesContext(connection) as asked:
        first = text(browser.get(listed(kind.key)))
    rest = first.split('href="?')[1].split('"')[0].replace("&amp;", "&")
    second = text(browser.get(f"{url('translations')}?{rest}"))
    shown = [[one.pk for one in things if f'"{address(one, "ar")}"' in page] for page in (first, second)]
    assert ([len(one) for one in shown], set(shown[0]) & set(shown[1])) == ([25, 5], set())
    assert len(asked) <= MOST_QUERIES


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
@pytest.mark.parametrize("after", ["nothing", "a~b", "2014-01-01~b", "99999999999999999999"])
def test_an_address_that_leads_nowhere_in_a_list_leads_to_its_beginning(
    world: World, kind: Any, after: str, signed_in: Any
) -> None:
    page = signed_in(world.policy).get(f"{listed(kind.key)}&after={after}")
    assert page.status_code == 200


def test_a_text_is_read_beside_the_box_kept_and_nothing_typed_is_lost(
    world: World, one: tuple[Any, str], signed_in: Any
) -> None:
    thing, name = one
    browser, there = signed_in(world.policy), address(thing, "ar", name)
    with CaptureQueriesContext(connection) as asked:
        page = text(browser.get(there))
    assert (f'<div lang="fr" dir="ltr"><p>{FRENCH}</p></div>' in page, len(asked) <= MOST_QUERIES) == (
        True,
        True,
    )
    late = boxes(thing, "ar", "ما كتبته أنا", name)
    empty = browser.post(there, late | {"text": ""})
    long = "ن" * (translations.kind_of(thing).most + 1)
    too_long = browser.post(there, late | {"text": long})
    assert (empty.status_code, too_long.status_code, long in text(too_long)) == (422, 422, True)
    write(thing, "ar", "ما كتبه غيري", name)
    told = browser.post(there, late)
    assert (told.status_code, "ما كتبته أنا" in text(told)) == (409, True)
    thing.refresh_from_db()
    kept = browser.post(there, boxes(thing, "ar", "ما بدأناه", name))
    thing.refresh_from_db()
    assert kept.url == listed(translations.kind_of(thing).key)
    assert translations.value_of(thing, name)["ar"]["text"] == "ما بدأناه"


def test_a_text_that_is_not_there_has_no_page(world: World, one: tuple[Any, str], signed_in: Any) -> None:
    thing, name = one
    browser = signed_in(world.policy)
    for pk in ("0", "nothing", "99999999999999999999", "00000000-0000-0000-0000-000000000000"):
        assert browser.get(url("translate", name, pk, "ar")).status_code == 404
    assert signed_in(world.other).get(address(thing, "ar", name)).status_code == 404


def public_page(thing: Any, language: str) -> str:
    """The public page that shows a text."""
    kind = translations.kind_of(thing)
    shown = thing.evidence if kind.key == "mark" else thing
    action = thing if kind.key == "action" else getattr(shown, "action", None)
    with override(language):
        if action is not None:
            return reverse("delivery:action", args=[action.key])
        commitment = thing.assignment.commitment if kind.key == "answer" else thing.commitment
        return reverse("commitments:commitment", args=[commitment.key])


def test_the_public_page_gives_each_reader_the_translation_once_it_is_there(one: tuple[Any, str]) -> None:
    thing, name = one
    before = text(Client().get(public_page(thing, "ar")))
    for each in translations.kind_of(thing).texts:
        thing = write(thing, "ar", f"ما بدأناه {each}", each)
    after = text(Client().get(public_page(thing, "ar")))
    assert [(FRENCH in page, "بالفرنسية" in page, f"ما بدأناه {name}" in page) for page in (before, after)] == [
        (True, True, False), (False, False, True),
    ]  # fmt: skip


def test_the_report_prints_the_translation_of_what_is_said_of_evidence(world: World) -> None:
    piece = made(world, "evidence")

    def printed() -> Any:
        found = recommendations.gather_recommendations(
            [world.one], recommendations.standings_on([world.one], NOON.date()), NOON.date()
        )
        return next(iter(found.values()))[0]["evidence"][0]["text"]

    before = printed()
    write(piece, "ar", "ما بدأناه")
    assert (before, printed()) == (
        {"fr": FRENCH, "original": "fr"},
        {"fr": FRENCH, "ar": "ما بدأناه", "original": "fr"},
    )


KEPT = [(kind, name) for kind in KINDS for name in kind.texts if kind.key != "action"]


def refused(thing: Any, **values: Any) -> bool:
    try:
        with transaction.atomic():
            type(thing)._default_manager.filter(pk=thing.pk).update(**values)
    except DatabaseError:
        return True
    return False


@pytest.mark.parametrize(("kind", "name"), KEPT, ids=lambda one: one if isinstance(one, str) else "")
def test_the_database_takes_translations_and_no_other_words(world: World, kind: Any, name: str) -> None:
    thing, column = made(world, kind.key), kind.texts[name]
    value = translations.value_of(thing, name)
    arabic = translated(value, "ar", "لا مقر لنا", TextState.REVIEWED)
    asked = {
        "another text": original("fr", "Nous n’avons rien commencé"),
        "another language": original("en", "We have begun"),
        "nothing": {},
        "a translation": arabic,
        "another translation": translated(arabic, "ar", "بلا مقر", TextState.REVIEWED),
        "another text under a translation": rewritten(arabic, "Nous n’avons rien commencé"),
        "no translation any more": value,
    }
    taken = [name for name, change in asked.items() if not refused(thing, **{column: change})]
    assert taken == ["a translation", "another translation", "no translation any more"]


@pytest.mark.parametrize("kind", ["declaration", "evidence"])
def test_what_was_said_without_words_gets_none_later(world: World, kind: str) -> None:
    thing = made(world, kind, {})
    column = translations.kind_of(thing).texts[kind]
    assert refused(thing, **{column: original("fr", "Parce que")})


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.key != "action"], ids=lambda kind: kind.key)
def test_of_a_row_that_was_said_every_other_column_is_kept(world: World, kind: Any) -> None:
    table, columns = kind.model._meta.db_table, {field.column for field in kind.model._meta.concrete_fields}
    assert columns - set(triggers.FIXED[table]) == {*triggers.SAID[table], "to_translate"}
    assert set(triggers.SAID[table]) == set(kind.texts.values())


def test_at_the_desk_each_text_leads_to_where_its_translation_is_corrected(
    world: World, one: tuple[Any, str], signed_in: Any
) -> None:
    thing, name = one
    kind = translations.kind_of(thing)
    if kind.key == "answer":
        desks = {"focal": url("answer", thing.assignment_id)}
    elif "/actions/" in public_page(thing, "en"):
        desks = dict.fromkeys(
            ("policy", "focal"), public_page(thing, "en").replace("/actions/", "/desk/actions/")
        )
    else:
        desks = {"policy": url("one", thing.commitment.key)}
    lead = f'"{address(thing, "ar", name)}"'
    found = {who: lead in text(signed_in(getattr(world, who)).get(desk)) for who, desk in desks.items()}
    assert found == {who: who == "policy" or kind.key not in OF_THE_MINISTRY for who in desks}
    assert lead not in text(Client().get(public_page(thing, "en")))


def test_of_a_search_the_list_says_what_was_looked_for_and_where(world: World, signed_in: Any) -> None:
    search = made(world, "search")
    write(search, "ar", "ما بحث عنه", "looked-for")
    write(search, "en", "What was sought", "looked-for")
    page = text(signed_in(world.policy).get(listed("search")))
    assert ("Where it was looked for" in page, "What was looked for" in page) == (True, False)
