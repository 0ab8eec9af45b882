"""The town in which the journeys of the service side take place: bodies with their people, and somebody who is helped."""

from datetime import UTC, date, datetime
from typing import Any

from indimaj.clients.actions import give_consent, register_client
from indimaj.clients.enums import ConsentPurpose
from indimaj.clients.models import Client
from indimaj.directory import actions as directory
from indimaj.directory.enums import BodyKind, Level, Role, Theme
from indimaj.directory.models import Body, Place, Staff
from indimaj.ledger.actors import Actor
from indimaj.people.answers import PersonAnswers
from indimaj.people.births import Birth
from indimaj.people.enums import BirthKind
from indimaj.services.actions import save_service
from indimaj.services.models import Service
from tests.services.making import values

JUNE = datetime(2014, 6, 3, 10, tzinfo=UTC)
BEFORE = datetime(2014, 5, 26, 9, tzinfo=UTC)
SETUP = Actor.system("setup")
PIN = "135791"
NAMES = {
    "salam": ("جمعية السلام", "Association Salam", "Salam association"),
    "centre": ("المركز الصحي العكاري", "Centre de santé d’Akkari", "Akkari health centre"),
    "clinic": ("مستوصف حسان", "Dispensaire de Hassan", "Hassan dispensary"),
    "delegation": ("مندوبية الصحة بالرباط", "Délégation de la santé de Rabat", "Health delegation of Rabat"),
    "diplomas": ("مصلحة معادلة الشهادات", "Service des équivalences", "Office of equivalence"),
    "consulate": ("قنصلية السنغال", "Consulat du Sénégal", "Consulate of Senegal"),
    "workshop": ("ورشة الخياطة", "Atelier de couture", "Sewing workshop"),
}
KINDS = {
    "salam": BodyKind.ASSOCIATION,
    "centre": BodyKind.HOSPITAL,
    "clinic": BodyKind.HOSPITAL,
    "delegation": BodyKind.PUBLIC_AGENCY,
    "diplomas": BodyKind.PUBLIC_AGENCY,
    "consulate": BodyKind.EMBASSY,
    "workshop": BodyKind.EMPLOYER,
}
# Who works where.
POSTS = {
    "caseworker": (Role.CASEWORKER, "salam"),
    "coordinator": (Role.COORDINATOR, "salam"),
    "nurse": (Role.PROVIDER, "centre"),
    "doctor": (Role.PROVIDER, "clinic"),
    "delegate": (Role.PROVIDER, "delegation"),
    "assessor": (Role.ASSESSOR, "diplomas"),
    "consul": (Role.CONSULATE, "consulate"),
    "employer": (Role.PROVIDER, "workshop"),
    "ministry": (Role.POLICY_OFFICER, ""),
}
MANDATES = (("delegation", Theme.HEALTH), ("diplomas", Theme.RECOGNITION), ("salam", Theme.LANGUAGE))


class Town:
    """Who and what is there; everything made by the rooms' own actions."""

    def __init__(self) -> None:
        country = _place("MA", None, "country", ("المغرب", "Maroc", "Morocco"))
        region = ("جهة الرباط سلا القنيطرة", "Région de Rabat-Salé-Kénitra", "Rabat-Salé-Kénitra region")
        self.rabat = _place(
            "MA-RAB", _place("MA-04", country, "region", region), "prefecture", ("الرباط", "Rabat", "Rabat")
        )
        self.bodies = {name: self._body(name) for name in KINDS}
        for name, theme in MANDATES:
            directory.give_mandate(
                body=self.bodies[name],
                theme=theme,
                level=Level.LOCAL,
                place=self.rabat,
                by=SETUP,
                at=BEFORE,
            )
        self.staff = {name: self._hire(name, role, body) for name, (role, body) in POSTS.items()}

    def _body(self, name: str) -> Body:
        arabic, french, english = NAMES[name]
        return directory.save_body(
            code=f"B-{name.upper()}", kind=KINDS[name], place=self.rabat, name_ar=arabic, name_fr=french,
            name_en=english, country="SN" if name == "consulate" else "", by=SETUP, at=BEFORE,
        )  # fmt: skip

    def _hire(self, name: str, role: Role, body: str) -> Staff:
        staff = directory.create_staff(
            username=name, name="Karima Tazi", name_ar="كريمة التازي", password=None, by=SETUP, at=BEFORE
        )
        directory.give_post(
            staff=staff,
            role=role,
            body=self.bodies[body] if body else None,
            by=SETUP,
            at=BEFORE,
            held_from=date(2013, 1, 1),
        )
        return staff

    def actor(self, name: str) -> Actor:
        """Somebody of the town as whoever acts."""
        return Actor.staff(self.staff[name].pk)

    def consultation(self, body: str, **more: Any) -> Service:
        """A consultation that asks for no permit."""
        named = {
            "centre": ("استشارة طبية بدون موعد", "Consultation sans rendez-vous", "Consultation, no appointment"),
            "clinic": ("استشارة للأم والطفل", "Consultation mère et enfant", "Mother and child consultation"),
        }  # fmt: skip
        arabic, french, english = named[body]
        given = {
            "name_ar": arabic,
            "name_fr": french,
            "name_en": english,
            "description_ar": "",
            "description_fr": "",
            "description_en": "",
            "theme": Theme.HEALTH,
            "languages": [{"code": code, "name": "", "interpreter": code == "wo"} for code in ("fr", "ary", "wo")],
            "required_documents": [],
            "email": "",
            "url": "",
            **more,
        }  # fmt: skip
        where = {
            "place_id": self.rabat.code,
            "address": "شارع الكفاح 12",
            "name": "",
            "transportation": "",
        }
        return save_service(
            values=values(**given), body=self.bodies[body], where=[where], by=SETUP, at=BEFORE
        )

    def person(
        self, language: str, *consents: ConsentPurpose, given: str = "Awa", family: str = "Ndiaye"
    ) -> tuple[Client, str]:
        """Somebody whom the association helps, and the code of their page."""
        born = date(1990, 5, 6)
        answers = PersonAnswers(
            given_names=given,
            family_name=family,
            birth=Birth(BirthKind.DAY, born, born),
            sex="female",
            nationalities=("SN",),
            nationality_status="stated",
            phone="+212698765432",
            phone_mark="mine",
            spoken_language="Wolof",
        )
        client, code = register_client(
            person=answers, by=self.actor("caseworker"), at=BEFORE, body=self.bodies["salam"], place=self.rabat,
            language=language, pin=PIN,
        )  # fmt: skip
        for purpose in consents:
            give_consent(client=client, purpose=purpose, by=self.actor("caseworker"), at=BEFORE)
        return client, code


def _place(code: str, parent: Place | None, level: str, names: tuple[str, str, str]) -> Place:
    arabic, french, english = names
    return Place.objects.create(
        code=code, level=level, parent=parent, path=f"{parent.path if parent else ''}{code}/", name_ar=arabic,
        name_fr=french, name_en=english,
    )  # fmt: skip
