"""Rounds of consultation in each state: a draft, one that is open, one that is closed and waits, one answered."""

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from indimaj.consultations import actions
from indimaj.consultations.changes import rules
from indimaj.consultations.enums import Outcome, Way
from indimaj.ledger.actors import Actor
from indimaj.texts.words import Words, of_three

if TYPE_CHECKING:
    from tests.house.world import World

BEFORE = datetime(2014, 3, 3, 12, tzinfo=UTC)
SETUP = Actor.system("setup")


def words(ar: str, fr: str, en: str) -> Words:
    return of_three({"ar": ar, "fr": fr, "en": en})


def build_rounds(world: "World") -> None:
    """A draft, one that is open, one that is closed and waits, one that was answered."""
    for name, closes in (("draft", 60), ("open", 120), ("closed", 30), ("answered", 30)):
        add_round(world, f"round {name}", closes)
    opened = world.things["round open"]
    made = actions.invite(one=opened, kind="association", name="Association Salam", by=SETUP, at=BEFORE)
    world.things["invitation"], world.tokens["invitation"] = made.invitation, made.token
    first = world.things["round open statement"]
    for name in ("open", "closed", "answered"):
        world.things[f"round {name}"] = actions.open_round(
            one=world.things[f"round {name}"], by=SETUP, at=BEFORE
        )
    actions.vote_by_link(
        statement=first, invitation=made.invitation, choice="agree", reason="Oui", language="fr", at=BEFORE
    )
    for name in ("closed", "answered"):
        statement = world.things[f"round {name} statement"]
        for number in range(7):
            actions.vote_openly(statement=statement, browser=f"{number}", choice="agree", at=BEFORE)
        one = world.things[f"round {name}"]
        world.things[f"round {name}"] = actions.close_round(one=one, by=SETUP, at=BEFORE + timedelta(days=30))
    given = actions.Given(
        Outcome.TAKEN_UP,
        words("أخذنا بما قلتم.", "Nous avons retenu ce que vous avez dit.", "We took up what you said."),
        [actions.Link("rule_version", rules()[0][0])],
    )
    actions.answer_round(
        one=world.things["round answered"], given=given, by=SETUP, at=BEFORE + timedelta(days=40)
    )


def add_round(world: "World", name: str, closes: int = 60) -> None:
    asked = actions.Draft(
        title=words("دروس اللغة", "Cours de langue", "Language courses"),
        about=words("أوقات الدروس", "Les heures des cours", "The hours of courses"),
        body=world.things["body B-DIPLOMA"],
        way=Way.BOTH,
        closes_on=date(2014, 3, 3) + timedelta(days=closes),
        due_on=date(2014, 3, 3) + timedelta(days=closes + 30),
    )
    one = actions.draft_round(draft=asked, by=SETUP, at=BEFORE)
    world.things[f"{name} statement"] = actions.add_statement(
        one=one,
        text=words("دروس مسائية.", "Des cours du soir.", "Evening courses."),
        by=SETUP,
        at=BEFORE,
    )
    one.refresh_from_db()
    world.things[name] = one
