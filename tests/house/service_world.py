"""One of everything on the service side: bodies with their people, people who are helped, services, what came of it."""

import base64
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser

from indimaj.clients import actions as clients
from indimaj.clients.enums import ConsentPurpose
from indimaj.clients.models import Client
from indimaj.directory import actions as directory
from indimaj.directory.enums import SERVICE_ROLES, BodyKind, Level, Role, Theme
from indimaj.directory.models import Body, Place, Staff
from indimaj.ledger.actors import Actor
from indimaj.people.answers import PersonAnswers
from indimaj.people.births import Birth
from indimaj.people.enums import BirthKind
from indimaj.services import actions as services
from indimaj.services.enums import RunState
from indimaj.services.models import ImportRun, Oddity, Service
from tests.services.making import values

if TYPE_CHECKING:
    from tests.house.world import World

NOON = datetime(2014, 3, 3, 12, tzinfo=UTC)
LATER = datetime(2014, 5, 26, 12, tzinfo=UTC)
SETUP = Actor.system("setup")
PASSWORD = "long enough for anybody"
PIN = "135791"
PAPER = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
# The bodies of the service side, and for which of them each role works.
KINDS = {
    "B-SALAM": BodyKind.ASSOCIATION,
    "B-DAR": BodyKind.ASSOCIATION,
    "B-ATELIER": BodyKind.EMPLOYER,
    "B-LABOUR": BodyKind.PUBLIC_AGENCY,
    "B-DIPLOMA": BodyKind.MINISTRY,
    "B-CONSUL": BodyKind.EMBASSY,
}
NAMES = {
    "B-SALAM": ("جمعية السلام", "Association Salam"),
    "B-DAR": ("جمعية الدار", "Association Dar"),
    "B-ATELIER": ("ورشة النسيج", "Atelier du tissage"),
    "B-LABOUR": ("مفتشية الشغل بالرباط", "Inspection du travail de Rabat"),
    "B-DIPLOMA": ("مصلحة معادلة الشهادات", "Service des équivalences"),
    "B-CONSUL": ("قنصلية السنغال", "Consulat du Sénégal"),
}
WORKS_FOR = {
    Role.CASEWORKER: "B-SALAM",
    Role.COORDINATOR: "B-SALAM",
    Role.PROVIDER: "B-ATELIER",
    Role.ASSESSOR: "B-DIPLOMA",
    Role.CONSULATE: "B-CONSUL",
}
# Colleagues elsewhere: what is theirs is nobody's here, and the reverse.
ELSEWHERE = {
    "caseworker elsewhere": (Role.CASEWORKER, "B-DAR"),
    "provider elsewhere": (Role.PROVIDER, "B-LABOUR"),
    "coordinator elsewhere": (Role.COORDINATOR, "B-DAR"),
}


def ousmane(**fields: Any) -> PersonAnswers:
    given = {
        "family_name": "Kamara",
        "given_names": "Ousmane",
        "name_arabic": "عثمان كمارا",
        "birth": Birth(BirthKind.DAY, date(1990, 5, 6), date(1990, 5, 6)),
        "sex": "male",
        "nationalities": ("SN",),
        "nationality_status": "stated",
        "phone": "+212698765432",
        "phone_mark": "mine",
        "email": "ousmane@example.org",
        "email_mark": "mine",
        "spoken_language": "Wolof",
    }
    return PersonAnswers(**{**given, **fields})


def make_bodies(place: Place) -> dict[str, Body]:
    """Bodies with a mandate for what the world asks of them."""
    made = {}
    for code, kind in KINDS.items():
        arabic, french = NAMES[code]
        made[code] = directory.save_body(
            code=code, kind=kind, place=place, country="SN" if kind == BodyKind.EMBASSY else "",
            name_ar=arabic, name_fr=french, name_en=french, by=SETUP, at=NOON,
        )  # fmt: skip
    for code, theme in (
        ("B-LABOUR", Theme.WORK), ("B-SALAM", Theme.LEGAL), ("B-SALAM", Theme.LANGUAGE),
        ("B-DIPLOMA", Theme.RECOGNITION), ("B-LABOUR", Theme.HEALTH),
    ):  # fmt: skip
        directory.give_mandate(
            body=made[code], theme=theme, level=Level.LOCAL, place=place, by=SETUP, at=NOON
        )
    return made


def hire(role: Role, body: Body | None, username: str) -> Staff:
    staff = directory.create_staff(
        username=username, name="Karima Tazi", name_ar="كريمة التازي", password=PASSWORD, by=SETUP, at=NOON
    )
    directory.give_post(staff=staff, role=role, body=body, by=SETUP, at=NOON, held_from=date(2013, 1, 1))
    return staff


