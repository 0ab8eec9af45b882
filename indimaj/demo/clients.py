"""People of the service side in the demo: invented, of both communities, helped by invented bodies for two years.

They are other people than those of the campaign: nothing links one side to the other, in the demo as in the house.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import NamedTuple
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import transaction

from indimaj.clients import actions
from indimaj.clients.enums import Community, ConsentPurpose, ErasureGround
from indimaj.clients.models import Client
from indimaj.directory.models import Body, Staff
from indimaj.ledger.actors import Actor
from indimaj.people.answers import PersonAnswers
from indimaj.proofs.actions import issue_proof
from indimaj.proofs.enums import Fact, ProofPurpose, Value

from . import Guest
from .margins import draws
from .people import birth_day, invented, language
from .population import DAY, Planned
from .service_bodies import MAIN_ASSOCIATION, bodies_in, build_service_bodies, staff_at

Progress = Callable[[str, int, int], None]
NUMBER = 360
# Numbers from which people of this side are drawn: far from those of any campaign, so that nobody is on both.
FIRST = 5_000_000
BEGIN = date(2013, 1, 7)
HOST_SHARE = 0.25
AT_MAIN = 0.3
STEP = 60
GUEST_CODES = {1: "DEM0-PAGE-AAAA-AAAA", 2: "DEM0-PAGE-BBBB-BBBB"}
GUEST_PIN = "201500"
NATIONS = (
    ("SN", "sn", 24), ("CM", "cm", 14), ("CI", "ci", 14), ("SY", "sy", 14), ("CD", "cd", 10), ("NG", "ng", 10),
    ("GN", "gn", 6), ("ML", "ml", 5), ("PH", "ph", 3),
)  # fmt: skip
BANDS = ((8, 15, 0.08), (16, 19, 0.12), (20, 29, 0.38), (30, 44, 0.32), (45, 64, 0.10))
NOTES = (
    ("fr", "Accueil. Cherche un cours de darija en soirée."),
    ("fr", "A trouvé une chambre. À rappeler dans un mois pour l’inscription de l’enfant à l’école."),
    ("fr", "Entretien sur l’emploi : expérience en couture, souhaite une formation courte."),
    ("ar", "استقبال أول. تبحث عن مدرسة لابنها قرب السكن."),
    ("ar", "تم الاتصال هاتفيا، الموعد يوم الاثنين على الساعة العاشرة."),
    ("en", "Came with a friend who interpreted. Wants to join the football on Saturdays."),
    ("en", "Asked how to have a certificate from home recognised."),
)
OBJECTIONS = (
    ("N’appelez plus le numéro de mon frère.", "Le numéro a été retiré et marqué « ne pas utiliser »."),
    ("I did not ask for the sewing course.", ""),
    ("أريد أن يكتب اسمي كما في جواز سفري.", "تم تصحيح الاسم."),
)


class Registered(NamedTuple):
    """One person of the demo: the number, the row, and whose day it was."""

    number: int
    client: Client
    at: datetime


def build_clients(progress: Progress, number: int = NUMBER) -> dict[int, UUID]:
    """So many people with supports, consents, notes and what they asked; returns their ids by number (from 1)."""
    build_service_bodies(progress)
    done = client_ids(number)
    if len(done) == number:
        return done
    helpers = _helpers()
    for start in range(1, number + 1, STEP):
        progress("People of the service side", start, number)
        with transaction.atomic():
            for one in range(start, min(start + STEP, number + 1)):
                if one not in done:
                    done[one] = _register(one, helpers).client.pk
    progress("People of the service side", number, number)
    return done


def client_ids(number: int = NUMBER) -> dict[int, UUID]:
    """The ids of the demo's people by number; those that are there."""
    wanted = {_submission(one): one for one in range(1, number + 1)}
    found = Client.objects.filter(submission__in=list(wanted)).values_list("submission", "pk")
    return {wanted[submission]: pk for submission, pk in found}


def guests_of_clients() -> list[Guest]:
    """Pages of the service side whose reference, code and PIN are public."""
    ids = client_ids(max(GUEST_CODES))
    references = dict(Client.objects.filter(pk__in=ids.values()).values_list("pk", "reference"))
    abouts = {1: "own_page", 2: "own_page_host"}
    return [
        Guest(references[ids[number]], code, GUEST_PIN, abouts[number])
        for number, code in GUEST_CODES.items()
        if number in ids
    ]


def _submission(number: int) -> UUID:
    return uuid5(NAMESPACE_URL, f"indimaj:demo:client:{number}")


def _helpers() -> list[tuple[Body, Staff]]:
    """The bodies that help people and who works there; the association of the visitor's account first."""
    codes = [
        MAIN_ASSOCIATION,
        *(code for code in (*bodies_in("AS"), *bodies_in("MW")) if code != MAIN_ASSOCIATION),
    ]
    bodies = Body.objects.select_related("place").in_bulk(codes)
    return [(bodies[code], staff_at(code)) for code in codes]


def _register(number: int, helpers: list[tuple[Body, Staff]]) -> Registered:
    random = draws("client", number)
    is_host = number == 2 or (number > 2 and random.random() < HOST_SHARE)
    planned = _planned(number, is_host, random)
    guest = number in GUEST_CODES
    place = 0 if guest or random.random() < AT_MAIN else random.randrange(1, len(helpers))
    body, staff = helpers[place]
    at = _at_work(planned.filed_on, random)
    client, _code = actions.register_client(
        person=_person(planned, is_host, random),
        by=Actor.staff(staff.pk),
        at=at,
        body=body,
        community=Community.HOST if is_host else Community.MIGRANT,
        place=body.place,
        language="ar" if is_host else language(planned),
        pin=GUEST_PIN if guest else "",
        code=GUEST_CODES.get(number, ""),
        submission=_submission(number),
    )
    made = Registered(number, client, at)
    _say_yes(made, Actor.staff(staff.pk), random)
    _write_down(made, Actor.staff(staff.pk), random)
    _ask(made, staff, random)
    if number > 2 and number % 17 == 0:
        _hand_over(made, staff, helpers[(place + 1) % len(helpers)])
    elif number > 2 and number % 23 == 0:
        actions.end_support(
            support=client.supports.get(is_open=True), by=Actor.staff(staff.pk), at=_later(at, 200)
        )
    return made


