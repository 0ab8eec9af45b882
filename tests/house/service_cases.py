"""What came of the people of the service side: needs, referrals in each state, refusals, grievances, recognition."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from indimaj.directory.enums import Role, Theme
from indimaj.directory.models import Place
from indimaj.ledger.actors import Actor
from indimaj.recognition import actions as recognition
from indimaj.referrals import actions as referrals
from indimaj.referrals.actions import Answer, Shared
from indimaj.referrals.models import Referral
from tests.applications.conftest import pdf
from tests.house.service_world import LATER, NOON, SETUP

if TYPE_CHECKING:
    from tests.house.world import World

REFUSED = Answer(reason="no_capacity", text="Toutes les places sont prises.")
# The verbs that lead to each state, and what goes with the last.
STEPS: dict[str, list[tuple[str, Answer]]] = {
    "sent": [],
    "seen": [("see", Answer())],
    "waiting": [("put_on_list", Answer())],
    "accepted": [("accept", Answer())],
    "started": [("accept", Answer()), ("start", Answer())],
    "done": [("accept", Answer()), ("start", Answer()), ("finish", Answer(result="met"))],
    "refused": [("refuse", REFUSED)],
}


def build_cases(world: "World", place: Place) -> None:
    _silent(world)
    for state, verbs in STEPS.items():
        one = send(world, state)
        for verb, answer in verbs:
            one = referrals.answer_referral(
                referral=one,
                verb=verb,
                answer=answer,
                by=_at_the_service(world),
                at=LATER + timedelta(days=1),
            )
        world.things[f"referral {state}"] = one
    taken_back = send(world, "withdrawn")
    world.things["referral withdrawn"] = referrals.withdraw_referral(
        referral=taken_back, by=_worker(world), at=LATER
    )
    _delivery(world)
    made = referrals.make_answer_link(referral=world.things["referral sent"], by=_worker(world), at=LATER)
    world.tokens["answer"] = made.token
    _refusal_and_grievance(world, place)
    _recognition(world)
    _consulate(world)
    _vacancy(world, place)


def _worker(world: "World") -> Actor:
    return Actor.staff(world.staff[Role.CASEWORKER].pk)


def _at_the_service(world: "World") -> Actor:
    return Actor.staff(world.staff[Role.PROVIDER].pk)


def send(world: "World", name: str, at: Any = LATER, theme: str = Theme.LANGUAGE, kind: str = "") -> Referral:
    need = referrals.record_need(
        client=world.things["helped"],
        theme=theme,
        urgency=2,
        words="Apprendre à lire.",
        by=_worker(world),
        at=at,
    )
    world.things[f"need {name}"] = need
    return referrals.send_referral(
        need=need, service=world.things["service"], shared=Shared("Un cours le soir.", "Wolof", True),
        by=_worker(world), at=at, delivery_kind=kind,
    )  # fmt: skip


def _silent(world: "World") -> None:
    world.things["referral expired"] = send(world, "expired", at=NOON)
    assert referrals.remind_and_expire(at=LATER, by=SETUP) == (0, 1)
    world.things["referral expired"].refresh_from_db()


def _delivery(world: "World") -> None:
    one = send(world, "card", theme=Theme.HEALTH, kind="medical_card")
    one = referrals.answer_referral(referral=one, verb="accept", by=_at_the_service(world), at=LATER)
    referrals.prepare_delivery(referral=one, owner_name="Nadia Filali", by=_at_the_service(world), at=LATER)
    world.things["referral card"] = one


def _refusal_and_grievance(world: "World", place: Place) -> None:
    things, worker = world.things, _worker(world)
    things["access"] = referrals.report_access(
        theme=Theme.HEALTH, place=place, barrier="no_papers", words="On m’a demandé un titre.",
        client=things["helped"], by=worker, at=LATER,
    )  # fmt: skip
    things["grievance"] = referrals.send_grievance(
        client=things["helped"], wrong="wages", words="Deux mois sans salaire.", recipient="inspectorate",
        body=things["body B-LABOUR"], by=worker, at=LATER,
    )  # fmt: skip
    referrals.record_step(
        client=things["helped"], step="school", reached_on=date(2014, 4, 1), by=worker, at=LATER
    )


def _recognition(world: "World") -> None:
    things, worker = world.things, _worker(world)
    assessor = world.staff[Role.ASSESSOR]
    asset = recognition.add_asset(
        client=things["helped"], kind="qualification", words="Brevet de mécanique", words_language="fr",
        by=worker, at=LATER,
    )  # fmt: skip
    things["asset"] = asset
    things["document"] = recognition.add_document(
        asset=asset, kind="diploma", upload=pdf("brevet.pdf"), by=worker, at=LATER
    )
    for name in ("drafted", "asked", "decided"):
        one = recognition.draft(asset=asset, body=things["body B-DIPLOMA"], by=worker, at=LATER)
        if name != "drafted":
            one = recognition.send(request=one, by=worker, at=LATER, says_yes=True)
            one = recognition.mark_seen(request=one, by=assessor, at=LATER)
        if name == "asked":
            one = recognition.ask_document(request=one, asked="Le relevé de notes.", by=assessor, at=LATER)
        if name == "decided":
            one = recognition.decide(
                request=one, verb="recognise_in_part", by=assessor, at=LATER, reason="practice",
                words="La pratique manque.", completes="Un stage de trois mois.",
            )  # fmt: skip
        things[f"request {name}"] = one
    things["decision letter"] = things["request decided"].letter


def _consulate(world: "World") -> None:
    things, worker = world.things, _worker(world)
    for name in ("prepared", "sent"):
        things[f"question {name}"] = recognition.prepare(
            client=things["helped"], body=things["body B-CONSUL"], kind="confirm", document=things["document"],
            by=worker, at=LATER,
        )  # fmt: skip
    things["question sent"] = recognition.confirm(
        request=things["question sent"], read=True, by=worker, at=LATER
    )


def _vacancy(world: "World", place: Place) -> None:
    world.things["vacancy"] = recognition.post_vacancy(
        body=world.things["body B-ATELIER"], by=world.staff[Role.PROVIDER], at=LATER, title="Tisserand",
        skills=["73", "75"], wished=["52"], languages={"ary": "A2"}, qualification="3", place=place,
        closes_on=date(2014, 9, 1),
    )  # fmt: skip
