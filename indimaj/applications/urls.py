"""Pages of the desk: queue, search, counter, case page, separate review."""

from django.urls import path

from .views import case, counter, evidence, health, phone, queue

app_name = "applications"
urlpatterns = [
    path("", queue.queue, name="queue"),
    path("search/", queue.find, name="find"),
    path("counter/", counter.counter, name="counter"),
    path("counter/likely/", counter.likely, name="likely"),
    path("counter/not-registered/", counter.refuse, name="refuse"),
    path("counter/not-registered/<uuid:pk>/", counter.slip, name="slip"),
    path("counter/phone/<uuid:pk>/", phone.arrived, name="arrived"),
    path("counter/phone/<uuid:pk>/<uuid:paper>/", phone.picture, name="phone_paper"),
    path("phone/<str:token>/", phone.phone, name="phone"),
    path("files/<str:reference>/", case.page, name="case"),
    path("files/<str:reference>/facts/<str:fact>/", case.confirm, name="confirm"),
    path("files/<str:reference>/missing/", case.request_completion, name="completion"),
    path("files/<str:reference>/assign/", case.assign, name="assign"),
    path("files/<str:reference>/identity/", case.identity, name="identity"),
    path("files/<str:reference>/code/", counter.new_code, name="new_code"),
    path("files/<str:reference>/step/<str:verb>/", case.step, name="step"),
    path("files/<str:reference>/letters/<uuid:pk>/", case.letter, name="letter"),
    path("files/<str:reference>/evidence/", evidence.add, name="add_piece"),
    path("files/<str:reference>/evidence/<uuid:pk>/", evidence.download, name="piece"),
    path("files/<str:reference>/evidence/<uuid:pk>/judge/", evidence.judge, name="judge"),
    path("review/", health.waiting, name="health"),
    path("review/<str:reference>/", health.review, name="health_review"),
    path("review/<str:reference>/<uuid:pk>/", health.download, name="health_piece"),
]
