"""Work that employers offer: a public list, and the employer's own page."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe

from indimaj.directory.models import Staff
from indimaj.ports import clock

from .. import actions, catalogue, queries
from ..enums import VacancyState
from ..forms import VacancyForm, skills_typed
from ..models import Vacancy
from ..permissions import employers_of, may_change_vacancy, may_list_vacancies
from ..sentences import level_of
from .door import MOVED, log, moved_on, see, staff_of


def shown(vacancy: Vacancy) -> dict[str, Any]:
    """A vacancy in words."""
    tongues = [
        (catalogue.label("language", code), level_of(level))
        for code, level in sorted(vacancy.languages.items())
    ]
    return {
        "vacancy": vacancy,
        "skills": [catalogue.label("skill", code) for code in vacancy.skills],
        "wished": [catalogue.label("skill", code) for code in vacancy.wished],
        "tongues": tongues,
        "qualification": catalogue.label("qualification", vacancy.qualification)
        if vacancy.qualification
        else "",
    }


@require_safe
def public(request: HttpRequest) -> HttpResponse:
    """The open vacancies, the next to close first."""
    page = queries.public_vacancies(clock.today(), request.GET.get("after", ""))
    context = {
        "rows": [shown(one) for one in page.rows],
        "older": f"?after={page.after}" if page.after else "",
        "first": "?" if request.GET.get("after") else "",
    }
    return render(request, "recognition/vacancies.html", context)


@require_safe
def one(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One open vacancy."""
    found = queries.open_vacancy(pk, clock.today())
    if found is None:
        raise Http404
    return render(request, "recognition/vacancy.html", shown(found))


@login_required
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """What one's own employer offers."""
    staff = staff_of(request)
    purpose = see(may_list_vacancies(staff))
    rows = queries.vacancies_of(staff)
    log(staff, purpose, "vacancies", count=len(rows))
    today = clock.today()
    context = {"rows": [(one, one.state == VacancyState.OPEN and one.closes_on >= today) for one in rows]}
    return render(request, "recognition/my_vacancies.html", context)


@login_required
def new(request: HttpRequest) -> HttpResponse:
    """Offer work."""
    staff = staff_of(request)
    see(may_list_vacancies(staff))
    employers = employers_of(staff)
    # Most write in the language in which they read the page.
    written = (get_language() or "ar")[:2]
    first = {"submission": uuid4(), "openings": 1, "body": employers[0].code, "words_language": written}
    form = VacancyForm(request.POST or None, initial=first, employers=employers)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        body = next(one for one in employers if one.code == given["body"])
        actions.post_vacancy(
            body=body, by=staff, at=clock.now(), submission=given["submission"], **form.columns()
        )
        return redirect("recognition:my_vacancies")
    status = 422 if form.errors else 200
    return render(request, "recognition/vacancy_form.html", {"form": form, "found": None}, status=status)


def _mine_or_404(staff: Staff, pk: UUID) -> Vacancy:
    found = Vacancy.objects.visible_to(staff).select_related("body", "place").filter(pk=pk).first()
    if found is None:
        raise Http404
    see(may_change_vacancy(staff, found))
    return found


@login_required
def edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Correct what is offered."""
    staff = staff_of(request)
    found = _mine_or_404(staff, pk)
    form = VacancyForm(request.POST or None, initial=_initial(found), employers=[found.body])
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"]
        try:
            actions.save_vacancy(vacancy=found, by=staff, at=clock.now(), version=version, **form.columns())
        except MOVED:
            return moved_on(request)
        return redirect("recognition:my_vacancies")
    status = 422 if form.errors else 200
    return render(request, "recognition/vacancy_form.html", {"form": form, "found": found}, status=status)


def _initial(vacancy: Vacancy) -> dict[str, Any]:
    plain = ("title", "words_language", "qualification", "openings", "closes_on", "document_rule")
    language, level = next(iter(vacancy.languages.items()), ("", ""))
    return {name: getattr(vacancy, name) for name in plain} | {
        "submission": uuid4(),
        "version": vacancy.version,
        "body": vacancy.body_id,
        "place": vacancy.place_id,
        "language": language,
        "level": level,
        **skills_typed(vacancy),
    }


@login_required
@require_POST
def close(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Nobody is shown it any more."""
    staff = staff_of(request)
    actions.close_vacancy(vacancy=_mine_or_404(staff, pk), by=staff, at=clock.now())
    return redirect("recognition:my_vacancies")
