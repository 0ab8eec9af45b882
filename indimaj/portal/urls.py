"""Pages of the portal room."""

from django.urls import path

from .views import apply, check, file, one_fact, own_page, own_rights, papers, public, rule, service

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
    path("file/one-fact/", one_fact.one_fact, name="one_fact"),
    path("my-page/", own_page.my_page, name="my_page"),
    path("my-page/consents/", own_page.consents, name="my_page_consents"),
    path("my-page/consents/<uuid:consent_id>/withdraw/", own_page.withdraw, name="my_page_withdraw"),
    path("my-page/readers/", own_page.readers, name="my_page_readers"),
    path("my-page/pin/", own_page.pin, name="my_page_pin"),
    path("my-page/papers/<uuid:letter>/", own_page.paper, name="my_page_paper"),
    path("my-page/take-along/", own_page.take_along, name="my_page_take_along"),
    path("my-page/do/<slug:room>/", own_page.do, name="my_page_do"),
    path("my-page/correct/", own_rights.correct, name="my_page_correct"),
    path("my-page/objections/", own_rights.objections, name="my_page_objections"),
    path("my-page/erasure/", own_rights.erasure, name="my_page_erasure"),
    path("my-page/proof/", own_rights.proof, name="my_page_proof"),
    path("file/letters/<uuid:letter>/", file.letter, name="letter"),
]
