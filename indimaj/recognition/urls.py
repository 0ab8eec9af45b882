"""Pages of the recognition room."""

from django.urls import path

from .views import consulate, desk, papers, person, vacancies

app_name = "recognition"
urlpatterns = [
    path("requests/", desk.queue, name="requests"),
    path("requests/<uuid:pk>/", desk.request_page, name="request"),
    path("requests/<uuid:pk>/ask/", desk.ask, name="ask"),
    path("requests/<uuid:pk>/decide/", desk.decide, name="decide"),
    path("documents/<uuid:pk>/", papers.document, name="document"),
    path("consulate/", consulate.queue, name="consulate"),
    path("consulate/<uuid:pk>/", consulate.page, name="consulate_request"),
    path("consulate/<uuid:pk>/document/", consulate.document, name="consulate_document"),
    path("vacancies/", vacancies.public, name="vacancies"),
    path("vacancies/mine/", vacancies.mine, name="my_vacancies"),
    path("vacancies/mine/new/", vacancies.new, name="new_vacancy"),
    path("vacancies/mine/<uuid:pk>/", vacancies.edit, name="edit_vacancy"),
    path("vacancies/mine/<uuid:pk>/close/", vacancies.close, name="close_vacancy"),
    path("vacancies/<uuid:pk>/", vacancies.one, name="vacancy"),
    path("people/<str:reference>/", person.page, name="person"),
    path("people/<str:reference>/add/", person.add, name="add_asset"),
    path("people/<str:reference>/matches/", person.work, name="matches"),
    path("people/<str:reference>/matches/<uuid:pk>/", person.work_one, name="match"),
    path("people/<str:reference>/never/", person.never, name="never"),
    path("people/<str:reference>/consulate/", person.prepare, name="prepare"),
    path("people/<str:reference>/consulate/<uuid:pk>/", person.question, name="question"),
    path("people/<str:reference>/consulate/<uuid:pk>/act/", person.question_act, name="question_act"),
    path("people/<str:reference>/letters/<uuid:pk>/", papers.letter, name="letter"),
    path("people/<str:reference>/<uuid:pk>/", person.asset, name="asset"),
    path("people/<str:reference>/<uuid:pk>/take-away/", person.take_away, name="take_away"),
    path("people/<str:reference>/<uuid:pk>/document/", person.add_paper, name="add_document"),
    path("people/<str:reference>/<uuid:pk>/request/", person.draft, name="draft"),
    path("people/<str:reference>/requests/<uuid:pk>/act/", person.request_act, name="request_act"),
]
