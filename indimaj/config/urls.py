"""The front door: every page lives under its language."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from indimaj.portal import api

from . import views

urlpatterns = [
    path("api/v1/", api.api.urls),
    path("", include("indimaj.portal.root_urls")),
    *i18n_patterns(
        path("", include("indimaj.portal.urls")),
        path("account/", include("indimaj.directory.sign_in_urls")),
        path("account/", include("indimaj.directory.urls")),
        path("account/desk/", views.desk, name="desk"),
        path("desk/", include("indimaj.applications.urls")),
        path("commission/", include("indimaj.decisions.urls")),
        path("people/", include("indimaj.clients.urls")),
        path("services/", include("indimaj.services.urls")),
        path("programmes/", include("indimaj.programmes.urls")),
        path("referrals/", include("indimaj.referrals.urls")),
        path("recognition/", include("indimaj.recognition.urls")),
        path("dialogue/", include("indimaj.dialogue.urls")),
        path("figures/", include("indimaj.measures.urls")),
        path("commitments/", include("indimaj.commitments.urls")),
        path("follow-up/", include("indimaj.delivery.urls")),
        path("consultations/", include("indimaj.consultations.urls")),
        path("reports/", include("indimaj.reports.urls")),
        path("design/", include("indimaj.design.urls")),
    ),
]

handler400 = "indimaj.config.views.bad_request"
handler403 = "indimaj.config.views.forbidden"
handler404 = "indimaj.config.views.not_found"
handler500 = "indimaj.config.views.server_error"
handler429 = "indimaj.config.views.too_many_sign_ins"
