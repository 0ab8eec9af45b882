"""The only writer of the directory: territory, accounts and posts, each with its ledger line."""

import csv
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from indimaj.ledger import actions as ledger
from indimaj.ledger.actors import Actor
from indimaj.ledger.enums import ActorKind, Compartment

from .accounts import may_change_account, may_end_post, may_give_post, may_hold, may_manage_accounts
from .enums import COMPARTMENT_OF, PURPOSE_OF, BodyKind, Level, PlaceLevel, Role, Theme
from .models import Body, Mandate, Office, Place, Post, Staff
from .permissions import Answer, ensure

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
        body, _made = Body.objects.update_or_create(
            code=f"A-{place.code}",
            defaults={"kind": row["commission"], "place": place, **_authority_of(place)},
        )
        Office.objects.update_or_create(
            code=row["code"], defaults={"place": place, "body": body, **_names(row)}
        )
        count += 1
    return count


AUTHORITY = {
    PlaceLevel.PROVINCE: ("إقليم", "Province", "Province of"),
    PlaceLevel.PREFECTURE: ("عمالة", "Préfecture", "Prefecture of"),
    PlaceLevel.DISTRICTS: ("عمالة مقاطعات", "Préfecture d'arrondissements", "Prefecture of districts of"),
}
VOWELS = tuple("AEIOUYÉÈ")


def _authority_of(place: Place) -> dict[str, str]:
    arabic, french, english = AUTHORITY[PlaceLevel(place.level)]
    of = "d'" if place.name_fr.startswith(VOWELS) else "de "
    return {
        "name_ar": f"{arabic} {place.name_ar}",
        "name_fr": f"{french} {of}{place.name_fr}",
        "name_en": f"{english} {place.name_en}",
    }


@transaction.atomic
def create_staff(
    *, username: str, name: str, password: str | None, by: Actor, at: datetime, **fields: Any
) -> Staff:
    """Make an account. Raises ValidationError for a weak password or a name that is taken.

    A password that an administrator chose is replaced by the person's own before anything else opens. Nobody can
    sign in with an account that has none.
    """
    _ensure(by, may_manage_accounts)
    if Staff.objects.filter(username=username).exists():
        raise ValidationError({"username": _("This user name is taken: choose another.")})
    staff = Staff(username=username, name=name, password_was_given=by.kind == ActorKind.STAFF, **fields)
    if password is not None:
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
    body: Body | None = None,
    held_from: date | None = None,
) -> Post:
    """Give somebody a post at an office or, on the service side, at a body.

    Raises NotAllowed when it would let one person see both sides of the wall.
    """
    Staff.objects.select_for_update().get(pk=staff.pk)
    _ensure(by, may_give_post, staff, role)
    ensure(may_hold(staff, role))
    post = Post.objects.create(
        staff=staff,
        role=role,
        compartment=COMPARTMENT_OF[role],
        purpose=PURPOSE_OF[role],
        office=office,
        place=place,
        body=office.body if office else body,
        held_from=held_from or timezone.localdate(at),
    )
    _line("post_given", by, at, staff.pk, role=str(role), office=office.code if office else "")
    return post


@transaction.atomic
def save_body(*, code: str, kind: BodyKind, by: Actor, at: datetime, **fields: Any) -> Body:
    """Make an institution or correct it; `fields` are the other columns of Body."""
    body, _made = Body.objects.update_or_create(code=code, defaults={"kind": kind, **fields})
    _line("body_saved", by, at, THE_DOOR, body=code)
    return body


@transaction.atomic
def give_mandate(
    *, body: Body, theme: Theme, level: Level, place: Place, by: Actor, at: datetime, **fields: Any
) -> Mandate:
    """Write what a body answers for; `fields` are the period, the legal basis and the source."""
    mandate, _made = Mandate.objects.update_or_create(
        body=body, theme=theme, level=level, place=place, defaults=fields
    )
    _line("mandate_given", by, at, THE_DOOR, body=body.code, theme=str(theme), level=str(level))
    return mandate


@transaction.atomic
def end_post(*, post: Post, by: Actor, at: datetime) -> Post:
    """End a post at once: yesterday was its last day. The person keeps the account."""
    _ensure(by, may_end_post, post)
    post.held_until = timezone.localdate(at) - timedelta(days=1)
    post.save(update_fields=["held_until"])
    _line("post_ended", by, at, post.staff_id, role=post.role, office=post.office_id or "")
    return post


@transaction.atomic
def close_account(*, account: Staff, by: Actor, at: datetime) -> Staff:
    """Nobody signs in with it any more; open sessions end at their next page."""
    return _set_active(account, False, by, at)


@transaction.atomic
def reopen_account(*, account: Staff, by: Actor, at: datetime) -> Staff:
    """Let the person sign in again."""
    return _set_active(account, True, by, at)


def _set_active(account: Staff, active: bool, by: Actor, at: datetime) -> Staff:
    _ensure(by, may_change_account, account)
    account.is_active = active
    account.save(update_fields=["is_active"])
    _line("account_reopened" if active else "account_closed", by, at, account.pk)
    return account


@transaction.atomic
def reset_access(*, account: Staff, password: str, by: Actor, at: datetime) -> Staff:
    """A new first password, and the second factor taken off: for a lost phone or a forgotten password.

    Ends the person's sessions. They choose their own password and set up the factor again.
    """
    _ensure(by, may_change_account, account)
    validate_password(password, account)
    account.set_password(password)
    account.password_was_given = True
    account.save(update_fields=["password", "password_was_given"])
    Authenticator.objects.filter(user=account).delete()
    _line("access_reset", by, at, account.pk)
    return account


@transaction.atomic
def choose_password(*, staff: Staff, password: str, at: datetime) -> Staff:
    """The person's own password."""
    staff.set_password(password)
    staff.password_was_given = False
    staff.save(update_fields=["password", "password_was_given"])
    _line("password_chosen", Actor.staff(staff.pk), at, staff.pk)
    return staff


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
def record_failed_sign_in(*, username: str, at: datetime) -> None:
    """A line for a failed sign-in, on the account that was tried.

    A name that no account has is not kept: it may be a password typed in the wrong box.
    """
    tried = Staff.objects.filter(username=username).values_list("pk", flat=True).first()
    _line("sign_in_failed", Actor.system("sign-in"), at, tried or THE_DOOR)


def _ensure(by: Actor, may: Callable[..., Answer], *about: Any) -> None:
    """A member of staff is asked for the permission; the installation and the demonstration build without one."""
    if by.kind != ActorKind.SYSTEM:
        ensure(may(Staff.objects.get(pk=by.id), *about))


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
