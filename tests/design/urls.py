"""The gallery alone, with the addresses that the frames look for."""

from django.conf.urls.i18n import i18n_patterns
from django.http import HttpResponse
from django.urls import include, path


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
    path("design/", include("indimaj.design.urls")),
)
