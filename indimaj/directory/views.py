"""Pages for accounts and for one's own profile."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from indimaj.ledger import actions as ledger
from indimaj.ledger.actors import Actor
from indimaj.ledger.enums import Compartment
from indimaj.ports import clock

from . import actions
from .accounts import may_manage_accounts
from .enums import Purpose, Role
from .forms import AccountForm, PostForm, ProfileForm
from .models import Post, Staff
from .permissions import NotAllowed

PAGE = 50


def _administrator(request: HttpRequest) -> Staff:
    staff = request.user
    if not isinstance(staff, Staff) or not may_manage_accounts(staff):
        raise Http404
    return staff


@login_required
def accounts(request: HttpRequest) -> HttpResponse:
    """All accounts by name, a page at a time."""
    staff = _administrator(request)
    after = request.GET.get("after", "")
    found = list(
        Staff.objects.filter(username__gt=after)
        .order_by("username")
        .prefetch_related("posts__office")[: PAGE + 1]
    )
    shown = found[:PAGE]
    ledger.read(
        compartment=Compartment.HOUSE,
        what="accounts",
        by=Actor.staff(staff.pk),
        purpose=Purpose.ACCOUNTS,
        count=len(shown),
    )
    older = f"?after={shown[-1].username}" if len(found) > PAGE else ""
    return render(request, "directory/accounts.html", {"accounts": shown, "older": older})


@login_required
def new_account(request: HttpRequest) -> HttpResponse:
    """Make an account with its first post."""
    staff = _administrator(request)
    form = AccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        by, now = Actor.staff(staff.pk), clock.now()
        try:
            made = actions.create_staff(
                **{key: data[key] for key in ("username", "name", "name_ar", "email", "password")},
                by=by,
                at=now,
            )
            actions.give_post(staff=made, role=Role(data["role"]), office=data["office"], by=by, at=now)
            return redirect("directory:account", made.pk)
        except ValidationError as error:
            form.add_error(None, error)
    return render(request, "directory/new_account.html", {"form": form}, status=422 if form.errors else 200)


@login_required
def account(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One account: its posts, and one more."""
    staff = _administrator(request)
    found = get_object_or_404(Staff, pk=pk)
    form = PostForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            actions.give_post(
                staff=found,
                role=Role(data["role"]),
                office=data["office"],
                by=Actor.staff(staff.pk),
                at=clock.now(),
            )
            return redirect("directory:account", pk)
        except NotAllowed as error:
            form.add_error("role", str(error))
    context = {
        "account": found,
        "posts": found.posts.select_related("office").order_by("-held_from"),
        "form": form,
    }
    return render(request, "directory/account.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def end_post(request: HttpRequest, pk: int) -> HttpResponse:
    """End a post."""
    staff = _administrator(request)
    post = get_object_or_404(Post, pk=pk)
    actions.end_post(post=post, by=Actor.staff(staff.pk), at=clock.now())
    return redirect("directory:account", post.staff_id)


@login_required
def profile(request: HttpRequest) -> HttpResponse:
    """One's own language and shortcuts; links to password and second factor."""
    staff = request.user
    assert isinstance(staff, Staff)
    form = ProfileForm(
        request.POST or None, initial={"language": staff.language, "shortcuts": staff.shortcuts}
    )
    if request.method == "POST" and form.is_valid():
        actions.set_profile(staff=staff, at=clock.now(), **form.cleaned_data)
        return redirect("directory:profile")
    return render(request, "directory/profile.html", {"form": form}, status=422 if form.errors else 200)
