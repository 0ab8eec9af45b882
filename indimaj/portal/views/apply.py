"""Applying: start, one question a page, the check of the answers, and handing in once."""

from typing import Any
from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from indimaj.applications import catalogue
from indimaj.applications.actions import intake
from indimaj.applications.enums import State
from indimaj.applications.models import Application
from indimaj.applications.reasons import NOT_READY
from indimaj.design.templatetags.design import ref
from indimaj.directory import limits
from indimaj.directory.models import Office
from indimaj.ledger.actors import Actor
from indimaj.letters.enums import LetterKind
from indimaj.letters.models import Letter
from indimaj.people.answers import PersonAnswers, answers_of
from indimaj.people.enums import BirthKind, NationalityStatus

from .. import audio, moment, offices, policy, steps, visits
from ..forms import QuestionForm, StartForm
from ..person_forms import STEPS, is_answered


@require_safe
def begin(request: HttpRequest) -> HttpResponse:
    """New, or coming back."""
    file = visits.file_of(request)
    if file is not None and file.state == State.DRAFT:
        return redirect("portal:tasks")
    return render(request, "portal/apply.html", {"campaign": policy.open_campaign(moment.today())})


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Choose office, language and PIN; the answer shows reference and code, once."""
    campaign = policy.open_campaign(moment.today())
    if campaign is None:
        return redirect("portal:apply")
    if request.method != "POST":
        form = StartForm(offices=offices.by_region(), initial={"language": get_language()})
        return render(request, "portal/start.html", {"form": form})
    if seconds := limits.wait(request, limits.STARTING):
        return limits.too_many(request, seconds)
    form = StartForm(request.POST, offices=offices.by_region())
    if not form.is_valid():
        return render(request, "portal/start.html", {"form": form}, status=422)
    given = form.cleaned_data
    office = Office.objects.get(pk=given["office"])
    file, code = intake.start_draft(
        campaign=campaign, office=office, language=given["language"], pin=given["pin"], at=moment.now()
    )
    visits.begin(request, file)
    return render(request, "portal/slip.html", {"file": file, "code": code, "office": office})


@require_safe
@visits.own_file
def tasks(request: HttpRequest, file: Application) -> HttpResponse:
    """What is done and what is left."""
    if file.state != State.DRAFT:
        return redirect("portal:file")
    given = steps.answered(file)
    person = person_of(file)
    named = person.has_a_name
    context = {
        "file": file,
        "person": [_person_task(step, person) for step in STEPS],
        "sections": [_section_task(section) for section in steps.sections(file, given)],
        "documents": [{**_documents_task(file), "url": reverse("portal:documents")}],
        "check": [_check_task(named)],
    }
    return render(request, "portal/tasks.html", context)


def _person_task(step: str, person: PersonAnswers) -> dict[str, Any]:
    done = is_answered(step, person)
    open_now = step == "name" or person.has_a_name
    task = {"label": STEPS[step].title, "url": reverse("portal:person", args=[step]) if open_now else ""}
    if done:
        return {**task, "state": _("Complete"), "tone": "green"}
    return {**task, "state": _("To do") if open_now else _("Not yet"), "tone": "blue" if open_now else "grey"}


def _section_task(section: steps.Section) -> dict[str, Any]:
    done = len(set(section.facts) & section.answered)
    return {
        "label": section.label,
        "url": reverse("portal:question", args=[section.next]),
        "state": _("Complete") if section.done else _("Begun") if done else _("To do"),
        "tone": "green" if section.done else "amber" if done else "blue",
    }


def _documents_task(file: Application) -> dict[str, Any]:
    some = file.evidence.exists()
    hint = _("An application with papers missing is registered too.")
    state = {"state": _("Begun"), "tone": "amber"} if some else {"state": _("To do"), "tone": "blue"}
    return {"label": _("Show your papers"), "hint": hint, **state}


def _check_task(named: bool) -> dict[str, Any]:
    label = _("Check your answers and hand in")
    if named:
        return {"label": label, "url": reverse("portal:answers"), "state": _("To do"), "tone": "blue"}
    return {"label": label, "state": _("Not yet"), "tone": "grey", "hint": _("Opens once there is a name.")}


@require_http_methods(["GET", "HEAD", "POST"])
@visits.own_changeable_file
def person(request: HttpRequest, file: Application, step: str) -> HttpResponse:
    """One page about the person; in a draft and, as a correction, until the opinion is given."""
    if step not in STEPS:
        raise Http404
    known = person_of(file)
    if step != "name" and not known.has_a_name:
        return redirect("portal:person", step="name")
    data = request.POST if request.method == "POST" else None
    form = STEPS[step](data, person=known, today=moment.today())
    if data is None or not form.is_valid():
        status = 422 if data is not None else 200
        context = {"form": form, "draft": file.state == State.DRAFT, "recordings": audio.recordings(step)}
        return render(request, "portal/person.html", context, status=status)
    if file.state != State.DRAFT:
        own = Actor.person(file.pk)
        intake.correct_identity(application=file, person=form.answers(), by=own, at=moment.now())
        return redirect("portal:file")
    intake.save_answers(application=file, person=form.answers(), declared={}, at=moment.now())
    return redirect(_after_person(request, step))


def _after_person(request: HttpRequest, step: str) -> str:
    if "check" in request.GET:
        return reverse("portal:answers")
    order = list(STEPS)
    following = order[order.index(step) + 1 :]
    return reverse("portal:person", args=[following[0]]) if following else reverse("portal:tasks")


@require_http_methods(["GET", "HEAD", "POST"])
@visits.own_file
def question(request: HttpRequest, file: Application, fact: str) -> HttpResponse:
    """One fact, as the pack asks it."""
    pack = policy.pack()
    if fact not in pack.facts or fact in steps.TOLD_BY_THE_PERSON or pack.facts[fact].asked_of != "self":
        raise Http404
    if file.state != State.DRAFT:
        return redirect("portal:file")
    value: Any = None
    if request.method != "POST" or "unknown" not in request.POST:
        data = request.POST if request.method == "POST" else None
        form = QuestionForm(data, pack=pack, fact=fact, known=file.declared.get(fact), today=moment.today())
        if data is None or not form.is_valid():
            context = {"form": form, "recordings": audio.recordings(fact)}
            return render(request, "portal/ask.html", context, status=200 if data is None else 422)
        value = form.value()
    intake.save_answers(application=file, person=None, declared={fact: value}, at=moment.now())
    if "check" in request.GET:
        return redirect("portal:answers")
    file.refresh_from_db()
    following = steps.after(file, fact)
    return redirect("portal:question", fact=following) if following else redirect("portal:tasks")


@require_http_methods(["GET", "HEAD", "POST"])
@visits.own_file
def answers(request: HttpRequest, file: Application) -> HttpResponse:
    """Check your answers; handing in twice gives the same file."""
    if request.method == "POST":
        try:
            submission = UUID(request.POST.get("submission", ""))
        except ValueError:
            submission = uuid4()
        own = Actor.person(file.pk)
        try:
            intake.submit(application=file, submission=submission, by=own, at=moment.now())
        except intake.NotReady as problem:
            return _answers(request, file, refused=str(NOT_READY[problem.missing]))
        return redirect("portal:done")
    if file.state != State.DRAFT:
        return redirect("portal:done")
    return _answers(request, file)


def _answers(request: HttpRequest, file: Application, refused: str = "") -> HttpResponse:
    known = person_of(file)
    given = steps.answered(file)
    context = {
        "file": file,
        "person": [
            {"question": STEPS[step].title, "answer": said(step, known), "url": _change("person", step)}
            for step in STEPS
        ],
        "facts": [
            {
                "question": catalogue.fact_label(fact),
                "answer": catalogue.value_text(fact, file.declared[fact])
                if fact in file.declared
                else _("I do not know"),
                "url": _change("question", fact),
            }
            for section in steps.sections(file, given)
            for fact in section.facts
            if fact in given
        ],
        "papers": [
            {"question": catalogue.evidence_label(piece.kind), "answer": piece.get_state_display()}
            for piece in file.evidence.order_by("received_at", "id")
        ],
        "submission": file.submission,
        "refused": refused,
    }
    return render(request, "portal/answers.html", context, status=422 if refused else 200)


def _change(page: str, which: str) -> str:
    return f"{reverse(f'portal:{page}', args=[which])}?check=1"


@require_safe
@visits.own_file
def done(request: HttpRequest, file: Application) -> HttpResponse:
    """The application is registered: reference, number, dates, receipt."""
    if file.state == State.DRAFT:
        return redirect("portal:tasks")
    receipt = Letter.objects.filter(subject=file.pk, kind=LetterKind.RECEIPT).order_by("made_at").first()
    return render(request, "portal/done.html", {"file": file, "receipt": receipt, "office": file.office})


def person_of(file: Application) -> PersonAnswers:
    """What is known about the person of a file."""
    return answers_of(file.applicant) if file.applicant else PersonAnswers()


def said(step: str, known: PersonAnswers) -> str:
    """What a page about the person holds, in words; numbers and addresses keep their direction."""
    if not is_answered(step, known):
        return ""
    written = " ".join(part for part in (known.given_names, known.family_name) if part)
    told = {
        "name": _beside(written, known.name_arabic, known.name_said),
        "birth": _born(known),
        "sex": catalogue.value_text("sex", str(known.sex) or None),
        "nationality": catalogue.nationality_names(list(known.nationalities)),
        "document": _beside(_kind(known.document_kind), ref(known.document_number)),
        "contact": _beside(ref(known.phone), ref(known.email), known.address),
        "speech": known.spoken_language,
    }
    if step == "nationality" and not told[step]:
        return str(NationalityStatus(known.nationality_status).label)
    return told[step]


def _beside(*parts: str) -> SafeString:
    """Some parts, each with its own direction."""
    return format_html_join(" · ", "<bdi>{}</bdi>", ((part,) for part in parts if part))


def _born(known: PersonAnswers) -> str:
    """A year that is known as a whole is said as a year."""
    if known.birth.kind == BirthKind.YEAR and len(known.birth.as_text()) == 4:
        return known.birth.as_text()
    return catalogue.value_text("birth", known.birth.as_fact())


def _kind(code: str) -> str:
    return catalogue.evidence_label(code) if code in policy.pack().evidence else code