def _planned(number: int, is_host: bool, random: Random) -> Planned:
    """What the names machinery of the campaign needs of somebody; no claim, no outcome, no office."""
    nation, names, _weight = random.choices(NATIONS, weights=[one[2] for one in NATIONS])[0]
    if is_host:
        nation, names = "MA", "ma"
    low, high, _share = random.choices(BANDS, weights=[one[2] for one in BANDS])[0]
    day = BEGIN + timedelta(days=int((DAY - BEGIN).days * 0.96 * random.random()))
    group = "woman" if random.random() < 0.48 else "man"
    if number in GUEST_CODES:
        (low, high), day, group = (25, 34), date(2014, 3, 4), "woman"
        nation, names = ("MA", "ma") if is_host else ("SN", "sn")
    return Planned(
        number=FIRST + number, outcome="", group=group, nationality=nation, names=names, office="", claim="",
        band=(low, high), schooling="", filed_on=day, opinion_on=None, decided_on=None, state="", departure="",
    )  # fmt: skip


def _person(planned: Planned, is_host: bool, random: Random) -> PersonAnswers:
    """As little as a body writes down: no document, no mother's name; the birth of a few is not known."""
    drawn = invented(planned)
    spoken = "" if is_host else drawn.spoken_language
    told = random.random() < 0.85 or birth_day(planned).year > 1997
    return replace(
        drawn,
        document_kind="",
        document_number="",
        mother_name="",
        birth_place="",
        spoken_language=spoken,
        birth=drawn.birth if told else PersonAnswers().birth,
    )


def _say_yes(made: Registered, by: Actor, random: Random) -> None:
    """Most say yes to the support and a referral, fewer to messages, few to the consulate; some take one back."""
    shares = {
        ConsentPurpose.SUPPORT: 0.92, ConsentPurpose.REFERRAL: 0.8, ConsentPurpose.MESSAGES: 0.6,
        ConsentPurpose.FOLLOW_UP: 0.5, ConsentPurpose.CONSULATE: 0.12,
    }  # fmt: skip
    for purpose, share in shares.items():
        if made.number in GUEST_CODES or random.random() < share:
            yes = actions.give_consent(client=made.client, purpose=purpose, by=by, at=made.at)
            if made.number > 2 and random.random() < 0.04:
                person = Actor.person(made.client.pk)
                actions.withdraw_consent(consent=yes, by=person, at=_later(made.at, 60))


def _write_down(made: Registered, by: Actor, random: Random) -> None:
    """One contact or a few."""
    support = made.client.supports.get(is_open=True)
    spoken = [text for code, text in NOTES if code == made.client.language]
    for visit in range(random.choice((0, 1, 1, 2))):
        actions.add_note(
            support=support, text=random.choice(spoken), by=by,
            at=_later(made.at, 20 + 70 * visit + random.randrange(30)),
            submission=uuid5(NAMESPACE_URL, f"indimaj:demo:note:{made.number}:{visit}"),
        )  # fmt: skip


def _ask(made: Registered, staff: Staff, random: Random) -> None:
    """A few object, ask for erasure, or bring a fact across the wall."""
    later = _later(made.at, 40)
    if made.number % 41 == 1:
        text, answer = OBJECTIONS[made.number // 41 % len(OBJECTIONS)]
        objection = actions.object_to(client=made.client, text=text, at=later)
        if answer:
            actions.answer_objection(objection=objection, answer=answer, by=staff, at=_later(later, 6))
    if made.number % 97 == 3:
        request = actions.ask_erasure(client=made.client, at=later)
        if made.number > 97:
            actions.decide_erasure(
                request=request, by=staff, at=_later(later, 9), ground=ErasureGround.LEGAL_CLAIM
            )
    if made.number % 37 == 1:
        purpose = random.choice((ProofPurpose.ENROLMENT, ProofPurpose.PROJECT))
        proof = issue_proof(fact=Fact.IDENTITY_CONFIRMED, value=Value.YES, purpose=purpose, at=made.at)
        actions.hand_fact(client=made.client, token=proof.token, purpose=purpose, at=_later(made.at, 3))


def _hand_over(made: Registered, staff: Staff, to: tuple[Body, Staff]) -> None:
    """To another body, which the person's own yes names."""
    by, at = Actor.staff(staff.pk), _later(made.at, 120)
    body, worker = to
    actions.give_consent(client=made.client, purpose=ConsentPurpose.REFERRAL, body=body, by=by, at=at)
    actions.hand_over(
        support=made.client.supports.get(is_open=True), by=by, at=at, to_body=body, to_caseworker=worker,
        note="Déménage : le dossier suit.",
    )  # fmt: skip


def _at_work(day: date, random: Random) -> datetime:
    """Some minute of a morning or an afternoon at a desk, on a working day."""
    day -= timedelta(days=max(0, day.weekday() - 4))
    return datetime.combine(day, time(9), tzinfo=UTC) + timedelta(minutes=random.randrange(420))


def _later(at: datetime, days: int) -> datetime:
    """So many days on, and before the day of the demo."""
    last = datetime.combine(DAY - timedelta(days=2), at.timetz())
    return min(at + timedelta(days=days), last)
