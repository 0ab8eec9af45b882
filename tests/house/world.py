"""One of everything: an office with each post, files in each stage, and people in browsers of their own."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client

from indimaj.applications.actions import evidence, examine, intake, phone
from indimaj.applications.models import Application, RegistrationRefusal
from indimaj.decisions import actions as commission
from indimaj.decisions.models import Decision, Sitting
from indimaj.directory import actions as directory
from indimaj.directory.enums import COMPARTMENT_OF, SERVICE_ROLES, Role
from indimaj.directory.models import Body, Office, Place, Staff
from indimaj.ledger.actors import Actor
from indimaj.ledger.enums import Compartment
from indimaj.letters import actions as letters
from indimaj.letters.models import Letter
from indimaj.people.answers import PersonAnswers
from indimaj.people.births import Birth
from indimaj.people.enums import BirthKind
from tests.applications.conftest import pdf
from tests.decisions.conftest import RESIDENT, TOO_RECENT, item_of, verdict
from tests.house.commitment_world import build_commitments
from tests.house.consultation_world import build_rounds
from tests.house.delivery_world import build_delivery
from tests.house.dialogue_world import build_dialogue
from tests.house.measure_world import build_measures
from tests.house.report_world import build_reports
from tests.house.service_cases import build_cases
from tests.house.service_programmes import build_programmes
from tests.house.service_world import build_service_side

TODAY = datetime(2014, 6, 3, 10, tzinfo=UTC)
DEPOSIT = datetime(2014, 3, 3, 12, tzinfo=UTC)
EXAMINED = datetime(2014, 3, 20, 12, tzinfo=UTC)
CALLED = datetime(2014, 4, 1, 9, tzinfo=UTC)
IN_SESSION = datetime(2014, 4, 10, 10, tzinfo=UTC)
DECIDED = datetime(2014, 4, 20, 11, tzinfo=UTC)
PASSWORD = "long enough for anybody"
PIN = "246802"
CANARY = "canary-7f3a"
# What must stand in no address, no cookie and no log. The reference may stand in an address of the desk.
PRIVATE = (
    "Ndiaye", "Awa", "ندياي", "612345678", "61234", "A1234567", "awa@example.org", "Nezha", "10001",
    "Kamara", "Ousmane", "كمارا", "698765432", "69876", "ousmane@example.org", "Wolof",
)  # fmt: skip
DEPARTS = {"departure_code": "departure_humanitarian", "departure_reason": "Trois enfants scolarisés."}
SETUP = Actor.system("setup")
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"


@dataclass
class World:
    """Who and what is there."""

    home: Office
    staff: dict[str, Staff] = field(default_factory=dict)
    files: dict[str, Application] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)
    sittings: dict[str, Sitting] = field(default_factory=dict)
    decisions: dict[str, Decision] = field(default_factory=dict)
    refusal: RegistrationRefusal | None = None
    paper: Letter | None = None
    things: dict[str, Any] = field(default_factory=dict)  # of the service side
    tokens: dict[str, str] = field(default_factory=dict)

    def letter(self, subject: Any, kind: str) -> Letter:
        """A letter of a file, of a sitting or of a visit."""
        return Letter.objects.filter(subject=subject.pk, kind=kind).order_by("made_at")[0]


def make_office(code: str, ar: str, fr: str) -> Office:
    names = {"name_ar": ar, "name_fr": fr, "name_en": fr}
    country = _place("MA", None, "country", "المغرب", "Maroc", "Morocco")
    region = _place("MA-04", country, "region", "جهة الرباط", "Région de Rabat", "Rabat region")
    place = _place(f"MA-{code}", region, "prefecture", ar, fr, fr)
    body = Body.objects.create(code=f"B-{code}", kind="prefecture", place=place, **names)
    return Office.objects.create(code=f"BE-{code}", place=place, body=body, **names)


def _place(code: str, parent: Place | None, level: str, ar: str, fr: str, en: str) -> Place:
    made, _new = Place.objects.get_or_create(
        code=code,
        defaults={
            "level": level,
            "parent": parent,
            "path": f"{parent.path if parent else ''}{code}/",
            "name_ar": ar,
            "name_fr": fr,
            "name_en": en,
        },
    )
    return made


def hire(role: Role, office: Office, username: str, name: str, name_ar: str = "") -> Staff:
    staff = directory.create_staff(
        username=username, name=name, name_ar=name_ar, password=PASSWORD, by=SETUP, at=DEPOSIT
    )
    national = COMPARTMENT_OF[role] == Compartment.HOUSE
    directory.give_post(
        staff=staff,
        role=role,
        office=None if national else office,
        body=office.body if role == Role.FOCAL_POINT else None,
        by=SETUP,
        at=DEPOSIT,
        held_from=date(2013, 1, 1),
    )
    return staff


def awa(**fields: Any) -> PersonAnswers:
    given = {
        "family_name": "Ndiaye",
        "given_names": "Awa",
        "name_arabic": "عوا ندياي",
        "birth": Birth(BirthKind.DAY, date(1985, 3, 4), date(1985, 3, 4)),
        "sex": "female",
        "nationalities": ("SN",),
        "nationality_status": "stated",
        "document_kind": "passport",
        "document_number": "A1234567",
        "phone": "+212612345678",
        "phone_mark": "mine",
        "email": "awa@example.org",
        "email_mark": "mine",
        "address": "12 rue Nezha, 10001",
    }
    return PersonAnswers(**{**given, **fields})


def build() -> World:
    """The whole world, made by the rooms' own actions."""
    world = World(home=make_office("RAB", "مكتب الأجانب بالرباط", "Bureau des étrangers de Rabat"))
    away = make_office("OUJ", "مكتب الأجانب بوجدة", "Bureau des étrangers d’Oujda")
    for role in Role:
        if role in SERVICE_ROLES:
            continue
        world.staff[role] = hire(
            role, world.home, f"person-{len(world.staff)}", "Salma Bennani", "سلمى بناني"
        )
    world.staff["stranger"] = hire(Role.HEAD, away, "stranger", "Omar Alami", "عمر العلمي")
    _file_online(world)
    _files_at_the_counter(world)
    _sittings(world)
    _decisions(world)
    world.refusal = intake.refuse_registration(
        office=world.home,
        by=world.staff[Role.COUNTER],
        name_said="Awa",
        ground="register_person_withdrew",
        language="fr",
        at=DEPOSIT,
    )
    world.paper = commission.make_paper(
        office=world.home,
        kind="order_register",
        day=DEPOSIT.date(),
        by=world.staff[Role.HEAD],
        at=DEPOSIT,
    )
    _phone(world)
    build_service_side(world)
    build_cases(world, world.home.place)
    build_programmes(world, world.home.place)
    build_dialogue(world)
    build_commitments(world)
    build_delivery(world)
    build_measures(world)
    build_reports(world)
    build_rounds(world)
    for letter in Letter.objects.all():
        letters.pdf(letter, at=TODAY)
    return world


