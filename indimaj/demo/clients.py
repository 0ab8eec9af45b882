"""People of the service side in the demo: invented, of both communities, helped by invented bodies for two years.

They are other people than those of the campaign: nothing links one side to the other, in the demo as in the house.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import transaction

from indimaj.clients import actions
from indimaj.clients.actions.many import LoadRow, register_many
from indimaj.clients.enums import Community, ConsentPurpose, ErasureGround
from indimaj.clients.models import Client
from indimaj.clients.words import hand_over_words
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


# Which part of the people says yes to what, on the first day.
YES = {
    ConsentPurpose.SUPPORT: 0.92, ConsentPurpose.REFERRAL: 0.8, ConsentPurpose.MESSAGES: 0.6,
    ConsentPurpose.FOLLOW_UP: 0.5, ConsentPurpose.CONSULATE: 0.12,
}  # fmt: skip


def build_clients(progress: Progress, number: int = NUMBER) -> dict[int, UUID]:
    """So many people with supports, consents, notes and what they asked; returns their ids by number (from 1)."""
    build_service_bodies(progress)
    done = client_ids(number)
    if len(done) == number:
        return done
    helpers = _helpers()
    for start in range(1, number + 1, STEP):
        progress("People of the service side", start, number)
        _step([one for one in range(start, min(start + STEP, number + 1)) if one not in done], helpers)
    ids = client_ids(number)
    _family(ids, *helpers[0])
    progress("People of the service side", number, number)
    return ids


@transaction.atomic
def _step(numbers: Sequence[int], helpers: list[tuple[Body, Staff]]) -> None:
    """Register some in the set form; what few people need is done by the single actions."""
    places = {one: _place(one, len(helpers)) for one in numbers}
    rows = {one: _row(one, *helpers[places[one]]) for one in numbers}
    made = {client.submission: client for client in register_many(list(rows.values()))}
    for one, row in rows.items():
        client, random = made[row.submission], draws("client acts", one)
        if one not in GUEST_CODES and random.random() < 0.06:
            yes = client.consents.first()
            if yes:
                actions.withdraw_consent(consent=yes, by=Actor.person(client.pk), at=_later(row.at, 60))
        _ask(one, client, row, random)
        if one > 2 and one % 17 == 0:
            _hand_over(client, row, helpers[(places[one] + 1) % len(helpers)])
        elif one > 2 and one % 23 == 0:
            support = client.supports.get(is_open=True)
            actions.end_support(support=support, by=Actor.staff(row.staff.pk), at=_later(row.at, 200))


def _family(ids: dict[int, UUID], body: Body, staff: Staff) -> None:
    """The visitor's page has a child: the youngest whom the same body helps."""
    helped = Client.objects.filter(pk__in=ids.values(), supports__body=body, supports__is_open=True)
    child = (
        helped.filter(birth_from__gt=DAY.replace(year=DAY.year - 14)).order_by("-birth_from", "pk").first()
    )
    if child is not None:
        guardian = Client.objects.get(pk=ids[1])
        at = _later(max(child.registered_at, guardian.registered_at), 10)
        actions.name_guardian(child=child, guardian=guardian, by=staff, at=at)


def client_ids(number: int = NUMBER) -> dict[int, UUID]:
    """The ids of the demo's people by number; those that are there."""
    wanted = {_submission(one): one for one in range(1, number + 1)}
    found = Client.objects.filter(submission__in=list(wanted)).values_list("submission", "pk")
    return {wanted[submission]: pk for submission, pk in found}


def guests_of_clients() -> list[Guest]:
    """Pages of the service side whose reference, code and PIN are public."""
    ids = client_ids(max(GUEST_CODES))
    references = dict(Client.objects.filter(pk__in=ids.values()).values_list("pk", "reference"))
    abouts = {1: "a page on the side of services", 2: "the same, of somebody from here"}
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


def _place(number: int, helpers: int) -> int:
    """Which body helps: the association of the visitor's account more often than each other."""
    random = draws("client body", number)
    return 0 if number in GUEST_CODES or random.random() < AT_MAIN else random.randrange(1, helpers)


def _row(number: int, body: Body, staff: Staff) -> LoadRow:
    random = draws("client", number)
    is_host = number == 2 or (number > 2 and random.random() < HOST_SHARE)
    planned = _planned(number, is_host, random)
    at, spoken = _at_work(planned.filed_on, random), "ar" if is_host else language(planned)
    return LoadRow(
        person=_person(planned, is_host, random),
        staff=staff,
        body=body,
        at=at,
        submission=_submission(number),
        community=Community.HOST if is_host else Community.MIGRANT,
        place=body.place,
        language=spoken,
        code=GUEST_CODES.get(number, ""),
        pin=GUEST_PIN if number in GUEST_CODES else "",
        consents=[
            purpose for purpose, share in YES.items() if number in GUEST_CODES or random.random() < share
        ],
        notes=list(_notes(number, at, spoken, random)),
    )


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


def _notes(number: int, at: datetime, spoken: str, random: Random) -> Iterator[tuple[str, datetime, UUID]]:
    """No contact since, one or two."""
    texts = [text for code, text in NOTES if code == spoken]
    for visit in range(random.choice((0, 1, 1, 2))):
        when = _later(at, 20 + 70 * visit + random.randrange(30))
        yield random.choice(texts), when, uuid5(NAMESPACE_URL, f"indimaj:demo:note:{number}:{visit}")


def _ask(number: int, client: Client, row: LoadRow, random: Random) -> None:
    """A few object, ask for erasure, or bring a fact across the wall."""
    later = _later(row.at, 40)
    if number % 37 == 1:
        purpose = random.choice((ProofPurpose.ENROLMENT, ProofPurpose.PROJECT))
        proof = issue_proof(fact=Fact.IDENTITY_CONFIRMED, value=Value.YES, purpose=purpose, at=row.at)
        actions.hand_fact(client=client, token=proof.token, purpose=purpose, at=_later(row.at, 3))
    if number % 41 == 1:
        text, answer = OBJECTIONS[number // 41 % len(OBJECTIONS)]
        objection = actions.object_to(client=client, text=text, at=later)
        if answer:
            actions.answer_objection(objection=objection, answer=answer, by=row.staff, at=_later(later, 6))
    if number % 97 == 3:
        request = actions.ask_erasure(client=client, at=later)
        if number > 97:
            ground = ErasureGround.LEGAL_CLAIM
            actions.decide_erasure(request=request, by=row.staff, at=_later(later, 9), ground=ground)


def _hand_over(client: Client, row: LoadRow, to: tuple[Body, Staff]) -> None:
    """To another body, which the person's own yes names."""
    by, at = Actor.staff(row.staff.pk), _later(row.at, 120)
    body, worker = to
    actions.give_consent(
        client=client, purpose=ConsentPurpose.REFERRAL, body=body, by=by, at=at,
        words=hand_over_words(client.language, body),
    )  # fmt: skip
    actions.hand_over(
        support=client.supports.get(is_open=True), by=by, at=at, to_body=body, to_caseworker=worker,
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
