"""Courses with people in them, and a livelihood."""

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from indimaj.directory.enums import Role
from indimaj.directory.models import Place
from indimaj.ledger.actors import Actor
from indimaj.programmes import actions
from indimaj.programmes.actions.livelihoods import Part
from tests.house.service_world import LATER

if TYPE_CHECKING:
    from tests.house.world import World


def build_programmes(world: "World", place: Place) -> None:
    things, by = world.things, Actor.staff(world.staff[Role.COORDINATOR].pk)
    programme = actions.make_programme(
        body=things["body B-SALAM"], kind="language", taught="ary", name_ar="دروس الدارجة", name_fr="Cours de darija",
        name_en="Darija classes", by=by, at=LATER,
    )  # fmt: skip
    course = actions.open_course(
        programme=programme, place=place, starts_on=date(2014, 6, 1), ends_on=date(2014, 12, 1), capacity=2,
        level="A1", where="12, rue de la Paix", rhythm="Lundi soir", by=by, at=LATER,
    )  # fmt: skip
    things["course"] = course
    things["enrolment"] = actions.enrol(course=course, client=things["helped"], by=by, at=LATER)
    for number in range(2):
        things[f"guest {number}"] = actions.enrol(
            course=course, first_name="Yasmine", community="host", by=by, at=LATER
        )
    actions.save_attendance(
        course=course, held_on=date(2014, 6, 2), marks={things["enrolment"].pk: "present"}, by=by, at=LATER.replace(month=6)
    )  # fmt: skip
    livelihood = actions.begin_livelihood(
        client=things["helped"], body=things["body B-SALAM"], plan="Un étal de fruits.", by=by, at=LATER
    )
    part = Part(kind="grant", amount=Decimal(3000), due_on=date(2014, 6, 1))
    livelihood = actions.fund(livelihood=livelihood, parts=[part], by=by, at=LATER)
    things["livelihood"] = actions.start_livelihood(
        livelihood=livelihood, started_on=date(2014, 5, 20), by=by, at=LATER
    )
