"""The only writer of the directory: territory, accounts and posts, each with its ledger line."""

import csv
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from indimaj.ledger import actions as ledger
from indimaj.ledger.actors import Actor
from indimaj.ledger.enums import Compartment

from .enums import COMPARTMENT_OF, PURPOSE_OF, Role
from .models import Body, Office, Place, Post, Staff
from .permissions import NotAllowed, Refused

THE_DOOR = UUID(int=0)
CATALOGUES = settings.PACKAGE_DIR / "policies" / settings.POLICY / "catalogues"


@transaction.atomic
def load_territory(folder: Path = CATALOGUES) -> int:
    """Read places and offices of the policy pack; again it corrects names and adds what is new. Returns offices."""
    paths: dict[str, str] = {}
    for row in _rows(folder / "places.csv"):
        parent = row["parent_code"] or None
        paths[row["code"]] = f"{paths[parent]}{row['code']}/" if parent else f"{row['code']}/"
        values = {"level": row["level"], "parent_id": parent, "path": paths[row["code"]], **_names(row)}
        Place.objects.update_or_create(code=row["code"], defaults=values)
    count = 0
    for row in _rows(folder / "offices.csv"):
        place = Place.objects.get(code=row["place_code"])
        kind = row["commission"]
        authority = {
            f"name_{code}": f"{AUTHORITY[kind][code]} {place.name_in(code)}" for code in ("ar", "fr", "en")
        }
        body, _made = Body.objects.update_or_create(
            code=f"A-{place.code}", defaults={"kind": kind, "place": place, **authority}
        )
        Office.objects.update_or_create(
            code=row["code"], defaults={"place": place, "body": body, **_names(row)}
        )
        count += 1
    return count


AUTHORITY = {
    "province": {"ar": "إقليم", "fr": "Province :", "en": "Province of"},
    "prefecture": {"ar": "عمالة", "fr": "Préfecture :", "en": "Prefecture of"},
}


@transaction.atomic
def create_staff(*, username: str, name: str, password: str, by: Actor, at: datetime, **fields: Any) -> Staff:
    """Make an account. Raises ValidationError for a weak password or a name that is taken."""
    if Staff.objects.filter(username=username).exists():
        raise ValidationError({"username": _("This user name is taken: choose another.")})
    staff = Staff(username=username, name=name, **fields)
    validate_password(password, staff)
    staff.set_password(password)
    staff.save(force_insert=True)
    _line("account_made", by, at, staff.pk)
    return staff


@transaction.atomic
def give_post(
    *,
    staff: Staff,
    role: Role,
    by: Actor,
    at: datetime,
    office: Office | None = None,
    place: Place | None = None,
    held_from: date | None = None,
) -> Post:
    """Give somebody a post. Raises NotAllowed when it would let one person see both sides of the wall."""
    Staff.objects.select_for_update().get(pk=staff.pk)
    compartment = COMPARTMENT_OF[role]
    held = set(staff.posts.filter(held_until=None).values_list("compartment", flat=True))
    sides = {Compartment.STATUS, Compartment.SERVICE} & (held | {compartment})
    if len(sides) > 1:
        raise NotAllowed(Refused("both_sides", _("One person never holds posts on both sides of the wall.")))
    post = Post.objects.create(
        staff=staff,
        role=role,
        compartment=compartment,
        purpose=PURPOSE_OF[role],
        office=office,
        place=place,
        body=office.body if office else None,
        held_from=held_from or at.date(),
    )
    _line("post_given", by, at, staff.pk, role=str(role), office=office.code if office else "")
    return post


@transaction.atomic
def end_post(*, post: Post, by: Actor, at: datetime) -> Post:
    """End a post today; the person keeps the account."""
    post.held_until = at.date()
    post.save(update_fields=["held_until"])
    _line("post_ended", by, at, post.staff_id, role=post.role)
    return post


@transaction.atomic
def set_profile(*, staff: Staff, language: str, shortcuts: bool, at: datetime) -> Staff:
    """The person's own settings: language, and single-key shortcuts on or off."""
    staff.language, staff.shortcuts = language, shortcuts
    staff.save(update_fields=["language", "shortcuts"])
    _line("profile_changed", Actor.staff(staff.pk), at, staff.pk)
    return staff


@transaction.atomic
def record_sign_in(*, staff: Staff, verb: str, at: datetime) -> None:
    """A line for a sign-in or a sign-out."""
    _line(verb, Actor.staff(staff.pk), at, staff.pk)


@transaction.atomic
def record_failed_sign_in(*, at: datetime) -> None:
    """A line for a failed sign-in; the name that was typed is not kept: it may be a password."""
    _line("sign_in_failed", Actor.system("sign-in"), at, THE_DOOR)


def _line(verb: str, by: Actor, at: datetime, subject: UUID, **detail: Any) -> None:
    ledger.record(
        compartment=Compartment.HOUSE,
        subject=subject,
        verb=verb,
        by=by,
        purpose="accounts",
        detail=detail,
        at=at,
    )


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as handle:
        yield from csv.DictReader(handle)


def _names(row: dict[str, str]) -> dict[str, str]:
    return {column: row[column] for column in ("name_ar", "name_fr", "name_en")}
