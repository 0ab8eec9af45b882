"""Pages of the referrals room: caseworkers, services, links without an account, refusals of access, grievances."""

from django.urls import path

from .views import access, by_link, case, children, desk, grievances, inbox

app_name = "referrals"
urlpatterns = [
    path("", desk.queue, name="queue"),
    path("people/<str:reference>/", desk.person, name="person"),
    path("people/<str:reference>/need/", desk.record, name="need"),
    path("people/<str:reference>/not-received/", access.record, name="access_record"),
    path("people/<str:reference>/grievance/", grievances.new, name="grievance_new"),
    path("people/<str:reference>/path/", children.path, name="path"),
    path("people/<str:reference>/path/<str:step>/", children.reached, name="step"),
    path("needs/<uuid:pk>/close/", desk.close, name="close"),
    path("needs/<uuid:pk>/services/", desk.choose, name="choose"),
    path("needs/<uuid:pk>/services/<uuid:service>/", desk.send, name="send"),
    path("inbox/", inbox.inbox, name="inbox"),
    path("inbox/<uuid:pk>/", inbox.referral, name="provider"),
    path("inbox/<uuid:pk>/<str:verb>/", inbox.answer, name="provider_step"),
    path("waiting/<uuid:pk>/", inbox.waiting, name="waiting"),
    path("answer/<str:token>/", by_link.by_link, name="by_link"),
    path("answer/<str:token>/<str:verb>/", by_link.answer, name="by_link_step"),
    path("not-received/", access.report, name="report"),
    path("not-received/thanks/", access.reported, name="reported"),
    path("not-received/counts/", access.counts, name="counts"),
    path("not-received/ours/", access.to_answer, name="access"),
    path("not-received/ours/<uuid:pk>/", access.answer, name="access_answer"),
    path("not-received/late/", access.late, name="late"),
    path("work/", grievances.listed, name="grievances"),
    path("work/<uuid:pk>/", grievances.grievance, name="grievance"),
    path("work/<uuid:pk>/<str:verb>/", grievances.move, name="grievance_step"),
    path("<uuid:pk>/", case.case, name="case"),
    path("<uuid:pk>/on/<uuid:service>/", case.send_on, name="send_on"),
    path("<uuid:pk>/withdraw/", case.withdraw, name="withdraw"),
    path("<uuid:pk>/rest/", case.rest, name="rest"),
    path("<uuid:pk>/link/", case.link, name="link"),
]
