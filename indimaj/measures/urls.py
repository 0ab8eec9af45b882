"""Addresses of figures: what anybody reads, the same as open data, and where they are counted and published."""

from django.urls import path

from .views import data, desk, public, who

app_name = "measures"
urlpatterns = [
    path("", public.indicators, name="indicators"),
    path("figures.json", data.indicators_json, name="indicators_json"),
    path("figures.csv", data.indicators_csv, name="indicators_csv"),
    path("who-does-what-where/", who.who_does_what, name="who_does_what"),
    path("who-does-what-where.json", who.who_json, name="who_json"),
    path("who-does-what-where.csv", who.who_csv, name="who_csv"),
    path("counted/<uuid:pk>/", public.measurement, name="measurement"),
    path("desk/", desk.countings, name="countings"),
    path("desk/freeze/", desk.freeze, name="freeze"),
    path("desk/<uuid:pk>/", desk.counting, name="counting"),
    path("desk/<uuid:pk>/publish/", desk.publish, name="publish"),
    path("desk/figures/<uuid:pk>/correct/", desk.correct, name="correct"),
    path("<slug:code>.json", data.indicator_json, name="indicator_json"),
    path("<slug:code>.csv", data.indicator_csv, name="indicator_csv"),
    path("<slug:code>/", public.indicator, name="indicator"),
]
