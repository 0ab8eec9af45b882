"""The gallery alone, with the addresses that the frames look for."""

from django import forms
from django.conf.urls.i18n import i18n_patterns
from django.http import HttpResponse
from django.template import engines
from django.urls import include, path

PAGE = """{% extends "design/public.html" %}{% block content %}<h1>x</h1>
{% include "design/components/form.html" with submit="Send" guard=True autosave="/en/kept/" %}{% endblock %}"""


class Answer(forms.Form):
    answer = forms.CharField(required=False)
    paper = forms.FileField(required=False)


def _form(request):
    return HttpResponse(engines["django"].from_string(PAGE).render({"form": Answer()}, request))


def _kept(request):
    return HttpResponse(status=204)


def _elsewhere(request):
    return HttpResponse("elsewhere")


urlpatterns = i18n_patterns(
    path(
        "",
        include(
            ([path("", _elsewhere, name="home"), path("leave/", _elsewhere, name="leave")], "portal"),
            namespace="portal",
        ),
    ),
    path("desk/", _elsewhere, name="desk"),
    path("logout/", _elsewhere, name="account_logout"),
    path("form/", _form),
    path("kept/", _kept),
    path("design/", include("indimaj.design.urls")),
)
