"""Pages of the commission and of the deciding authority, under /commission/."""

from django.urls import path

from . import views

app_name = "decisions"
urlpatterns = [
    path("", views.index, name="index"),
    path("call/", views.call, name="call"),
    path("sitting/<uuid:pk>/", views.sitting, name="sitting"),
    path("sitting/<uuid:pk>/open/", views.step, {"verb": "open"}, name="open"),
    path("sitting/<uuid:pk>/close/", views.step, {"verb": "close"}, name="close"),
    path("sitting/<uuid:pk>/paper/<uuid:letter>/", views.paper, name="paper"),
    path("sitting/<uuid:pk>/<int:position>/", views.item, name="item"),
    path("decide/", views.to_decide, name="to_decide"),
    path("decide/<str:reference>/", views.decide, name="decide"),
    path("notice/", views.to_notify, name="to_notify"),
    path("decision/<uuid:pk>/", views.decision, name="decision"),
    path("decision/<uuid:pk>/letter/", views.letter, name="letter"),
    path("papers/", views.office_papers, name="papers"),
    path("papers/<str:code>/<uuid:letter>/", views.office_paper, name="office_paper"),
    path("departures/", views.departures, name="departures"),
]