def _phone(world: World) -> None:
    """A deposit that is being typed, with a phone that has sent one paper."""
    made = phone.pair(
        submission=uuid4(), office=world.home, by=world.staff[Role.COUNTER], at=TODAY - timedelta(minutes=2)
    )
    world.things["phone"], world.tokens["phone"] = made.pairing, made.token
    world.things["phone paper"] = phone.receive(
        pairing=made.pairing, kind="passport", upload=pdf("p.jpg", JPEG), sent=uuid4(), at=TODAY
    )


def _file_online(world: World) -> None:
    draft, code = intake.start_draft(campaign="2014", office=world.home, language="ar", pin=PIN, at=DEPOSIT)
    stated = {"in_morocco_since": "2008", "spouse": "moroccan", "serious_illness": True}
    world.files["draft"] = intake.save_answers(application=draft, person=awa(), declared=stated, at=DEPOSIT)
    world.codes["draft"] = code
    file, code = intake.start_draft(campaign="2014", office=world.home, language="fr", pin=PIN, at=DEPOSIT)
    intake.save_answers(application=file, person=awa(), declared=stated, at=DEPOSIT)
    own, examiner = Actor.person(file.pk), world.staff[Role.EXAMINER]
    evidence.receive(application=file, kind="entry_stamp", upload=pdf(), by=own, at=DEPOSIT)
    evidence.receive(
        application=file,
        kind="medical_certificate_sealed",
        upload=pdf(f"{CANARY}.pdf"),
        by=own,
        at=DEPOSIT,
    )
    file.refresh_from_db()
    intake.submit(application=file, submission=file.submission, by=own, at=DEPOSIT)
    examine.assign(application=file, to=examiner, by=examiner, version=None, at=EXAMINED)
    examine.request_completion(
        application=file, asked=[{"fact": "in_morocco_since"}], by=examiner, version=None, at=EXAMINED
    )
    file.refresh_from_db()
    world.files["asked"], world.codes["asked"] = file, code


