"""What the tests of the room begin with: bodies with their staff, a person, something that they bring."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from indimaj.clients.models import Client
from indimaj.directory.actions import give_mandate
from indimaj.directory.enums import BodyKind, Level, Role, Theme
from indimaj.directory.models import Body, Staff
from indimaj.ledger.actors import Actor
from indimaj.people.enums import NationalityStatus
from indimaj.recognition import actions
from indimaj.recognition.enums import AssetKind, ConsularKind, DocumentKind
from indimaj.recognition.models import Asset, ConsularRequest, Document, RecognitionRequest
from tests.clients.making import SETUP, make_body, make_client, make_place, post

AT = datetime(2014, 5, 5, 10, tzinfo=UTC)
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def later(days: int) -> datetime:
    return AT + timedelta(days=days)


class World:
    """An association with a caseworker, a body that recognises, a consulate, an employer, and Awa."""

    def __init__(self) -> None:
        self.association = make_body("B-HELP")
        self.caseworker = post(Role.CASEWORKER, self.association)
        self.center = self.recogniser("B-CENTER")
        self.assessor = post(Role.ASSESSOR, self.center)
        self.consulate = make_body("B-CO-SN", BodyKind.EMBASSY, country="SN")
        self.consul = post(Role.CONSULATE, self.consulate)
        self.employer = make_body("B-WORK", BodyKind.EMPLOYER)
        self.provider = post(Role.PROVIDER, self.employer)
        self.awa = make_client(
            self.caseworker,
            self.association,
            nationalities=("SN",),
            nationality_status=NationalityStatus.STATED,
            address="12 CANARY STREET",
            phone="+212600000001",
        )

    def recogniser(self, code: str) -> Body:
        body = make_body(code, BodyKind.PUBLIC_AGENCY)
        give_mandate(
            body=body, theme=Theme.RECOGNITION, level=Level.NATIONAL, place=make_place(), by=SETUP, at=AT
        )
        return body

    @property
    def by(self) -> Actor:
        return Actor.staff(self.caseworker.pk)

    def asset(self, **fields: Any) -> Asset:
        given = {
            "kind": AssetKind.CRAFT,
            "words": "Dama ñaw yére",
            "words_language": "wo",
            "years": 12,
            **fields,
        }
        return actions.add_asset(client=self.awa, by=self.by, at=AT, **given)

    def paper(self, asset: Asset | None = None, data: bytes = PDF) -> Document:
        return actions.add_document(
            asset=asset or self.asset(),
            kind=DocumentKind.DIPLOMA,
            upload=SimpleUploadedFile("My name is Awa.pdf", data),
            by=self.by,
            at=AT,
        )

    def sent(self, body: Body | None = None, asset: Asset | None = None) -> RecognitionRequest:
        request = actions.draft(asset=asset or self.asset(), body=body or self.center, by=self.by, at=AT)
        return actions.send(request=request, by=self.by, at=AT, says_yes=True)

    def seen(self) -> RecognitionRequest:
        return actions.mark_seen(request=self.sent(), by=self.assessor, at=later(1))

    def prepared(self, kind: ConsularKind = ConsularKind.CONFIRM, **fields: Any) -> ConsularRequest:
        given = (
            {"document": self.paper(), **fields}
            if kind == ConsularKind.CONFIRM
            else {"shown": "No. 123", **fields}
        )
        return actions.prepare(client=self.awa, body=self.consulate, kind=kind, by=self.by, at=AT, **given)

    def asked(self, kind: ConsularKind = ConsularKind.CONFIRM, **fields: Any) -> ConsularRequest:
        return actions.confirm(request=self.prepared(kind, **fields), read=True, by=self.by, at=AT)


def another_caseworker() -> tuple[Staff, Client]:
    """A caseworker of another association, and somebody whom they help."""
    body = make_body("B-OTHER")
    staff = post(Role.CASEWORKER, body)
    return staff, make_client(staff, body, given_names="Bintou")
