"""The self-check: one question a page, nothing kept. Answers travel in the body of the form."""

import json
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from indimaj import law
from indimaj.applications import catalogue

from .. import audio, moment, policy, questions, result
from ..forms import CampaignForm, QuestionForm, readable_answers


@dataclass
class Check:
    """One self-check on its way: the campaign, the answers so far, and whether other ways were passed by."""

    campaign: str
    answers: dict[str, Any] = field(default_factory=dict)
    past_other_tracks: bool = False

    @property
    def on(self) -> date:
        """The day whose rule is asked: today, or the last day of a campaign that is over."""
        return min(moment.today(), policy.pack().campaigns[self.campaign].closes)

    def next(self) -> str | None:
        """The next fact to ask for."""
        return questions.next_question(
            policy.pack(),
            self.answers,
            on=self.on,
            campaign=self.campaign,
            past_other_tracks=self.past_other_tracks,
        )

    def hidden(self, **changed: Any) -> dict[str, str]:
        """The boxes that carry the check to the next page."""
        carried = {"campaign": self.campaign, "answers": json.dumps(self.answers)}
        if self.past_other_tracks:
            carried["past"] = "1"
        return carried | changed


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Start, ask, or tell the result."""
    if request.method != "POST":
        return _start(request)
    going_on = _read(request.POST)
    if going_on is None:
        return _start(request, data=request.POST)
    if "past_now" in request.POST:
        going_on.past_other_tracks = True
    if "back" in request.POST and going_on.answers:
        fact = list(going_on.answers)[-1]
        known = going_on.answers.pop(fact)
        return _ask(request, going_on, fact, known=known)
    fact = request.POST.get("fact", "")
    if fact and fact == going_on.next():
        if "unknown" in request.POST:
            going_on.answers[fact] = None
        else:
            form = QuestionForm(request.POST, pack=policy.pack(), fact=fact, today=going_on.on)
            if not form.is_valid():
                return _ask(request, going_on, fact, form=form)
            going_on.answers[fact] = form.value()
    following = going_on.next()
    return _ask(request, going_on, following) if following else _result(request, going_on)


def _read(data: QueryDict) -> Check | None:
    """The check that a form carries; None when it cannot be one."""
    pack = policy.pack()
    campaign = data.get("campaign", "")
    if campaign not in pack.campaigns or pack.campaigns[campaign].opens > moment.today():
        return None
    try:
        sent = json.loads(data.get("answers") or "{}")
    except (ValueError, RecursionError):
        return None
    answers = readable_answers(pack, sent)
    return None if answers is None else Check(campaign, answers, "past" in data)


def _start(request: HttpRequest, data: QueryDict | None = None) -> HttpResponse:
    campaign = policy.open_campaign(moment.today())
    form = None if campaign else CampaignForm(data, pack=policy.pack())
    refused = data is not None
    context = {"campaign": campaign, "form": form, "refused": refused}
    return render(request, "portal/check_start.html", context, status=422 if refused else 200)


def _ask(
    request: HttpRequest, going_on: Check, fact: str, *, known: Any = None, form: QuestionForm | None = None
) -> HttpResponse:
    shown = form or QuestionForm(pack=policy.pack(), fact=fact, known=known, today=going_on.on)
    context = {
        "form": shown,
        "fact": fact,
        "hidden": going_on.hidden(),
        "number": len(going_on.answers) + 1,
        "recordings": audio.recordings(fact),
    }
    return render(request, "portal/check_question.html", context, status=422 if form else 200)


def _result(request: HttpRequest, going_on: Check) -> HttpResponse:
    pack = policy.pack()
    assessed = questions.assess(pack, going_on.answers, on=going_on.on, campaign=going_on.campaign)
    unknown = {fact for fact, value in going_on.answers.items() if value is None}
    context = {
        "result": result.tell(
            pack,
            assessed,
            unknown=unknown,
            language=catalogue.reader(),
            without_papers=policy.without_papers(going_on.campaign),
        ),
        "answers": answers_said(pack, going_on.answers),
        "hidden": going_on.hidden(),
        "can_go_on": bool(assessed.orientation) and not going_on.past_other_tracks,
        "on": going_on.on,
        "open": policy.open_campaign(moment.today()),
    }
    return render(request, "portal/check_result.html", context)


def answers_said(pack: law.Pack, answers: dict[str, Any]) -> list[dict[str, str]]:
    """What was answered, in words."""
    language = catalogue.reader()
    return [
        {
            "question": pack.facts[fact].label[language],
            "answer": _("I do not know") if value is None else catalogue.value_text(fact, value),
        }
        for fact, value in answers.items()
    ]
