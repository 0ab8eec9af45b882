"""A country with one region, bodies at each level, a commitment or two, and who works where."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

from indimaj.commitments import actions as commitments
from indimaj.commitments.drafts import Draft
from indimaj.commitments.models import Commitment
from indimaj.delivery import actions
from indimaj.delivery.actions import Plan
from indimaj.delivery.models import Action, Assignment, Evidence, EvidenceMark, Response, TraceSearch
from indimaj.directory.enums import BodyKind, Level, Role, Theme
from indimaj.directory.models import Body
from indimaj.ledger.actors import Actor
from indimaj.texts.words import Words, of_three
from tests.clients.making import SETUP, make_body, make_place, post

NOON = datetime(2014, 3, 12, 12, tzinfo=UTC)
TODAY = date(2014, 3, 12)
PAGE = "https://example.org/circular"


def words(fr: str = "Un texte", ar: str = "نص", en: str = "A text") -> Words:
    return of_three({"ar": ar, "fr": fr, "en": en})


def day(number: int) -> date:
    """So many days after the first."""
    return TODAY + timedelta(days=number)


def at(number: int) -> datetime:
    return NOON + timedelta(days=number)


class World(SimpleNamespace):
    """What the tests of the room stand on."""

    def commitment(self, title: str = "Ouvrir les écoles", **fields: Any) -> Commitment:
        said = words(title, "فتح المدارس", "Open the schools")
        given = {"kind": "recommendation", "title": said, "text": said, **fields}
        return commitments.record(draft=Draft(**given), by=SETUP, at=NOON)

    def ask(
        self, commitment: Commitment | None = None, body: Body | None = None, **fields: Any
    ) -> Assignment:
        given = {
            "role": "lead",
            "level": Level.NATIONAL,
            "due_on": day(30),
            "by": SETUP,
            "at": NOON,
            **fields,
        }
        return actions.assign(commitment=commitment or self.one, body=body or self.health, **given)

    def answer(self, asked: Assignment, position: str = "accepts", **fields: Any) -> Response:
        given = {"reason": words("Parce que"), "by": SETUP, "at": at(5), **fields}
        return actions.answer(assignment=asked, position=position, **given)

    def plan(self, *answers: Commitment, body: Body | None = None, **fields: Any) -> Action:
        moment, by = fields.pop("at", NOON), fields.pop("by", SETUP)
        given = {
            "title": words("Ouvrir dix centres"), "nature": "service", "theme": Theme.HEALTH, "place": self.rabat,
            **fields,
        }  # fmt: skip
        return actions.plan_action(
            body=body or self.health, plan=Plan(**given), commitments=answers, by=by, at=moment
        )

    def declare(self, action: Action, says: str = "done", **fields: Any) -> Any:
        given = {"on": day(1), "words": words("Fait"), "by": SETUP, "at": at(2), **fields}
        return actions.declare(action=action, says=says, **given)

    def prove(self, claimed: Any, shows: str = "done", **fields: Any) -> Evidence:
        given = {
            "kind": "link", "reference": PAGE, "says": words("On y lit"), "valid_from": TODAY, "by": SETUP,
            "at": NOON, **fields,
        }  # fmt: skip
        return actions.add_evidence(claimed=claimed, shows=shows, **given)

    def contest(self, evidence: Evidence, moment: datetime = NOON, **fields: Any) -> EvidenceMark:
        given = {"reason": words("Non"), "by": SETUP, "at": moment, **fields}
        return actions.contest(evidence=evidence, **given)

    def search(self, commitment: Commitment | None = None, on: date = TODAY, **fields: Any) -> TraceSearch:
        given = {"looked_in": words("Bulletin officiel"), "looked_for": words("Contrat"), **fields}
        return actions.record_search(commitment=commitment or self.one, on=on, by=SETUP, at=at(200), **given)


def build() -> World:
    rabat = make_place()
    ministry = make_body("B-MIN", BodyKind.MINISTRY)
    health = make_body("B-HEALTH", BodyKind.MINISTRY)
    salam = make_body("B-SALAM", BodyKind.ASSOCIATION)
    policy, focal = post(Role.POLICY_OFFICER, ministry), post(Role.FOCAL_POINT, health)
    world = World(
        rabat=rabat, ministry=ministry, health=health, salam=salam, policy=policy, focal=focal,
        other=post(Role.FOCAL_POINT, salam), by_policy=Actor.staff(policy.pk), by_focal=Actor.staff(focal.pk),
    )  # fmt: skip
    world.one = world.commitment()
    return world
