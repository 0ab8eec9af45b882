"""Pages of the clients room."""

from django.urls import path

from .views import desk, family, person, register, rights, written

app_name = "clients"
urlpatterns = [
    path("", desk.people, name="people"),
    path("find/", desk.find, name="find"),
    path("new/", register.register, name="register"),
    path("written/", written.written, name="written"),
    path("written/<uuid:arrival_id>/seen/", written.seen, name="seen"),
    path("objections/", rights.objections, name="objections"),
    path("objections/<uuid:objection_id>/", rights.answer, name="answer"),
    path("erasures/", rights.erasures, name="erasures"),
    path("erasures/<uuid:request_id>/", rights.erasure, name="erasure"),
    path("<str:reference>/", person.page, name="person"),
    path("<str:reference>/papers/", written.papers, name="papers"),
    path("<str:reference>/papers/<uuid:paper_id>/", written.paper, name="paper"),
    path("<str:reference>/history/", person.past, name="history"),
    path("<str:reference>/correct/", person.correct, name="correct"),
    path("<str:reference>/note/", person.note, name="note"),
    path("<str:reference>/consent/", person.consent, name="consent"),
    path("<str:reference>/consent/<uuid:consent_id>/withdraw/", person.withdraw, name="withdraw"),
    path("<str:reference>/hand-over/", person.hand, name="hand_over"),
    path("<str:reference>/family/", family.family, name="family"),
    path("<str:reference>/family/end/", family.end_guardian, name="end_guardian"),
    path("<str:reference>/end/", person.end, name="end"),
    path("<str:reference>/code/", register.new_code, name="new_code"),
    path("<str:reference>/objections/<uuid:objection_id>/", rights.objection, name="objection"),
]
