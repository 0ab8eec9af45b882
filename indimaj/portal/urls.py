"""Pages of the portal room."""

from django.urls import path

from .views import apply, check, file, papers, public, rule, service

app_name = "portal"
urlpatterns = [
    path("", public.home, name="home"),
    path("about/", public.about, name="about"),
    path("your-data/", public.privacy, name="privacy"),
    path("accessibility/", public.accessibility, name="accessibility"),
    path("leave/", public.leave, name="leave"),
    path("left/", public.left, name="left"),
    path("check/", check.check, name="check"),
    path("rule/", rule.rule, name="rule"),
    path("service/", service.service, name="api"),
    path("verify/<str:token>/", public.verify, name="verify"),
    path("apply/", apply.begin, name="apply"),
    path("apply/start/", apply.start, name="start"),
    path("apply/tasks/", apply.tasks, name="tasks"),
    path("apply/answers/", apply.answers, name="answers"),
    path("apply/done/", apply.done, name="done"),
    path("apply/person/<slug:step>/", apply.person, name="person"),
    path("apply/question/<slug:fact>/", apply.question, name="question"),
    path("documents/", papers.documents, name="documents"),
    path("documents/<slug:fact>/", papers.proof, name="proof"),
    path("documents/<slug:fact>/impossible/", papers.impossible, name="impossible"),
    path("file/", file.file, name="file"),
    path("file/complete/", file.complete, name="complete"),
    path("file/withdraw/", file.withdraw, name="withdraw"),
    path("file/pin/", file.pin, name="pin"),
    path("file/letters/<uuid:letter>/", file.letter, name="letter"),
]
