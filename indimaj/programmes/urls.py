"""Pages of the programmes room."""

from django.urls import path

from .views import counts, desk, livelihoods, people, public

app_name = "programmes"
urlpatterns = [
    path("", public.find, name="find"),
    path("where-to-begin/", public.placement, name="placement"),
    path("where/", public.coverage, name="coverage"),
    path("counts/mixing/", counts.concentration, name="concentration"),
    path("counts/livelihoods/", counts.livelihoods_that_last, name="survival"),
    path("desk/", desk.mine, name="mine"),
    path("desk/<str:body>/new-programme/", desk.programme, name="new_programme"),
    path("desk/<str:body>/new-course/", desk.new_course, name="new_course"),
    path("desk/<str:body>/new-livelihood/", livelihoods.plan, name="new_livelihood"),
    path("courses/<uuid:pk>/", desk.run, name="run"),
    path("courses/<uuid:pk>/enrol/", desk.enrol, name="enrol"),
    path("courses/<uuid:pk>/place/", desk.place_all, name="place_all"),
    path("courses/<uuid:pk>/applications/", desk.switch, name="switch"),
    path("courses/<uuid:pk>/attendance/", people.attendance, name="attendance"),
    path("courses/<uuid:pk>/sheet/", people.sheet, name="sheet"),
    path("participants/<uuid:pk>/", people.participant, name="participant"),
    path("participants/<uuid:pk>/place/", people.place, name="place"),
    path("participants/<uuid:pk>/attestation/", people.attest, name="attest"),
    path("participants/<uuid:pk>/<str:verb>/", people.step, name="step"),
    path("livelihoods/", livelihoods.livelihoods, name="livelihoods"),
    path("livelihoods/<uuid:pk>/", livelihoods.livelihood, name="livelihood"),
    path("livelihoods/<uuid:pk>/asked/", livelihoods.asked, name="asked"),
    path("livelihoods/<uuid:pk>/paid/<int:number>/", livelihoods.paid, name="paid"),
    path("livelihoods/<uuid:pk>/<str:verb>/", livelihoods.step, name="livelihood_step"),
    path("<uuid:pk>/", public.course, name="course"),
]
