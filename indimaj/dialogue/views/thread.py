"""Writing into the dialogue of an event, which goes on after its last day."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from indimaj.directory.enums import Role
from indimaj.directory.models import Body, Staff
from indimaj.directory.queries import bodies_of
from indimaj.ledger.actors import Actor
from indimaj.ports import clock

from .. import actions, queries
from ..enums import ContributionKind
from ..forms import ContributionForm
from ..models import Session
from ..permissions import may_contribute, may_write_event
from .door import event_or_404, form_page, log, staff_of


@login_required
def write(request: HttpRequest, key: str) -> HttpResponse:
    """A contribution, or with `?to=` a reply: minutes and words from the room, or what an institution writes today."""
    staff = staff_of(request)
    event = event_or_404(staff, key)
    log(staff, may_contribute(staff, event), "event", event.pk)
    to = request.GET.get("to", "")
    answers = queries.thread(event, to) if to else None
    if to and answers is None:
        raise Http404
    writes = bool(may_write_event(staff, event))
    bodies = queries.bodies_to_choose() if writes else _own(staff)
    first = {"kind": ContributionKind.WRITTEN, "said_on": clock.today()}
    form = ContributionForm(request.POST or None, event=event, writes=writes, bodies=bodies, initial=first)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        session = (
            Session.objects.filter(event=event, pk=data["session"]).first() if data.get("session") else None
        )
        actions.contribute(
            event=event,
            text=form.words("text"),
            kind=data.get("kind") or ContributionKind.WRITTEN,
            said_on=data.get("said_on") or clock.today(),
            session=session,
            body=Body.objects.filter(code=data["body"]).first() if data["body"] else None,
            institution=data.get("institution", ""),
            source_url=data.get("source_url", ""),
            answers=answers,
            submission=data["submission"],
            by=Actor.staff(staff.pk),
            at=clock.now(),
        )
        return redirect(reverse("dialogue:event" if event.is_public else "dialogue:desk_event", args=[key]))
    title = _("Reply") if answers else _("Add to the dialogue")
    back = reverse("dialogue:event" if event.is_public else "dialogue:desk_event", args=[key])
    return form_page(request, form, title=title, submit=_("Add it"), back=back, answers=answers, event=event)


def _own(staff: Staff) -> list[tuple[str, str]]:
    """The institutions for which a focal point speaks."""
    found = Body.objects.filter(code__in=bodies_of(staff, Role.FOCAL_POINT)).order_by("code")
    return [(one.code, str(one)) for one in found]
