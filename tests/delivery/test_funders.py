"""Who pays for an action: an institution of the directory where it is one, else a name as somebody wrote it."""

import json
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from indimaj.delivery.models import Action
from indimaj.reports.gather.recommendations import gather_recommendations, standings_on
from indimaj.reports.layout import recommendations as layout
from tests.delivery.making import World, day


def url(name: str, *args: Any, language: str = "en") -> str:
    with override(language):
        return reverse(f"delivery:{name}", args=args)


def text(response: Any) -> str:
    return response.content.decode()


def test_who_pays_is_a_body_of_the_directory_or_a_name_as_it_was_written(world: World) -> None:
    body = world.plan(funder="Union européenne", funder_body=world.salam)
    name = world.plan(funder="Union européenne")
    found = [(one.funder_body, one.funder) for one in (body, name)]
    assert found == [(world.salam, ""), (None, "Union européenne")]
    with pytest.raises(IntegrityError), transaction.atomic():
        Action.objects.filter(pk=name.pk).update(funder_body=world.salam)


def test_who_pays_leads_to_its_page_where_it_is_an_institution_and_stands_as_written_where_not(
    world: World, signed_in: Any
) -> None:
    plan = {"title": "Ouvrir", "nature": "service", "theme": "health", "place": "MA-RAB"}
    pages = {}
    for name in ("association b-salam", "B-SALAM", "Association", "Une agence"):
        sent = plan | {"funder": name, "submission": str(uuid4())}
        address = signed_in(world.focal).post(url("plan", "B-HEALTH"), sent).url
        key = address.rstrip("/").rpartition("/")[2]
        page = text(Client().get(url("action", key)))
        pages[name] = ("Association B-SALAM (en)" in page, f'<bdi dir="auto">{name}</bdi>' in page)
    assert pages == {
        "association b-salam": (True, False), "B-SALAM": (True, False), "Association": (False, True),
        "Une agence": (False, True),
    }  # fmt: skip
    rows = json.loads(text(Client().get(url("actions_json"))))["actions"]
    assert sorted((one["funder"] or "", one["funder_body"] or "") for one in rows) == [
        ("", "B-SALAM"), ("", "B-SALAM"), ("Association", ""), ("Une agence", ""),
    ]  # fmt: skip


def test_an_institution_that_pays_is_named_in_the_language_of_the_reader(world: World) -> None:
    action = world.plan(funder_body=world.salam)
    named = {"ar": "جمعية B-SALAM", "fr": "Association B-SALAM", "en": "Association B-SALAM (en)"}
    found = {
        one: f">{name}</bdi></a>" in text(Client().get(url("action", action.key, language=one)))
        for one, name in named.items()
    }
    assert found == dict.fromkeys(named, True)


def test_an_edition_prints_the_institution_in_each_language_and_another_name_as_it_was_written(
    world: World,
) -> None:
    world.plan(world.one, funder_body=world.salam)
    world.plan(world.one, funder="Une agence")
    found = gather_recommendations([world.one], standings_on([world.one], day(3)), day(3))
    acts = found[""][0]["actions"]
    for language, paid in (
        ("ar", "جمعية B-SALAM"),
        ("fr", "Association B-SALAM"),
        ("en", "Association B-SALAM (en)"),
    ):
        with override(language):
            printed = [layout._action(one)["detail"] for one in acts]
        assert sorted([f"\u2068{paid}\u2069" in one, "\u2068Une agence\u2069" in one] for one in printed) == [
            [False, True], [True, False],
        ]  # fmt: skip


def test_an_edition_that_was_frozen_before_reads_as_it_did(world: World) -> None:
    world.plan(world.one, funder="Une agence")
    found = gather_recommendations([world.one], standings_on([world.one], day(3)), day(3))
    (act,) = found[""][0]["actions"]
    del act["funder_body"]
    assert "Une agence" in layout._action(act)["detail"]
