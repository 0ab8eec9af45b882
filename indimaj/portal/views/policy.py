"""The public front of the follow-up: the policy, what can be taken as data, and what each side of the wall knows."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from .. import open_data as offers

# Where the policy leads, in the order of its own story: what was said, what is done, what came of it. A room that is
# not there is left out.
WAYS: tuple[tuple[Any, tuple[tuple[str, str, Any, Any], ...]], ...] = (
    (
        _("What was said"),
        (
            (
                "dialogue:events",
                "sound",
                _("Meetings and documents"),
                _("Conferences and forums, who took part, and the texts that came of them."),
            ),
            (
                "commitments:all",
                "paper",
                _("Commitments"),
                _("What was recommended, promised or decided, and where each stands today."),
            ),
            (
                "consultations:rounds",
                "help",
                _("Consultations"),
                _("Say what you think of a recommendation, and see what others said and what was answered."),
            ),
        ),
    ),
    (
        _("What is done"),
        (
            (
                "delivery:findings",
                "check",
                _("Who answers, and what is done"),
                _(
                    "Institutions that answered and those that are silent, actions, evidence, and what is overdue."
                ),
            ),
            (
                "portal:rule",
                "law",
                _("The rule in force"),
                _("What is asked, by whom, since when, and what changed."),
            ),
            (
                "services:find",
                "home",
                _("Services"),
                _("Health, work, housing, school, languages: who receives you, where and when."),
            ),
            (
                "programmes:find",
                "family",
                _("Courses and activities"),
                _("Languages, exchange, training and livelihoods."),
            ),
            (
                "measures:who_does_what",
                "help",
                _("Who does what where"),
                _("Which institution works on which theme in which place, and where nobody does."),
            ),
        ),
    ),
    (
        _("What came of it"),
        (
            (
                "measures:indicators",
                "check",
                _("Figures, both sides"),
                _("What is counted of migrants and of institutions, set beside each other; never typed in."),
            ),
            (
                "reports:editions",
                "receipt",
                _("Reports"),
                _("Each edition in three languages, with what was not answered and by whom."),
            ),
            (
                "portal:open_data",
                "paper",
                _("Open data"),
                _("Everything that is public, to take away and check."),
            ),
            (
                "portal:each_side",
                "law",
                _("What each side knows"),
                _("Why those who give papers do not see who helps you, and what that does not stop."),
            ),
        ),
    ),
)


@require_safe
def policy(request: HttpRequest) -> HttpResponse:
    """From the policy to everything that follows from it."""
    parts = [
        {"title": title, "ways": found}
        for title, ways in WAYS
        if (
            found := [
                {"url": url, "icon": icon, "label": label, "about": about}
                for name, icon, label, about in ways
                if (url := offers.address(name))
            ]
        )
    ]
    return render(request, "portal/policy.html", {"parts": parts})


@require_safe
def open_data(request: HttpRequest) -> HttpResponse:
    """Each address that gives data, what it holds, and under which licence."""
    context = {
        "offers": list(offers.listed()),
        "licence": offers.LICENCE,
        "licence_url": offers.LICENCE_URL,
        "code_licence": offers.CODE_LICENCE,
    }
    return render(request, "portal/open_data.html", context)


@require_safe
def each_side(request: HttpRequest) -> HttpResponse:
    """What the side that gives papers holds, what the side that helps holds, and what the wall does not stop."""
    return render(request, "portal/each_side.html")
