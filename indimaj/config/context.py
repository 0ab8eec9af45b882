"""The staff menu: what each post leads to."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from indimaj.directory.enums import Role
from indimaj.directory.models import Staff
from indimaj.directory.queries import holds

DESK = (Role.COUNTER, Role.EXAMINER, Role.SECRETARY, Role.AUTHORITY, Role.HEAD)


def menu(request: HttpRequest) -> dict[str, object]:
    """`menu`: [{url, label, current}] for somebody signed in; lazy, so that public pages ask nothing."""
    return {"menu": lambda: entries(request)}


def entries(request: HttpRequest) -> list[dict[str, object]]:
    """The menu's entries for the reader's posts."""
    staff = request.user
    if not isinstance(staff, Staff):
        return []
    offered = (
        ("applications:queue", _("My files"), DESK),
        ("applications:counter", _("Counter"), (Role.COUNTER, Role.HEAD)),
        ("applications:health", _("Health evidence"), (Role.MEDICAL,)),
        ("decisions:index", _("Commission"), (Role.SECRETARY, Role.MEMBER, Role.SECURITY_MEMBER, Role.HEAD)),
        ("decisions:to_decide", _("Decisions"), (Role.AUTHORITY,)),
        (
            "decisions:to_notify",
            _("People to be told"),
            (Role.COUNTER, Role.EXAMINER, Role.SECRETARY, Role.HEAD),
        ),
        ("directory:accounts", _("Accounts"), (Role.ADMINISTRATOR,)),
        ("directory:ledger", _("Who did what"), (Role.DATA_PROTECTION,)),
    )
    shown = []
    for name, label, roles in offered:
        if holds(staff, *roles):
            url = reverse(name)
            shown.append({"url": url, "label": label, "current": request.path == url})
    return shown
