"""Who holds which post, where."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from django.db import models

from indimaj.ports import clock

from .enums import Role
from .models import Body, Office, Post, Staff


class Everywhere:
    """Every office: what a post without an office and without a place covers."""

    def __contains__(self, code: object) -> bool:
        return True

    def __repr__(self) -> str:
        return "ALL"


ALL: Final = Everywhere()


def posts_of(staff: Staff, on: date | None = None) -> list[Post]:
    """The posts that somebody holds on a day (today), asked once for each Staff instance."""
    day = on or clock.today()
    kept: dict[date, list[Post]] = staff.__dict__.setdefault("_posts", {})
    if day not in kept:
        held = staff.posts.filter(held_from__lte=day).select_related("office__place", "place", "body")
        kept[day] = [post for post in held if is_held(post, day)]
    return kept[day]


def is_held(post: Post, on: date | None = None) -> bool:
    """Whether a post counts on a day (today); `held_until` is its last day."""
    day = on or clock.today()
    return post.held_from <= day and (post.held_until is None or post.held_until >= day)


def holds(staff: Staff, *roles: Role, office: str | Office | None = None) -> Post | None:
    """The first post with one of the roles, at an office when one is given."""
    code = office.code if isinstance(office, Office) else office
    for post in posts_of(staff):
        if post.role in roles and (code is None or code in _covers(post)):
            return post
    return None


def serves(staff: Staff, *roles: Role, body: str | Body | None = None) -> Post | None:
    """The first post on the service side with one of the roles, at a body when one is given."""
    code = body.code if isinstance(body, Body) else body
    for post in posts_of(staff):
        if post.role in roles and (code is None or post.body_id == code):
            return post
    return None


def bodies_of(staff: Staff, *roles: Role) -> set[str]:
    """The codes of the bodies for which somebody holds one of the roles of the service side."""
    return {post.body_id for post in posts_of(staff) if post.role in roles and post.body_id is not None}


def offices_of(staff: Staff, *roles: Role) -> set[str] | Everywhere:
    """The codes of the offices where somebody holds one of the roles; ALL for a national post."""
    codes: set[str] = set()
    for post in posts_of(staff):
        if post.role in roles:
            covered = _covers(post)
            if isinstance(covered, Everywhere):
                return ALL
            codes |= covered
    return codes


def sides_of(staff: Staff) -> set[str]:
    """The compartments of the posts that somebody holds, today or later."""
    day = clock.today()
    ended = models.Q(held_until__lt=day) | models.Q(held_until__lt=models.F("held_from"))
    return set(staff.posts.exclude(ended).values_list("compartment", flat=True))


def _covers(post: Post) -> set[str] | Everywhere:
    if post.office_id is not None:
        return {post.office_id}
    if post.place is None or post.place.parent_id is None:
        return ALL
    return set(_codes_under(post.place.path))


def _codes_under(path: str) -> Iterable[str]:
    return Office.objects.filter(place__path__startswith=path).values_list("code", flat=True)