def _deposit(
    world: World, name: str, *, ill: bool = False, language: str = "fr", **person: Any
) -> Application:
    health = [intake.Piece("medical_certificate_sealed", pdf(f"{CANARY}.pdf"), note=CANARY)] if ill else []
    impossible = intake.Piece("lease", impossible=True, note="Le propriétaire refuse.")
    file, code = intake.register_at_counter(
        office=world.home,
        by=world.staff[Role.COUNTER],
        person=awa(**person),
        declared={"in_morocco_since": "2008", "serious_illness": ill},
        language=language,
        evidence=[intake.Piece("passport", pdf()), impossible, *health],
        submission=uuid4(),
        at=DEPOSIT,
        pin=PIN,
    )
    world.files[name], world.codes[name] = file, code
    return file


def _examined(
    world: World, name: str, facts: dict[str, Any], *, ill: bool | None = None, **person: Any
) -> None:
    file = _deposit(world, name, ill=ill is not None, **{"sex": "male", **person})
    examiner, reviewer = world.staff[Role.EXAMINER], world.staff[Role.MEDICAL]
    if ill is not None:
        for piece in file.evidence.filter(sealed=True):
            evidence.accept(evidence=piece, by=reviewer, at=EXAMINED)
        examine.confirm_fact(
            application=file, fact="serious_illness", value=ill, by=reviewer, version=None, at=EXAMINED
        )
    for fact, value in facts.items():
        if fact != "serious_illness":
            examine.confirm_fact(
                application=file, fact=fact, value=value, by=examiner, version=None, at=EXAMINED
            )
    world.files[name] = examine.mark_examined(application=file, by=examiner, version=None, at=EXAMINED)


def _files_at_the_counter(world: World) -> None:
    _deposit(world, "sealed", ill=True)
    _deposit(world, "plain", given_names="Binta", name_arabic="")
    _deposit(
        world, "child", birth=Birth(BirthKind.YEAR, date(2000, 1, 1), date(2000, 12, 31)), family_name=""
    )
    withdrawn = _deposit(world, "withdrawn")
    intake.withdraw(application=withdrawn, by=Actor.person(withdrawn.pk), at=EXAMINED)
    _examined(world, "examined", RESIDENT)
    _examined(world, "planned", RESIDENT, ill=True)
    _examined(world, "in_session", TOO_RECENT, ill=True)
    _examined(world, "opinion", TOO_RECENT, ill=True)
    _examined(world, "refused", TOO_RECENT, ill=False)
    _examined(world, "accepted", TOO_RECENT, ill=True, language="ar")
    _examined(world, "told", TOO_RECENT)
    for name, file in world.files.items():
        world.files[name] = Application.objects.get(pk=file.pk)


def _call(world: World, *names: str) -> Sitting:
    seats = {"Société civile": Role.MEMBER, "Sûreté": Role.SECURITY_MEMBER}
    members = [
        commission.Member(name="A. Alaoui", institution="Préfecture", chairs=True),
        *(
            commission.Member(
                name=world.staff[role].name,
                institution=institution,
                for_security=role == Role.SECURITY_MEMBER,
                staff=world.staff[role],
            )
            for institution, role in seats.items()
        ),
    ]
    return commission.call_sitting(
        office=world.home,
        campaign="2014",
        held_on=IN_SESSION.date(),
        members=members,
        applications=[world.files[name].pk for name in names],
        by=world.staff[Role.SECRETARY],
        at=CALLED,
    )


