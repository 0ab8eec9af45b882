"""A body that is asked, one that is silent, an action with its steps and evidence, a search, a link for one answer."""

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from indimaj.delivery import actions
from indimaj.delivery.actions import Plan, Step
from indimaj.ledger.actors import Actor
from indimaj.texts.words import Words, of_three, original

if TYPE_CHECKING:
    from tests.house.world import World

NOON = datetime(2014, 3, 12, 12, tzinfo=UTC)
# A link lives a month, and the house is walked in June.
LATER = datetime(2014, 5, 20, 12, tzinfo=UTC)
SETUP = Actor.system("setup")
PAGE = "https://example.org/circular"


def words(ar: str, fr: str, en: str) -> Words:
    return of_three({"ar": ar, "fr": fr, "en": en})


def build_delivery(world: "World") -> None:
    """One of everything that the room has."""
    things: dict[str, Any] = world.things
    common: dict[str, Any] = {"by": SETUP, "at": NOON}
    one, body = things["commitment"], world.home.body
    asked = actions.assign(
        commitment=one, body=body, role="lead", level="local", due_on=date(2014, 4, 1), **common
    )
    silent = actions.assign(
        commitment=things["other commitment"],
        body=body,
        role="support",
        level="local",
        due_on=date(2014, 4, 1),
        **common,
    )
    salam = things["body B-SALAM"]
    linked = actions.assign(
        commitment=one, body=salam, role="support", level="regional", due_on=date(2014, 9, 1), **common
    )
    reason = words("لا مقر لنا بعد", "Nous n’avons pas encore de local", "We have no premises yet")
    response = actions.answer(assignment=asked, position="in_part", reason=reason, **common)
    action = actions.plan_action(body=body, plan=_plan(world), commitments=[one], **common)
    step = action.milestones.order_by("position")[0]
    actions.declare(action=action, says="begun", on=date(2014, 3, 10), words=reason, milestone=step, **common)
    evidence = actions.add_evidence(
        claimed=action, kind="link", shows="begun", reference=PAGE, valid_from=date(2014, 3, 1),
        says=words("يقرأ فيه افتتاح الشباك", "On y lit l’ouverture du guichet", "It tells of the opening"), **common,
    )  # fmt: skip
    actions.record_search(
        commitment=things["other commitment"], on=date(2014, 3, 11),
        looked_in=words("الجريدة الرسمية", "Bulletin officiel", "Official bulletin"),
        looked_for=words("عقد الإدماج", "Un contrat d’intégration", "An integration contract"), **common,
    )  # fmt: skip
    running = {
        "rule_version": "2013-12-16-circular",
        "service": things["service"].pk,
        "programme": things["course"].pk,
    }
    for kind, key in running.items():
        actions.carry(thing=one, kind=kind, key=str(key), **common)
        actions.carry(thing=action, kind=kind, key=str(key), **common)
    made = actions.make_answer_link(assignment=linked, by=SETUP, at=LATER)
    world.tokens["body answer"] = made.token
    things |= {
        "asked": asked, "silent": silent, "linked": linked, "response": response, "action": action, "step": step,
        "evidence": evidence, **_in_french(world, common),
    }  # fmt: skip


def _plan(world: "World") -> Plan:
    return Plan(
        title=words("فتح شباك للاستقبال", "Ouvrir un guichet d’accueil", "Open a welcome desk"),
        nature="service",
        theme="social",
        place=world.home.place,
        due_on=date(2014, 5, 1),
        key="welcome-desk",
        supports=[world.things["body B-SALAM"]],
        steps=[
            Step(words("إيجاد مقر", "Trouver un local", "Find premises"), date(2014, 4, 1)),
            Step(words("تكوين الموظفين", "Former les agents", "Train the staff")),
        ],
    )


def _in_french(world: "World", common: dict[str, Any]) -> dict[str, Any]:
    """One of each kind of text that nobody has translated yet."""
    said = original("fr", "Nous cherchons encore un formateur")
    action = actions.plan_action(body=world.home.body, plan=_untranslated(world), commitments=[], **common)
    declared = actions.declare(action=action, says="begun", on=date(2014, 3, 10), words=said, **common)
    evidence = actions.add_evidence(
        claimed=action, kind="link", shows="begun", reference=PAGE, valid_from=date(2014, 3, 1), says=said, **common
    )  # fmt: skip
    search = actions.record_search(
        commitment=world.things["other commitment"], on=date(2014, 3, 11), looked_in=said, looked_for=said, **common
    )  # fmt: skip
    return {
        "untranslated": action,
        "untranslated step": action.milestones.get(),
        "untranslated declaration": declared,
        "untranslated evidence": evidence,
        "untranslated mark": actions.contest(evidence=evidence, reason=said, **common),
        "untranslated search": search,
    }


def _untranslated(world: "World") -> Plan:
    """An action whose title nobody has translated yet, paid for by a body."""
    return Plan(
        title=original("fr", "Former les agents d’accueil"),
        nature="event",
        theme="social",
        place=world.home.place,
        funder_body=world.things["body B-SALAM"],
        steps=[Step(original("fr", "Choisir le formateur"))],
        key="untranslated",
    )
