"""Pages for accounts and for one's own profile."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from indimaj.ledger import actions as ledger
from indimaj.ledger.actors import Actor
from indimaj.ledger.enums import Compartment, Stream
from indimaj.ports import clock

from . import actions
from .accounts import may_change_account, may_manage_accounts, may_read_ledger
from .enums import Purpose, Role
from .forms import AccountForm, LedgerForm, PasswordForm, PostForm, ProfileForm
from .models import Post, Staff
from .oversight import lines
from .permissions import NotAllowed
from .queries import is_held

PAGE = 50


def _administrator(request: HttpRequest) -> Staff:
    staff = request.user
    if not isinstance(staff, Staff) or not may_manage_accounts(staff):
        raise Http404
    return staff


@login_required
def accounts(request: HttpRequest) -> HttpResponse:
    """All accounts by user name, a page at a time."""
    staff = _administrator(request)
    after = request.GET.get("after", "").replace("\x00", "")
    found = list(
        Staff.objects.filter(username__gt=after)
        .order_by("username")
        .prefetch_related("posts__office", "posts__body")[: PAGE + 1]
    )
    shown = found[:PAGE]
    _read(staff, "accounts", count=len(shown))
    rows = [{"account": row, "posts": _held(row)} for row in shown]
    older = f"?{urlencode({'after': shown[-1].username})}" if len(found) > PAGE else ""
    return render(request, "directory/accounts.html", {"rows": rows, "older": older})


@login_required
def new_account(request: HttpRequest) -> HttpResponse:
    """Make an account with its first post."""
    staff = _administrator(request)
    form = AccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect("directory:account", _make(form.cleaned_data, Actor.staff(staff.pk)).pk)
        except ValidationError as error:
            form.add_error(None, error)
    return render(request, "directory/new_account.html", {"form": form}, status=422 if form.errors else 200)


@transaction.atomic
def _make(data: dict[str, Any], by: Actor) -> Staff:
    about = {key: data[key] for key in ("username", "name", "name_ar", "email", "password")}
    made = actions.create_staff(**about, by=by, at=clock.now())
    actions.give_post(
        staff=made, role=Role(data["role"]), office=data["office"], body=data["body"], by=by, at=clock.now()
    )
    return made


@login_required
def account(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One account: its posts, and one more."""
    staff = _administrator(request)
    form = PostForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        about = {
            "role": Role(form.cleaned_data["role"]),
            "office": form.cleaned_data["office"],
            "body": form.cleaned_data["body"],
        }
        try:
            actions.give_post(staff=_account(pk), **about, by=Actor.staff(staff.pk), at=clock.now())
            return redirect("directory:account", pk)
        except NotAllowed as error:
            form.add_error("role", str(error))
    return _account_page(request, staff, pk, post=form)


@login_required
@require_POST
def reset_access(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A new first password, and no second factor until the person sets it up again."""
    staff = _administrator(request)
    form = PasswordForm(request.POST)
    if form.is_valid():
        by, password = Actor.staff(staff.pk), form.cleaned_data["password"]
        actions.reset_access(account=_account(pk), password=password, by=by, at=clock.now())
        return redirect("directory:account", pk)
    return _account_page(request, staff, pk, password=form)


@login_required
@require_POST
def close_account(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Nobody signs in with it any more."""
    staff = _administrator(request)
    actions.close_account(account=_account(pk), by=Actor.staff(staff.pk), at=clock.now())
    return redirect("directory:account", pk)


@login_required
@require_POST
def reopen_account(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Let the person sign in again."""
    staff = _administrator(request)
    actions.reopen_account(account=_account(pk), by=Actor.staff(staff.pk), at=clock.now())
    return redirect("directory:account", pk)


@login_required
@require_POST
def end_post(request: HttpRequest, pk: int) -> HttpResponse:
    """End a post."""
    staff = _administrator(request)
    post = get_object_or_404(Post.objects.select_related("staff"), pk=pk)
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
        messages.success(request, _("Your settings are saved."))
        return redirect("directory:profile")
    context = {"form": form, "posts": _held(staff)}
    return render(request, "directory/profile.html", context, status=422 if form.errors else 200)


@login_required
def read_ledger(request: HttpRequest) -> HttpResponse:
    """The record, for the data-protection officer; reading it is a line too."""
    staff = request.user
    if not isinstance(staff, Staff) or not may_read_ledger(staff):
        raise Http404
    form = LedgerForm(request.GET or None)
    asked = form.cleaned_data if form.is_valid() else {}
    side, stream = asked.get("side") or Compartment.STATUS, asked.get("stream") or Stream.READS
    file, before = asked.get("file"), asked.get("before")
    found = lines(side, stream, file=file, before=before, limit=PAGE + 1)
    rows = found[:PAGE]
    ledger.read(
        compartment=Compartment.HOUSE,
        what="ledger",
        by=Actor.staff(staff.pk),
        purpose=Purpose.OVERSIGHT,
        subject=file,
        detail={"side": side, "stream": stream},
        count=len(rows),
    )
    older = (
        {"side": side, "stream": stream, "file": file or "", "before": rows[-1].id} if found[PAGE:] else None
    )
    shown = {"rows": rows, "form": form, "older": f"?{urlencode(older)}" if older else ""}
    refused = form.is_bound and form.errors
    return render(request, "directory/ledger.html", shown, status=422 if refused else 200)


def _account_page(
    request: HttpRequest,
    staff: Staff,
    pk: UUID,
    *,
    post: PostForm | None = None,
    password: PasswordForm | None = None,
) -> HttpResponse:
    found = _account(pk)
    _read(staff, "account", subject=found.pk)
    posts = found.posts.select_related("office", "body").order_by("-held_from", "-id")
    context = {
        "account": found,
        "posts": [{"post": held, "current": is_held(held)} for held in posts],
        "post_form": post or PostForm(),
        "password_form": password or PasswordForm(),
        "may_change": may_change_account(staff, found),
    }
    refused = any(form is not None and form.errors for form in (post, password))
    return render(request, "directory/account.html", context, status=422 if refused else 200)


def _account(pk: UUID) -> Staff:
    return get_object_or_404(Staff, pk=pk)


def _held(account: Staff) -> list[str]:
    """What somebody is today: role and office or institution."""
    return [
        " – ".join(str(part) for part in (held.get_role_display(), held.office or held.body) if part)
        for held in account.posts.all()
        if is_held(held)
    ]


def _read(staff: Staff, what: str, *, subject: UUID | None = None, count: int | None = None) -> None:
    ledger.read(
        compartment=Compartment.HOUSE,
        what=what,
        by=Actor.staff(staff.pk),
        purpose=Purpose.ACCOUNTS,
        subject=subject,
        count=count,
    )