def _sittings(world: World) -> None:
    secretary = world.staff[Role.SECRETARY]
    world.sittings["planned"] = _call(world, "planned")
    held = _call(world, "opinion", "refused", "accepted", "told")
    commission.open_sitting(sitting=held, by=secretary, at=IN_SESSION)
    told: list[tuple[str, dict[str, str]]] = [
        ("favourable", {}), ("unfavourable", {}), ("favourable", {}), ("favourable", DEPARTS)
    ]  # fmt: skip
    for position, (outcome, reason) in enumerate(told, start=1):
        item = item_of(held, position)
        chair, other, _security = held.members.order_by("id")
        voices = {chair.pk: (outcome, ""), other.pk: ("unfavourable", "Le bail est illisible.")}
        commission.record_voices(item=item, voices=voices, by=secretary, at=IN_SESSION)
        commission.give_opinion(item=item, verdict=verdict(outcome, **reason), by=secretary, at=IN_SESSION)
    commission.close_sitting(sitting=held, by=secretary, at=IN_SESSION)
    world.sittings["closed"] = held
    opened = _call(world, "in_session")
    world.sittings["open"] = commission.open_sitting(sitting=opened, by=secretary, at=IN_SESSION)


def _decide(world: World, name: str, outcome: str, reason: dict[str, str]) -> None:
    file = Application.objects.get(pk=world.files[name].pk)
    world.decisions[name] = commission.decide(
        application=file,
        verdict=verdict(outcome, **reason),
        by=world.staff[Role.AUTHORITY],
        version=file.version,
        at=DECIDED,
    )


def _decisions(world: World) -> None:
    _decide(world, "refused", "unfavourable", {})
    _decide(world, "accepted", "favourable", {})
    _decide(world, "told", "favourable", DEPARTS)
    commission.give_notice(
        decision=world.decisions["told"],
        channel="in_person",
        on=DECIDED.date(),
        signed="Awa",
        by=world.staff[Role.COUNTER],
        at=DECIDED,
    )
    for name, file in world.files.items():
        world.files[name] = Application.objects.get(pk=file.pk)


def add_two_of_each(world: World) -> None:
    """Two more rows in every list."""
    secretary = world.staff[Role.SECRETARY]
    for number in ("1", "2"):
        _deposit(world, f"plain {number}")
        _deposit(world, f"sealed {number}", ill=True)
        for stage in ("planned", "opinion", "refused"):
            _examined(world, f"{stage} {number}", TOO_RECENT)
        examine.assign(
            application=world.files[f"plain {number}"],
            to=world.staff[Role.EXAMINER],
            by=world.staff[Role.EXAMINER],
            version=None,
            at=EXAMINED,
        )
        hire(Role.EXAMINER, world.home, f"examiner-{number}", "Nadia Idrissi")
        make_office(f"MORE{number}", "مكتب الأجانب بطنجة", "Bureau des étrangers de Tanger")
        held = _call(world, f"opinion {number}", f"refused {number}")
        commission.open_sitting(sitting=held, by=secretary, at=IN_SESSION)
        for item in held.items.order_by("position"):
            commission.give_opinion(
                item=item, verdict=verdict("favourable", **DEPARTS), by=secretary, at=IN_SESSION
            )
        _decide(world, f"refused {number}", "favourable", DEPARTS)
    world.sittings["planned with two"] = _call(world, "planned 1", "planned 2")


def signed_in(staff: Staff) -> Client:
    client = Client()
    client.force_login(staff, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def visiting(world: World, name: str) -> Client:
    """A browser in which a person has opened their file."""
    cache.clear()
    client, file = Client(), world.files[name]
    typed = {"reference": file.reference, "code": world.codes[name], "pin": PIN}
    assert client.post("/en/file/", typed).status_code == 302
    assert Session.objects.exists()
    return client
