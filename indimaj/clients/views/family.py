"""A person's children, and a child's parent or guardian, who opens the child's page with their own code."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from indimaj.directory.models import Staff
from indimaj.directory.permissions import NotAllowed
from indimaj.ports import clock

from .. import actions, queries
from ..actions.lines import Stale
from ..forms import GuardianForm
from ..models import Client
from ..permissions import can_be_child, may_open_client
from .door import client_or_404, log, moved_on, see, staff_of


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def family(request: HttpRequest, reference: str) -> HttpResponse:
    """Who is whose parent or guardian, and naming one."""
    staff = staff_of(request)
    child = client_or_404(staff, reference)
    data = request.POST if request.method == "POST" else None
    form = GuardianForm(data)
    if data is not None and form.is_valid():
        try:
            if _name(staff, child, form, data.get("version", "")):
                return redirect("clients:family", reference)
        except Stale:
            return moved_on(request)
    log(staff, see(may_open_client(staff, child)), "family", child.pk)
    context = {
        "client": child,
        "form": form,
        "guardian": child.guardian,
        "helps_guardian": child.guardian_id
        and Client.objects.visible_to(staff).filter(pk=child.guardian_id).exists(),
        "children": queries.children_of(child).visible_to(staff),
        "can_be_child": can_be_child(child, clock.today()),
    }
    return render(request, "clients/family.html", context, status=422 if form.errors else 200)


def _name(staff: Staff, child: Client, form: GuardianForm, version: str) -> bool:
    """Name the guardian; what does not go is said beside the box."""
    guardian = queries.find(staff, form.cleaned_data["reference"])
    if guardian is None:
        form.add_error("reference", _("Nobody whom your body helps has this reference. Check each sign."))
        return False
    try:
        actions.name_guardian(
            child=child,
            guardian=guardian,
            by=staff,
            at=clock.now(),
            version=int(version) if version.isdecimal() else -1,
        )
    except NotAllowed as refused:
        form.add_error("reference", str(refused))
        return False
    return True


@login_required
@require_POST
def end_guardian(request: HttpRequest, reference: str) -> HttpResponse:
    """They are the child's guardian no more: the page closes to them at once."""
    staff = staff_of(request)
    child = client_or_404(staff, reference)
    actions.end_guardian(child=child, by=staff, at=clock.now())
    return redirect("clients:family", reference)
