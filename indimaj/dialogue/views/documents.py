"""The desk of documents: the list, a document with its versions, a new version."""

from typing import Any
from uuid import uuid4

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from indimaj.directory.models import Body, Staff
from indimaj.ledger.actors import Actor
from indimaj.ports import clock
from indimaj.ports.uploads import UploadRefused

from .. import actions, queries, words
from ..forms import DocumentForm, VersionForm
from ..models import Document, Event
from ..permissions import may_list_dialogue, may_write_document
from ..reading import read_upload
from .desk import version_of
from .door import document_or_404, form_page, log, moved_on, see, staff_of
from .public import page_number

REFUSED = {
    "empty": lambda: _("The file is empty."),
    "too_large": lambda: _("The file is too large."),
    "too_long": lambda: _("The text is too long to be kept."),
    "wrong_type": lambda: _("This file cannot be read. PDF, Word, Markdown and plain text can."),
    "no_text": lambda: _("There is no text in this file: it may be pictures of pages. Type the text in."),
    "infected": lambda: _("The virus scanner found something in this file. It was not kept."),
    "scan_unavailable": lambda: _("The virus scanner does not answer. Try again later."),
}


@login_required
@require_safe
def documents(request: HttpRequest) -> HttpResponse:
    """Every document, the newest first."""
    staff = staff_of(request)
    number = page_number(request.GET.get("page", ""))
    rows, more = queries.documents(staff, number)
    log(staff, may_list_dialogue(staff), "documents", count=len(rows))
    context = {
        "rows": [{"document": one, "issuer": words.issuer(one)} for one in rows],
        "older": f"?page={number + 1}" if more else "",
        "newer": f"?page={number - 1}" if number > 1 else "",
    }
    return render(request, "dialogue/desk_documents.html", context)


def _said(form: DocumentForm) -> dict[str, Any]:
    data = form.cleaned_data
    kept = {name: data[name] for name in ("kind", "issuer", "published_on", "source_url", "is_account")}
    return kept | {
        "title": form.words("title"),
        "body": Body.objects.filter(code=data["body"]).first() if data["body"] else None,
        "event": Event.objects.filter(pk=data["event"]).first() if data["event"] else None,
    }


def _by(staff: Staff) -> Actor:
    return Actor.staff(staff.pk)


@login_required
def new_document(request: HttpRequest) -> HttpResponse:
    """Keep a document; its text comes next."""
    staff = staff_of(request)
    log(staff, may_write_document(staff), "document_form")
    first = {"submission": uuid4(), "event": request.GET.get("event", "")}
    form = DocumentForm(request.POST or None, is_new=True, initial=first)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            made = actions.add_document(
                key=data["key"], submission=data["submission"], **_said(form), by=_by(staff), at=clock.now()
            )
            return redirect("dialogue:add_version", made.key)
        except actions.KeyTaken:
            form.add_error("key", _("Another one already has this short name."))
    back = reverse("dialogue:desk_documents")
    return form_page(request, form, title=_("A new document"), submit=_("Keep the document"), back=back)


@login_required
@require_safe
def document(request: HttpRequest, key: str) -> HttpResponse:
    """One document as its writer sees it."""
    staff = staff_of(request)
    found = document_or_404(staff, key)
    log(staff, may_write_document(staff, found), "document", found.pk)
    versions = queries.versions(found)
    context = {
        "document": found,
        "issuer": words.issuer(found),
        "versions": [
            {"one": one, "label": words.version_label(one), "repairer": words.repairer(one)}
            for one in reversed(versions)
        ],
        "lost": queries.lost_in(found),
        "show": {"version": found.version, "public": "" if found.is_public else "1"},
    }
    return render(request, "dialogue/desk_document.html", context)


@login_required
def edit_document(request: HttpRequest, key: str) -> HttpResponse:
    """Correct what is said of a document."""
    staff = staff_of(request)
    found = document_or_404(staff, key)
    log(staff, may_write_document(staff, found), "document", found.pk)
    first = {
        name: getattr(found, name)
        for name in ("kind", "issuer", "published_on", "source_url", "is_account", "version")
    }
    first |= {"body": found.body_id, "event": found.event_id}
    form = DocumentForm(request.POST or None, is_new=False, words={"title": found.title}, initial=first)
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"]
        try:
            actions.change_document(
                document=found, version=-1 if version is None else version, **_said(form),
                by=_by(staff), at=clock.now(),
            )  # fmt: skip
        except actions.Stale:
            return moved_on(request, form)
        return redirect("dialogue:desk_document", key)
    back = reverse("dialogue:desk_document", args=[key])
    return form_page(
        request, form, title=_("Correct the document"), submit=_("Keep the correction"), back=back
    )


@login_required
@require_POST
def show_document(request: HttpRequest, key: str) -> HttpResponse:
    """Show a document with its texts to everybody, or take it back."""
    staff = staff_of(request)
    found = document_or_404(staff, key)
    see(may_write_document(staff, found))
    try:
        actions.show_document(
            document=found, is_public=bool(request.POST.get("public")), version=version_of(request),
            by=_by(staff), at=clock.now(),
        )  # fmt: skip
    except actions.Stale:
        return moved_on(request)
    return redirect("dialogue:desk_document", key)


@login_required
def add_version(request: HttpRequest, key: str) -> HttpResponse:
    """A file or a text: the next version. Marked passages are looked for in it."""
    staff = staff_of(request)
    found = document_or_404(staff, key)
    log(staff, may_write_document(staff, found), "document", found.pk)
    form = VersionForm(request.POST or None, request.FILES or None, initial={"received_on": clock.today()})
    if request.method == "POST" and form.is_valid():
        made = _keep(found, form, staff)
        if made is not None:
            return redirect("dialogue:read", key, made.number)
    back = reverse("dialogue:desk_document", args=[key])
    return form_page(
        request, form, title=_("A new version"), submit=_("Keep the version"), back=back, of=found
    )


def _keep(found: Document, form: VersionForm, staff: Staff) -> Any:
    data = form.cleaned_data
    upload = data["upload"]
    try:
        read = read_upload(upload) if upload else None
    except UploadRefused as refused:
        form.add_error("upload", REFUSED[refused.code]())
        return None
    return actions.add_version(
        document=found,
        language=data["language"],
        received_on=data["received_on"],
        text=data["text"],
        read=read,
        file_name=upload.name if upload else "",
        note=data["note"],
        submission=data["submission"],
        by=_by(staff),
        at=clock.now(),
    )