def build_service_side(world: "World") -> None:
    """The other side of the wall, in the same place and under the same roof."""
    place = world.home.place
    bodies = make_bodies(place)
    world.things.update({f"body {code}": body for code, body in bodies.items()})
    for role in SERVICE_ROLES:
        world.staff[role] = hire(role, bodies.get(WORKS_FOR.get(role, "")), f"service-{len(world.staff)}")
    for name, (role, code) in ELSEWHERE.items():
        world.staff[name] = hire(role, bodies[code], f"service-{len(world.staff)}")
    _services(world, place)
    _people(world, place)


def make_service(world: "World", code: str, place: Place, **changed: Any) -> Service:
    where = [{"place_id": place.code, "address": "12, rue de la Paix", "name": "", "transportation": ""}]
    return services.save_service(
        values=values(**{"url": "", **changed}),
        body=world.things[f"body {code}"],
        where=where,
        by=SETUP,
        at=NOON,
    )


def _services(world: "World", place: Place) -> None:
    things = world.things
    things["service"] = make_service(world, "B-ATELIER", place)
    things["service elsewhere"] = make_service(world, "B-DAR", place)
    things["service of the coordinator"] = make_service(world, "B-SALAM", place)
    closed = make_service(world, "B-ATELIER", place)
    things["service closed"] = services.close_service(service=closed, by=SETUP, at=NOON)
    world.tokens["entry"] = services.make_owner_link(service=things["service"], by=SETUP, at=LATER).token
    things["link"] = things["service"].owner_links.get()
    things["package"] = run = ImportRun.objects.create(
        name="directory.json",
        origin="B-DAR",
        digest="0" * 64,
        started_at=NOON,
        state=RunState.FAILED,
        fault="cut",
    )
    for record in range(1, 61):  # a second page
        Oddity.objects.create(
            run=run, record=record, where="service.id", what="id_not_uuid", found="7", done="kept"
        )


def register(world: "World", name: str, by: str, code: str, place: Place, **person: Any) -> Client:
    client, key = clients.register_client(
        person=ousmane(**person), by=Actor.staff(world.staff[by].pk), at=NOON, body=world.things[f"body {code}"],
        place=place, language="fr", pin=PIN,
    )  # fmt: skip
    world.things[name], world.codes[name] = client, key
    return client


def _people(world: "World", place: Place) -> None:
    """A person who is helped and asks for everything, one without a thing, and one whom another body helps."""
    things, worker = world.things, Actor.staff(world.staff[Role.CASEWORKER].pk)
    helped = register(world, "helped", Role.CASEWORKER, "B-SALAM", place)
    register(
        world,
        "new",
        Role.CASEWORKER,
        "B-SALAM",
        place,
        given_names="Modou",
        name_arabic="",
        phone="",
        email="",
    )
    other = register(world, "helped elsewhere", "caseworker elsewhere", "B-DAR", place, given_names="Lamine")
    for purpose in ConsentPurpose:
        for client, by in ((helped, worker), (other, Actor.person(other.pk))):
            consent = clients.give_consent(client=client, purpose=purpose, by=by, at=NOON)
            things.setdefault(f"consent {purpose} of {client.given_names}", consent)
    things["consent"] = things["consent messages of Ousmane"]
    clients.give_consent(
        client=helped, purpose=ConsentPurpose.REFERRAL, body=things["body B-DAR"], by=worker, at=NOON
    )
    born = Birth(BirthKind.DAY, date(2005, 3, 9), date(2005, 3, 9))
    without = {"name_arabic": "", "phone": "", "email": ""}
    child = register(
        world, "child", Role.CASEWORKER, "B-SALAM", place, given_names="Adama", birth=born, **without
    )
    clients.name_guardian(child=child, guardian=helped, by=world.staff[Role.CASEWORKER], at=NOON)
    support = helped.supports.get()
    clients.add_note(support=support, text="Parle wolof et français.", by=worker, at=NOON + timedelta(days=1))
    alone = register(world, "helped by nobody", Role.CASEWORKER, "B-SALAM", place, given_names="Samba")
    clients.end_support(support=alone.supports.get(), by=worker, at=NOON)
    things["objection of somebody alone"] = clients.object_to(
        client=alone, text="Personne ne me répond.", at=LATER
    )
    upload = SimpleUploadedFile("paper.png", PAPER)
    things["paper"] = clients.hand_in(client=helped, words="Certificat de scolarité", upload=upload, at=LATER)
    things["arrival"] = helped.arrivals.get()
    for client, name in ((helped, "objection"), (other, "objection elsewhere")):
        things[name] = clients.object_to(client=client, text="Ce numéro n’est plus le mien.", at=LATER)
        things[f"erasure{name.removeprefix('objection')}"] = clients.ask_erasure(client=client, at=LATER)


def on_own_page(world: "World", name: str) -> Browser:
    """A browser in which a person of the service side has opened their page."""
    cache.clear()
    browser, client = Browser(), world.things[name]
    typed = {"reference": client.reference, "code": world.codes[name], "pin": PIN}
    assert browser.post("/en/my-page/", typed).status_code == 302
    return browser
